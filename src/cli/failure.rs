//! Errors that keep what JSON says of them: their kind, and where they are.

use std::fmt;

use crate::answers::{Fault, RecordId};
use crate::batch::BatchFailure;
use crate::text::problem::Problem;
use crate::text::word::words;

words! {
    /// The kinds of error that are not about answers or rules; those have codes of their own. Codes
    /// do not change from version to version, so scripts may rely on them.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub(super) enum ErrorCode {
        /// The command line asks for what cannot be done.
        Usage = "usage",
        /// A file, standard input or standard output cannot be read or written.
        File = "file",
        /// The clock of the computer is wrong.
        Clock = "clock",
        /// Records of a batch could not be screened, or reports not be rechecked, or there were none.
        Records = "records",
    }
}

/// An error with its kind. Other errors are of the kind [`ErrorCode::File`] if the system gave them,
/// and otherwise [`ErrorCode::Usage`].
#[derive(Debug)]
pub(super) struct Failure {
    pub(super) code: ErrorCode,
    pub(super) problem: Problem,
}

impl Failure {
    pub(super) fn new(code: ErrorCode, message: impl Into<Box<str>>) -> Self {
        Self { code, problem: Problem::new(message) }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.problem.fmt(f)
    }
}

impl std::error::Error for Failure {}

/// A fault of one person's answers.
#[derive(Debug)]
pub(super) struct AnswerFault {
    /// The name of the document that has it; `None` for a flag.
    pub(super) file: Option<String>,
    /// The id in the document, if it could be read.
    pub(super) id: Option<RecordId>,
    pub(super) fault: Fault,
}

impl fmt::Display for AnswerFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(file) = &self.file {
            write!(f, "in {file}: ")?;
        }
        self.fault.fmt(f)
    }
}

impl std::error::Error for AnswerFault {}

/// Several errors as one: at least one.
#[derive(Debug)]
pub(super) struct Failures(pub(super) Vec<anyhow::Error>);

impl fmt::Display for Failures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let all: Vec<_> = self.0.iter().map(|error| format!("{error:#}")).collect();
        f.write_str(&all.join("\n"))
    }
}

impl std::error::Error for Failures {}

/// A problem with a name before its message.
pub(super) fn about(problem: Problem, name: &str) -> Problem {
    Problem { message: format!("{name}: {}", problem.message).into(), ..problem }
}

/// Why a batch ended, in words that say themselves what they come from.
pub(super) fn of_batch(failure: BatchFailure) -> anyhow::Error {
    let message = failure.to_string();
    match failure {
        BatchFailure::Read { .. } | BatchFailure::Write(_) => {
            Failure::new(ErrorCode::File, message).into()
        }
        BatchFailure::Format { name, problem } => {
            let problem = about(problem, &format!("cannot read {name}"));
            Failure { code: ErrorCode::File, problem }.into()
        }
        BatchFailure::Columns { name, faults } => {
            let all = Failure::new(ErrorCode::File, format!("{name} cannot be used as a table"));
            let faults = faults.list().iter().cloned().map(anyhow::Error::from);
            Failures(std::iter::once(all.into()).chain(faults).collect()).into()
        }
        BatchFailure::Rejected { .. } => Failure::new(ErrorCode::Records, message).into(),
    }
}
