//! The keys of records and the columns of tables.

use crate::rulebook::{QuestionId, Rulebook};

/// The meaning of a key of a record, or of a column of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Key {
    Question(QuestionId),
    Id,
    On,
}

impl Key {
    /// The meaning of this name; `None` if the rulebook has no such question.
    pub(crate) fn named(rulebook: &Rulebook, name: &str) -> Option<Self> {
        match name {
            "id" => Some(Self::Id),
            "on" => Some(Self::On),
            _ => rulebook.find_question(name).map(Self::Question),
        }
    }
}
