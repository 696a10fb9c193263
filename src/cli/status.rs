//! How a run of the program ended, for scripts.

use std::process::ExitCode;

use super::common::FailOn;
use crate::rulebook::Level;
use crate::text::capitalised;

/// How a run of the program ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Status {
    /// The command did what was asked. A screening: the verdict does not reach `--fail-on`.
    Passed = 0,
    /// Screened; the verdict reaches `--fail-on`.
    Failed = 1,
    /// Nothing was screened: bad usage, answers or rules, or a file that cannot be read. Also: a
    /// result cannot be written, a rule file has faults, its cases fail, or what has to hold for it
    /// does not.
    Unusable = 2,
    /// Screened; open questions could still reach `--fail-on`. Also: a proof was not finished within
    /// its budget of steps.
    Incomplete = 3,
    /// Nobody reads the reports of a batch any more. The program ends by the signal for that, and a
    /// shell sees this number.
    PipeClosed = 141,
}

impl Status {
    /// The exit status of the process. The numbers are stable: scripts may rely on them.
    #[must_use]
    pub const fn code(self) -> u8 {
        self as u8
    }

    /// The exit status of a result with these bounds of its level.
    pub(super) fn of(floor: Level, at_worst: Level, fail_on: FailOn) -> Self {
        let Some(fail_on) = fail_on else { return Self::Passed };
        if floor >= fail_on {
            // However the open questions turn out, the verdict will not be below the floor.
            Self::Failed
        } else if at_worst >= fail_on {
            // Also for a `defer` that could still be an `avoid`, where only `avoid` fails.
            Self::Incomplete
        } else {
            Self::Passed
        }
    }

    /// The worse of two: what could not be used, then what failed, then what still could.
    pub(super) fn worse(self, other: Self) -> Self {
        let rank = |status| match status {
            Self::Passed => 0,
            Self::PipeClosed => 1,
            Self::Incomplete => 2,
            Self::Failed => 3,
            Self::Unusable => 4,
        };
        if rank(other) > rank(self) { other } else { self }
    }
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        Self::from(status.code())
    }
}

/// The exit statuses of a command, and what they mean for it. `path` is the command, and before it
/// those that it is in; empty for a screening.
pub(super) fn meanings(path: &[&str]) -> &'static [(Status, &'static str)] {
    use Status::{Failed, Incomplete, Passed, Unusable};
    match path {
        [] => &[
            (Passed, "the verdict is below --fail-on"),
            (Failed, "it is at or above that level"),
            (Unusable, "nothing was screened, or the result could not be written"),
            (Incomplete, "open questions could still lead to that level"),
        ],
        ["batch"] => &[
            (Passed, "every record was screened"),
            (Failed, "with --fail-on, a record reaches that level"),
            (Unusable, "a record could not be screened, or with --fail-on there is none"),
            (Incomplete, "with --fail-on, open questions could still lead to that level"),
        ],
        ["rules", "check"] => &[
            (Passed, "no rule file has an error"),
            (Unusable, "one has an error, with --deny-warnings also a warning, or cannot be read"),
        ],
        ["rules", "test"] => &[
            (Passed, "every case passes"),
            (Unusable, "a case fails, or with --coverage none would notice a change"),
        ],
        ["rules", "verify"] => &[
            (Passed, "every claim that has to hold is proven, and nothing is undecided"),
            (Unusable, "one does not hold, or nothing was read"),
            (Incomplete, "something was not decided within the budget of steps"),
        ],
        ["rules", "diff"] => &[
            (Passed, "no verdict gets better, and nothing is undecided"),
            (Failed, "a verdict gets better, so somebody has to look"),
            (Unusable, "a rule file could not be read"),
            (Incomplete, "something was not decided within the budget of steps"),
        ],
        _ => &[(Passed, "the result was printed"), (Unusable, "there was an error")],
    }
}

/// The exit statuses in one sentence, for the help.
pub(super) fn sentence(meanings: &[(Status, &str)]) -> String {
    let meanings: Vec<_> =
        meanings.iter().map(|(status, meaning)| format!("{} {meaning}", status.code())).collect();
    format!("Exit status: {}.", meanings.join("; "))
}

/// The text as a sentence of its own: with a capital and a full stop.
pub(super) fn whole_sentence(text: &str) -> String {
    format!("{}.", capitalised(text))
}
