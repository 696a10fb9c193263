//! Diagnostics: faults of a rule file and warnings about it, and how they are shown.
//!
//! Reading a rule file does not stop at its first fault. Each one is pushed into a
//! `DiagnosticSink`, and the caller gets all of them as [`Diagnostics`], to show as text or as
//! JSON Lines.

mod code;
mod json;
mod render;

use std::cell::{Cell, RefCell};
use std::fmt;
use std::ops::Range;

pub use code::Code;
pub use render::Look;

use crate::text::escape;
use crate::text::list::count;
use crate::text::nearest::nearest;
use crate::text::position::{Lines, Position};
use crate::text::problem::Problem;
use crate::text::word::words;

words! {
    /// The severity of a diagnostic.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub enum Severity {
        /// The rule file can be used, but something in it is probably a mistake.
        Warning = "warning",
        /// The rule file cannot be used.
        Error = "error",
    }
}

/// A fault of a rule file, or a warning about it.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// The kind of fault or warning, the same in every version.
    pub code: Code,
    /// Whether the rule file can be used all the same.
    pub severity: Severity,
    /// What is wrong, what was expected, and what was likely meant.
    pub problem: Problem,
    /// The byte offsets of the faulty part. They count from the start of the text, after a byte
    /// order mark.
    pub span: Range<usize>,
    /// Why it matters, or what to do.
    pub note: Option<String>,
    /// An example: answers for which the problem shows, in the form that `--answers` reads.
    pub answers: Option<serde_json::Map<String, serde_json::Value>>,
}

impl Diagnostic {
    /// A fault at a span, without the optional parts.
    pub(crate) fn error(code: Code, span: Range<usize>, message: impl Into<Box<str>>) -> Self {
        Self {
            code,
            severity: Severity::Error,
            problem: Problem::new(message),
            span,
            note: None,
            answers: None,
        }
    }

    /// A warning at a span, without the optional parts.
    pub(crate) fn warning(code: Code, span: Range<usize>, message: impl Into<Box<str>>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, span, message) }
    }

    pub(crate) fn expected(self, expected: impl Into<Box<str>>) -> Self {
        Self { problem: self.problem.expected(expected), ..self }
    }

    pub(crate) fn note(mut self, note: impl Into<String>) -> Self {
        self.note = Some(note.into());
        self
    }

    pub(crate) fn suggestion(self, suggestion: Option<impl Into<Box<str>>>) -> Self {
        Self { problem: self.problem.suggestion(suggestion), ..self }
    }

    pub(crate) fn answers(mut self, answers: serde_json::Map<String, serde_json::Value>) -> Self {
        self.answers = Some(answers);
        self
    }
}

/// Collects diagnostics while a file is read, so that reading goes on after a fault.
#[derive(Debug, Default)]
pub(crate) struct DiagnosticSink {
    kept: RefCell<Vec<Diagnostic>>,
    /// The number of diagnostics beyond [`Self::MAX_KEPT`].
    more: Cell<usize>,
    /// The work spent on suggestions so far: for each name compared, the length of `written`.
    compared: Cell<usize>,
}

impl DiagnosticSink {
    /// The maximum number of diagnostics kept; any further ones are only counted.
    const MAX_KEPT: usize = 1_000;

    pub(crate) fn push(&self, diagnostic: Diagnostic) {
        let mut kept = self.kept.borrow_mut();
        if kept.len() < Self::MAX_KEPT {
            kept.push(diagnostic);
        } else {
            self.more.set(self.more.get() + 1);
        }
    }

    /// As [`Self::push`], but never left out, however many there are.
    pub(crate) fn keep(&self, diagnostic: Diagnostic) {
        self.kept.borrow_mut().push(diagnostic);
    }

    /// The name that was likely meant by an unknown one; `None` if none is similar. To bound the
    /// time for one file, nothing is suggested any more after a fixed number of comparisons.
    pub(crate) fn nearest<'n>(
        &self,
        written: &str,
        names: impl ExactSizeIterator<Item = &'n str>,
    ) -> Option<&'n str> {
        const MAX_COMPARED: usize = 1 << 21;
        const MAX_NAME_BYTES: usize = 64;
        let compared = self.compared.get().saturating_add(names.len() * written.len());
        if written.len() > MAX_NAME_BYTES || compared > MAX_COMPARED {
            return None;
        }
        self.compared.set(compared);
        // Comparing two names takes memory in proportion to the product of their lengths.
        nearest(written, names.filter(|name| name.len() <= MAX_NAME_BYTES))
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.kept.borrow().is_empty()
    }

    /// The diagnostics of the file `file` with this text, sorted by their position.
    pub(crate) fn into_diagnostics(self, file: &str, text: String) -> Diagnostics {
        let mut list = self.kept.into_inner();
        list.sort_by_key(|d| (d.span.start, d.span.end));
        Diagnostics { file: file.to_owned(), text, list, more: self.more.get() }
    }
}

/// The diagnostics of one rule file, sorted by their position.
///
/// From reading a file: at least one fault, and no warnings. From [`review`](crate::authoring::review::review),
/// which takes a rulebook without faults: warnings only, perhaps none.
#[derive(Clone, Debug)]
pub struct Diagnostics {
    file: String,
    text: String,
    list: Vec<Diagnostic>,
    more: usize,
}

impl Diagnostics {
    /// The file's name, as the caller gave it.
    pub(crate) fn file(&self) -> &str {
        &self.file
    }

    /// The diagnostics, sorted by their position: the first 1,000 that were found.
    #[must_use]
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.list
    }

    /// The number of further diagnostics, which [`Diagnostics::diagnostics`] leaves out.
    pub(crate) fn more(&self) -> usize {
        self.more
    }

    /// The diagnostics as text for people: each with its line of the file, the faulty part
    /// underlined, and at the end their number.
    #[must_use]
    pub fn to_text(&self, look: Look) -> String {
        render::text(self, look)
    }

    /// The diagnostics as JSON Lines, one object each.
    #[must_use]
    pub fn to_json_lines(&self) -> String {
        json::lines(self)
    }

    /// Whether there are no diagnostics.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    fn lines(&self) -> Lines<'_> {
        Lines::of(&self.text)
    }

    /// The positions at which a diagnostic starts and ends.
    fn positions(lines: &Lines<'_>, diagnostic: &Diagnostic) -> (Position, Position) {
        (lines.position(diagnostic.span.start), lines.position(diagnostic.span.end))
    }

    fn total(&self) -> String {
        // All diagnostics have the same severity.
        let warnings = self.list.first().is_some_and(|d| d.severity == Severity::Warning);
        let (one, many) = if warnings { ("warning", "warnings") } else { ("error", "errors") };
        count(self.list.len() + self.more, one, many)
    }
}

impl fmt::Display for Diagnostics {
    /// One line: position and message of the first diagnostic, and the number of all.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines = self.lines();
        let file = escape::line(&self.file);
        if let Some(first) = self.list.first() {
            let Position { line, column } = lines.position(first.span.start);
            let message = escape::line(&first.problem.message);
            write!(f, "{file}:{line}:{column}: {message} ({})", self.total())
        } else {
            write!(f, "{file}: {}", self.total())
        }
    }
}

impl std::error::Error for Diagnostics {}
