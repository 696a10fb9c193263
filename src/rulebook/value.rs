//! What an answer can be, and how people and JSON read it.

use std::fmt;

use jiff::civil::Date;
use serde::{Serialize, Serializer};

use super::{Kind, Number, OptionId, Question};

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
    /// It never did.
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

    /// The value as people and JSON read it; `question` is the one that it answers.
    pub(crate) fn shown(self, question: &Question) -> Shown<'_> {
        match self {
            Self::Choice(_) if matches!(question.kind, Kind::YesNo) => {
                Shown::YesNo(self == Self::YES)
            }
            Self::Choice(option) => Shown::Word(question.options()[option.index()].id.as_str()),
            Self::Number(number) => Shown::Number(number),
            Self::Date(PastDate::Never) => Shown::Word("never"),
            Self::Date(PastDate::On(date)) => Shown::Date(date),
        }
    }

    /// The value as people read it, with the unit of its question if that has one.
    pub(crate) fn with_unit(self, question: &Question) -> String {
        match &question.kind {
            Kind::Number { unit: Some(unit), .. } => format!("{} {unit}", self.shown(question)),
            _ => self.shown(question).to_string(),
        }
    }

    /// As [`Value::with_unit`], but an option by its label, as people choose it.
    pub(crate) fn labelled(self, question: &Question) -> String {
        match self {
            Self::Choice(option) => question.options()[option.index()].label.clone(),
            _ => self.with_unit(question),
        }
    }
}

/// A value ready to be written. Written as text, it can be read again as an answer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Shown<'a> {
    YesNo(bool),
    Word(&'a str),
    Number(Number),
    Date(Date),
}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::YesNo(yes) => f.write_str(if *yes { "yes" } else { "no" }),
            Self::Word(word) => f.write_str(word),
            Self::Number(number) => number.fmt(f),
            Self::Date(date) => date.fmt(f),
        }
    }
}

impl Serialize for Shown<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::YesNo(yes) => serializer.serialize_bool(*yes),
            Self::Word(word) => serializer.serialize_str(word),
            Self::Number(number) => number.serialize(serializer),
            Self::Date(date) => serializer.collect_str(date),
        }
    }
}
