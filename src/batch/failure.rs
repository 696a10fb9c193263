//! What can end a batch before the end of its input.

use std::fmt;
use std::io;

use crate::answers::Faults;
use crate::text::errors::Errors;

/// Why a batch ended early. All that was read before it is written.
#[derive(Debug)]
pub enum Failure {
    /// A source cannot be opened, or cannot be read to its end.
    Read {
        /// The source.
        name: String,
        /// Why.
        error: io::Error,
    },
    /// The first line of a table names columns that cannot be used, or there is no such line.
    Columns {
        /// The table.
        name: String,
        /// What is wrong with its columns.
        faults: Faults,
    },
    /// The reports cannot be written.
    Write(io::Error),
    /// A record cannot be screened, and the batch was to end with the first such.
    Rejected {
        /// The source of the record.
        name: String,
        /// The line that it is on, from 1.
        line: u64,
    },
}

impl Failure {
    /// Whether nobody reads the reports any more, which is no fault.
    #[must_use]
    pub fn is_closed_pipe(&self) -> bool {
        matches!(self, Self::Write(error) if error.kind() == io::ErrorKind::BrokenPipe)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Read { name, error } => write!(f, "cannot read {name}: {error}"),
            Self::Columns { name, faults } => {
                let mut errors = Errors::from_iter([format!("{name} cannot be used as a table")]);
                errors.extend(faults.list());
                errors.fmt(f)
            }
            Self::Write(error) => write!(f, "cannot write the reports: {error}"),
            Self::Rejected { name, line } => {
                write!(f, "stopped at line {line} of {name}, which cannot be screened")
            }
        }
    }
}

impl std::error::Error for Failure {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Read { error, .. } | Self::Write(error) => Some(error),
            Self::Columns { faults, .. } => Some(faults),
            Self::Rejected { .. } => None,
        }
    }
}
