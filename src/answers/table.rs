//! Records as the lines of a CSV table: the first names the columns, each other is one record.
//!
//! A record is a line, so a cell in quotes ends on its line; a quote that is not closed spoils
//! one record, and not all that follow.

use std::fmt;

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use super::document::utf8;
use super::fault::unknown_question;
use super::record::{Key, Rejected};
use super::{Answers, Fault, FaultCode, Faults, RecordId, Records, parse, treatment_date};
use crate::rulebook::Kind;
use crate::text::list::count;

/// What the cells of a record are accepted as.
const ACCEPTED: &str = "one line of cells, as the first line names them";

/// The columns of a table: what each stands for, or nothing where it is passed over.
#[derive(Clone, Debug)]
pub struct Columns(Vec<(String, Option<Key>)>);

/// Takes a line apart into cells.
#[derive(Clone)]
pub(super) struct Cells {
    reader: Reader,
    text: Vec<u8>,
    ends: Vec<usize>,
}

impl fmt::Debug for Cells {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Cells").finish_non_exhaustive()
    }
}

impl Default for Cells {
    fn default() -> Self {
        Self { reader: ReaderBuilder::new().build(), text: Vec::new(), ends: Vec::new() }
    }
}

impl Cells {
    /// The cells of a line, without the quotes around them.
    fn of(&mut self, line: &[u8]) -> Result<impl ExactSizeIterator<Item = &str>, Fault> {
        let line = utf8(line, ACCEPTED)?.trim_end_matches(['\r', '\n']);
        if line.trim().is_empty() {
            return Err(Fault::new(FaultCode::Empty, "the line is empty").accepted(ACCEPTED));
        }
        let broken = |what| Err(Fault::new(FaultCode::Syntax, what).accepted(ACCEPTED));
        // The reader would pass over it without a word.
        if line.starts_with('\u{feff}') {
            return broken("there is a byte order mark within the table");
        }
        if line.bytes().filter(|&byte| byte == b'"').count() % 2 == 1 {
            return broken("a quote is not closed on its line");
        }
        self.text.resize(line.len(), 0);
        self.ends.resize(line.bytes().filter(|&byte| byte == b',').count() + 1, 0);
        self.reader.reset();
        let (result, read, written, ended) =
            self.reader.read_record(line.as_bytes(), &mut self.text, &mut self.ends);
        // Without a line feed the record goes on until it is told that nothing follows.
        if result != ReadRecordResult::InputEmpty || read < line.len() {
            return broken("there is a carriage return within the line");
        }
        let (_, _, more, last) =
            self.reader.read_record(b"", &mut self.text[written..], &mut self.ends[ended..]);
        // INVARIANT: the line is UTF-8, and quotes and commas are not part of longer characters.
        let text = std::str::from_utf8(&self.text[..written + more]).unwrap_or_default();
        let ends = &self.ends[..ended + last];
        Ok(ends.iter().enumerate().map(move |(at, &end)| {
            let start = if at == 0 { 0 } else { ends[at - 1] };
            &text[start..end]
        }))
    }
}

impl<'r> Records<'r> {
    /// Reads the line that names the columns of a table.
    ///
    /// # Errors
    ///
    /// Every column that is neither a question, `id` or `on`, nor ignored, or that is there
    /// twice; or that the line is no list of names.
    pub fn columns(&mut self, line: &[u8]) -> Result<Columns, Faults> {
        let mut columns: Vec<(String, Option<Key>)> = Vec::new();
        let mut faults = Vec::new();
        for name in self.cells.of(line)? {
            if faults.len() >= Faults::MOST {
                break;
            }
            let key = Key::named(self.rulebook, name);
            // Those that are passed over may have any name, also none, and the same as others.
            if key.is_some() || !self.ignored.iter().any(|ignored| ignored == name) {
                if columns.iter().any(|(known, _)| known == name) {
                    let fault = Fault::new(FaultCode::RepeatedKey, "the column is there twice");
                    faults.push(fault.at(name).accepted("every column once"));
                }
                if key.is_none() {
                    faults.push(unknown_question(self.rulebook, name));
                }
            }
            columns.push((name.to_owned(), key));
        }
        Faults::unless_none(faults, Columns(columns))
    }

    /// Reads one line of a table in the place of whatever the answers were. A cell holds what a
    /// flag takes, or `true` or `false`; an empty one leaves its question unanswered.
    ///
    /// # Errors
    ///
    /// Every cell that is not an answer to its question, or a line that has not one cell for
    /// each column. The answers are then of no use, until they are filled again.
    pub fn read_row(
        &mut self,
        columns: &Columns,
        line: &[u8],
        answers: &mut Answers<'r>,
    ) -> Result<(), Rejected> {
        self.clear(answers);
        let rejected = |fault: Fault| Rejected { id: None, faults: fault.into() };
        let cells = self.cells.of(line).map_err(rejected)?;
        if cells.len() != columns.0.len() {
            let message = format!(
                "{} for {}",
                count(cells.len(), "cell", "cells"),
                count(columns.0.len(), "column", "columns")
            );
            return Err(rejected(Fault::new(FaultCode::CellCount, message).accepted(ACCEPTED)));
        }
        let filled = columns.0.iter().zip(cells).filter(|(_, cell)| !cell.is_empty());
        let filled: Vec<_> = filled.collect();
        let mut faults = Vec::new();
        // The treatment date first, as the other dates count from it.
        for ((name, key), cell) in &filled {
            match key {
                Some(Key::Id) => answers.id = Some(RecordId::Text((*cell).to_owned())),
                Some(Key::On) => match treatment_date(cell) {
                    Ok(on) => answers.on = on,
                    Err(fault) => faults.push(fault.at(name)),
                },
                _ => {}
            }
        }
        for ((_, key), cell) in &filled {
            let Some(Key::Question(id)) = *key else { continue };
            let question = &self.rulebook[id];
            let answer = match (&question.kind, *cell) {
                (Kind::YesNo, "true") => parse::boolean(question, true),
                (Kind::YesNo, "false") => parse::boolean(question, false),
                (_, text) => parse::text(question, text, answers.on),
            };
            match answer {
                Ok(answer) => answers.put(id, Some(answer)),
                Err(fault) if faults.len() < Faults::MOST => faults.push(fault),
                Err(_) => break,
            }
        }
        let id = answers.id.clone();
        Faults::unless_none(faults, ()).map_err(|faults| Rejected { id, faults })
    }
}
