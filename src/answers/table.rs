//! Records as the lines of a CSV table: the first names the columns, each other is one record.

use super::cells::ACCEPTED;
use super::fault::unknown_question;
use super::{
    Answers, Fault, FaultCode, Faults, Key, RecordId, Records, Rejected, parse, treatment_date,
};
use crate::rulebook::Kind;
use crate::text::list::count;

/// The columns of a table: what each stands for, or nothing where it is passed over.
#[derive(Clone, Debug)]
pub struct Columns(Vec<(String, Option<Key>)>);

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
            return Err(rejected(Fault::new(FaultCode::CellCount, message).expected(ACCEPTED)));
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
