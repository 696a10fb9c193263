//! `rules chart`: the whole rulebook on one page.

use super::super::common;
use super::super::rule_file::{RuleFile, RuleFileArg};
use super::super::session::Session;
use super::super::status::Status;
use crate::authoring::guide::Guide;
use crate::report::Format;

/// Draws a whole rulebook on one page
#[derive(clap::Args)]
#[group(skip)]
#[command(args = common::any_format(), arg = common::color())]
pub(crate) struct ChartArgs {
    #[command(flatten)]
    rule_file: RuleFileArg,
}

pub(super) fn run(
    args: &ChartArgs,
    in_use: anyhow::Result<RuleFile>,
    session: &mut Session<'_, '_>,
) -> anyhow::Result<Status> {
    let RuleFile { rulebook, .. } = args.rule_file.read(in_use, &mut session.files)?;
    let chart = Guide::new(&rulebook).chart();
    let format = session.common.format();
    let text = match format {
        Format::Json => chart.to_json() + "\n",
        Format::Markdown => chart.to_markdown(),
        Format::Html => chart.to_html(),
        Format::Text => chart.to_text(session.page()),
    };
    session.world.print_as(format, text)?;
    Ok(Status::Passed)
}
