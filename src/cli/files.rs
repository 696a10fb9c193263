//! Reading files and standard input, no further than is useful.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use anyhow::Context as _;

use super::world::World;
use crate::answers::LONGEST_DOCUMENT;
use crate::rulebook::{LONGEST_RULE_FILE, Rulebook};

/// The rulebook in a file, or the built-in one.
///
/// # Errors
///
/// A file that cannot be read, or the faults of its rules.
pub(super) fn rulebook(path: Option<&OsStr>) -> anyhow::Result<Rulebook> {
    let Some(path) = path else { return Ok(Rulebook::built_in()) };
    let name = Path::new(path).display().to_string();
    Ok(Rulebook::from_bytes(&name, rule_file(Path::new(path))?)?)
}

/// The bytes of a rule file; at most one more than a rule file may have.
pub(super) fn rule_file(path: &Path) -> anyhow::Result<Vec<u8>> {
    File::open(path)
        .and_then(|file| at_most(file, LONGEST_RULE_FILE))
        .with_context(|| format!("cannot read the rule file `{}`", path.display()))
}

/// The bytes of a document of answers; at most one more than it may have.
pub(super) fn answers(path: &Path, quiet: bool, world: &mut World<'_>) -> anyhow::Result<Vec<u8>> {
    if path == Path::new("-") {
        if world.input_is_terminal && !quiet {
            world.complain(
                "Waiting for one JSON object of answers. End it with Ctrl-D on a line of its own \
                 (Ctrl-Z and Enter on Windows).\n",
            );
        }
        return at_most(&mut *world.input, LONGEST_DOCUMENT)
            .context("cannot read answers from standard input");
    }
    File::open(path)
        .and_then(|file| at_most(file, LONGEST_DOCUMENT))
        .with_context(|| format!("cannot read answers from `{}`", path.display()))
}

/// The bytes that there are to read; at most one more than the limit.
pub(super) fn at_most(from: impl Read, limit: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(limit as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}
