//! `rules show`: explains one rule or question, or lists them all.

use super::super::early::Early;
use super::super::request::{Common, Format};
use super::super::status::Status;
use super::super::world::World;
use super::file;
use crate::guide::Guide;
use crate::text::escape;

pub(super) fn run(
    what: Option<&str>,
    early: &Early,
    common: &Common,
    world: &mut World<'_>,
) -> anyhow::Result<Status> {
    let format = common.format_of("what `rules show` says", &[Format::Text, Format::Json])?;
    let rulebook = file::rulebook(None, early)?;
    let guide = Guide::new(&rulebook);
    let page = world.page(common.color);
    let text = match (what, format) {
        (None, Format::Json) => guide.overview().to_json() + "\n",
        (None, _) => guide.overview().to_text(page),
        (Some(id), format) => match (guide.explain(id), format) {
            (None, _) => return Err(unknown(&guide, id)),
            (Some(explanation), Format::Json) => explanation.to_json() + "\n",
            (Some(explanation), _) => explanation.to_text(page),
        },
    };
    world.print_as(format, text)?;
    Ok(Status::Passed)
}

fn unknown(guide: &Guide<'_>, id: &str) -> anyhow::Error {
    let meant = guide.nearest(id).map(|near| format!("\n  did you mean `{near}`?"));
    anyhow::anyhow!(
        "{}: there is no such rule or question in the rulebook\n  \
         accepted: the ids that `needlecheck rules show` lists{}",
        escape::quoted(id),
        meant.unwrap_or_default()
    )
}
