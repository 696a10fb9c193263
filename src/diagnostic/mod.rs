//! What can be wrong with a rule file or doubtful in it, and how that is shown.
//!
//! Reading a rule file never stops at its first fault: every one is put into a `Bag`, and the
//! reader of the file gets them all as [`Faults`], to draw as text or to print as JSON lines.

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
    /// How bad a diagnostic is.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub enum Severity {
        /// The rule file can be used, but something in it is likely not meant so.
        Warning = "warning",
        /// The rule file cannot be used.
        Error = "error",
    }
}

/// One thing that is wrong with a rule file, or doubtful in it.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// Its kind, stable across versions.
    pub code: Code,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong, what was expected there, and what was likely meant.
    pub problem: Problem,
    /// Where: byte offsets into the text, which starts after a byte order mark if there is one.
    pub span: Range<usize>,
    /// Why it matters.
    pub note: Option<String>,
    /// Answers that show it, by question, as `--answers` reads them.
    pub answers: Option<serde_json::Map<String, serde_json::Value>>,
}

impl Diagnostic {
    /// A fault at a span; what was expected, a note and a suggestion may follow.
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

    /// A doubt at a span.
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

/// Where a reader puts the faults that it finds, so that it can go on reading.
#[derive(Debug, Default)]
pub(crate) struct Bag {
    kept: RefCell<Vec<Diagnostic>>,
    more: Cell<usize>,
    compared: Cell<usize>,
}

impl Bag {
    /// How many diagnostics are kept. A file with more is not a rule file with faults but
    /// something else, and a million copies of one complaint help nobody.
    const MOST: usize = 1_000;

    pub(crate) fn push(&self, diagnostic: Diagnostic) {
        let mut kept = self.kept.borrow_mut();
        if kept.len() < Self::MOST {
            kept.push(diagnostic);
        } else {
            self.more.set(self.more.get() + 1);
        }
    }

    /// What was likely meant by a name that is not among these. A file in which finding that out
    /// would take too long gets its first suggestions only.
    pub(crate) fn nearest<'n>(
        &self,
        written: &str,
        names: impl ExactSizeIterator<Item = &'n str>,
    ) -> Option<&'n str> {
        const MOST: usize = 1 << 21;
        const LONGEST: usize = 64;
        let compared = self.compared.get().saturating_add(names.len() * written.len());
        if written.len() > LONGEST || compared > MOST {
            return None;
        }
        self.compared.set(compared);
        // To compare names takes as much room as the product of their lengths.
        nearest(written, names.filter(|name| name.len() <= LONGEST))
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.kept.borrow().is_empty()
    }

    /// All that was found in `text`, in the order of the file.
    pub(crate) fn into_faults(self, file: &str, text: String) -> Faults {
        let mut diagnostics = self.kept.into_inner();
        diagnostics.sort_by_key(|d| (d.span.start, d.span.end));
        Faults { file: file.to_owned(), text, diagnostics, more: self.more.get() }
    }
}

/// Everything that is wrong with one rule file: at least one diagnostic, in file order. Of a file
/// that can be used it is what a [review](crate::review) doubts, warnings only, and may be empty.
#[derive(Clone, Debug)]
pub struct Faults {
    file: String,
    text: String,
    diagnostics: Vec<Diagnostic>,
    more: usize,
}

impl Faults {
    /// The file's name, as it was given.
    #[must_use]
    pub fn file(&self) -> &str {
        &self.file
    }

    /// The diagnostics, in the order of the file.
    #[must_use]
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// How many more there were than [`Faults::diagnostics`] holds.
    #[must_use]
    pub fn more(&self) -> usize {
        self.more
    }

    /// Every diagnostic drawn as text, its line underlined, and a count at the end.
    #[must_use]
    pub fn to_text(&self, look: Look) -> String {
        render::text(self, look)
    }

    /// Every diagnostic as one JSON object a line.
    #[must_use]
    pub fn to_json_lines(&self) -> String {
        json::lines(self)
    }

    /// Whether there is nothing to say.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.diagnostics.is_empty()
    }

    fn lines(&self) -> Lines<'_> {
        Lines::of(&self.text)
    }

    /// The places where a diagnostic starts and ends.
    fn places(lines: &Lines<'_>, diagnostic: &Diagnostic) -> (Position, Position) {
        (lines.position(diagnostic.span.start), lines.position(diagnostic.span.end))
    }

    fn total(&self) -> String {
        // A file has either faults or, once it has none, doubts.
        let doubts = self.diagnostics.first().is_some_and(|d| d.severity == Severity::Warning);
        let (one, many) = if doubts { ("warning", "warnings") } else { ("fault", "faults") };
        count(self.diagnostics.len() + self.more, one, many)
    }
}

impl fmt::Display for Faults {
    /// One line: where the first fault is, and how many there are.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines = self.lines();
        let file = escape::line(&self.file);
        if let Some(first) = self.diagnostics.first() {
            let Position { line, column } = lines.position(first.span.start);
            let message = escape::line(&first.problem.message);
            write!(f, "{file}:{line}:{column}: {message} ({})", self.total())
        } else {
            write!(f, "{file}: {}", self.total())
        }
    }
}

impl std::error::Error for Faults {}
