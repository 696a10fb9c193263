//! `needlecheck rules`: for those who write rule files, one small file a command.

mod chart;
mod check;
mod file;
mod show;
mod test;
mod verify;

use super::early::Early;
use super::request::{Common, RulesRequest};
use super::status::Status;
use super::world::World;

pub(super) fn run(
    request: &RulesRequest,
    early: &Early,
    common: &Common,
    world: &mut World<'_>,
) -> anyhow::Result<Status> {
    match request {
        RulesRequest::Check { file, deny_warnings } => {
            check::run(file.as_deref(), *deny_warnings, early, common, world)
        }
        RulesRequest::Test { file, cases, coverage } => {
            test::run(file.as_deref(), cases.as_deref(), *coverage, early, common, world)
        }
        RulesRequest::Verify { file } => verify::run(file.as_deref(), early, common, world),
        RulesRequest::Show { what } => show::run(what.as_deref(), early, common, world),
        RulesRequest::Chart { file } => chart::run(file.as_deref(), early, common, world),
    }
}
