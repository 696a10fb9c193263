//! `needlecheck rules`: for authors of rule files, one small file a command.

mod chart;
mod check;
mod diff;
mod export;
mod new;
mod show;
mod test;
mod verify;

use super::common;
use super::rule_file::RuleFile;
use super::session::Session;
use super::status::Status;

/// Checks, tests and explains rule files
#[derive(clap::Subcommand)]
#[command(
    disable_help_subcommand = true,
    args = common::any_format(),
    arg = common::color(),
    arg = common::quiet()
)]
pub(super) enum RulesCommand {
    New(new::NewArgs),
    Check(check::CheckArgs),
    Test(test::TestArgs),
    Verify(verify::VerifyArgs),
    Diff(diff::DiffArgs),
    Show(show::ShowArgs),
    Chart(chart::ChartArgs),
    Export(export::ExportArgs),
}

pub(super) fn run(
    command: &RulesCommand,
    in_use: anyhow::Result<RuleFile>,
    session: &mut Session<'_, '_>,
) -> anyhow::Result<Status> {
    match command {
        RulesCommand::New(args) => new::run(args, session),
        RulesCommand::Check(args) => check::run(args, in_use, session),
        RulesCommand::Test(args) => test::run(args, in_use, session),
        RulesCommand::Verify(args) => verify::run(args, in_use, session),
        RulesCommand::Diff(args) => diff::run(args, session),
        RulesCommand::Show(args) => show::run(args, in_use, session),
        RulesCommand::Chart(args) => chart::run(args, in_use, session),
        RulesCommand::Export(args) => export::run(args, in_use, session),
    }
}
