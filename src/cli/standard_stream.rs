//! Standard streams that cannot be used.

use std::io::{self, BufRead, Read, Write};

#[cfg(unix)]
use rustix::fs::OFlags;

/// A standard stream that was closed, or opened the wrong way, when the program started: every read
/// and write fails. The standard library takes the first for an empty input and for a write that
/// worked, and opens the null device in place of the second.
pub struct Unusable;

/// Whether standard input can be read.
#[must_use]
pub fn can_read_input() -> bool {
    #[cfg(unix)]
    return !uucore::signals::stdin_was_closed() && !is_open_for_only(io::stdin(), OFlags::WRONLY);
    #[cfg(not(unix))]
    true
}

/// Whether standard output can be written. That it was closed is known only if the binary calls
/// `uucore::init_startup_state_capture`, because the standard library opens it again before `main`.
#[must_use]
pub fn can_write_output() -> bool {
    #[cfg(unix)]
    return !uucore::signals::stdout_was_closed()
        && !is_open_for_only(io::stdout(), OFlags::RDONLY);
    #[cfg(not(unix))]
    true
}

#[cfg(unix)]
fn is_open_for_only(stream: impl std::os::fd::AsFd, wrong: OFlags) -> bool {
    let flags = rustix::fs::fcntl_getfl(stream);
    flags.is_ok_and(|flags| flags & OFlags::RWMODE == wrong)
}

/// What the system calls it.
fn bad_descriptor() -> io::Error {
    #[cfg(unix)]
    return rustix::io::Errno::BADF.into();
    #[cfg(not(unix))]
    io::ErrorKind::NotConnected.into()
}

impl Read for Unusable {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        Err(bad_descriptor())
    }
}

impl BufRead for Unusable {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        Err(bad_descriptor())
    }

    fn consume(&mut self, _: usize) {}
}

impl Write for Unusable {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(bad_descriptor())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
