//! A plain record, byte by byte.

use jiff::civil::Date;

use super::calendar;
use crate::rulebook::Number;

/// The bytes that end a text without escapes, or have no place in it.
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
pub(super) enum Scalar<'t> {
    Null,
    Boolean(bool),
    /// Digits, and perhaps a point and more digits: the number, and how it is written.
    Number(Number, &'t [u8]),
    Text(&'t [u8]),
}

/// A place in a line.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'t> {
    /// Everything from here on.
    pub(super) rest: &'t [u8],
}

impl<'t> Cursor<'t> {
    /// Passes over so many bytes, and says which.
    #[inline]
    pub(super) fn skip(&mut self, length: usize) -> &'t [u8] {
        let (passed, rest) = self.rest.split_at(length);
        self.rest = rest;
        passed
    }

    /// Everything between an earlier place and this one.
    pub(super) fn since(self, earlier: Self) -> &'t [u8] {
        &earlier.rest[..earlier.rest.len() - self.rest.len()]
    }

    /// Passes over a byte, if it is what comes next.
    #[inline]
    pub(super) fn take(&mut self, byte: u8) -> Option<()> {
        self.rest = self.rest.strip_prefix(&[byte])?;
        Some(())
    }

    /// Passes over space.
    #[inline]
    pub(super) fn space(&mut self) {
        while let [b' ' | b'\t' | b'\r' | b'\n', rest @ ..] = self.rest {
            self.rest = rest;
        }
    }

    /// Passes over a comma or a closing brace, and says whether it was a comma.
    pub(super) fn more(&mut self) -> Option<bool> {
        self.space();
        let more = *self.rest.first()? == b',';
        self.take(if more { b',' } else { b'}' })?;
        Some(more)
    }

    /// Passes over a value.
    pub(super) fn scalar(&mut self) -> Option<Scalar<'t>> {
        match self.rest.first()? {
            b'"' => self.text().map(Scalar::Text),
            b't' => self.word(b"true").map(|()| Scalar::Boolean(true)),
            b'f' => self.word(b"false").map(|()| Scalar::Boolean(false)),
            b'n' => self.word(b"null").map(|()| Scalar::Null),
            _ => self.number(),
        }
    }

    /// Passes over a text without escapes, which need not be UTF-8.
    pub(super) fn text(&mut self) -> Option<&'t [u8]> {
        self.take(b'"')?;
        let ends = |&byte: &u8| ENDS_TEXT[usize::from(byte)];
        let text = self.skip(self.rest.iter().position(ends)?);
        self.take(b'"')?;
        Some(text)
    }

    /// Passes over a full date in quotes, if that is what comes next; nothing within if there is
    /// no such day.
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

    /// Passes over a number without a sign or an exponent, and with few digits.
    fn number(&mut self) -> Option<Scalar<'t>> {
        let (number, length) = Number::first_of(self.rest)?;
        if matches!(self.rest, [b'0', b'0'..=b'9', ..]) {
            return None;
        }
        Some(Scalar::Number(number, self.skip(length)))
    }
}
