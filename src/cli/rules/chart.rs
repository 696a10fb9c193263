//! `rules chart`: the whole rulebook on one page.

use super::super::request::Format;
use super::super::rule_file::RuleFile;
use super::super::session::Session;
use super::super::status::Status;
use crate::guide::Guide;

pub(super) fn run(
    rules: anyhow::Result<RuleFile>,
    session: &mut Session<'_, '_>,
) -> anyhow::Result<Status> {
    const KNOWN: [Format; 4] = [Format::Text, Format::Json, Format::Markdown, Format::Html];
    let format = session.common.format_of("the chart", &KNOWN)?;
    let RuleFile { rulebook, .. } = rules?;
    let chart = Guide::new(&rulebook).chart();
    let text = match format {
        Format::Text => chart.to_text(session.page()),
        Format::Json => chart.to_json() + "\n",
        Format::Markdown => chart.to_markdown(),
        Format::Html => chart.to_html(),
    };
    session.world.print_as(format, text)?;
    Ok(Status::Passed)
}
