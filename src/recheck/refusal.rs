//! Why an earlier report cannot be checked again.

use std::fmt;

use crate::answers::{Fault, RecordId};
use crate::text::escape;
use crate::text::problem::Problem;
use crate::text::word::words;

/// What is accepted, for messages.
pub(super) const ACCEPTED: &str =
    "a report as `needlecheck --json` or `needlecheck batch` writes it";

words! {
    /// The kind of a refusal. Codes do not change from version to version, so scripts may rely on
    /// them.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum RefusalCode {
        /// A file that cannot be read.
        Unreadable = "unreadable",
        /// Not a report: empty, too long, not JSON, not an object, or without a key of reports.
        NotAReport = "not-a-report",
        /// The line of a batch for a record that could not be screened.
        NotScreened = "not-screened",
        /// A report without `answers`: a brief one, or one of an older form.
        NoAnswers = "no-answers",
        /// A report of a newer form.
        UnsupportedForm = "unsupported-form",
        /// A report of a rulebook with another id.
        OtherRulebook = "other-rulebook",
        /// A report that does not follow from its answers.
        Altered = "altered",
        /// A day among the answers is after the new treatment date.
        AfterTreatment = "after-treatment",
    }
}

/// Why an earlier report cannot be checked again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The `id` of the report, if it has a valid one.
    pub id: Option<RecordId>,
    /// The kind of refusal, the same in every version.
    pub code: RefusalCode,
    /// The key that it is about, or the position of what is not JSON; `None` if it is about all of
    /// it.
    pub at: Option<Box<str>>,
    /// What is wrong, and what is accepted.
    pub problem: Problem,
}

impl Refusal {
    pub(crate) fn new(code: RefusalCode, message: impl Into<Box<str>>) -> Self {
        Self { id: None, code, at: None, problem: Problem::new(message) }
    }

    pub(super) fn at(mut self, key: &str) -> Self {
        self.at = Some(key.into());
        self
    }

    pub(crate) fn expected(mut self, expected: impl Into<Box<str>>) -> Self {
        self.problem = self.problem.expected(expected);
        self
    }

    /// A fault of something that should have been a report.
    pub(super) fn not_a_report(fault: Fault) -> Self {
        let position = fault.position.map(|at| format!("line {}, column {}", at.line, at.column));
        let at = fault.at.or(position.map(String::into_boxed_str));
        Self { id: None, code: RefusalCode::NotAReport, at, problem: fault.problem }
            .expected(ACCEPTED)
    }
}

impl fmt::Display for Refusal {
    /// The key or the position, if known, then the problem.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(at) = &self.at {
            write!(f, "{}: ", escape::quoted(at))?;
        }
        self.problem.fmt(f)
    }
}

impl std::error::Error for Refusal {}
