//! The reports in a file, one after another: one a line, or each over several lines as tools for
//! JSON print it.

use std::io::{self, BufRead};

use crate::answers::MAX_DOCUMENT_BYTES;

/// Reads one report after another, and holds one at a time.
#[derive(Debug)]
pub struct Documents<R> {
    reader: R,
    /// The next line, if it was read already.
    line: Vec<u8>,
    /// The number of the next line, from 1.
    number: u64,
}

/// What may be a report.
#[derive(Debug)]
pub struct Written {
    /// At most one more than a report may have.
    pub bytes: Vec<u8>,
    /// The number of its first line, from 1.
    pub line: u64,
}

impl<R: BufRead> Documents<R> {
    /// Reads the reports of this reader.
    pub fn new(reader: R) -> Self {
        Self { reader, line: Vec::new(), number: 1 }
    }

    /// The number of the next line, from 1.
    #[must_use]
    pub fn line(&self) -> u64 {
        self.number
    }

    /// The next report; `None` at the end. Blank lines are skipped. A line that leaves brackets open
    /// goes on in the next lines, up to one that begins like a report: so a report that is cut off
    /// costs no other.
    ///
    /// # Errors
    ///
    /// An error of the reader.
    pub fn read(&mut self) -> io::Result<Option<Written>> {
        let mut written = Written { bytes: Vec::new(), line: self.number };
        let mut nesting = Nesting::default();
        let mut is_indented = false;
        loop {
            if self.line.is_empty() {
                read_line(&mut self.reader, &mut self.line)?;
            }
            let is_within = !written.bytes.is_empty();
            let is_next =
                self.line.starts_with(b"{\"") || is_indented && self.line.starts_with(b"{");
            if self.line.is_empty() || is_within && is_next {
                return Ok(is_within.then_some(written));
            }
            is_indented |= is_within && matches!(self.line.first(), Some(b' ' | b'\t'));
            let line = std::mem::take(&mut self.line);
            self.number += 1;
            if !is_within && line.trim_ascii().is_empty() {
                written.line = self.number;
                continue;
            }
            nesting.read(&line);
            if written.bytes.len() <= MAX_DOCUMENT_BYTES {
                written.bytes.extend_from_slice(&line);
                written.bytes.truncate(MAX_DOCUMENT_BYTES + 1);
            }
            if nesting.is_over() || line.len() > MAX_DOCUMENT_BYTES {
                return Ok(Some(written));
            }
        }
    }
}

/// Reads a line with its end, or nothing at the end of the input. Of a line that is longer than a
/// report may be, only enough is kept to detect it.
fn read_line(reader: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<()> {
    loop {
        let available = match reader.fill_buf() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            available => available?,
        };
        let end = memchr::memchr(b'\n', available).map(|at| at + 1);
        let length = end.unwrap_or(available.len());
        let room = (MAX_DOCUMENT_BYTES + 1).saturating_sub(line.len());
        line.extend_from_slice(&available[..length.min(room)]);
        reader.consume(length);
        if end.is_some() || length == 0 {
            return Ok(());
        }
    }
}

/// How many brackets are open.
#[derive(Default)]
struct Nesting {
    depth: i64,
    is_in_string: bool,
}

impl Nesting {
    fn read(&mut self, line: &[u8]) {
        let mut bytes = line.iter();
        while let Some(byte) = bytes.next() {
            match byte {
                b'\\' if self.is_in_string => drop(bytes.next()),
                b'"' => self.is_in_string = !self.is_in_string,
                b'{' | b'[' if !self.is_in_string => self.depth += 1,
                b'}' | b']' if !self.is_in_string => self.depth -= 1,
                _ => {}
            }
        }
    }

    /// Whether nothing can follow at the end of a line: every bracket is closed, or a string is not,
    /// which is not JSON.
    fn is_over(&self) -> bool {
        self.depth <= 0 || self.is_in_string
    }
}
