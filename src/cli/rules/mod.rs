//! `needlecheck rules`: for those who write rule files, one small file a command.

mod chart;
mod check;
mod show;
mod test;
mod verify;

use std::path::{Path, PathBuf};

use super::early::Early;
use super::files;
use super::request::Common;
use super::world::World;
use crate::rulebook::Rulebook;

/// What to do with a rule file. Without one it is the rule file in use.
pub(super) enum RulesRequest {
    /// Say what is wrong with it, and what is doubtful; or take a doubt for a fault.
    Check { file: Option<PathBuf>, deny_warnings: bool },
    /// Run its cases.
    Test { file: Option<PathBuf>, cases: Option<PathBuf>, coverage: bool },
    /// Prove what holds for all answers.
    Verify { file: Option<PathBuf> },
    /// Explain one rule or question, or list them all.
    Show { what: Option<String> },
    /// Draw it on one page.
    Chart { file: Option<PathBuf> },
}

pub(super) fn run(
    request: &RulesRequest,
    early: &Early,
    common: &Common,
    world: &mut World<'_>,
) -> anyhow::Result<u8> {
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

/// The rule file that a command works on: the one named, or the one in use; nothing for the
/// built-in rulebook.
fn path<'a>(file: Option<&'a Path>, early: &'a Early) -> Option<&'a Path> {
    file.or(early.rules.as_deref().map(Path::new))
}

/// The rulebook that a command works on.
fn rulebook(file: Option<&Path>, early: &Early) -> anyhow::Result<Rulebook> {
    files::rulebook(path(file, early).map(Path::as_os_str))
}

/// How messages name the rule file that a command works on.
fn name(path: Option<&Path>) -> String {
    path.map_or(Rulebook::BUILT_IN.to_owned(), |path| path.display().to_string())
}
