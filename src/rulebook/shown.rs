//! Values as people and JSON read them.

use std::fmt;

use jiff::civil::Date;
use serde::{Serialize, Serializer};

use super::{Kind, Number, PastDate, Question, Value};

impl Value {
    /// The value as people and JSON read it; `question` is the one that it answers.
    pub(crate) fn shown(self, question: &Question) -> Shown<'_> {
        match self {
            Self::YesNo(yes) => Shown::YesNo(yes),
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
