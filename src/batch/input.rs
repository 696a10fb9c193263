//! Reads the input in chunks of whole records.

use std::fmt;
use std::io::{self, Read};
use std::sync::Arc;

use super::chunk::Chunk;
use super::failure::BatchFailure;
use super::start::{self, BoxedRead, Table};
use crate::answers::{MAX_DOCUMENT_BYTES, Records};
use crate::text::word::words;

words! {
    /// The format of the records in a source.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum InputFormat {
        /// One JSON object a line.
        Ndjson = "ndjson",
        /// A CSV table whose first record names the columns.
        Csv = "csv",
    }
}

/// A source of records, such as a file. It is opened when the sources before it are read.
pub struct RecordSource<'a> {
    name: String,
    format: InputFormat,
    delimiter: Option<u8>,
    open: Box<dyn FnOnce() -> io::Result<BoxedRead<'a>> + Send + 'a>,
}

impl fmt::Debug for RecordSource<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RecordSource").field("name", &self.name).finish_non_exhaustive()
    }
}

impl<'a> RecordSource<'a> {
    /// A source of JSON objects, one a line, that is open already; `name` stands for it in
    /// messages.
    pub fn new(name: impl Into<String>, reader: impl Read + Send + 'a) -> Self {
        Self::opened_by(name, || Ok(reader))
    }

    /// A source like [`RecordSource::new`] that is opened only when its turn comes.
    pub(crate) fn opened_by<R: Read + Send + 'a>(
        name: impl Into<String>,
        open: impl FnOnce() -> io::Result<R> + Send + 'a,
    ) -> Self {
        let open = Box::new(|| open().map(|reader| Box::new(reader) as BoxedRead<'a>));
        Self { name: name.into(), format: InputFormat::Ndjson, delimiter: None, open }
    }

    /// Sets the format of the records.
    #[must_use]
    pub fn in_format(self, format: InputFormat) -> Self {
        Self { format, ..self }
    }

    /// Sets what is between the cells of a table, an ASCII character. Where it is not set, it is a
    /// comma, a semicolon or a tab, as the names of the columns say.
    #[must_use]
    pub fn delimited_by(self, delimiter: Option<u8>) -> Self {
        Self { delimiter, ..self }
    }
}

/// The sources, read one after another.
pub(super) struct Input<'a> {
    sources: std::vec::IntoIter<RecordSource<'a>>,
    current: Option<Current<'a>>,
    size: usize,
    next: u64,
}

/// The source that is being read.
struct Current<'a> {
    name: Arc<str>,
    reader: BoxedRead<'a>,
    table: Option<Table>,
    /// The number of the first line of the next record.
    line: u64,
    /// The beginning of a record whose end was not read yet.
    rest: Vec<u8>,
}

impl<'a> Input<'a> {
    pub(super) fn new(sources: Vec<RecordSource<'a>>, size: usize) -> Self {
        Self { sources: sources.into_iter(), current: None, size, next: 0 }
    }

    /// Fills a chunk with the next records; `false` at the end of the last source. If it fails, the
    /// chunk has the number of the chunk that could not be read, and there are no more chunks.
    pub(super) fn next(
        &mut self,
        chunk: &mut Chunk,
        records: &mut Records<'_>,
    ) -> Result<bool, BatchFailure> {
        chunk.number = self.next;
        let filled = self.fill(chunk, records);
        match &filled {
            Ok(true) => self.next += 1,
            Ok(false) => {}
            Err(_) => {
                self.current = None;
                self.sources = Vec::new().into_iter();
            }
        }
        filled
    }

    fn fill(&mut self, chunk: &mut Chunk, records: &mut Records<'_>) -> Result<bool, BatchFailure> {
        loop {
            let current = match &mut self.current {
                Some(current) => current,
                none => match self.sources.next() {
                    Some(source) => none.insert(Current::open(source, records)?),
                    None => return Ok(false),
                },
            };
            if current.fill(chunk, self.size)? {
                return Ok(true);
            }
            self.current = None;
        }
    }
}

impl<'a> Current<'a> {
    fn open(source: RecordSource<'a>, records: &mut Records<'_>) -> Result<Self, BatchFailure> {
        let RecordSource { name, format, delimiter, open } = source;
        let reader = match open() {
            Ok(reader) => reader,
            Err(error) => return Err(BatchFailure::Read { name, error }),
        };
        let (reader, table) = match format {
            InputFormat::Ndjson => (start::of_lines(&name, reader, records)?, None),
            InputFormat::Csv => {
                let (reader, table) = start::of_table(&name, reader, delimiter, records)?;
                (reader, Some(table))
            }
        };
        let line = table.as_ref().map_or(1, |table| table.scanner.line());
        Ok(Self { name: name.into(), reader, table, line, rest: Vec::new() })
    }

    /// Reads whole records; `false` at the end of the source. It does not wait for a full chunk,
    /// because the sender may wait for a report before it sends the next record.
    fn fill(&mut self, chunk: &mut Chunk, size: usize) -> Result<bool, BatchFailure> {
        // Of a record that is too long, only enough is kept to detect it.
        const MAX_KEPT: usize = MAX_DOCUMENT_BYTES + 1;
        let columns = self.table.as_ref().map(|table| Arc::clone(&table.columns));
        chunk.start(Arc::clone(&self.name), self.line, columns);
        chunk.filled = self.rest.len();
        loop {
            let needed = chunk.filled + size;
            if chunk.buffer.len() < needed {
                chunk.buffer.resize(needed, 0);
            }
            chunk.buffer[..self.rest.len()].copy_from_slice(&self.rest);
            self.rest.clear();
            let read = match self.reader.read(&mut chunk.buffer[chunk.filled..needed]) {
                Ok(read) => read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => {
                    return Err(BatchFailure::Read { name: self.name.to_string(), error });
                }
            };
            if read == 0 {
                self.end(chunk);
                return Ok(chunk.filled > 0);
            }
            if let Some(end) = self.ends(chunk, chunk.filled + read) {
                self.rest.extend_from_slice(&chunk.buffer[end..chunk.filled + read]);
                chunk.filled = end;
                return Ok(true);
            }
            chunk.filled = (chunk.filled + read).min(MAX_KEPT);
        }
    }

    /// Where the last record ends in the bytes of a chunk from `filled` to `until`; `None` if none
    /// does. Notes the ends of the records of a table.
    fn ends(&mut self, chunk: &mut Chunk, until: usize) -> Option<usize> {
        let new = chunk.filled..until;
        let Some(table) = &mut self.table else {
            let bytes = &chunk.buffer[new.clone()];
            let end = memchr::memrchr(b'\n', bytes)? + 1;
            self.line += memchr::memchr_iter(b'\n', &bytes[..end]).count() as u64;
            return Some(new.start + end);
        };
        let mut at = new.start;
        while let Some(length) = table.scanner.record_end(&chunk.buffer[at..until]) {
            at += length;
            chunk.ends.push((at, self.line));
            self.line = table.scanner.line();
        }
        (at > new.start).then_some(at)
    }

    /// Ends the last record where the source ends, without a line end of its own.
    fn end(&mut self, chunk: &mut Chunk) {
        let Some(table) = self.table.as_ref().filter(|_| chunk.filled > 0) else { return };
        chunk.ends.push((chunk.filled, self.line));
        chunk.unclosed = start::unclosed(&table.scanner, self.line);
    }
}
