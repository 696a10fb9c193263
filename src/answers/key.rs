//! The names that answers are given under.

use crate::rulebook::{QuestionId, Rulebook};

/// What a key of a record, or a column of a table, stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Key {
    Question(QuestionId),
    Id,
    On,
}

impl Key {
    /// The key or column of this name; none if nothing is read from it.
    pub(crate) fn named(rulebook: &Rulebook, name: &str) -> Option<Self> {
        match name {
            "id" => Some(Self::Id),
            "on" => Some(Self::On),
            _ => rulebook.find_question(name).map(Self::Question),
        }
    }
}
