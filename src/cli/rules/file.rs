//! The rule file that a command works on.

use std::path::Path;

use super::super::early::Early;
use super::super::files;
use crate::rulebook::Rulebook;

/// The rule file that a command works on: the one named, or the one in use; none for the
/// built-in rulebook.
pub(super) fn path<'a>(file: Option<&'a Path>, early: &'a Early) -> Option<&'a Path> {
    file.or(early.rules.as_deref().map(Path::new))
}

/// The rulebook that a command works on.
pub(super) fn rulebook(file: Option<&Path>, early: &Early) -> anyhow::Result<Rulebook> {
    files::rulebook(path(file, early).map(Path::as_os_str))
}

/// How messages name the rule file that a command works on.
pub(super) fn name(path: Option<&Path>) -> String {
    path.map_or(Rulebook::BUILT_IN.to_owned(), |path| path.display().to_string())
}
