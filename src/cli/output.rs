//! `--output`: how a report is written to a file.

use std::ffi::OsStr;
use std::path::Path;

use super::failure::about;
use super::session::Session;
use super::terminal::Color;
use crate::layout::{Page, Width};
use crate::report::{self, Format};

/// The format of the report: the one that was typed, otherwise the one that belongs to the file. A
/// typed format that does not fit the name of the file is pointed out.
pub(super) fn format(file: Option<&Path>, session: &mut Session<'_, '_>) -> anyhow::Result<Format> {
    let Some(file) = file else { return Ok(session.common.format()) };
    let by_name = Format::of_file(file);
    let Some(typed) = session.common.typed_format else {
        return by_name.map_err(|problem| about(problem, "`--output`").into());
    };
    if file.extension().is_some() && by_name.ok() != Some(typed) {
        let name = file.display();
        session.hint(&format!("Note: `{name}` is written as {typed}, whatever its name says.\n"));
    }
    Ok(typed)
}

/// Fails if the name of a file that is written as JSON ends like another format. `flag` is the
/// flag that names it.
pub(super) fn check_json(flag: &str, file: Option<&Path>) -> anyhow::Result<()> {
    check_ending(flag, file, &["json"])
}

/// Fails if the name of a file that is written as lines of JSON ends like another format.
pub(super) fn check_json_lines(flag: &str, file: Option<&Path>) -> anyhow::Result<()> {
    check_ending(flag, file, &["ndjson", "jsonl", "json", "csv"])
}

/// Fails if the name of a file that is written as TOML ends like another format.
pub(super) fn check_toml(flag: &str, file: &Path) -> anyhow::Result<()> {
    check_ending(flag, Some(file), &["toml"])
}

fn check_ending(flag: &str, file: Option<&Path>, accepted: &[&str]) -> anyhow::Result<()> {
    let Some(file) = file else { return Ok(()) };
    report::check_ending(file, accepted).map_err(|problem| about(problem, flag).into())
}

/// How a report for people is laid out: as in the terminal, or for a file.
pub(super) fn page(file: Option<&Path>, session: &Session<'_, '_>) -> Page {
    match file {
        None => session.page(),
        Some(_) => Page { width: Width::Unlimited, color: session.common.color == Color::Always },
    }
}

/// A name as one word of a shell.
pub(super) fn quoted(name: &OsStr) -> String {
    // A quote inside quotes ends them, stands alone, and starts them again.
    format!("'{}'", name.to_string_lossy().replace('\'', r"'\''"))
}
