//! What an answer can be.

use jiff::civil::Date;

use super::{Number, OptionId};

/// The value of an answer, always of its question's kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    /// Yes or no.
    YesNo(bool),
    /// One of the question's options.
    Choice(OptionId),
    /// A number within the question's bounds.
    Number(Number),
    /// When it last happened.
    Date(PastDate),
}

/// When something last happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PastDate {
    /// It never did.
    Never,
    /// On this day.
    On(Date),
}
