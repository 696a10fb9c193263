//! A person's answers, checked against the rulebook.
//!
//! Flags, JSON documents, tables and the questionnaire all give the same [`Answers`]. These only
//! hold answers that fit their questions. Anything else is a [`Fault`], which says what is
//! accepted and what was likely meant.

mod calendar;
mod cells;
mod date;
mod document;
mod fast_path;
mod fault;
mod form;
mod key;
mod key_cache;
mod parse;
mod record;
mod table;
mod time;
mod write;

use std::fmt;

use jiff::civil::Date;
use serde::Serialize;

pub(crate) use cells::Cells;
pub use cells::cells;
pub(crate) use date::treatment_date;
#[cfg(feature = "cli")]
pub(crate) use date::treatment_day;
pub(crate) use date::{FIRST_DAY, LAST_DAY, MAX_YEARS_AGO, is_too_long_ago};
pub(crate) use document::entries;
pub use document::{Document, MAX_DOCUMENT_BYTES};
pub use fault::{Fault, FaultCode, Faults, Rejected};
pub use form::{Draft, Form, Sample, draft};
pub(crate) use key::Key;
pub(crate) use parse::{accepted, text as read};
pub use record::Records;
pub(crate) use table::{Columns, DELIMITERS};
pub use time::counts_from_treatment;
pub(crate) use time::pattern as time_pattern;
pub(crate) use write::QuestionAnswer;

use crate::rulebook::{QuestionId, QuestionSet, Rulebook, Value};
use crate::text::escape;

/// An answer to a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// A value of the question's kind.
    Value(Value),
    /// The person does not know.
    Unsure,
}

/// How [`Answer::Unsure`] is written.
pub(crate) const UNSURE: &str = "unsure";

/// One person's answers to the questions of a rulebook, and the treatment date. Any question may
/// be left unanswered.
#[derive(Clone, Debug)]
pub struct Answers<'r> {
    rulebook: &'r Rulebook,
    on: Date,
    id: Option<RecordId>,
    answered: QuestionSet,
    /// One slot for each question; unspecified unless `answered` contains the question.
    given: Vec<Answer>,
}

/// The `id` of a record, which is copied to its report as it was written.
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
    /// let fault = Answers::from_json(rulebook, r#"{"seting": "home"}"#, today).unwrap_err();
    /// assert_eq!(fault.list()[0].problem.suggestion.as_deref(), Some("setting"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// The faults of the object: text that is not JSON, and every key that is not a question, is
    /// repeated, or has a value that is not an answer to its question.
    pub fn from_json(rulebook: &'r Rulebook, text: &str, today: Date) -> Result<Self, Faults> {
        let document = Document::from_json(text)?;
        let mut answers = Self::new(rulebook, document.on().unwrap_or(today));
        answers.read(&document)?;
        Ok(answers)
    }

    /// Adds the answers of a document, and takes over its `id`. An earlier answer is replaced; a
    /// `null` leaves the question unanswered. The treatment date stays as it is: see
    /// [`Document::on`].
    ///
    /// # Errors
    ///
    /// Every key that is not a question, or whose value is not an answer to its question.
    pub fn read(&mut self, document: &Document<'_>) -> Result<(), Faults> {
        self.read_ignoring(document, &[])
    }

    /// Adds answers like [`Answers::read`]; skips keys that are not questions if `ignored` has
    /// them.
    fn read_ignoring(&mut self, document: &Document<'_>, ignored: &[String]) -> Result<(), Faults> {
        let given = document.answers(self.rulebook, self.on, ignored)?;
        self.id = document.id().cloned();
        for (question, answer) in given {
            self.put(question, answer);
        }
        Ok(())
    }

    /// Answers the question with the id `question`. The text is an answer as flags take it: `yes`,
    /// `home`, `0.3`, `3 weeks ago`, `unsure`. An earlier answer is replaced.
    ///
    /// # Errors
    ///
    /// A question that the rulebook does not have, or a text that is not an answer to it.
    pub fn set(&mut self, question: &str, text: &str) -> Result<&mut Self, Fault> {
        let id = self
            .rulebook
            .find_question(question)
            .ok_or_else(|| fault::unknown_question(self.rulebook, question))?;
        self.put_text(id, text)?;
        Ok(self)
    }

    /// Answers a question of the rulebook, like [`Answers::set`].
    ///
    /// # Errors
    ///
    /// A text that is not an answer to the question.
    pub(crate) fn put_text(&mut self, question: QuestionId, text: &str) -> Result<(), Fault> {
        let answer = parse::text(&self.rulebook[question], text, self.on)?;
        self.put(question, Some(answer));
        Ok(())
    }

    /// The same answers for a treatment on the day `on`. What was said as `3 weeks ago` stays the day
    /// that it meant.
    ///
    /// # Errors
    ///
    /// Every answer that is a day after `on`, or too long before it.
    pub fn moved_to(&self, on: Date) -> Result<Self, Faults> {
        let mut moved = Self { id: self.id.clone(), ..Self::new(self.rulebook, on) };
        let mut faults = Vec::new();
        for (id, answer) in self.given() {
            let question = &self.rulebook[id];
            let written = QuestionAnswer { question, answer }.to_string();
            faults.extend(moved.put_text(id, &written).err());
        }
        Faults::unless_none(faults, moved)
    }

    /// The answers as a JSON object on one line. Reading it gives the same answers. With `dated`
    /// it has the treatment date too, so that screening it gives the same report.
    ///
    /// # Panics
    ///
    /// Never: keys are strings and numbers are finite.
    #[must_use]
    pub fn to_json(&self, dated: bool) -> String {
        let written = write::AnswersJson { answers: self, dated };
        escape::json(serde_json::to_string(&written).expect("answers can be written as JSON"))
    }

    /// Answers a question, or makes it unanswered for `None`.
    ///
    /// INVARIANT: a value is of the question's kind.
    #[inline]
    pub(crate) fn put(&mut self, question: QuestionId, answer: Option<Answer>) {
        match answer {
            None => self.answered.remove(question),
            Some(answer) => {
                self.answered.insert(question);
                self.given[question.index()] = answer;
            }
        }
    }

    /// Answers a question; `None` if it was answered before.
    ///
    /// INVARIANT: a value is of the question's kind.
    #[inline]
    fn add(&mut self, question: QuestionId, answer: Answer) -> Option<()> {
        self.given[question.index()] = answer;
        self.answered.insert(question).then_some(())
    }

    /// The questions that were answered.
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

    /// The answered questions with their answers, in file order.
    #[inline]
    pub fn given(&self) -> impl Iterator<Item = (QuestionId, Answer)> {
        self.answered.iter().map(|id| (id, self.given[id.index()]))
    }

    /// The answer to a question; `None` if it was left unanswered.
    #[must_use]
    #[inline]
    pub fn get(&self, question: QuestionId) -> Option<Answer> {
        self.answer(question).copied()
    }

    /// The answer like [`Answers::get`], without a copy.
    #[inline]
    pub(crate) fn answer(&self, question: QuestionId) -> Option<&Answer> {
        self.answered.contains(question).then(|| &self.given[question.index()])
    }
}
