//! Where something stands in a text: from byte offsets to lines and columns.

/// A line and a column, both counted from 1; columns count characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

/// A text whose lines have been counted once, so that looking up a place is cheap.
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

    /// The place of a byte offset; an offset past the end, or inside a character, is moved back.
    pub(crate) fn place(&self, offset: usize) -> Place {
        let offset = self.text.floor_char_boundary_at(offset);
        let line = self.starts.partition_point(|&start| start <= offset);
        let start = self.starts[line - 1];
        let column = self.text[start..offset].chars().count() + 1;
        Place { line, column }
    }

    /// The place of a byte in a line, both counted from 1, as parsers give it; 0 for the byte is
    /// the start of the line.
    pub(crate) fn place_in_line(&self, line: usize, byte: usize) -> Place {
        let last = self.starts.len();
        let start = self.starts[line.clamp(1, last) - 1];
        self.place(start + byte.saturating_sub(1))
    }

    /// The whole lines that a span touches: their text, the byte offset where they start, and
    /// the number of the first.
    pub(crate) fn around(&self, span: &std::ops::Range<usize>) -> (&'a str, usize, usize) {
        let first = self.place(span.start).line;
        let last = self.place(span.end.max(span.start)).line;
        let start = self.starts[first - 1];
        let end = self.starts.get(last).copied().unwrap_or(self.text.len());
        (&self.text[start..end], start, first)
    }
}

/// Stands in for `str::floor_char_boundary`, which is newer than our oldest Rust.
pub(crate) trait FloorCharBoundary {
    /// The largest character boundary that is at most `offset`, and at most the length.
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
