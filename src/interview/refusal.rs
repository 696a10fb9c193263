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
        /// What was likely meant, if the entry looks like a misspelt word.
        meant: Option<Meant>,
    },
    /// It could mean several things in the list.
    Ambiguous {
        /// The entry.
        entry: String,
        /// The numbers of what it could mean.
        numbers: Vec<usize>,
    },
    /// It names something in the list, but with a word such as "not".
    Negated {
        /// The entry.
        entry: String,
    },
    /// It is a bare yes to a checklist.
    WhichItems,
    /// It ends with "not sure", and does not say about what.
    NoItem,
    /// It is empty, and there is no answer to keep.
    Unanswered,
    /// It does not fit the question.
    Unfit(Problem),
}

/// What was likely meant by a misspelt word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meant {
    /// Its number in the list.
    pub number: usize,
    /// Its text in the list.
    pub label: String,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unlisted { entry, meant: None, .. } => {
                write!(f, "{} is none of these.", one_of([entry]))
            }
            Self::Unlisted { entry, meant: Some(Meant { number, label }), .. } => {
                write!(f, "{} is none of these. Did you mean {number}. {label}?", one_of([entry]))
            }
            Self::Ambiguous { entry, numbers } => {
                write!(f, "{} could be {}.", one_of([entry]), one_of(numbers))
            }
            Self::Negated { entry } => {
                write!(f, "{} could also mean that it is not so.", one_of([entry]))
            }
            Self::WhichItems => f.write_str("Which?"),
            Self::NoItem => f.write_str("Not sure about which?"),
            Self::Unanswered => f.write_str("Enter alone is no answer."),
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
