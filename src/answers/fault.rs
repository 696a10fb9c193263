//! Faults of answers.

use std::fmt;

use super::RecordId;
use crate::rulebook::Rulebook;
use crate::text::escape;
use crate::text::nearest::nearest;
use crate::text::position::Position;
use crate::text::problem::Problem;
use crate::text::word::words;

words! {
    /// The kind of a fault. Codes do not change from version to version, so scripts may rely on
    /// them.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub enum FaultCode {
        /// The document is not UTF-8 text.
        NotUtf8 = "not-utf8",
        /// The document is longer than 1 MiB.
        TooLong = "too-long",
        /// The document is empty.
        Empty = "empty",
        /// The document is not JSON, or something follows its end.
        Syntax = "syntax",
        /// The document is JSON, but not an object.
        NotAnObject = "not-an-object",
        /// A key or flag that is not a question.
        UnknownQuestion = "unknown-question",
        /// A repeated key or column.
        RepeatedKey = "repeated-key",
        /// A value of a type that does not fit the question.
        WrongType = "wrong-type",
        /// A text that is not one of the answers.
        UnknownAnswer = "unknown-answer",
        /// A number outside the bounds of its question.
        OutOfRange = "out-of-range",
        /// A text that is not a date, or a day that the calendar does not have.
        BadDate = "bad-date",
        /// A date in the past that is after the treatment date.
        AfterTreatment = "after-treatment",
        /// A line of a table with more or fewer cells than there are columns.
        CellCount = "cell-count",
        /// A column or key that the columns file does not name.
        UnknownColumn = "unknown-column",
        /// A column of the columns file that the table or the record does not have.
        MissingColumn = "missing-column",
        /// A value other than those that the columns file requires.
        RequiredValue = "required-value",
        /// A list of ticked items that repeats one, or has `none` beside another.
        BadList = "bad-list",
    }
}

/// A fault of answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The kind of fault, the same in every version.
    pub code: FaultCode,
    /// The key that it is about, as written; `None` if it is not about a key.
    pub at: Option<Box<str>>,
    /// Its position in the JSON document; `None` if the answer does not come from one.
    pub position: Option<Position>,
    /// What is wrong, what is accepted, and what was likely meant.
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
    /// The position and the key, if known, then the problem.
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

/// The faults of one set of answers: at least one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Faults(Vec<Fault>);

impl Faults {
    /// The maximum number of faults kept for one document.
    pub(super) const MAX_KEPT: usize = 100;

    /// `value` if there are no faults, otherwise the faults as an error.
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

/// A record that cannot be screened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejected {
    /// The record's id, if it could be read.
    pub id: Option<RecordId>,
    /// What is wrong with it.
    pub faults: Faults,
}

impl Rejected {
    /// The same with other words for its faults.
    pub(crate) fn map(self, change: impl FnMut(Fault) -> Fault) -> Self {
        Self { id: self.id, faults: Faults(self.faults.0.into_iter().map(change).collect()) }
    }
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
