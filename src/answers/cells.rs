//! The cells of one line of a CSV table.
//!
//! A record is exactly one line: a quoted cell cannot contain a line break, and a quote that is
//! not closed makes one record invalid, not all that follow.

use std::fmt;

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use super::document::utf8;
use super::{Fault, FaultCode};

/// What is accepted as the line of a record.
pub(super) const ACCEPTED: &str = "one cell for each column that the first line names";

/// Splits lines into cells; reuses its buffers.
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
    /// The cells of a line, without the quotes around them. A fault if the line is empty, is not
    /// UTF-8, is too long, or has an unclosed quote, a byte order mark or a carriage return in it.
    pub(super) fn of(&mut self, line: &[u8]) -> Result<impl ExactSizeIterator<Item = &str>, Fault> {
        let line = utf8(line, ACCEPTED)?.trim_end_matches(['\r', '\n']);
        if line.trim().is_empty() {
            return Err(Fault::new(FaultCode::Empty, "the line is empty").expected(ACCEPTED));
        }
        let broken = |what| Err(Fault::new(FaultCode::Syntax, what).expected(ACCEPTED));
        // The reader would skip it silently.
        if line.starts_with('\u{feff}') {
            return broken("the line starts with a byte order mark");
        }
        if line.bytes().filter(|&byte| byte == b'"').count() % 2 == 1 {
            return broken("a quote is not closed on the same line");
        }
        self.text.resize(line.len(), 0);
        self.ends.resize(line.bytes().filter(|&byte| byte == b',').count() + 1, 0);
        self.reader.reset();
        let (result, read, written, ended) =
            self.reader.read_record(line.as_bytes(), &mut self.text, &mut self.ends);
        // As the line feed is cut off, the reader has to be told that the record ends here.
        if result != ReadRecordResult::InputEmpty || read < line.len() {
            return broken("the line has a carriage return in it");
        }
        let (_, _, more, last) =
            self.reader.read_record(b"", &mut self.text[written..], &mut self.ends[ended..]);
        // INVARIANT: the line is UTF-8, and it is cut only at quotes and commas, which are ASCII.
        let text = std::str::from_utf8(&self.text[..written + more]).unwrap_or_default();
        let ends = &self.ends[..ended + last];
        Ok(ends.iter().enumerate().map(move |(at, &end)| {
            let start = if at == 0 { 0 } else { ends[at - 1] };
            &text[start..end]
        }))
    }
}
