//! Records by a form: rows of a table, and JSON objects.

use std::borrow::Cow;

use super::Form;
use super::column::{Column, Meaning, on};
use crate::answers::document::{JsonValue, entries};
use crate::answers::{Answers, Document, Fault, FaultCode, Faults, RecordId, Rejected};
use crate::text::escape;
use crate::text::list::few;
use crate::text::nearest::nearest;

/// The text of a cell, or the value of a key.
pub(crate) struct Cell<'t> {
    text: Cow<'t, str>,
    /// Whether it is a number in JSON.
    is_number: bool,
}

impl Form {
    /// The columns that the header of a table names, by their places, and how many of its names are
    /// known.
    ///
    /// # Errors
    ///
    /// Every column that only the header or only the form has, or that is repeated.
    pub(crate) fn header<'n>(
        &self,
        names: impl Iterator<Item = &'n str>,
    ) -> (usize, Result<Vec<usize>, Faults>) {
        let mut places = Vec::new();
        let mut seen = vec![false; self.columns.len()];
        let mut faults = Vec::new();
        for name in names {
            let Some(at) = self.find(name) else {
                faults.push(self.unknown_column(name));
                continue;
            };
            let is_ignored = matches!(self.columns[at].meaning, Meaning::Ignored);
            if std::mem::replace(&mut seen[at], true) && !is_ignored {
                let fault = Fault::new(FaultCode::RepeatedKey, "the column is repeated");
                faults.push(fault.at(name).expected("every column once"));
            }
            places.push(at);
        }
        let missing = self.columns.iter().zip(seen).filter(|(_, seen)| !seen);
        faults.extend(missing.map(|(column, _)| missing_column(column)));
        faults.truncate(Faults::MAX_KEPT);
        (places.len(), Faults::unless_none(faults, places))
    }

    /// Sets the answers to those of a row, which has as many cells as the header has `places`.
    pub(crate) fn read_row<'c>(
        &self,
        places: &[usize],
        cells: impl Iterator<Item = &'c str>,
        answers: &mut Answers<'_>,
    ) -> Result<(), Rejected> {
        let cells = cells.map(|text| Cell { text: text.into(), is_number: false });
        let cells: Vec<_> = places.iter().copied().zip(cells).collect();
        self.read(&cells, Vec::new(), answers)
    }

    /// Sets the answers to those of a JSON object whose keys are names of columns.
    pub(crate) fn read_object(
        &self,
        line: &[u8],
        answers: &mut Answers<'_>,
    ) -> Result<(), Rejected> {
        let rejected = |fault: Fault| Rejected { id: None, faults: fault.into() };
        let text = Document::text(line).map_err(rejected)?;
        let entries = entries(text).map_err(rejected)?;
        let mut faults = Vec::new();
        let mut seen = vec![false; self.columns.len()];
        let mut cells = Vec::new();
        for (key, value) in &entries {
            let Some(at) = self.find(key) else {
                faults.push(self.unknown_column(key));
                continue;
            };
            if std::mem::replace(&mut seen[at], true) {
                let fault = Fault::new(FaultCode::RepeatedKey, "the key is repeated");
                faults.push(fault.at(key).expected("every key once"));
                if let Meaning::Id = self.columns[at].meaning {
                    // Which of the two it is, is not known.
                    cells.retain(|(known, _)| *known != at);
                }
                continue;
            }
            if let Meaning::Ignored = self.columns[at].meaning {
                continue;
            }
            let (text, is_number) = match JsonValue::of(value) {
                JsonValue::Null => (Cow::Borrowed(""), false),
                JsonValue::Boolean(yes) => (if yes { "true" } else { "false" }.into(), false),
                JsonValue::Number(written) => (written.into(), true),
                JsonValue::Text(text) => (text, false),
                JsonValue::Nested(what) => {
                    let message = format!("{what} is not the value of a column");
                    let fault = Fault::new(FaultCode::WrongType, message).at(key);
                    faults.push(fault.expected("a string, a number, `true`, `false` or `null`"));
                    continue;
                }
            };
            cells.push((at, Cell { text, is_number }));
        }
        for (column, _) in self.columns.iter().zip(seen).filter(|(_, seen)| !seen) {
            if let Meaning::Required(_) = column.meaning {
                faults.push(missing_column(column));
            }
        }
        faults.truncate(Faults::MAX_KEPT);
        self.read(&cells, faults, answers)
    }

    /// Sets the answers to those of cells, each with the place of its column. The record may have
    /// faults already.
    fn read(
        &self,
        cells: &[(usize, Cell<'_>)],
        mut faults: Vec<Fault>,
        answers: &mut Answers<'_>,
    ) -> Result<(), Rejected> {
        // The treatment date first, because relative dates depend on it.
        for depends in [false, true] {
            for (at, cell) in cells {
                let column = &self.columns[*at];
                if column.meaning.depends_on_treatment() == depends
                    && let Err(fault) = column.read(cell, answers)
                    && faults.len() < Faults::MAX_KEPT
                {
                    faults.push(fault.at(&column.name));
                }
            }
        }
        let id = answers.id.clone();
        Faults::unless_none(faults, ()).map_err(|faults| Rejected { id, faults })
    }

    fn unknown_column(&self, name: &str) -> Fault {
        let names = self.columns.iter().map(|column| &*column.name);
        Fault::new(FaultCode::UnknownColumn, "the columns file does not name this column")
            .at(name)
            .suggestion(nearest(name, names))
    }
}

impl Meaning {
    fn depends_on_treatment(&self) -> bool {
        matches!(self, Self::Answer(_) | Self::List(_))
    }
}

impl Column {
    /// Sets what the cell says.
    fn read(&self, cell: &Cell<'_>, answers: &mut Answers<'_>) -> Result<(), Fault> {
        let text = cell.text.trim();
        if let Meaning::Required(values) = &self.meaning {
            return if values.iter().any(|value| **value == *text) {
                Ok(())
            } else {
                Err(not_required(text, values))
            };
        }
        if self.is_blank(text) {
            return Ok(());
        }
        match &self.meaning {
            Meaning::Ignored | Meaning::Required(_) => {}
            Meaning::Id => answers.id = Some(cell.id()),
            Meaning::On(order) => answers.on = on(text, *order)?,
            Meaning::Answer(column) => {
                let rulebook = answers.rulebook;
                let question = &rulebook[column.question];
                let answer = column.read(question, text, cell.is_number, answers.on)?;
                answers.put(column.question, Some(answer));
            }
            Meaning::List(list) => {
                for (question, answer) in list.read(text)? {
                    answers.put(question, Some(answer));
                }
            }
        }
        Ok(())
    }
}

impl Cell<'_> {
    /// The id of a record, as it was written.
    fn id(&self) -> RecordId {
        let number = self.is_number.then(|| self.text.parse::<serde_json::Number>().ok()).flatten();
        match number.filter(|number| number.to_string() == self.text) {
            Some(number) => RecordId::Number(number),
            None => RecordId::Text(self.text.trim().to_owned()),
        }
    }
}

fn not_required(text: &str, values: &[Box<str>]) -> Fault {
    let message = if text.is_empty() {
        "this column is empty".to_owned()
    } else {
        format!("this column has {}", escape::quoted(text))
    };
    Fault::new(FaultCode::RequiredValue, message).expected(few(
        values.iter().map(|value| &**value),
        values.len(),
        "or",
    ))
}

fn missing_column(column: &Column) -> Fault {
    Fault::new(FaultCode::MissingColumn, "this column of the columns file is missing")
        .at(&column.name)
}
