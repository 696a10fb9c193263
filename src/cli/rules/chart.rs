//! `rules chart`: the whole rulebook on one page.

use std::path::Path;

use super::super::early::Early;
use super::super::request::{Common, Format};
use super::super::status::Status;
use super::super::world::World;
use super::file;
use crate::guide::Guide;

pub(super) fn run(
    file: Option<&Path>,
    early: &Early,
    common: &Common,
    world: &mut World<'_>,
) -> anyhow::Result<Status> {
    const KNOWN: [Format; 4] = [Format::Text, Format::Json, Format::Markdown, Format::Html];
    let format = common.format_of("the chart", &KNOWN)?;
    let rulebook = file::rulebook(file, early)?;
    let chart = Guide::new(&rulebook).chart();
    let text = match format {
        Format::Text => chart.to_text(world.page(common.color)),
        Format::Json => chart.to_json() + "\n",
        Format::Markdown => chart.to_markdown(),
        Format::Html => chart.to_html(),
    };
    world.print_as(format, text)?;
    Ok(Status::Passed)
}
