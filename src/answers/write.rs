//! Writes answers in the form in which they are read.

use std::fmt;

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::{Answer, Answers};
use crate::rulebook::Question;

/// An answer with its question, for writing: [`Display`](fmt::Display) gives the text that flags
/// take, `Serialize` the JSON value.
#[derive(Clone, Copy)]
pub(crate) struct QuestionAnswer<'a> {
    pub(crate) question: &'a Question,
    pub(crate) answer: Answer,
}

impl QuestionAnswer<'_> {
    /// The answer for people to read: a number has its unit.
    pub(crate) fn with_unit(self) -> String {
        match self.answer {
            Answer::Unsure => self.to_string(),
            Answer::Value(value) => value.with_unit(self.question),
        }
    }
}

impl fmt::Display for QuestionAnswer<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.answer {
            Answer::Unsure => f.write_str("unsure"),
            Answer::Value(value) => value.shown(self.question).fmt(f),
        }
    }
}

impl Serialize for QuestionAnswer<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.answer {
            Answer::Unsure => serializer.serialize_str("unsure"),
            Answer::Value(value) => value.shown(self.question).serialize(serializer),
        }
    }
}

/// Answers as a JSON object: `id` if there is one, `on` if `dated`, and the answers in the order of
/// the rulebook.
pub(super) struct AnswersJson<'a> {
    pub(super) answers: &'a Answers<'a>,
    pub(super) dated: bool,
}

impl Serialize for AnswersJson<'_> {
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
                map.serialize_entry(&question.id, &QuestionAnswer { question, answer })?;
            }
        }
        map.end()
    }
}
