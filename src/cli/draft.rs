//! A file that appears whole or not at all.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use tempfile::NamedTempFile;

use super::interrupt::Interrupt;

/// A file that is being written, for its owner alone to read. Only what is kept appears under
/// its name; otherwise nothing is left of it, also after Ctrl-C.
pub(super) struct Draft {
    file: NamedTempFile,
    path: PathBuf,
    interrupt: Interrupt,
}

impl Draft {
    /// Begins a file. What is no file, such as a device or a link, is not replaced by one.
    pub(super) fn begin(path: &Path, interrupt: &Interrupt) -> anyhow::Result<Self> {
        let refused = || format!("cannot write `{}`", path.display());
        let other = std::fs::symlink_metadata(path).is_ok_and(|there| !there.is_file());
        if other || path == Path::new("-") {
            anyhow::bail!("{}: it is not a file", refused());
        }
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let mut held = interrupt.hold();
        // Made with mode 0600.
        let file = NamedTempFile::new_in(folder.unwrap_or(Path::new("."))).with_context(refused)?;
        held.unfinished(file.path());
        drop(held);
        Ok(Self { file, path: path.to_owned(), interrupt: interrupt.clone() })
    }

    /// Lets the file appear, now that everything is in it.
    pub(super) fn keep(self) -> anyhow::Result<()> {
        let Self { file, path, interrupt } = self;
        let mut held = interrupt.hold();
        file.as_file()
            .sync_all()
            .and_then(|()| file.persist(&path).map_err(io::Error::from))
            .with_context(|| format!("cannot write `{}`", path.display()))?;
        held.finished();
        Ok(())
    }
}

impl Write for Draft {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}
