//! `rules check`: every fault of a rule file, or that it is good, and what is doubtful in it.

use std::path::Path;

use super::super::early::Early;
use super::super::files;
use super::super::request::{Common, Format};
use super::super::status::Status;
use super::super::world::World;
use super::file;
use crate::review;
use crate::rulebook::Rulebook;
use crate::text::list::count;

/// The faults and the warnings are the result, so they go to standard output.
pub(super) fn run(
    file: Option<&Path>,
    deny_warnings: bool,
    early: &Early,
    common: &Common,
    world: &mut World<'_>,
) -> anyhow::Result<Status> {
    let format = common.format_of("the result of `rules check`", &[Format::Text, Format::Json])?;
    let path = file::path(file, early);
    let read = match path {
        None => Ok(Rulebook::built_in()),
        Some(path) => Rulebook::from_bytes(&path.display().to_string(), files::rule_file(path)?),
    };
    let name = file::name(path);
    match read {
        Err(faults) => {
            let text = match format {
                Format::Json => faults.to_json_lines(),
                _ => faults.to_text(world.look_out(common.color)),
            };
            world.print_as(format, text)?;
            Ok(Status::Unusable)
        }
        Ok(rulebook) => {
            let warnings = review::review(&name, &rulebook, (world.today)());
            if !warnings.is_empty() {
                let text = match format {
                    Format::Json => warnings.to_json_lines(),
                    _ => warnings.to_text(world.look_out(common.color)),
                };
                world.print_as(format, text)?;
                if deny_warnings {
                    return Ok(Status::Unusable);
                }
            }
            if format == Format::Text && !common.quiet {
                world.print(&format!(
                    "{name}: good: {}, {}, {}\n",
                    count(rulebook.questions().len(), "question", "questions"),
                    count(rulebook.rules().len(), "rule", "rules"),
                    count(rulebook.sources().len(), "source", "sources"),
                ))?;
            }
            Ok(Status::Passed)
        }
    }
}
