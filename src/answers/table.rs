//! Records from a CSV table: the first names the columns, every other has the answers of a person.

use super::cells::ACCEPTED;
use super::fault::unknown_question;
use super::{
    Answers, Fault, FaultCode, Faults, Key, RecordId, Records, Rejected, parse, treatment_date,
};
use crate::rulebook::Kind;
use crate::text::list::count;

/// The delimiters that are tried where none is named: the first by which most columns are known is
/// taken.
pub(crate) const DELIMITERS: [u8; 3] = *b",;\t";

/// The columns of a table, and what is between its cells.
#[derive(Clone, Debug)]
pub(crate) struct Columns {
    /// An ASCII character.
    pub(crate) delimiter: u8,
    /// The name of each, and its meaning, or `None` if it is skipped.
    all: Vec<(String, Option<Key>)>,
}

impl<'r> Records<'r> {
    /// Whether a line looks like the names of columns: by one of the delimiters, one of its cells is
    /// the name of a question.
    pub(crate) fn names_a_column(&self, line: &[u8]) -> bool {
        let Ok(line) = std::str::from_utf8(line) else { return false };
        let is_question = |cell: &str| {
            matches!(
                Key::named(self.rulebook, cell.trim_matches(['"', ' '])),
                Some(Key::Question(_))
            )
        };
        DELIMITERS.iter().any(|&delimiter| line.split(char::from(delimiter)).any(is_question))
    }

    /// Parses the record that names the columns of a table. `delimiters` are those that it may
    /// have, at least one.
    ///
    /// # Errors
    ///
    /// A record that is not a list of names; every column that is repeated, or that is not a
    /// question, `id` or `on` and is not ignored.
    pub(crate) fn columns(&mut self, record: &[u8], delimiters: &[u8]) -> Result<Columns, Faults> {
        let mut best: Option<(usize, Result<Columns, Faults>)> = None;
        for &delimiter in delimiters {
            let (known, read) = self.columns_by(record, delimiter);
            if best.as_ref().is_none_or(|(most, _)| known > *most) {
                best = Some((known, read));
            }
        }
        best.map_or_else(|| self.columns_by(record, DELIMITERS[0]).1, |(_, read)| read)
    }

    /// The columns by one delimiter, and how many of them are known.
    fn columns_by(&mut self, record: &[u8], delimiter: u8) -> (usize, Result<Columns, Faults>) {
        let mut all: Vec<(String, Option<Key>)> = Vec::new();
        let mut faults = Vec::new();
        let mut known = 0;
        let names = match self.cells.of(record, delimiter, |_| None) {
            Ok(names) => names,
            Err(fault) => return (0, Err(fault.into())),
        };
        for name in names {
            let key = Key::named(self.rulebook, name);
            let is_ignored = key.is_none() && self.ignored.iter().any(|ignored| ignored == name);
            known += usize::from(key.is_some() || is_ignored);
            // The names of skipped columns may be empty or repeated.
            if !is_ignored && faults.len() < Faults::MAX_KEPT {
                if all.iter().any(|(known, _)| known == name) {
                    let fault = Fault::new(FaultCode::RepeatedKey, "the column is repeated");
                    faults.push(fault.at(name).expected("every column once"));
                }
                if key.is_none() {
                    faults.push(unknown_question(self.rulebook, name));
                }
            }
            all.push((name.to_owned(), key));
        }
        (known, Faults::unless_none(faults, Columns { delimiter, all }))
    }

    /// Replaces the answers by those of one record of a table. A cell has the text that a flag
    /// takes, or `true` or `false`; an empty cell leaves its question unanswered.
    ///
    /// # Errors
    ///
    /// Every cell that is not an answer to its question, or a record with more or fewer cells than
    /// columns. The answers are then unspecified until the next record is read.
    pub(crate) fn read_row(
        &mut self,
        columns: &Columns,
        record: &[u8],
        answers: &mut Answers<'r>,
    ) -> Result<(), Rejected> {
        self.clear(answers);
        let rejected = |fault: Fault| Rejected { id: None, faults: fault.into() };
        let name = |at: usize| columns.all.get(at).map(|(name, _)| name.as_str());
        let cells = self.cells.of(record, columns.delimiter, name).map_err(rejected)?;
        if cells.len() != columns.all.len() {
            let message = format!(
                "the line has {}, the table {}",
                count(cells.len(), "cell", "cells"),
                count(columns.all.len(), "column", "columns")
            );
            return Err(rejected(Fault::new(FaultCode::CellCount, message).expected(ACCEPTED)));
        }
        let filled = columns.all.iter().zip(cells).filter(|(_, cell)| !cell.is_empty());
        let filled: Vec<_> = filled.collect();
        let mut faults = Vec::new();
        // The treatment date first, because relative dates depend on it.
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
                Err(fault) if faults.len() < Faults::MAX_KEPT => faults.push(fault),
                Err(_) => break,
            }
        }
        let id = answers.id.clone();
        Faults::unless_none(faults, ()).map_err(|faults| Rejected { id, faults })
    }
}
