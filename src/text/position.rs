//! Line and column of a byte offset in a text.

/// A position in a text, as a person counts: line and column, both from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

/// A text with an index of its lines, for looking up positions.
#[derive(Clone, Debug)]
pub(crate) struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    pub(crate) fn of(text: &'a str) -> Self {
        let starts =
            std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { text, starts }
    }

    /// The position of a byte offset. An offset past the end counts as the end, one inside a
    /// character as the start of that character.
    pub(crate) fn position(&self, offset: usize) -> Position {
        let offset = self.text.floor_char_boundary_at(offset);
        let line = self.starts.partition_point(|&start| start <= offset);
        let start = self.starts[line - 1];
        let column = self.text[start..offset].chars().count() + 1;
        Position { line, column }
    }

    /// The position of a byte in a line, both counted from 1, as parsers report it. Byte 0 counts
    /// as the start of the line.
    pub(crate) fn position_in_line(&self, line: usize, byte: usize) -> Position {
        let last = self.starts.len();
        let start = self.starts[line.clamp(1, last) - 1];
        self.position(start + byte.saturating_sub(1))
    }

    /// The whole lines that a span touches: their text, the byte offset where they start, and
    /// the number of the first.
    pub(crate) fn around(&self, span: &std::ops::Range<usize>) -> (&'a str, usize, usize) {
        let first = self.position(span.start).line;
        let last = self.position(span.end.max(span.start)).line;
        let start = self.starts[first - 1];
        let end = self.starts.get(last).copied().unwrap_or(self.text.len());
        (&self.text[start..end], start, first)
    }
}

/// A replacement for `str::floor_char_boundary`, which the oldest supported Rust does not have.
pub(crate) trait FloorCharBoundary {
    /// The largest character boundary that is neither above `offset` nor above the length.
    fn floor_char_boundary_at(&self, offset: usize) -> usize;
}

impl FloorCharBoundary for str {
    fn floor_char_boundary_at(&self, offset: usize) -> usize {
        let mut at = offset.min(self.len());
        while !self.is_char_boundary(at) {
            at -= 1;
        }
        at
    }
}
