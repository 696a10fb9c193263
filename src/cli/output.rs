//! `--output`: writes a report to a file.

use std::ffi::OsStr;
use std::path::Path;

use anyhow::{anyhow, bail};

use super::atomic_file::{self, AtomicFile};
use super::session::Session;
use super::terminal::Color;
use super::world::World;
use crate::layout::{Page, Width};
use crate::report::{self, Format};

/// What the file holds.
const WHAT: &str = "the report";

/// The format of the report: the one that was typed, otherwise the one that belongs to the file. A
/// typed format that does not fit the name of the file is pointed out.
pub(super) fn format(file: Option<&Path>, session: &mut Session<'_, '_>) -> anyhow::Result<Format> {
    let Some(file) = file else { return Ok(session.common.format()) };
    let by_name = Format::of_file(file);
    let Some(typed) = session.common.typed_format else {
        return by_name.map_err(|problem| anyhow!("`--output`: {problem}"));
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
    report::check_ending(file, accepted).map_err(|problem| anyhow!("{flag}: {problem}"))
}

/// Fails if the file cannot be written, or is one of those taken. Called before any question is
/// asked, so that no answers are lost.
pub(super) fn check<'a>(
    file: &Path,
    taken: impl IntoIterator<Item = (&'a str, &'a Path)>,
    world: &World<'_>,
) -> anyhow::Result<()> {
    keep_apart("`--output`", file, taken)?;
    AtomicFile::new(WHAT, file, &world.interrupt).map(drop)
}

/// How a report for people is laid out: as in the terminal, or for a file.
pub(super) fn page(file: Option<&Path>, session: &Session<'_, '_>) -> Page {
    match file {
        None => session.page(),
        Some(_) => Page { width: Width::Unlimited, color: session.common.color == Color::Always },
    }
}

pub(super) fn write(file: &Path, text: &str, session: &mut Session<'_, '_>) -> anyhow::Result<()> {
    atomic_file::save(WHAT, file, text, &session.world.interrupt)?;
    session.hint(&format!("The report is in `{}`.\n", file.display()));
    Ok(())
}

/// Fails if a file is one of those taken, each of which comes with the name of what takes it.
pub(super) fn keep_apart<'a>(
    flag: &str,
    file: &Path,
    taken: impl IntoIterator<Item = (&'a str, &'a Path)>,
) -> anyhow::Result<()> {
    match taken.into_iter().find(|(_, other)| same(other, file)) {
        None => Ok(()),
        Some((other, _)) => bail!("{flag} and {other} name the same file, `{}`", file.display()),
    }
}

/// Whether two paths lead to the same file, or would.
fn same(a: &Path, b: &Path) -> bool {
    let whole = |path: &Path| std::fs::canonicalize(path).or_else(|_| std::path::absolute(path));
    matches!((whole(a), whole(b)), (Ok(a), Ok(b)) if a == b)
}

/// A name as one word of a shell.
pub(super) fn quoted(name: &OsStr) -> String {
    // A quote inside quotes ends them, stands alone, and starts them again.
    format!("'{}'", name.to_string_lossy().replace('\'', r"'\''"))
}
