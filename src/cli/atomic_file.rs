//! Files that are written whole or not at all.

use std::io::{self, Write};
use std::path::Path;

use anyhow::Context as _;
use tempfile::NamedTempFile;

use super::interrupt::Interrupt;

/// A file that is being written and that only its owner may read. It gets its name in
/// [`AtomicFile::keep`]; dropped before that, or interrupted by Ctrl-C, it leaves no file behind,
/// and a file that had the name before is unchanged.
pub(super) struct AtomicFile<'a> {
    what: &'static str,
    path: &'a Path,
    file: NamedTempFile,
    interrupt: Interrupt,
}

impl<'a> AtomicFile<'a> {
    /// Starts a temporary file; `what` names its contents in messages. Fails where `path` names
    /// a device, a link or anything else but a regular file.
    pub(super) fn new(
        what: &'static str,
        path: &'a Path,
        interrupt: &Interrupt,
    ) -> anyhow::Result<Self> {
        let other = std::fs::symlink_metadata(path).is_ok_and(|there| !there.is_file());
        if other || path == Path::new("-") {
            anyhow::bail!("{}: it is not a file", cannot(what, path));
        }
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let mut held = interrupt.hold();
        // Made with mode 0600, beside the file that it becomes: renaming is atomic only within one
        // file system.
        let file = NamedTempFile::new_in(folder.unwrap_or(Path::new(".")));
        let file = file.with_context(|| cannot(what, path))?;
        held.unfinished(file.path());
        drop(held);
        Ok(Self { what, path, file, interrupt: interrupt.clone() })
    }

    /// Writes the whole contents of the file, and gives it its name.
    pub(super) fn save(mut self, text: &str) -> anyhow::Result<()> {
        self.write_all(text.as_bytes()).with_context(|| cannot(self.what, self.path))?;
        self.keep()
    }

    /// Gives the file its name, with everything in it that was written so far.
    pub(super) fn keep(self) -> anyhow::Result<()> {
        let Self { what, path, file, interrupt } = self;
        let mut held = interrupt.hold();
        let unfinished = file.path().to_owned();
        let kept = file.as_file().sync_all().and_then(|()| Ok(file.persist(path)?));
        kept.map(drop).with_context(|| cannot(what, path))?;
        held.finished(&unfinished);
        Ok(())
    }
}

impl Write for AtomicFile<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// Writes a whole file at once.
pub(super) fn save(
    what: &'static str,
    path: &Path,
    text: &str,
    interrupt: &Interrupt,
) -> anyhow::Result<()> {
    AtomicFile::new(what, path, interrupt)?.save(text)
}

fn cannot(what: &str, path: &Path) -> String {
    format!("cannot save {what} in `{}`", path.display())
}
