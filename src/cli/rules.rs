//! `needlecheck rules`: for those who write rule files.

use std::path::Path;

use super::args::{Common, Format};
use super::early::Early;
use super::world::World;
use super::{PASSED, UNUSABLE, files};
use crate::rulebook::Rulebook;
use crate::text::list::count;

/// `rules check`: every fault of a rule file, or that it is good. The faults are the result, so
/// they go to standard output.
pub(super) fn check(
    file: Option<&Path>,
    early: &Early,
    common: &Common,
    world: &mut World<'_>,
) -> anyhow::Result<u8> {
    let path = file.or(early.rules.as_deref().map(Path::new));
    let read = match path {
        None => Ok(Rulebook::built_in()),
        Some(path) => Rulebook::from_bytes(&path.display().to_string(), files::rule_file(path)?),
    };
    let name = path.map_or(Rulebook::BUILT_IN.to_owned(), |path| path.display().to_string());
    match read {
        Err(faults) => {
            let text = match common.format {
                Format::Json => faults.to_json_lines(),
                Format::Text => faults.to_text(world.look_out(common.color)),
            };
            world.print(&text)?;
            Ok(UNUSABLE)
        }
        Ok(rulebook) => {
            if common.format == Format::Text && !common.quiet {
                world.print(&format!(
                    "{name}: good: {}, {}, {}\n",
                    count(rulebook.questions().len(), "question", "questions"),
                    count(rulebook.rules().len(), "rule", "rules"),
                    count(rulebook.sources().len(), "source", "sources"),
                ))?;
            }
            Ok(PASSED)
        }
    }
}
