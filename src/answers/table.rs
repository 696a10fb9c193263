//! Records from a CSV table: the first line names the columns, every other line is a record.

use super::cells::ACCEPTED;
use super::fault::unknown_question;
use super::{
    Answers, Fault, FaultCode, Faults, Key, RecordId, Records, Rejected, parse, treatment_date,
};
use crate::rulebook::Kind;
use crate::text::list::count;

/// The columns of a table: the name of each, and its meaning, or `None` if it is skipped.
#[derive(Clone, Debug)]
pub(crate) struct Columns(Vec<(String, Option<Key>)>);

impl<'r> Records<'r> {
    /// Parses the line that names the columns of a table.
    ///
    /// # Errors
    ///
    /// A line that is not a list of names; every column that is repeated, or that is not a
    /// question, `id` or `on` and is not ignored.
    pub(crate) fn columns(&mut self, line: &[u8]) -> Result<Columns, Faults> {
        let mut columns: Vec<(String, Option<Key>)> = Vec::new();
        let mut faults = Vec::new();
        for name in self.cells.of(line)? {
            if faults.len() >= Faults::MAX_KEPT {
                break;
            }
            let key = Key::named(self.rulebook, name);
            // The names of skipped columns may be empty or repeated.
            if key.is_some() || !self.ignored.iter().any(|ignored| ignored == name) {
                if columns.iter().any(|(known, _)| known == name) {
                    let fault = Fault::new(FaultCode::RepeatedKey, "the column is repeated");
                    faults.push(fault.at(name).expected("every column once"));
                }
                if key.is_none() {
                    faults.push(unknown_question(self.rulebook, name));
                }
            }
            columns.push((name.to_owned(), key));
        }
        Faults::unless_none(faults, Columns(columns))
    }

    /// Replaces the answers by those of one line of a table. A cell has the text that a flag
    /// takes, or `true` or `false`; an empty cell leaves its question unanswered.
    ///
    /// # Errors
    ///
    /// Every cell that is not an answer to its question, or a line with more or fewer cells than
    /// columns. The answers are then unspecified until the next record is read.
    pub(crate) fn read_row(
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
                "the line has {}, the table {}",
                count(cells.len(), "cell", "cells"),
                count(columns.0.len(), "column", "columns")
            );
            return Err(rejected(Fault::new(FaultCode::CellCount, message).expected(ACCEPTED)));
        }
        let filled = columns.0.iter().zip(cells).filter(|(_, cell)| !cell.is_empty());
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
