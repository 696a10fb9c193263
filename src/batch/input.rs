//! The input, cut into chunks of whole lines.

use std::fmt;
use std::io::{self, Read};
use std::sync::Arc;

use super::failure::Failure;
use crate::answers::{Columns, MAX_DOCUMENT_BYTES, Records};
use crate::text::word::words;

words! {
    /// How records are written.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Form {
        /// One JSON object a line.
        Ndjson = "ndjson",
        /// A table whose first line names the columns.
        Csv = "csv",
    }
}

/// Somewhere to read records from, opened when it is its turn.
pub struct Source<'a> {
    name: String,
    form: Form,
    open: Box<dyn FnOnce() -> io::Result<Reader<'a>> + Send + 'a>,
}

type Reader<'a> = Box<dyn Read + Send + 'a>;

impl fmt::Debug for Source<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Source").field("name", &self.name).finish_non_exhaustive()
    }
}

impl<'a> Source<'a> {
    /// JSON objects, one a line; `name` stands for the source in messages.
    pub fn new(name: impl Into<String>, reader: impl Read + Send + 'a) -> Self {
        Self::opened_by(name, || Ok(reader))
    }

    /// As [`Source::new`], to be opened only when it is read.
    pub fn opened_by<R: Read + Send + 'a>(
        name: impl Into<String>,
        open: impl FnOnce() -> io::Result<R> + Send + 'a,
    ) -> Self {
        let open = Box::new(|| open().map(|reader| Box::new(reader) as Reader<'a>));
        Self { name: name.into(), form: Form::Ndjson, open }
    }

    /// The same source, whose records are written in this form.
    #[must_use]
    pub fn in_form(self, form: Form) -> Self {
        Self { form, ..self }
    }
}

/// Lines that are worked on together; all whole, and all from one source.
#[derive(Debug)]
pub(super) struct Chunk {
    /// Its place among all chunks, from 0.
    pub(super) number: u64,
    /// The source's name.
    pub(super) name: Arc<str>,
    /// The number of its first line, from 1.
    pub(super) first_line: u64,
    /// What the columns stand for, where the source is a table.
    pub(super) columns: Option<Arc<Columns>>,
    /// Only its first `filled` bytes count, and of those the first `skipped` do not.
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

/// All sources, one after another.
pub(super) struct Input<'a> {
    sources: std::vec::IntoIter<Source<'a>>,
    current: Option<Current<'a>>,
    size: usize,
    next: u64,
}

/// The source that is being read.
struct Current<'a> {
    name: Arc<str>,
    form: Form,
    reader: Reader<'a>,
    /// The number of the next line.
    line: u64,
    columns: Option<Arc<Columns>>,
    /// The beginning of a line whose end is not read yet.
    rest: Vec<u8>,
}

impl<'a> Input<'a> {
    pub(super) fn new(sources: Vec<Source<'a>>, size: usize) -> Self {
        Self { sources: sources.into_iter(), current: None, size, next: 0 }
    }

    /// Fills a chunk with the next lines; `false` at the end of the last source. After a failure
    /// there is nothing more, and the chunk's number is that of what is missing.
    pub(super) fn next(
        &mut self,
        chunk: &mut Chunk,
        records: &mut Records<'_>,
    ) -> Result<bool, Failure> {
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

    fn fill(&mut self, chunk: &mut Chunk, records: &mut Records<'_>) -> Result<bool, Failure> {
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
                if current.form == Form::Csv && current.columns.is_none() {
                    // Says that the line which names the columns is empty.
                    current.name_columns(b"", records)?;
                }
                self.current = None;
            }
        }
    }
}

impl<'a> Current<'a> {
    fn open(source: Source<'a>) -> Result<Self, Failure> {
        let Source { name, form, open } = source;
        let reader = match open() {
            Ok(reader) => reader,
            Err(error) => return Err(Failure::Read { name, error }),
        };
        Ok(Self { name: name.into(), form, reader, line: 1, columns: None, rest: Vec::new() })
    }

    /// Reads whole lines; `false` at the end of the source. Lines are handed on as soon as they
    /// are there: somebody may wait for one report before sending the next record.
    fn lines(&mut self, chunk: &mut Chunk, size: usize) -> Result<bool, Failure> {
        // Of a line that is too long no more is kept than shows that it is.
        const ENOUGH: usize = MAX_DOCUMENT_BYTES + 1;
        chunk.skipped = 0;
        chunk.filled = self.rest.len();
        loop {
            let needed = chunk.filled + size;
            if chunk.buffer.len() < needed {
                chunk.buffer.resize(needed, 0);
            }
            chunk.buffer[..self.rest.len()].copy_from_slice(&self.rest);
            self.rest.clear();
            let room = &mut chunk.buffer[chunk.filled..needed];
            let read = match self.reader.read(room) {
                Ok(read) => read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(Failure::Read { name: self.name.to_string(), error }),
            };
            if read == 0 {
                return Ok(chunk.filled > 0);
            }
            if let Some(last) = memchr::memrchr(b'\n', &room[..read]) {
                self.rest.extend_from_slice(&room[last + 1..read]);
                chunk.filled += last + 1;
                return Ok(true);
            }
            chunk.filled = (chunk.filled + read).min(ENOUGH);
        }
    }

    /// Passes over a byte order mark, and over the line that names a table's columns.
    fn heading(&mut self, chunk: &mut Chunk, records: &mut Records<'_>) -> Result<(), Failure> {
        const MARK: &[u8] = "\u{feff}".as_bytes();
        if self.line == 1 && chunk.bytes().starts_with(MARK) {
            chunk.skipped = MARK.len();
        }
        if self.form == Form::Csv && self.columns.is_none() {
            let bytes = chunk.bytes();
            let end = memchr::memchr(b'\n', bytes).map_or(bytes.len(), |at| at + 1);
            self.name_columns(&bytes[..end], records)?;
            chunk.skipped += end;
            self.line += 1;
        }
        Ok(())
    }

    fn name_columns(&mut self, line: &[u8], records: &mut Records<'_>) -> Result<(), Failure> {
        match records.columns(line) {
            Ok(columns) => {
                self.columns = Some(Arc::new(columns));
                Ok(())
            }
            Err(faults) => Err(Failure::Columns { name: self.name.to_string(), faults }),
        }
    }

    fn describe(&mut self, chunk: &mut Chunk) {
        chunk.name = Arc::clone(&self.name);
        chunk.first_line = self.line;
        chunk.columns.clone_from(&self.columns);
        self.line += memchr::memchr_iter(b'\n', chunk.bytes()).count() as u64;
    }
}
