//! How a run of the program ended, for scripts.

use std::process::ExitCode;

/// How a run of the program ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Status {
    /// The command did what was asked. A screening: the verdict does not reach `--fail-on`.
    Passed = 0,
    /// Screened; the verdict reaches `--fail-on`.
    Failed = 1,
    /// Nothing was screened: bad usage, answers or rules, or a file that cannot be read. Also: a
    /// rule file has faults, its cases fail, or what has to hold for it does not.
    Unusable = 2,
    /// Screened; open questions could still reach `--fail-on`.
    Incomplete = 3,
    /// Ended by Ctrl-C.
    Interrupted = 130,
}

impl Status {
    /// The exit status of the process. The numbers are stable: scripts may rely on them.
    #[must_use]
    pub const fn code(self) -> u8 {
        self as u8
    }
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        Self::from(status.code())
    }
}
