//! The cells of one record of a CSV table.

use std::fmt;

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use super::document::utf8;
use super::{Fault, FaultCode};
use crate::text::csv::{StrayQuote, stray_quote};

/// What is accepted as a record.
pub(super) const ACCEPTED: &str = "one cell for each column that the first line names";

/// Splits records into cells; reuses its buffers.
#[derive(Clone)]
pub(super) struct Cells {
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
    pub(super) fn of<'c>(
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
