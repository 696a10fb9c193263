//! One record after another, from bytes straight to answers.
//!
//! Most records are plain: one object on a line, in it texts without escapes, small numbers,
//! `true`, `false` and `null`. Those are read here in one pass. Whatever else a line holds is left
//! to [`Document`], which reads all of JSON and says what is wrong: so there is one judge of what
//! is an answer, and reading plain records fast cannot make it a milder one.

use jiff::civil::Date;

use super::table::Cells;
use super::{Answer, Answers, Document, Fault, Faults, LONGEST_DOCUMENT, RecordId, date, parse};
use crate::rulebook::{Kind, PastDate, QuestionId, Rulebook, Value};

/// Reads records that are held against the same rulebook.
#[derive(Clone, Debug)]
pub struct Records<'r> {
    pub(super) rulebook: &'r Rulebook,
    today: Date,
    /// Keys that are passed over, whatever stands behind them.
    pub(super) ignored: Vec<String>,
    /// The keys of the record before, each as it was written between the values around it:
    /// records of one stream mostly have the same keys in the same order.
    expected: Vec<(Box<[u8]>, Key)>,
    /// For each key, the last record that had it.
    seen: Vec<u64>,
    record: u64,
    /// Dates that wait for the treatment date, from which they count: where they stand.
    dates: Vec<(QuestionId, usize, usize)>,
    /// The text of the last id, for its room.
    spare: String,
    pub(super) cells: Cells,
}

/// What a key of a record, or a column of a table, stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Key {
    Question(QuestionId),
    Id,
    On,
}

/// Why a record cannot be screened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejected {
    /// The record's id, where it could be made out.
    pub id: Option<RecordId>,
    /// What is wrong.
    pub faults: Faults,
}

impl Key {
    /// Nothing if it is passed over, or is none of ours.
    pub(super) fn named(rulebook: &Rulebook, ignored: &[String], name: &str) -> Option<Self> {
        match name {
            _ if ignored.iter().any(|known| known == name) => None,
            "id" => Some(Self::Id),
            "on" => Some(Self::On),
            _ => rulebook.find_question(name).map(Self::Question),
        }
    }
}

impl<'r> Records<'r> {
    /// A reader for records of which those without `on` are for a treatment `today`.
    #[must_use]
    pub fn new(rulebook: &'r Rulebook, today: Date) -> Self {
        Self {
            rulebook,
            today,
            ignored: Vec::new(),
            expected: Vec::new(),
            seen: vec![0; rulebook.questions().len() + 2],
            record: 0,
            dates: Vec::new(),
            spare: String::new(),
            cells: Cells::default(),
        }
    }

    /// Passes over these keys, whatever stands behind them.
    #[must_use]
    pub fn ignoring(mut self, keys: impl IntoIterator<Item = String>) -> Self {
        self.ignored.extend(keys);
        self
    }

    /// No answers yet, to be filled by [`Records::read`].
    #[must_use]
    pub fn answers(&self) -> Answers<'r> {
        Answers::new(self.rulebook, self.today)
    }

    /// Reads one record, a JSON object, in the place of whatever the answers were.
    ///
    /// # Errors
    ///
    /// As [`Answers::from_json`], but for a byte order mark, which belongs to the start of a
    /// file. The answers are then of no use, until they are filled again.
    pub fn read(&mut self, line: &[u8], answers: &mut Answers<'r>) -> Result<(), Rejected> {
        self.clear(answers);
        match self.plain(line, answers) {
            Some(()) => Ok(()),
            None => self.any(line, answers),
        }
    }

    /// Takes back all answers, to make room for the next record's.
    pub(super) fn clear(&mut self, answers: &mut Answers<'r>) {
        answers.on = self.today;
        answers.given.fill(None);
        if let Some(RecordId::Text(text)) = answers.id.take() {
            self.spare = text;
        }
        self.record += 1;
        self.dates.clear();
    }

    /// Reads any JSON there is, and says what is wrong.
    fn any(&mut self, line: &[u8], answers: &mut Answers<'r>) -> Result<(), Rejected> {
        let rejected = |fault: Fault| Rejected { id: None, faults: fault.into() };
        let text = Document::text(line).map_err(rejected)?;
        let mut read = || {
            let document = Document::of(text, &self.ignored)?;
            // The plain reading may have come half way.
            self.clear(answers);
            answers.on = document.on().unwrap_or(self.today);
            answers.read(&document)
        };
        read().map_err(|faults| Rejected { id: Document::id_of(text, &self.ignored), faults })
    }

    /// Reads a plain record; nothing if the line is anything else, or has a fault.
    fn plain(&mut self, line: &[u8], answers: &mut Answers<'r>) -> Option<()> {
        if line.len() > LONGEST_DOCUMENT {
            return None;
        }
        let mut cursor = Cursor { text: std::str::from_utf8(line).ok()?, at: 0 };
        let mut count = 0;
        while let Some(key) = self.key(count, &mut cursor)? {
            self.value(key, &mut cursor, answers)?;
            count += 1;
        }
        for &(question, start, end) in &self.dates {
            let day = date::past(&cursor.text[start..end], answers.on()).ok()?;
            answers.put(question, Some(Answer::Value(Value::Date(day))));
        }
        Some(())
    }

    /// Goes on to the next value, and gives its key, which is one of ours and new in this
    /// record; or goes on to the end, if no value is left.
    fn key(&mut self, place: usize, cursor: &mut Cursor<'_>) -> Option<Option<Key>> {
        let key = match self.expected.get(place) {
            Some((written, key)) if cursor.rest().starts_with(written) => {
                cursor.at += written.len();
                *key
            }
            _ => match self.other_key(place, cursor)? {
                Some(key) => key,
                None => return Some(None),
            },
        };
        let place = match key {
            Key::Id => 0,
            Key::On => 1,
            Key::Question(question) => question.index() + 2,
        };
        let is_new = std::mem::replace(&mut self.seen[place], self.record) != self.record;
        is_new.then_some(Some(key))
    }

    /// As `key`, where another key, or none, was expected.
    fn other_key(&mut self, place: usize, cursor: &mut Cursor<'_>) -> Option<Option<Key>> {
        let start = cursor.at;
        cursor.space();
        if place == 0 {
            cursor.take(b'{')?;
            cursor.space();
        }
        if cursor.take(b'}').is_some() {
            cursor.space();
            return cursor.rest().is_empty().then_some(None);
        }
        if place > 0 {
            cursor.take(b',')?;
            cursor.space();
        }
        let key = Key::named(self.rulebook, &self.ignored, cursor.text()?)?;
        cursor.space();
        cursor.take(b':')?;
        cursor.space();
        self.expected.truncate(place);
        self.expected.push((cursor.text.as_bytes()[start..cursor.at].into(), key));
        Some(Some(key))
    }

    fn value(
        &mut self,
        key: Key,
        cursor: &mut Cursor<'_>,
        answers: &mut Answers<'r>,
    ) -> Option<()> {
        let start = cursor.at;
        let value = cursor.scalar()?;
        match (key, value) {
            (_, Scalar::Null) => {}
            (Key::Id, Scalar::Text(text)) => {
                let mut own = std::mem::take(&mut self.spare);
                own.clear();
                own.push_str(text);
                answers.id = Some(RecordId::Text(own));
            }
            (Key::Id, Scalar::Number(digits)) => {
                // A whole number that is written as it is read.
                let number: u64 = digits.parse().ok()?;
                answers.id = Some(RecordId::Number(number.into()));
            }
            (Key::On, Scalar::Text(text)) => answers.on = super::treatment_date(text).ok()?,
            (Key::Id | Key::On, _) => return None,
            (Key::Question(id), value) => {
                let question = &self.rulebook[id];
                let answer = match (&question.kind, value) {
                    (Kind::Date, Scalar::Text("never")) => {
                        Answer::Value(Value::Date(PastDate::Never))
                    }
                    (Kind::Date, Scalar::Text(text)) if text != parse::UNSURE => {
                        self.dates.push((id, start + 1, cursor.at - 1));
                        return Some(());
                    }
                    (Kind::Number { .. }, Scalar::Text(text)) if text != parse::UNSURE => {
                        return None;
                    }
                    (_, Scalar::Text(text)) => parse::text(question, text, answers.on).ok()?,
                    (_, Scalar::Boolean(yes)) => parse::boolean(question, yes).ok()?,
                    (_, Scalar::Number(digits)) => parse::number(question, digits).ok()?,
                    (_, Scalar::Null) => return Some(()),
                };
                answers.put(id, Some(answer));
            }
        }
        Some(())
    }
}

/// A value of a plain record.
enum Scalar<'t> {
    Null,
    Boolean(bool),
    /// As written: digits, and perhaps a point and more digits.
    Number(&'t str),
    Text(&'t str),
}

/// A place in a line.
struct Cursor<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Cursor<'t> {
    fn rest(&self) -> &'t [u8] {
        &self.text.as_bytes()[self.at..]
    }

    fn take(&mut self, byte: u8) -> Option<()> {
        (self.rest().first() == Some(&byte)).then(|| self.at += 1)
    }

    fn word(&mut self, word: &[u8]) -> Option<()> {
        self.rest().starts_with(word).then(|| self.at += word.len())
    }

    fn space(&mut self) {
        while let Some(b' ' | b'\t' | b'\r' | b'\n') = self.rest().first() {
            self.at += 1;
        }
    }

    /// Passes over bytes while they fit, and gives them.
    fn run(&mut self, fits: impl Fn(u8) -> bool) -> Option<&'t str> {
        let start = self.at;
        let rest = self.rest();
        self.at += rest.iter().position(|&byte| !fits(byte)).unwrap_or(rest.len());
        self.text.get(start..self.at)
    }

    fn scalar(&mut self) -> Option<Scalar<'t>> {
        match self.rest().first()? {
            b'"' => self.text().map(Scalar::Text),
            b't' => self.word(b"true").map(|()| Scalar::Boolean(true)),
            b'f' => self.word(b"false").map(|()| Scalar::Boolean(false)),
            b'n' => self.word(b"null").map(|()| Scalar::Null),
            _ => self.number().map(Scalar::Number),
        }
    }

    /// A text without escapes.
    fn text(&mut self) -> Option<&'t str> {
        self.take(b'"')?;
        let text = self.run(|byte| byte >= b' ' && byte != b'"' && byte != b'\\')?;
        self.take(b'"')?;
        Some(text)
    }

    /// A number without a sign or an exponent, and with few digits.
    fn number(&mut self) -> Option<&'t str> {
        const MOST_DIGITS: usize = 15;
        let start = self.at;
        let whole = self.run(|byte| byte.is_ascii_digit())?;
        if whole.is_empty() || (whole.len() > 1 && whole.starts_with('0')) {
            return None;
        }
        if self.take(b'.').is_some() && self.run(|byte| byte.is_ascii_digit())?.is_empty() {
            return None;
        }
        let goes_on = matches!(self.rest().first(), Some(b'e' | b'E' | b'.' | b'+' | b'-'));
        if goes_on || self.at - start > MOST_DIGITS {
            return None;
        }
        self.text.get(start..self.at)
    }
}
