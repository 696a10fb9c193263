//! A parser for plain records, the simple JSON that most records are. For any other JSON it
//! returns `None`, and the record goes to the full parser.

use jiff::civil::Date;

use super::calendar;
use crate::rulebook::Number;

/// The bytes that end a string without escapes, or are not allowed in it.
const ENDS_TEXT: [bool; 256] = {
    let mut ends = [false; 256];
    let mut byte = 0;
    while byte < b' ' {
        ends[byte as usize] = true;
        byte += 1;
    }
    ends[b'"' as usize] = true;
    ends[b'\\' as usize] = true;
    ends
};

/// A value of a plain record.
#[derive(Clone, Copy)]
pub(super) enum JsonScalar<'t> {
    Null,
    Boolean(bool),
    /// A number without sign and exponent, and its digits as written.
    Number(Number, &'t [u8]),
    Text(&'t [u8]),
}

/// A position in a line. Each method advances it past what it reads; one that returns `None` may
/// leave it anywhere.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'t> {
    /// The bytes that were not read yet.
    pub(super) rest: &'t [u8],
}

impl<'t> Cursor<'t> {
    /// Reads this many bytes.
    #[inline]
    pub(super) fn skip(&mut self, length: usize) -> &'t [u8] {
        let (passed, rest) = self.rest.split_at(length);
        self.rest = rest;
        passed
    }

    /// The bytes from an earlier position of the same line up to this one.
    pub(super) fn since(self, earlier: Self) -> &'t [u8] {
        &earlier.rest[..earlier.rest.len() - self.rest.len()]
    }

    /// Reads a byte that has to be this one.
    #[inline]
    pub(super) fn take(&mut self, byte: u8) -> Option<()> {
        self.rest = self.rest.strip_prefix(&[byte])?;
        Some(())
    }

    /// Skips spaces, tabs and line ends.
    #[inline]
    pub(super) fn space(&mut self) {
        while let [b' ' | b'\t' | b'\r' | b'\n', rest @ ..] = self.rest {
            self.rest = rest;
        }
    }

    /// Reads a comma or a closing brace. `true` for a comma, so that another key follows.
    pub(super) fn more(&mut self) -> Option<bool> {
        self.space();
        let more = *self.rest.first()? == b',';
        self.take(if more { b',' } else { b'}' })?;
        Some(more)
    }

    /// Reads a value.
    pub(super) fn scalar(&mut self) -> Option<JsonScalar<'t>> {
        match self.rest.first()? {
            b'"' => self.text().map(JsonScalar::Text),
            b't' => self.word(b"true").map(|()| JsonScalar::Boolean(true)),
            b'f' => self.word(b"false").map(|()| JsonScalar::Boolean(false)),
            b'n' => self.word(b"null").map(|()| JsonScalar::Null),
            _ => self.number(),
        }
    }

    /// Reads a string without escapes. It is not checked to be UTF-8.
    pub(super) fn text(&mut self) -> Option<&'t [u8]> {
        self.take(b'"')?;
        let ends = |&byte: &u8| ENDS_TEXT[usize::from(byte)];
        let text = self.skip(self.rest.iter().position(ends)?);
        self.take(b'"')?;
        Some(text)
    }

    /// Reads a full date in quotes. `None` if something else comes next, and then the position
    /// stays; `Some(None)` if the calendar does not have that day.
    pub(super) fn day(&mut self) -> Option<Option<Date>> {
        let (quoted, rest) = self.rest.split_first_chunk::<12>()?;
        let [b'"', written @ .., b'"'] = quoted else { return None };
        let day = calendar::day(written)?;
        self.rest = rest;
        Some(day.ok())
    }

    fn word(&mut self, word: &[u8]) -> Option<()> {
        self.rest = self.rest.strip_prefix(word)?;
        Some(())
    }

    /// Reads a number without sign and exponent, and with few digits.
    fn number(&mut self) -> Option<JsonScalar<'t>> {
        let (number, length) = Number::first_of(self.rest)?;
        if matches!(self.rest, [b'0', b'0'..=b'9', ..]) {
            return None;
        }
        Some(JsonScalar::Number(number, self.skip(length)))
    }
}
