//! Reading files and standard input up to a maximum length.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use anyhow::Context as _;

use super::session::Session;
use crate::answers::MAX_DOCUMENT_BYTES;

/// The bytes of a document of answers, at most one more than a valid document has.
pub(super) fn answers(path: &Path, session: &mut Session<'_, '_>) -> anyhow::Result<Vec<u8>> {
    if is_standard_input(path) {
        if session.world.input_is_terminal {
            session.hint(
                "Waiting for one JSON object of answers. End it with Ctrl-D on a line of its own \
                 (Ctrl-Z and Enter on Windows).\n",
            );
        }
        return at_most(&mut *session.world.input, MAX_DOCUMENT_BYTES)
            .context("cannot read answers from standard input");
    }
    read(path, MAX_DOCUMENT_BYTES)
        .with_context(|| format!("cannot read answers from `{}`", path.display()))
}

/// Whether a file that is read is standard input.
pub(super) fn is_standard_input(path: &Path) -> bool {
    path == Path::new("-")
}

/// All bytes of a file, as [`at_most`] reads them.
pub(super) fn read(path: &Path, limit: usize) -> io::Result<Vec<u8>> {
    at_most(File::open(path)?, limit)
}

/// All bytes, but at most one more than the limit, which shows that it was exceeded.
pub(super) fn at_most(from: impl Read, limit: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(limit as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}
