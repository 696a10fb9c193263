//! `rules export`: the whole rulebook as JSON.

use super::super::rule_file::{RuleFile, RuleFileArg};
use super::super::session::Session;
use super::super::status::Status;
use crate::authoring::export::Export;
use crate::report::Format;

/// Writes a whole rulebook as JSON, for other tools
#[derive(clap::Args)]
#[group(skip)]
#[command(
    after_help = "Reports name questions, rules and sources by ids: this has what they stand for. \
    `needlecheck schema export` describes every field."
)]
pub(crate) struct ExportArgs {
    #[command(flatten)]
    rule_file: RuleFileArg,
}

pub(super) fn run(
    args: &ExportArgs,
    in_use: anyhow::Result<RuleFile>,
    session: &mut Session<'_, '_>,
) -> anyhow::Result<Status> {
    let RuleFile { rulebook, .. } = args.rule_file.read(in_use, &mut session.files)?;
    session.world.print_as(Format::Json, Export::of(&rulebook).to_json() + "\n")?;
    Ok(Status::Passed)
}
