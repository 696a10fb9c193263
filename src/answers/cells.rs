//! The cells of one record of a CSV table.

use std::fmt;

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use super::document::utf8;
use super::{Fault, FaultCode};
use crate::text::csv::{StrayQuote, stray_quote};

/// What is accepted as a record.
pub(super) const ACCEPTED: &str = "one cell for each column that the first line names";

/// The cells of one record of a table with commas.
///
/// # Errors
///
/// A text that is not one record.
pub fn cells(record: &str) -> Result<Vec<String>, Fault> {
    let mut cells = Cells::default();
    let cells = cells.of(record.as_bytes(), b',', |_| None)?;
    Ok(cells.map(str::to_owned).collect())
}

/// Splits records into cells; reuses its buffers.
#[derive(Clone)]
pub(crate) struct Cells {
    delimiter: u8,
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
        Self::delimited_by(b',')
    }
}

impl Cells {
    fn delimited_by(delimiter: u8) -> Self {
        let reader = ReaderBuilder::new().delimiter(delimiter).build();
        Self { delimiter, reader, text: Vec::new(), ends: Vec::new() }
    }

    /// The cells of a record, without the quotes around them. `name` gives the name of a column by
    /// its place.
    ///
    /// # Errors
    ///
    /// A record that is empty, not UTF-8 or too long, or that has a quote where none may be, a byte
    /// order mark at its start or a carriage return outside quotes.
    pub(crate) fn of<'c>(
        &mut self,
        record: &[u8],
        delimiter: u8,
        name: impl FnOnce(usize) -> Option<&'c str>,
    ) -> Result<impl ExactSizeIterator<Item = &str>, Fault> {
        if self.delimiter != delimiter {
            *self = Self::delimited_by(delimiter);
        }
        let record = utf8(record, ACCEPTED)?;
        let record = record.strip_suffix('\n').unwrap_or(record);
        let record = record.strip_suffix('\r').unwrap_or(record);
        if record.trim().is_empty() {
            return Err(Fault::new(FaultCode::Empty, "the line is empty").expected(ACCEPTED));
        }
        let broken = |what| Fault::new(FaultCode::Syntax, what);
        // The reader would skip it silently.
        if record.starts_with('\u{feff}') {
            return Err(broken("the line starts with a byte order mark").expected(ACCEPTED));
        }
        // The reader would accept it.
        if let Some(StrayQuote { cell, is_behind }) = stray_quote(record.as_bytes(), delimiter) {
            let fault = if is_behind {
                broken("text stands behind the closing quote of a cell")
                    .expected("the next cell there; a quote inside a cell is doubled: `\"\"`")
            } else {
                broken("a quote stands inside a cell that does not begin with one")
                    .expected("quotes around the whole cell, and each one inside doubled: `\"\"`")
            };
            return Err(name(cell).map_or(fault.clone(), |name| fault.at(name)));
        }
        self.text.resize(record.len(), 0);
        self.ends.resize(memchr::memchr_iter(delimiter, record.as_bytes()).count() + 1, 0);
        self.reader.reset();
        let (result, read, written, ended) =
            self.reader.read_record(record.as_bytes(), &mut self.text, &mut self.ends);
        // As the line feed is cut off, the reader has to be told that the record ends here.
        if result != ReadRecordResult::InputEmpty || read < record.len() {
            return Err(broken("the line has a carriage return in it").expected(ACCEPTED));
        }
        let (_, _, more, last) =
            self.reader.read_record(b"", &mut self.text[written..], &mut self.ends[ended..]);
        // INVARIANT: the record is UTF-8, and it is cut only at quotes and delimiters, which are
        // ASCII.
        let text = std::str::from_utf8(&self.text[..written + more]).unwrap_or_default();
        let ends = &self.ends[..ended + last];
        Ok(ends.iter().enumerate().map(move |(at, &end)| {
            let start = if at == 0 { 0 } else { ends[at - 1] };
            &text[start..end]
        }))
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;
    use crate::text::csv::Scanner;

    /// A random table, and what the `csv` module of Python 3 makes of it in strict mode: the
    /// rows up to the first that it refuses.
    #[derive(Deserialize)]
    struct Judged {
        table: String,
        rows: Vec<Vec<String>>,
        refused: bool,
    }

    /// The records of a table, and whether it ends within quotes.
    fn records(table: &str) -> (Vec<&str>, bool) {
        let mut scanner = Scanner::new([b','; 3], 1);
        let (mut records, mut rest) = (Vec::new(), table);
        while let Some(end) = scanner.record_end(rest.as_bytes()) {
            let (record, after) = rest.split_at(end);
            records.push(record);
            rest = after;
        }
        records.extend(Some(rest).filter(|rest| !rest.is_empty()));
        (records, scanner.open_quote().is_some())
    }

    /// Where Python is not strict, a quote inside a cell that does not begin with one is refused
    /// here alone.
    #[test]
    fn tables_are_read_as_python_reads_them() {
        let tables = include_str!("../../tests/batch/python_csv.jsonl");
        let mut alike = 0;
        for line in tables.lines() {
            let Judged { table, rows, refused } = serde_json::from_str(line).unwrap();
            let (records, is_open) = records(&table);
            let mut expected = rows.iter();
            let (mut is_refused, mut is_here_alone) = (false, false);
            for (at, record) in records.iter().enumerate() {
                if is_open && at + 1 == records.len() {
                    is_refused = true;
                    break;
                }
                match cells(record) {
                    Ok(cells) => assert_eq!(Some(&cells), expected.next(), "{table:?}"),
                    Err(fault) if fault.code == FaultCode::Empty => {
                        let blank = expected.next().unwrap().concat();
                        assert_eq!(blank.trim(), "", "{table:?}");
                    }
                    Err(_) => {
                        is_refused = true;
                        let stray = stray_quote(record.trim_end().as_bytes(), b',').unwrap();
                        is_here_alone = !stray.is_behind;
                        break;
                    }
                }
            }
            if !is_here_alone {
                assert_eq!((expected.next(), is_refused), (None, refused), "{table:?}");
                alike += 1;
            }
        }
        assert!(alike > 1500, "only {alike} are judged alike");
    }
}
