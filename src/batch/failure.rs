//! Why a batch ended before the end of its input.

use std::fmt;
use std::io;

use crate::answers::Faults;
use crate::text::problem::Problem;

/// Why a batch ended before the end of its input. The reports of all records before that are
/// written.
#[derive(Debug)]
pub enum BatchFailure {
    /// A source cannot be opened, or cannot be read to its end.
    Read {
        /// The name of the source.
        name: String,
        /// The error of the operating system.
        error: io::Error,
    },
    /// A source is clearly not what it is read as, such as compressed.
    Format {
        /// The name of the source.
        name: String,
        /// What it is instead, and what is expected.
        problem: Problem,
    },
    /// The first line of a table is missing, or its columns cannot be used.
    Columns {
        /// The name of the source.
        name: String,
        /// The faults of the columns.
        faults: Faults,
    },
    /// The reports cannot be written.
    Write(io::Error),
    /// A record cannot be screened, and [`Settings::stop_on_error`](super::Settings::stop_on_error)
    /// is set.
    Rejected {
        /// The name of the source.
        name: String,
        /// The line of the record, from 1.
        line: u64,
    },
}

impl fmt::Display for BatchFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Read { name, error } => write!(f, "cannot read {name}: {error}"),
            Self::Format { name, problem } => write!(f, "cannot read {name}: {problem}"),
            Self::Columns { name, faults } => {
                write!(f, "{name} cannot be used as a table")?;
                faults.list().iter().try_for_each(|fault| write!(f, "\nerror: {fault}"))
            }
            Self::Write(error) => write!(f, "cannot write the reports: {error}"),
            Self::Rejected { name, line } => {
                write!(f, "stopped at line {line} of {name}, which cannot be screened")
            }
        }
    }
}

impl std::error::Error for BatchFailure {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Read { error, .. } | Self::Write(error) => Some(error),
            Self::Columns { faults, .. } => Some(faults),
            Self::Format { .. } | Self::Rejected { .. } => None,
        }
    }
}
