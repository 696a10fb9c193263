//! What a person said, held against the rulebook.
//!
//! Flags, a JSON document and the questionnaire all end in the same [`Answers`]. An answer that
//! the rulebook does not know, or that does not fit its question, never gets in: it is a
//! [`Fault`] that says what was expected and what was likely meant.

mod calendar;
mod cells;
mod date;
mod document;
mod fault;
mod habit;
mod key;
mod parse;
mod plain;
mod record;
mod stated;
mod table;
mod time;

use std::fmt;

use jiff::civil::Date;
use serde::Serialize;

pub use date::treatment_date;
pub(crate) use date::{EARLIEST_YEARS, FIRST_DAY, LAST_DAY, is_too_long_ago};
pub use document::{Document, LONGEST_DOCUMENT};
pub use fault::{Fault, FaultCode, Faults, Rejected};
pub(crate) use key::Key;
pub(crate) use parse::{accepted, text as read};
pub use record::Records;
pub(crate) use stated::Stated;
pub use table::Columns;
pub use time::counts_from_treatment;
pub(crate) use time::pattern as time_pattern;

use crate::rulebook::{QuestionId, QuestionSet, Rulebook, Value};
use crate::text::escape;

/// An answer that was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// A value of the question's kind.
    Value(Value),
    /// Asked, and the person does not know.
    Unsure,
}

/// How [`Answer::Unsure`] is written.
const UNSURE: &str = "unsure";

/// What one person said: for each question of a rulebook an answer, or nothing.
#[derive(Clone, Debug)]
pub struct Answers<'r> {
    rulebook: &'r Rulebook,
    on: Date,
    id: Option<RecordId>,
    answered: QuestionSet,
    /// For each question its answer; whatever, if it was not answered.
    given: Vec<Answer>,
}

/// The `id` of a record, copied from the answers to the report as it was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum RecordId {
    /// A string.
    Text(String),
    /// A number, exactly as written.
    Number(serde_json::Number),
}

impl fmt::Display for RecordId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Number(number) => number.fmt(f),
        }
    }
}

impl<'r> Answers<'r> {
    /// No answers yet, for a treatment on the day `on`.
    #[must_use]
    pub fn new(rulebook: &'r Rulebook, on: Date) -> Self {
        let questions = rulebook.questions().len();
        let answered = QuestionSet::none(questions);
        Self { rulebook, on, id: None, answered, given: vec![Answer::Unsure; questions] }
    }

    /// The answers of one JSON object; `today` is the treatment date if the object has no `on`.
    ///
    /// ```
    /// use needlecheck::{Answers, Rulebook};
    ///
    /// let rulebook = Rulebook::built_in();
    /// let today = "2026-11-22".parse()?;
    /// let fault = Answers::from_json(&rulebook, r#"{"seting": "home"}"#, today).unwrap_err();
    /// assert_eq!(fault.list()[0].problem.suggestion.as_deref(), Some("setting"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Every fault of the object: what is not JSON, not a question, given twice, or not an answer.
    pub fn from_json(rulebook: &'r Rulebook, text: &str, today: Date) -> Result<Self, Faults> {
        let document = Document::from_json(text)?;
        let mut answers = Self::new(rulebook, document.on().unwrap_or(today));
        answers.read(&document)?;
        Ok(answers)
    }

    /// Takes up every answer of a document, and its `id`. An answer that was given before is
    /// replaced; a `null` leaves the question unanswered. The treatment date stays as it is: see
    /// [`Document::on`].
    ///
    /// # Errors
    ///
    /// Every key that is not a question, is there twice, or has a value that does not fit.
    pub fn read(&mut self, document: &Document<'_>) -> Result<(), Faults> {
        self.read_ignoring(document, &[])
    }

    /// As [`Answers::read`]; keys that are no questions are passed over if they are `ignored`.
    fn read_ignoring(&mut self, document: &Document<'_>, ignored: &[String]) -> Result<(), Faults> {
        let given = document.answers(self.rulebook, self.on, ignored)?;
        self.id = document.id().cloned();
        for (question, answer) in given {
            self.put(question, answer);
        }
        Ok(())
    }

    /// Answers a question, named by its id, with a text as flags have it: `yes`, `home`, `0.3`,
    /// `3 weeks ago`, `unsure`. An answer that was given before is replaced.
    ///
    /// # Errors
    ///
    /// A question that the rulebook does not have, or an answer that does not fit it.
    pub fn set(&mut self, question: &str, text: &str) -> Result<&mut Self, Fault> {
        let id = self
            .rulebook
            .find_question(question)
            .ok_or_else(|| fault::unknown_question(self.rulebook, question))?;
        self.put_text(id, text)?;
        Ok(self)
    }

    /// As [`Answers::set`], for a question that is known.
    ///
    /// # Errors
    ///
    /// An answer that does not fit the question.
    pub(crate) fn put_text(&mut self, question: QuestionId, text: &str) -> Result<(), Fault> {
        let answer = parse::text(&self.rulebook[question], text, self.on)?;
        self.put(question, Some(answer));
        Ok(())
    }

    /// The answers as one JSON object on one line, which gives the same answers when it is read;
    /// the same report, too, if it is `dated` with the treatment date.
    ///
    /// # Panics
    ///
    /// Never: keys are strings and numbers are finite.
    #[must_use]
    pub fn to_json(&self, dated: bool) -> String {
        let written = stated::Written { answers: self, dated };
        escape::json(serde_json::to_string(&written).expect("answers can be written as JSON"))
    }

    /// Answers a question, or leaves it unanswered again.
    ///
    /// INVARIANT: a value is one of the question's own kind.
    #[inline]
    pub(crate) fn put(&mut self, question: QuestionId, answer: Option<Answer>) {
        match answer {
            None => self.answered.take_out(question),
            Some(answer) => {
                self.answered.insert(question);
                self.given[question.index()] = answer;
            }
        }
    }

    /// Answers a question; nothing if it was answered before.
    ///
    /// INVARIANT: a value is one of the question's own kind.
    #[inline]
    fn add(&mut self, question: QuestionId, answer: Answer) -> Option<()> {
        self.given[question.index()] = answer;
        self.answered.insert(question).then_some(())
    }

    /// Every question that was answered.
    pub(crate) fn answered(&self) -> &QuestionSet {
        &self.answered
    }

    /// The rulebook that the answers belong to.
    #[must_use]
    pub fn rulebook(&self) -> &'r Rulebook {
        self.rulebook
    }

    /// The treatment date.
    #[must_use]
    pub fn on(&self) -> Date {
        self.on
    }

    /// The record's id, if it has one.
    #[must_use]
    pub fn id(&self) -> Option<&RecordId> {
        self.id.as_ref()
    }

    /// Every question that was answered, in file order.
    #[inline]
    pub fn given(&self) -> impl Iterator<Item = (QuestionId, Answer)> {
        self.answered.iter().map(|id| (id, self.given[id.index()]))
    }

    /// What was answered; nothing if the question was left unanswered.
    #[must_use]
    #[inline]
    pub fn get(&self, question: QuestionId) -> Option<Answer> {
        self.answer(question).copied()
    }

    /// As [`Answers::get`], without a copy.
    #[inline]
    pub(crate) fn answer(&self, question: QuestionId) -> Option<&Answer> {
        self.answered.contains(question).then(|| &self.given[question.index()])
    }
}
