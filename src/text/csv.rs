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
/// A quote behind blanks at the start of a cell, or behind text that follows a closing quote, is not
/// as it has to be: it may have been meant to open a cell, or not. From there on both readings are
/// followed, and the record ends only where no cell is open in either.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scanner {
    delimiters: [u8; 3],
    state: State,
    /// The state if the first doubtful quote of the record opened nothing.
    other: Option<State>,
    line: u64,
    opened: u64,
    is_line_begun: bool,
}

/// Where the next byte stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// At the start of a cell.
    Start,
    /// Behind blanks at the start of a cell.
    Blank,
    /// In a cell that did not begin with a quote.
    Bare,
    /// In a quoted cell.
    Quoted,
    /// Just behind a quote that closes a cell, if no other one follows.
    Closed,
    /// In a cell behind its closing quote and text.
    Behind,
}

impl Scanner {
    /// A scanner at the start of a record, on the line with this number. Any of the delimiters ends
    /// a cell; they need not differ.
    pub(crate) fn new(delimiters: [u8; 3], line: u64) -> Self {
        let (state, other) = (State::Start, None);
        Self { delimiters, state, other, line, opened: line, is_line_begun: false }
    }

    /// The number of the line on which the next byte stands.
    pub(crate) fn line(&self) -> u64 {
        self.line
    }

    /// The number of the line behind the last one of which a byte was scanned.
    pub(crate) fn end_line(&self) -> u64 {
        self.line + u64::from(self.is_line_begun)
    }

    /// The number of the line on which the quote was opened that is still open, or may be; `None`
    /// if none is.
    pub(crate) fn open_quote(&self) -> Option<u64> {
        let is_open = self.state == State::Quoted || self.other == Some(State::Quoted);
        is_open.then_some(self.opened)
    }

    /// Scans up to the end of a record: the number of bytes up to and with its line feed. `None` if
    /// no record ends in these bytes; then all of them were scanned.
    pub(crate) fn record_end(&mut self, bytes: &[u8]) -> Option<usize> {
        let end = self.scan(bytes);
        if let Some(last) = bytes[..end.unwrap_or(bytes.len())].last() {
            self.is_line_begun = *last != b'\n';
        }
        end
    }

    fn scan(&mut self, bytes: &[u8]) -> Option<usize> {
        let mut at = 0;
        loop {
            let rest = &bytes[at..];
            if self.state == State::Quoted && self.other.is_none() {
                let end = memchr(QUOTE, rest);
                self.line += memchr_iter(b'\n', &rest[..end.unwrap_or(rest.len())]).count() as u64;
                at += end? + 1;
                self.state = State::Closed;
                continue;
            }
            let next = memchr2(QUOTE, b'\n', rest);
            let is_line_end = next.is_some_and(|next| rest[next] == b'\n');
            if is_line_end && self.other.is_none() {
                self.state = State::Start;
                self.line += 1;
                return next.map(|next| at + next + 1);
            }
            let before = &rest[..next.unwrap_or(rest.len())];
            self.state = self.behind(self.state, before);
            self.other = self.other.map(|other| self.behind(other, before));
            at += next? + 1;
            if is_line_end {
                self.line += 1;
                if self.end_of_line() {
                    return Some(at);
                }
            } else {
                self.quote();
            }
        }
    }

    /// Goes on behind a line end where two readings are followed; true if it ends the record.
    fn end_of_line(&mut self) -> bool {
        let is_open = self.open_quote().is_some();
        self.state = at_line_start(self.state);
        self.other = self.other.filter(|_| is_open).map(at_line_start);
        !is_open
    }

    /// Goes on behind a quote.
    fn quote(&mut self) {
        let is_doubtful = matches!(self.state, State::Blank | State::Behind);
        if self.open_quote().is_none() && (is_doubtful || self.state == State::Start) {
            self.opened = self.line;
        }
        if let Some(other) = self.other {
            self.other = Some(strictly(other));
        } else if is_doubtful {
            self.other = Some(State::Bare);
            self.state = State::Quoted;
            return;
        }
        self.state = strictly(self.state);
    }

    /// The state behind bytes without quotes and line feeds.
    fn behind(&self, state: State, bytes: &[u8]) -> State {
        let [first, second, third] = self.delimiters;
        let (state, cell) = match memrchr3(first, second, third, bytes) {
            _ if state == State::Quoted => return state,
            Some(last) => (State::Start, &bytes[last + 1..]),
            None => (state, bytes),
        };
        match state {
            _ if cell.is_empty() => state,
            State::Closed => State::Behind,
            State::Start | State::Blank => {
                let is_blank = cell.iter().all(|byte| matches!(byte, b' ' | b'\t'));
                if is_blank { State::Blank } else { State::Bare }
            }
            state => state,
        }
    }
}

/// The state behind a line end.
fn at_line_start(state: State) -> State {
    if state == State::Quoted { state } else { State::Start }
}

/// The state behind a quote that is taken as RFC 4180 has it.
fn strictly(state: State) -> State {
    match state {
        State::Start | State::Closed => State::Quoted,
        State::Quoted => State::Closed,
        State::Blank | State::Bare => State::Bare,
        State::Behind => State::Behind,
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
            // What the stray quote opens is closed by the next, or it opens nothing.
            ("\"5\" x\"\n2,\"a\n3\nb\"\n4\n", vec!["\"5\" x\"\n2,\"a\n3\nb\"\n", "4\n"]),
            ("1, \"5 x\n2,\"a\n3\nb\"\n4\n", vec!["1, \"5 x\n2,\"a\n3\nb\"\n", "4\n"]),
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
