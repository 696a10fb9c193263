//! Why an entry is refused.

use std::fmt;

use crate::text::capitalised;
use crate::text::list::one_of;
use crate::text::problem::Problem;

/// Why an entry is refused. Written out, it is one or two sentences with the entry as it was
/// typed, control characters included. They do not say what to enter instead: a user interface
/// knows its own keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It names nothing in the list.
    Unlisted {
        /// The entry.
        entry: String,
        /// The last number of the list; the first is 1.
        last: usize,
    },
    /// It could mean several things in the list.
    Ambiguous {
        /// The entry.
        entry: String,
        /// The numbers of what it could mean.
        numbers: Vec<usize>,
    },
    /// It names no item of a checklist, such as "not sure" without an item.
    NoItem,
    /// It is empty, but the question has to be answered.
    Unanswered,
    /// It does not fit the question.
    Unfit(Problem),
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unlisted { entry, .. } => write!(f, "{} is none of these.", one_of([entry])),
            Self::Ambiguous { entry, numbers } => {
                write!(f, "{} could be {}.", one_of([entry]), one_of(numbers))
            }
            Self::NoItem => f.write_str("This names no item."),
            Self::Unanswered => f.write_str("This question has to be answered."),
            Self::Unfit(Problem { message, expected, suggestion }) => {
                f.write_str(&capitalised(message))?;
                match (suggestion, expected) {
                    (Some(meant), _) => write!(f, ". Did you mean {meant}?"),
                    (None, Some(accepted)) => write!(f, ". Accepted: {accepted}."),
                    (None, None) => Ok(()),
                }
            }
        }
    }
}

impl std::error::Error for Refusal {}
