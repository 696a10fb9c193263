//! Answers written out again, in the form in which they are read.

use std::fmt;

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::{Answer, Answers};
use crate::rulebook::Question;

/// An answer beside its question, ready to be written. Written as text, it can be read again.
#[derive(Clone, Copy)]
pub(crate) struct Stated<'a> {
    pub(crate) question: &'a Question,
    pub(crate) answer: Answer,
}

impl Stated<'_> {
    /// The answer as people read it, with the unit of its question if that has one.
    pub(crate) fn with_unit(self) -> String {
        match self.answer {
            Answer::Unsure => self.to_string(),
            Answer::Value(value) => value.with_unit(self.question),
        }
    }
}

impl fmt::Display for Stated<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.answer {
            Answer::Unsure => f.write_str("unsure"),
            Answer::Value(value) => value.shown(self.question).fmt(f),
        }
    }
}

impl Serialize for Stated<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.answer {
            Answer::Unsure => serializer.serialize_str("unsure"),
            Answer::Value(value) => value.shown(self.question).serialize(serializer),
        }
    }
}

/// The document that gives the same answers again: `id`, `on` if it is wanted, and every answer
/// that was given, in the order of the rulebook.
pub(super) struct Written<'a> {
    pub(super) answers: &'a Answers<'a>,
    pub(super) dated: bool,
}

impl Serialize for Written<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let answers = self.answers;
        let mut map = serializer.serialize_map(None)?;
        if let Some(id) = &answers.id {
            map.serialize_entry("id", id)?;
        }
        if self.dated {
            map.serialize_entry("on", &answers.on.to_string())?;
        }
        for id in answers.rulebook.question_ids() {
            if let Some(answer) = answers.get(id) {
                let question = &answers.rulebook[id];
                map.serialize_entry(&question.id, &Stated { question, answer })?;
            }
        }
        map.end()
    }
}
