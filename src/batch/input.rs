//! Reads the input in chunks of whole lines.

use std::fmt;
use std::io::{self, Read};
use std::sync::Arc;

use super::failure::BatchFailure;
use crate::answers::{Columns, MAX_DOCUMENT_BYTES, Records};
use crate::text::word::words;

words! {
    /// The format of the records in a source.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum InputFormat {
        /// One JSON object a line.
        Ndjson = "ndjson",
        /// A CSV table whose first line names the columns.
        Csv = "csv",
    }
}

/// A source of records, such as a file. It is opened when the sources before it are read.
pub struct RecordSource<'a> {
    name: String,
    format: InputFormat,
    open: Box<dyn FnOnce() -> io::Result<BoxedRead<'a>> + Send + 'a>,
}

type BoxedRead<'a> = Box<dyn Read + Send + 'a>;

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
        Self { name: name.into(), format: InputFormat::Ndjson, open }
    }

    /// Sets the format of the records.
    #[must_use]
    pub fn in_format(self, format: InputFormat) -> Self {
        Self { format, ..self }
    }
}

/// Whole lines of one source, which one thread works on.
#[derive(Debug)]
pub(super) struct Chunk {
    /// Its number among all chunks, from 0.
    pub(super) number: u64,
    /// The source's name.
    pub(super) name: Arc<str>,
    /// The number of its first line, from 1.
    pub(super) first_line: u64,
    /// The columns, if the source is a table.
    pub(super) columns: Option<Arc<Columns>>,
    /// The lines are the bytes from `skipped` to `filled`.
    buffer: Vec<u8>,
    filled: usize,
    skipped: usize,
}

impl Chunk {
    pub(super) fn new() -> Self {
        Self {
            number: 0,
            name: "".into(),
            first_line: 1,
            columns: None,
            buffer: Vec::new(),
            filled: 0,
            skipped: 0,
        }
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.buffer[self.skipped..self.filled]
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
    format: InputFormat,
    reader: BoxedRead<'a>,
    /// The number of the next line.
    line: u64,
    columns: Option<Arc<Columns>>,
    /// The beginning of a line whose end was not read yet.
    rest: Vec<u8>,
}

impl<'a> Input<'a> {
    pub(super) fn new(sources: Vec<RecordSource<'a>>, size: usize) -> Self {
        Self { sources: sources.into_iter(), current: None, size, next: 0 }
    }

    /// Fills a chunk with the next lines; `false` at the end of the last source. If it fails, the
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
                    Some(source) => none.insert(Current::open(source)?),
                    None => return Ok(false),
                },
            };
            if current.lines(chunk, self.size)? {
                current.heading(chunk, records)?;
                if !chunk.bytes().is_empty() {
                    current.describe(chunk);
                    return Ok(true);
                }
            } else {
                if current.format == InputFormat::Csv && current.columns.is_none() {
                    // Fails, because the line that names the columns is missing.
                    current.name_columns(b"", records)?;
                }
                self.current = None;
            }
        }
    }
}

impl<'a> Current<'a> {
    fn open(source: RecordSource<'a>) -> Result<Self, BatchFailure> {
        let RecordSource { name, format, open } = source;
        let reader = match open() {
            Ok(reader) => reader,
            Err(error) => return Err(BatchFailure::Read { name, error }),
        };
        Ok(Self { name: name.into(), format, reader, line: 1, columns: None, rest: Vec::new() })
    }

    /// Reads whole lines; `false` at the end of the source. It does not wait for a full chunk,
    /// because the sender may wait for a report before it sends the next record.
    fn lines(&mut self, chunk: &mut Chunk, size: usize) -> Result<bool, BatchFailure> {
        // Of a line that is too long, only enough is kept to detect it.
        const MAX_KEPT: usize = MAX_DOCUMENT_BYTES + 1;
        chunk.skipped = 0;
        chunk.filled = self.rest.len();
        loop {
            let needed = chunk.filled + size;
            if chunk.buffer.len() < needed {
                chunk.buffer.resize(needed, 0);
            }
            chunk.buffer[..self.rest.len()].copy_from_slice(&self.rest);
            self.rest.clear();
            let free = &mut chunk.buffer[chunk.filled..needed];
            let read = match self.reader.read(free) {
                Ok(read) => read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => {
                    return Err(BatchFailure::Read { name: self.name.to_string(), error });
                }
            };
            if read == 0 {
                return Ok(chunk.filled > 0);
            }
            if let Some(last) = memchr::memrchr(b'\n', &free[..read]) {
                self.rest.extend_from_slice(&free[last + 1..read]);
                chunk.filled += last + 1;
                return Ok(true);
            }
            chunk.filled = (chunk.filled + read).min(MAX_KEPT);
        }
    }

    /// Skips a byte order mark, and reads the line that names the columns of a table.
    fn heading(
        &mut self,
        chunk: &mut Chunk,
        records: &mut Records<'_>,
    ) -> Result<(), BatchFailure> {
        const MARK: &[u8] = "\u{feff}".as_bytes();
        if self.line == 1 && chunk.bytes().starts_with(MARK) {
            chunk.skipped = MARK.len();
        }
        if self.format == InputFormat::Csv && self.columns.is_none() {
            let bytes = chunk.bytes();
            let end = memchr::memchr(b'\n', bytes).map_or(bytes.len(), |at| at + 1);
            self.name_columns(&bytes[..end], records)?;
            chunk.skipped += end;
            self.line += 1;
        }
        Ok(())
    }

    fn name_columns(&mut self, line: &[u8], records: &mut Records<'_>) -> Result<(), BatchFailure> {
        match records.columns(line) {
            Ok(columns) => {
                self.columns = Some(Arc::new(columns));
                Ok(())
            }
            Err(faults) => Err(BatchFailure::Columns { name: self.name.to_string(), faults }),
        }
    }

    fn describe(&mut self, chunk: &mut Chunk) {
        chunk.name = Arc::clone(&self.name);
        chunk.first_line = self.line;
        chunk.columns.clone_from(&self.columns);
        self.line += memchr::memchr_iter(b'\n', chunk.bytes()).count() as u64;
    }
}
