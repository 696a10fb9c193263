//! Writing reports line by line.

use std::io::{self, Read as _, Write};

use super::atomic_file::AtomicFile;
use super::interrupt::Interrupt;

/// Reports for a file, or for standard output where the file fails: then it gets all of them.
pub(super) struct FileOrOutput<'w, 'f> {
    pub(super) file: &'w mut AtomicFile<'f>,
    pub(super) out: &'w mut (dyn Write + Send),
    /// How many bytes of whole lines the file has.
    pub(super) written: u64,
    /// Why the file failed.
    pub(super) failure: &'w mut Option<io::Error>,
}

impl Write for FileOrOutput<'_, '_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.write_all(bytes).map(|()| bytes.len())
    }

    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        if self.failure.is_none() {
            let Err(error) = self.file.write_all(bytes) else {
                self.written += bytes.len() as u64;
                return Ok(());
            };
            *self.failure = Some(error);
            io::copy(&mut self.file.contents()?.take(self.written), &mut self.out)?;
        }
        self.out.write_all(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.failure.is_some() { self.out.flush() } else { self.file.flush() }
    }
}

/// An output that an interruption never leaves in the middle of a line.
pub(super) struct WholeLines<'w> {
    inner: &'w mut (dyn Write + Send),
    interrupt: &'w Interrupt,
    /// Whether what was written is kept where the rest is missing.
    is_partly_written: bool,
}

impl<'w> WholeLines<'w> {
    pub(super) fn new(
        inner: &'w mut (dyn Write + Send),
        interrupt: &'w Interrupt,
        is_partly_written: bool,
    ) -> Self {
        Self { inner, interrupt, is_partly_written }
    }
}

impl Write for WholeLines<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.write_all(bytes).map(|()| bytes.len())
    }

    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        let mut held = self.interrupt.hold();
        if self.is_partly_written {
            held.partly_written();
        }
        self.inner.write_all(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}
