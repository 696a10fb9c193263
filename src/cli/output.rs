//! `--output`: a report that goes to a file.

use std::path::Path;

use anyhow::bail;

use super::draft::{self, Draft};
use super::request::{Color, ScreenRequest};
use super::session::Session;
use super::world::World;
use crate::layout::{Page, Width};

/// What the file holds.
const WHAT: &str = "the report";

/// That the file can be written and is none of those that are read or kept; better known before
/// anybody is asked anything than afterwards.
pub(super) fn check(file: &Path, request: &ScreenRequest, world: &World<'_>) -> anyhow::Result<()> {
    let taken = [("`--answers`", &request.given.answers), ("`--save`", &request.save)];
    let taken = taken.iter().filter_map(|(flag, other)| Some((*flag, other.as_deref()?)));
    keep_apart("`--output`", file, taken)?;
    Draft::new(WHAT, file, &world.interrupt).map(drop)
}

/// How a report for people is laid out: as in the terminal, or for a file.
pub(super) fn page(file: Option<&Path>, session: &Session<'_, '_>) -> Page {
    match file {
        None => session.page(),
        Some(_) => Page { width: Width::Unlimited, color: session.common.color == Color::Always },
    }
}

pub(super) fn write(file: &Path, text: &str, session: &mut Session<'_, '_>) -> anyhow::Result<()> {
    draft::save(WHAT, file, text, &session.world.interrupt)?;
    session.hint(&format!("The report is in `{}`.\n", file.display()));
    Ok(())
}

/// That a file is none of those that are taken, each of which is named by what takes it.
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
