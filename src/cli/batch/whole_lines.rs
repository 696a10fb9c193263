//! Writing reports line by line.

use std::io::{self, Write};

use super::super::interrupt::Interrupt;

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
