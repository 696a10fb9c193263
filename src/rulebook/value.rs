//! Values of answers.

use jiff::civil::Date;

use super::{Number, OptionId};

/// The value of an answer, always of its question's kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    /// One of the question's options; no and yes are those of a yes-no question.
    Choice(OptionId),
    /// A number within the question's bounds.
    Number(Number),
    /// When it last happened.
    Date(PastDate),
}

/// When something last happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PastDate {
    /// Never.
    Never,
    /// On this day.
    On(Date),
}

impl Value {
    /// The answer no to a yes-no question.
    pub const NO: Self = Self::Choice(OptionId::NO);
    /// The answer yes to a yes-no question.
    pub const YES: Self = Self::Choice(OptionId::YES);

    /// The answer to a yes-no question.
    #[inline]
    pub(crate) fn yes_no(yes: bool) -> Self {
        if yes { Self::YES } else { Self::NO }
    }
}
