//! `rules diff`: what a change of a rule file does to people.

use std::path::PathBuf;

use clap::ValueHint;

use super::super::common;
use super::super::rule_file::RuleFile;
use super::super::session::Session;
use super::super::status::Status;
use crate::authoring::diff::Comparison;
use crate::report::Format;

/// Lists what changed between two rule files, and whose verdict gets better or worse
#[derive(clap::Args)]
#[group(skip)]
#[command(args = common::text_json_or_markdown(), arg = common::color())]
pub(crate) struct DiffArgs {
    /// The rule file before the change
    #[arg(value_name = "OLD", value_hint = ValueHint::FilePath)]
    old: PathBuf,
    /// The rule file after the change
    #[arg(value_name = "NEW", value_hint = ValueHint::FilePath)]
    new: PathBuf,
}

pub(super) fn run(args: &DiffArgs, session: &mut Session<'_, '_>) -> anyhow::Result<Status> {
    for (what, file) in [("the old rule file", &args.old), ("the new rule file", &args.new)] {
        session.files.read(what, file)?;
    }
    let format = session.common.format();
    let [old, new] = [RuleFile::read(Some(&args.old))?, RuleFile::read(Some(&args.new))?];
    let comparison = Comparison::of(&old.rulebook, &new.rulebook);
    let text = match format {
        Format::Json => format!("{:#}\n", comparison.to_json()),
        Format::Markdown => comparison.to_markdown(),
        _ => comparison.to_text(session.page()),
    };
    session.world.print_as(format, text)?;
    Ok(if comparison.gets_better() {
        Status::Failed
    } else if comparison.undecided.is_empty() {
        Status::Passed
    } else {
        Status::Incomplete
    })
}
