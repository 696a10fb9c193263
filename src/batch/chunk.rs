//! Chunks: the records that one thread works on at a time.

use std::sync::Arc;

use crate::answers::{Columns, Fault};

/// Whole records of one source.
#[derive(Debug)]
pub(super) struct Chunk {
    /// Its number among all chunks, from 0.
    pub(super) number: u64,
    /// The source's name.
    pub(super) name: Arc<str>,
    /// The columns, if the source is a table; otherwise each line is a record.
    pub(super) columns: Option<Arc<Columns>>,
    /// The fault of the last record, if the table ends within quotes there.
    pub(super) unclosed: Option<Fault>,
    /// The records are the bytes up to `filled`.
    pub(super) buffer: Vec<u8>,
    pub(super) filled: usize,
    /// For a table, where each record ends, and the number of its first line.
    pub(super) ends: Vec<(usize, u64)>,
    /// The number of the first line, from 1.
    first_line: u64,
}

/// A record as it stands in a chunk.
#[derive(Clone, Copy, Debug)]
pub(super) struct RawRecord<'c> {
    /// Its bytes, with the end of its last line if there is one.
    pub(super) bytes: &'c [u8],
    /// The number of its first line.
    pub(super) line: u64,
    /// Whether it is the last of the chunk.
    pub(super) is_last: bool,
}

impl Chunk {
    /// An empty chunk.
    pub(super) fn new() -> Self {
        Self {
            number: 0,
            name: "".into(),
            columns: None,
            unclosed: None,
            buffer: Vec::new(),
            filled: 0,
            ends: Vec::new(),
            first_line: 1,
        }
    }

    /// Makes it empty again, for records of this source from this line on.
    pub(super) fn start(&mut self, name: Arc<str>, line: u64, columns: Option<Arc<Columns>>) {
        self.name = name;
        self.first_line = line;
        self.columns = columns;
        self.unclosed = None;
        self.ends.clear();
        self.filled = 0;
    }

    /// Its records, at least one.
    pub(super) fn records(&self) -> impl Iterator<Item = RawRecord<'_>> {
        let bytes = &self.buffer[..self.filled];
        let (mut at, mut line) = (0, self.first_line);
        let mut ends = self.ends.iter();
        std::iter::from_fn(move || {
            let rest = bytes.get(at..).filter(|rest| !rest.is_empty())?;
            let length = match ends.next() {
                Some(&(end, first_line)) => {
                    line = first_line;
                    end - at
                }
                None => memchr::memchr(b'\n', rest).map_or(rest.len(), |end| end + 1),
            };
            at += length;
            line += 1;
            Some(RawRecord { bytes: &rest[..length], line: line - 1, is_last: at == bytes.len() })
        })
    }
}
