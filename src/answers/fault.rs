//! What can be wrong with answers.

use std::fmt;

use super::RecordId;
use crate::rulebook::Rulebook;
use crate::text::escape;
use crate::text::nearest::nearest;
use crate::text::position::Position;
use crate::text::problem::Problem;
use crate::text::word::words;

words! {
    /// A kind of fault. The words are stable: scripts may rely on them.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub enum FaultCode {
        /// The document is not UTF-8 text.
        NotUtf8 = "not-utf8",
        /// The document is longer than answers may be.
        TooLong = "too-long",
        /// The document has nothing in it.
        Empty = "empty",
        /// The document is not JSON, or goes on after its end.
        Syntax = "syntax",
        /// The document is JSON, but not an object.
        NotAnObject = "not-an-object",
        /// A key or flag that is not a question.
        UnknownQuestion = "unknown-question",
        /// A key that is there twice.
        RepeatedKey = "repeated-key",
        /// A value of a type that does not fit the question.
        WrongType = "wrong-type",
        /// A text that is not one of the answers.
        UnknownAnswer = "unknown-answer",
        /// A number outside the bounds of its question.
        OutOfRange = "out-of-range",
        /// A text that is not a date, or not one of the calendar.
        BadDate = "bad-date",
        /// Something that is said to have happened after the treatment date.
        AfterTreatment = "after-treatment",
        /// A line of a table that has not one cell for each column.
        CellCount = "cell-count",
    }
}

/// One thing that is wrong with answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Its kind, stable across versions.
    pub code: FaultCode,
    /// The key that it is about, as it was written, if it is about one.
    pub at: Option<Box<str>>,
    /// Where in the JSON document it is, if it comes from one.
    pub position: Option<Position>,
    /// What is wrong, what would have been accepted, and what was likely meant.
    pub problem: Problem,
}

impl Fault {
    pub(crate) fn new(code: FaultCode, message: impl Into<Box<str>>) -> Self {
        Self { code, at: None, position: None, problem: Problem::new(message) }
    }

    pub(crate) fn at(mut self, key: &str) -> Self {
        self.at = Some(key.into());
        self
    }

    pub(crate) fn position(mut self, position: Position) -> Self {
        self.position = Some(position);
        self
    }

    pub(crate) fn expected(self, expected: impl Into<Box<str>>) -> Self {
        Self { problem: self.problem.expected(expected), ..self }
    }

    pub(crate) fn suggestion(self, suggestion: Option<impl Into<Box<str>>>) -> Self {
        Self { problem: self.problem.suggestion(suggestion), ..self }
    }
}

impl fmt::Display for Fault {
    /// Where it is, before what is wrong.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(Position { line, column }) = self.position {
            write!(f, "line {line}, column {column}: ")?;
        }
        if let Some(at) = &self.at {
            write!(f, "{}: ", escape::quoted(at))?;
        }
        self.problem.fmt(f)
    }
}

impl std::error::Error for Fault {}

/// Everything that is wrong with one set of answers: at least one fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Faults(Vec<Fault>);

impl Faults {
    /// How many faults are kept of one document; a thousand of a kind say no more than these.
    pub(super) const MOST: usize = 100;

    /// The value, if nothing is wrong with it.
    pub(crate) fn unless_none<T>(faults: Vec<Fault>, value: T) -> Result<T, Self> {
        if faults.is_empty() { Ok(value) } else { Err(Self(faults)) }
    }

    /// The faults, in the order of the answers.
    #[must_use]
    pub fn list(&self) -> &[Fault] {
        &self.0
    }
}

impl From<Fault> for Faults {
    fn from(fault: Fault) -> Self {
        Self(vec![fault])
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, fault) in self.0.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            fault.fmt(f)?;
        }
        Ok(())
    }
}

impl std::error::Error for Faults {}

/// Why a record cannot be screened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejected {
    /// The record's id, where it could be made out.
    pub id: Option<RecordId>,
    /// What is wrong.
    pub faults: Faults,
}

/// The fault for a key that is not a question of the rulebook.
pub(super) fn unknown_question(rulebook: &Rulebook, key: &str) -> Fault {
    let ids = rulebook.questions().iter().map(|question| question.id.as_str());
    Fault::new(FaultCode::UnknownQuestion, "there is no such question in the rulebook")
        .at(key)
        .expected(format!(
            "the question ids of `{}`, and the keys `id` and `on`",
            rulebook.head().id
        ))
        .suggestion(nearest(key, ids.chain(["id", "on"])))
}
