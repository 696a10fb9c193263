//! `needlecheck rules`: for those who write rule files, one small file a command.

mod chart;
mod check;
mod show;
mod test;
mod verify;

use super::request::{RulesCommand, RulesRequest};
use super::rule_file::RuleFile;
use super::session::Session;
use super::status::Status;

/// Runs the command on the rule file that it names, or on the one in use.
pub(super) fn run(
    request: &RulesRequest,
    in_use: anyhow::Result<RuleFile>,
    session: &mut Session<'_, '_>,
) -> anyhow::Result<Status> {
    let rules = match &request.file {
        Some(path) => RuleFile::read(Some(path)),
        None => in_use,
    };
    match &request.command {
        RulesCommand::Check { deny_warnings } => check::run(rules, *deny_warnings, session),
        RulesCommand::Test { cases, coverage } => {
            test::run(rules, cases.as_deref(), *coverage, session)
        }
        RulesCommand::Verify => verify::run(rules, session),
        RulesCommand::Show { what } => show::run(rules, what.as_deref(), session),
        RulesCommand::Chart => chart::run(rules, session),
    }
}
