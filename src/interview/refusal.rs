//! Why an entry is refused.

use std::fmt;

use crate::text::capitalised;
use crate::text::list::one_of;
use crate::text::problem::Problem;

/// Why an entry is refused. `Display` writes one or two sentences with the entry as it was typed,
/// including control characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It names no item of the list.
    Unlisted {
        /// The entry.
        entry: String,
        /// The last number of the list; the first is 1.
        last: usize,
    },
    /// It does not fit the question.
    Unfit(Problem),
    /// Any other reason, as a sentence.
    Unclear(String),
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unlisted { entry, .. } => write!(f, "{} is none of these.", one_of([entry])),
            Self::Unfit(Problem { message, expected, suggestion }) => {
                f.write_str(&capitalised(message))?;
                match (suggestion, expected) {
                    (Some(meant), _) => write!(f, ". Did you mean {meant}?"),
                    (None, Some(accepted)) => write!(f, ". Accepted: {accepted}."),
                    (None, None) => Ok(()),
                }
            }
            Self::Unclear(text) => f.write_str(text),
        }
    }
}

impl std::error::Error for Refusal {}
