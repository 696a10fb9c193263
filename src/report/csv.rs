//! Reports as the rows of a CSV table, for spreadsheets.

use std::fmt::{self, Display};

use csv_core::{WriteResult, Writer};

use super::summary::{self, Clause};
use crate::answers::{Answers, RecordId};
use crate::rulebook::Rulebook;
use crate::screening::Outcome;
use crate::text::append;

/// The names of the columns.
const COLUMNS: [&str; 9] =
    ["id", "verdict", "floor", "at_worst", "valid_until", "summary", "rules", "open", "error"];

/// Writes rows, each with as many cells as there are columns.
///
/// A cell that a spreadsheet would take for a formula has a `'` before it.
pub(crate) struct CsvWriter<'r> {
    rulebook: &'r Rulebook,
    /// What each rule finds, in a summary.
    clauses: Vec<Clause>,
    writer: Writer,
    cell: String,
}

impl fmt::Debug for CsvWriter<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CsvWriter").finish_non_exhaustive()
    }
}

impl<'r> CsvWriter<'r> {
    pub(crate) fn new(rulebook: &'r Rulebook) -> Self {
        let clauses = rulebook.rules().iter().map(Clause::of).collect();
        Self { rulebook, clauses, writer: Writer::new(), cell: String::new() }
    }

    /// The row of the columns' names, with a line feed.
    pub(crate) fn header() -> String {
        COLUMNS.join(",") + "\n"
    }

    /// Appends the row of a person, without a line feed.
    pub(crate) fn row(&mut self, answers: &Answers<'_>, outcome: &Outcome, out: &mut Vec<u8>) {
        self.id(answers.id(), out);
        self.next(&outcome.verdict(), out);
        self.next(&outcome.floor, out);
        self.next(&outcome.at_worst, out);
        match self.rulebook.head().valid_until(answers.on()) {
            Some(day) => self.next(&day, out),
            None => self.next(&"", out),
        }
        let mut summary = String::new();
        summary::summary(outcome, |rule| &self.clauses[rule.index()], &mut summary);
        self.next(&summary, out);
        let rules = outcome.findings.iter().map(|finding| &*self.rulebook[finding.rule].id);
        self.next(&rules.collect::<Vec<_>>().join(";"), out);
        let open = outcome.open.iter().map(|open| &*self.rulebook[open.question].id);
        self.next(&open.collect::<Vec<_>>().join(";"), out);
        self.next(&"", out);
    }

    /// Appends the row of a record that cannot be screened, without a line feed.
    pub(crate) fn rejected(&mut self, id: Option<&RecordId>, error: &str, out: &mut Vec<u8>) {
        self.id(id, out);
        for _ in 2..COLUMNS.len() {
            self.next(&"", out);
        }
        self.next(&error, out);
    }

    fn id(&mut self, id: Option<&RecordId>, out: &mut Vec<u8>) {
        match id {
            Some(id) => self.cell(&id, out),
            None => self.cell(&"", out),
        }
    }

    /// Appends a cell that is not the first.
    fn next(&mut self, content: &dyn Display, out: &mut Vec<u8>) {
        out.push(b',');
        self.cell(content, out);
    }

    fn cell(&mut self, content: &dyn Display, out: &mut Vec<u8>) {
        self.cell.clear();
        append(&mut self.cell, format_args!("{content}"));
        if is_formula(&self.cell) {
            self.cell.insert(0, '\'');
        }
        // Every byte may be a quote, which is doubled; there are two around them, and a delimiter.
        let before = out.len();
        out.resize(before + 2 * self.cell.len() + 3, 0);
        let (_, _, mut written) = self.writer.field(self.cell.as_bytes(), &mut out[before..]);
        let (result, more) = self.writer.delimiter(&mut out[before + written..]);
        debug_assert_eq!(result, WriteResult::InputEmpty);
        written += more;
        // The delimiter comes before the next cell.
        out.truncate(before + written - 1);
    }
}

/// Whether a spreadsheet may take a text for a formula. A plain number is none.
fn is_formula(text: &str) -> bool {
    let is_number = text.parse::<f64>().is_ok() && text.ends_with(|c: char| c.is_ascii_digit());
    text.starts_with(['=', '+', '-', '@', '\t', '\r']) && !is_number
}
