//! A plain record, byte by byte.

/// A value of a plain record.
#[derive(Clone, Copy)]
pub(super) enum Scalar<'t> {
    Null,
    Boolean(bool),
    /// As written: digits, and perhaps a point and more digits.
    Number(&'t str),
    Text(&'t str),
}

/// A place in a line.
pub(super) struct Cursor<'t> {
    bytes: &'t [u8],
    pub(super) at: usize,
}

impl<'t> Cursor<'t> {
    pub(super) fn new(bytes: &'t [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// Everything from here on.
    pub(super) fn rest(&self) -> &'t [u8] {
        &self.bytes[self.at..]
    }

    /// Everything between an earlier place and this one.
    pub(super) fn since(&self, start: usize) -> &'t [u8] {
        &self.bytes[start..self.at]
    }

    /// Passes over a byte, if it is what comes next.
    pub(super) fn take(&mut self, byte: u8) -> Option<()> {
        (self.rest().first() == Some(&byte)).then(|| self.at += 1)
    }

    /// Passes over space.
    pub(super) fn space(&mut self) {
        while let Some(b' ' | b'\t' | b'\r' | b'\n') = self.rest().first() {
            self.at += 1;
        }
    }

    /// Passes over a closing brace, if that is what comes next.
    pub(super) fn ends_with_brace(&mut self) -> bool {
        self.space();
        self.take(b'}').is_some()
    }

    /// Passes over a value.
    pub(super) fn scalar(&mut self) -> Option<Scalar<'t>> {
        match self.rest().first()? {
            b'"' => self.text().map(Scalar::Text),
            b't' => self.word(b"true").map(|()| Scalar::Boolean(true)),
            b'f' => self.word(b"false").map(|()| Scalar::Boolean(false)),
            b'n' => self.word(b"null").map(|()| Scalar::Null),
            _ => self.number().map(Scalar::Number),
        }
    }

    /// Passes over a text without escapes.
    pub(super) fn text(&mut self) -> Option<&'t str> {
        self.take(b'"')?;
        let start = self.at;
        self.run(|byte| byte >= b' ' && byte != b'"' && byte != b'\\');
        let text = self.since(start);
        self.take(b'"')?;
        str::from_utf8(text).ok()
    }

    fn word(&mut self, word: &[u8]) -> Option<()> {
        self.rest().starts_with(word).then(|| self.at += word.len())
    }

    /// Passes over a number without a sign or an exponent, and with few digits.
    fn number(&mut self) -> Option<&'t str> {
        const MOST_DIGITS: usize = 15;
        let start = self.at;
        let whole = self.run(|byte| byte.is_ascii_digit());
        if whole == 0 || (whole > 1 && self.bytes[start] == b'0') {
            return None;
        }
        if self.take(b'.').is_some() && self.run(|byte| byte.is_ascii_digit()) == 0 {
            return None;
        }
        let goes_on = matches!(self.rest().first(), Some(b'e' | b'E' | b'.' | b'+' | b'-'));
        if goes_on || self.at - start > MOST_DIGITS {
            return None;
        }
        str::from_utf8(self.since(start)).ok()
    }

    /// Passes over bytes while they fit, and says how many.
    fn run(&mut self, fits: impl Fn(u8) -> bool) -> usize {
        let rest = self.rest();
        let length = rest.iter().position(|&byte| !fits(byte)).unwrap_or(rest.len());
        self.at += length;
        length
    }
}
