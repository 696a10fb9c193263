//! The values of answers, and the answers that satisfy a test.

use jiff::civil::Date;

use super::{Duration, Number, OptionId};

/// The value of an answer, always of its question's kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    /// One of the question's options; for a yes-no question, no or yes.
    Choice(OptionId),
    /// A number within the question's bounds.
    Number(Number),
    /// When it last happened.
    Date(PastDate),
}

/// When something last happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PastDate {
    /// It never happened.
    Never,
    /// It last happened on this day.
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

/// The answers that satisfy a test.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wants {
    /// One of these options of a choice, or this answer to a yes-no question; at least one.
    OneOf(Vec<OptionId>),
    /// A number within these bounds.
    Range(Range),
    /// A day less than this long before the treatment date.
    Within(Duration),
}

/// A lower bound, an upper bound or both; at least one number lies within them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    /// The lower bound.
    pub lower: Option<Bound>,
    /// The upper bound.
    pub upper: Option<Bound>,
}

/// A bound of a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bound {
    /// The number.
    pub at: Number,
    /// Whether the number itself is within the range, as with `at_least` and `at_most`.
    pub inclusive: bool,
}

impl Wants {
    /// Whether an answer satisfies it, for a treatment on the day `on`; false for an answer of
    /// another kind.
    pub(crate) fn accepts(&self, value: Value, on: Date) -> bool {
        match (self, value) {
            (Self::OneOf(options), Value::Choice(option)) => options.contains(&option),
            (Self::Range(range), Value::Number(number)) => range.contains(number),
            (Self::Within(wait), Value::Date(PastDate::On(day))) => wait.covers(day, on),
            _ => false,
        }
    }
}

impl Range {
    /// Whether a number lies within the bounds.
    pub(crate) fn contains(&self, number: Number) -> bool {
        let above = self.lower.is_none_or(
            |Bound { at, inclusive }| {
                if inclusive { number >= at } else { number > at }
            },
        );
        let below = self.upper.is_none_or(
            |Bound { at, inclusive }| {
                if inclusive { number <= at } else { number < at }
            },
        );
        above && below
    }
}
