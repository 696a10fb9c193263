//! Records from a CSV table: the first names the columns, every other has the answers of a person.

use std::sync::Arc;

use super::cells::ACCEPTED;
use super::fault::unknown_question;
use super::{
    Answers, Fault, FaultCode, Faults, Form, Key, RecordId, Records, Rejected, parse,
    treatment_date,
};
use crate::text::list::count;

/// The delimiters that are tried where none is named: the first by which most columns are known is
/// taken.
pub(crate) const DELIMITERS: [u8; 3] = *b",;\t";

/// The columns of a table, and what is between its cells.
#[derive(Clone, Debug)]
pub(crate) struct Columns {
    /// An ASCII character.
    pub(crate) delimiter: u8,
    meaning: Meaning,
}

/// What the columns of a table mean.
#[derive(Clone, Debug)]
enum Meaning {
    /// The name of each, and what it gives, or `None` if it is skipped.
    Keys(Vec<(String, Option<Key>)>),
    /// The name of each, and its place in a form.
    Form { form: Arc<Form>, names: Vec<String>, places: Vec<usize> },
}

impl Columns {
    fn len(&self) -> usize {
        match &self.meaning {
            Meaning::Keys(all) => all.len(),
            Meaning::Form { names, .. } => names.len(),
        }
    }

    fn name(&self, at: usize) -> Option<&str> {
        match &self.meaning {
            Meaning::Keys(all) => all.get(at).map(|(name, _)| name.as_str()),
            Meaning::Form { names, .. } => names.get(at).map(String::as_str),
        }
    }
}

impl<'r> Records<'r> {
    /// Whether a line looks like the names of columns: by one of the delimiters, one of its cells is
    /// the name of a question, or of a column of the form. A line of JSON does not.
    pub(crate) fn names_a_column(&self, line: &[u8], delimiters: &[u8]) -> bool {
        let Ok(line) = std::str::from_utf8(line) else { return false };
        // JSON with a fault at its start has these as well.
        if line.contains(['{', '}', ':']) {
            return false;
        }
        let is_question = |cell: &str| {
            let name = cell.trim_matches(['"', ' ']);
            match &self.form {
                Some(form) => !name.is_empty() && form.has(name),
                None => matches!(Key::named(self.rulebook, name), Some(Key::Question(_))),
            }
        };
        delimiters.iter().any(|&delimiter| line.split(char::from(delimiter)).any(is_question))
    }

    /// Parses the record that names the columns of a table. `delimiters` are those that it may
    /// have, at least one.
    ///
    /// # Errors
    ///
    /// A record that is not a list of names; every column that is repeated, or that is not a
    /// question, `id` or `on` and is not ignored. By a form: every column that is repeated, or that
    /// only one of the two has.
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
        if let Some(form) = &self.form {
            let names: Vec<String> = names.map(str::to_owned).collect();
            let (known, places) = form.header(names.iter().map(String::as_str));
            let columns = places.map(|places| {
                let meaning = Meaning::Form { form: Arc::clone(form), names, places };
                Columns { delimiter, meaning }
            });
            return (known, columns);
        }
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
        let columns = Columns { delimiter, meaning: Meaning::Keys(all) };
        (known, Faults::unless_none(faults, columns))
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
        let name = |at| columns.name(at);
        let cells = self.cells.of(record, columns.delimiter, name).map_err(rejected)?;
        if cells.len() != columns.len() {
            let message = format!(
                "the line has {}, the table {}",
                count(cells.len(), "cell", "cells"),
                count(columns.len(), "column", "columns")
            );
            return Err(rejected(Fault::new(FaultCode::CellCount, message).expected(ACCEPTED)));
        }
        let all = match &columns.meaning {
            Meaning::Keys(all) => all,
            Meaning::Form { form, places, .. } => return form.read_row(places, cells, answers),
        };
        let filled = all.iter().zip(cells).filter(|(_, cell)| !cell.is_empty());
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
            match parse::cell(question, cell, answers.on) {
                Ok(answer) => answers.put(id, Some(answer)),
                Err(fault) if faults.len() < Faults::MAX_KEPT => faults.push(fault),
                Err(_) => break,
            }
        }
        let id = answers.id.clone();
        Faults::unless_none(faults, ()).map_err(|faults| Rejected { id, faults })
    }
}
