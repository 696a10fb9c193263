//! CSV tables (RFC 4180): where a record ends, and whether its quotes are as they have to be.
//!
//! A cell that begins with a quote ends with one; a quote inside it is doubled. Nothing may stand
//! behind the closing quote but the next delimiter or the end of the line, and a cell that does not
//! begin with a quote has none.

use memchr::{memchr, memchr_iter, memchr2, memrchr3};

const QUOTE: u8 = b'"';

/// Finds the ends of records in bytes that come piece by piece. A line end inside a quoted cell
/// ends no record.
///
/// Where quotes are not as they have to be, a line end counts as inside a cell if it might be: a
/// quote opens a cell also behind blanks, and behind a closing quote.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scanner {
    delimiters: [u8; 3],
    state: State,
    line: u64,
    opened: u64,
}

/// Where the next byte stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// At the start of a cell, or behind blanks there.
    Start,
    /// In a cell that did not begin with a quote.
    Bare,
    /// In a quoted cell.
    Quoted,
    /// In a cell behind a closing quote.
    Closed,
}

impl Scanner {
    /// A scanner at the start of a record, on the line with this number. Any of the delimiters ends
    /// a cell; they need not differ.
    pub(crate) fn new(delimiters: [u8; 3], line: u64) -> Self {
        Self { delimiters, state: State::Start, line, opened: line }
    }

    /// The number of the line on which the next byte stands.
    pub(crate) fn line(&self) -> u64 {
        self.line
    }

    /// The number of the line on which the quote was opened that is still open; `None` if none is.
    pub(crate) fn open_quote(&self) -> Option<u64> {
        (self.state == State::Quoted).then_some(self.opened)
    }

    /// Scans up to the end of a record: the number of bytes up to and with its line feed. `None` if
    /// no record ends in these bytes; then all of them were scanned.
    pub(crate) fn record_end(&mut self, bytes: &[u8]) -> Option<usize> {
        let mut at = 0;
        loop {
            let rest = &bytes[at..];
            if self.state == State::Quoted {
                let end = memchr(QUOTE, rest);
                self.line += memchr_iter(b'\n', &rest[..end.unwrap_or(rest.len())]).count() as u64;
                at += end? + 1;
                self.state = State::Closed;
                continue;
            }
            let Some(next) = memchr2(QUOTE, b'\n', rest) else {
                self.state = self.state_behind(rest);
                return None;
            };
            at += next + 1;
            if rest[next] == b'\n' {
                self.state = State::Start;
                self.line += 1;
                return Some(at);
            }
            let before = self.state_behind(&rest[..next]);
            if before == State::Start {
                self.opened = self.line;
            }
            // In a cell that did not begin with one it opens nothing.
            self.state = if before == State::Bare { State::Bare } else { State::Quoted };
        }
    }

    /// The state behind bytes without quotes and line feeds, outside a quoted cell.
    fn state_behind(&self, bytes: &[u8]) -> State {
        let [first, second, third] = self.delimiters;
        let (state, cell) = match memrchr3(first, second, third, bytes) {
            Some(last) => (State::Start, &bytes[last + 1..]),
            None => (self.state, bytes),
        };
        match state {
            State::Start if !cell.iter().all(|byte| matches!(byte, b' ' | b'\t')) => State::Bare,
            state => state,
        }
    }
}

/// A quote that is not as it has to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct StrayQuote {
    /// The place of its cell in the record, from 0.
    pub(crate) cell: usize,
    /// Whether its cell began with a quote, and text stands behind the closing one.
    pub(crate) is_behind: bool,
}

/// The first quote in a record, without the end of its line, that is not as it has to be.
pub(crate) fn stray_quote(record: &[u8], delimiter: u8) -> Option<StrayQuote> {
    let mut cell = 0;
    let mut rest = record;
    loop {
        if rest.first() == Some(&QUOTE) {
            rest = &rest[1..];
            loop {
                // An open quote has no end in the record.
                let Some(end) = memchr(QUOTE, rest) else {
                    return Some(StrayQuote { cell, is_behind: false });
                };
                rest = &rest[end + 1..];
                if rest.first() != Some(&QUOTE) {
                    break;
                }
                rest = &rest[1..];
            }
            match rest.first() {
                None => return None,
                Some(&byte) if byte == delimiter => rest = &rest[1..],
                Some(_) => return Some(StrayQuote { cell, is_behind: true }),
            }
        } else {
            match memchr2(QUOTE, delimiter, rest) {
                None => return None,
                Some(at) if rest[at] == QUOTE => {
                    return Some(StrayQuote { cell, is_behind: false });
                }
                Some(at) => rest = &rest[at + 1..],
            }
        }
        cell += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The records of a table, as long as each ends.
    fn records(table: &str, piece: usize) -> Vec<String> {
        let mut scanner = Scanner::new([b','; 3], 1);
        let (mut records, mut record) = (Vec::new(), Vec::new());
        for mut bytes in table.as_bytes().chunks(piece) {
            while let Some(end) = scanner.record_end(bytes) {
                record.extend_from_slice(&bytes[..end]);
                records.push(String::from_utf8(std::mem::take(&mut record)).unwrap());
                bytes = &bytes[end..];
            }
            record.extend_from_slice(bytes);
        }
        if !record.is_empty() || scanner.open_quote().is_some() {
            let open = scanner.open_quote().map(|line| format!(" open since {line}"));
            records.push(String::from_utf8(record).unwrap() + &open.unwrap_or_default());
        }
        records
    }

    #[test]
    fn a_line_end_inside_quotes_ends_no_record() {
        for (table, expected) in [
            ("a,b\nc,d\n", vec!["a,b\n", "c,d\n"]),
            ("a,\"b\nc\",d\ne", vec!["a,\"b\nc\",d\n", "e"]),
            ("\"a\"\"\n\",b\r\nc\n", vec!["\"a\"\"\n\",b\r\n", "c\n"]),
            ("5\" x,\"no\nyes\"\n2\n", vec!["5\" x,\"no\nyes\"\n", "2\n"]),
            ("1, \"a\nb\"\nc\n", vec!["1, \"a\nb\"\n", "c\n"]),
            ("\"said \"hi\"\n2\nbye\"\n3\n", vec!["\"said \"hi\"\n2\nbye\"\n", "3\n"]),
            ("a\n1,\"b\nc\n", vec!["a\n", "1,\"b\nc\n open since 2"]),
            ("\"\"\n\"\"\"\"\n", vec!["\"\"\n", "\"\"\"\"\n"]),
        ] {
            for piece in 1..=table.len() {
                assert_eq!(records(table, piece), expected, "{table:?} by {piece}");
            }
        }
    }

    #[test]
    fn a_quote_stands_around_a_cell_or_nowhere() {
        for (record, cell, is_behind) in [
            ("a,b\"c", 1, false),
            ("\"a\"b,c", 0, true),
            ("a, \"b\"", 1, false),
            ("a,\"b", 1, false),
            ("\"a\"\"b\" ,c", 0, true),
        ] {
            let stray = StrayQuote { cell, is_behind };
            assert_eq!(stray_quote(record.as_bytes(), b','), Some(stray), "{record}");
        }
        for record in ["", "a", "\"\"", "\"a,\"\"b\"\"\nc\",", ",\"\"\"\"", "a,b,"] {
            assert_eq!(stray_quote(record.as_bytes(), b','), None, "{record}");
        }
    }
}
