//! One record after another, from bytes straight to answers.
//!
//! Most records are plain: one object on a line, in it texts without escapes, small numbers,
//! `true`, `false` and `null`. Those are read here in one pass. Whatever else a line holds is left
//! to [`Document`], which reads all of JSON and says what is wrong: so there is one judge of what
//! is an answer, and reading plain records fast cannot make it a milder one.

use std::ops::Range;

use jiff::civil::Date;

use super::habit::{Found, Habits};
use super::plain::{Cursor, Scalar};
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
    habits: Habits,
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
            habits: Habits::default(),
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
        answers.answered.clear();
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
    ///
    /// INVARIANT: every byte of it is looked at, or is the same as one that was.
    fn plain(&mut self, line: &[u8], answers: &mut Answers<'r>) -> Option<()> {
        if line.len() > LONGEST_DOCUMENT {
            return None;
        }
        let mut cursor = Cursor::new(line);
        self.habits.restart();
        cursor.space();
        cursor.take(b'{')?;
        if !cursor.ends_with_brace() {
            loop {
                self.entry(&mut cursor, answers)?;
                if cursor.take(b',').is_none() {
                    if cursor.ends_with_brace() {
                        break;
                    }
                    cursor.take(b',')?;
                }
            }
        }
        cursor.space();
        if !cursor.rest().is_empty() {
            return None;
        }
        for &(question, start, end) in &self.dates {
            let text = str::from_utf8(&line[start..end]).ok()?;
            let day = date::past(text, answers.on()).ok()?;
            answers.put(question, Some(Answer::Value(Value::Date(day))));
        }
        Some(())
    }

    /// Reads a key and its value. The key is one of ours, and new in this record.
    fn entry(&mut self, cursor: &mut Cursor<'_>, answers: &mut Answers<'r>) -> Option<()> {
        let (found, key) = match self.habits.key(cursor.rest()) {
            Some((found, key, length)) => {
                cursor.at += length;
                (found, key)
            }
            None => self.unexpected_key(cursor)?,
        };
        let place = match key {
            Key::Id => 0,
            Key::On => 1,
            Key::Question(question) => question.index() + 2,
        };
        if std::mem::replace(&mut self.seen[place], self.record) == self.record {
            return None;
        }
        let start = cursor.at;
        let question = match key {
            Key::Question(question) => question,
            Key::Id => return self.id(cursor.scalar()?, answers),
            Key::On => return Self::on(cursor.scalar()?, answers),
        };
        let text = cursor.rest();
        if let Some((answer, length)) = self.habits.answer(found, text) {
            cursor.at += length;
            answers.put(question, Some(answer));
            return Some(());
        }
        let value = cursor.scalar()?;
        match self.answer(question, value, start..cursor.at)? {
            None => {}
            Some(answer) => {
                answers.put(question, Some(answer));
                self.habits.learn_answer(found, text, cursor.at - start, answer);
            }
        }
        Some(())
    }

    fn unexpected_key(&mut self, cursor: &mut Cursor<'_>) -> Option<(Found, Key)> {
        let start = cursor.at;
        cursor.space();
        let key = Key::named(self.rulebook, &self.ignored, cursor.text()?)?;
        cursor.space();
        cursor.take(b':')?;
        cursor.space();
        // Every key may be written in some ways.
        let most = 4 * self.seen.len();
        Some((self.habits.learn_key(cursor.since(start), key, most), key))
    }

    fn id(&mut self, value: Scalar<'_>, answers: &mut Answers<'r>) -> Option<()> {
        match value {
            Scalar::Null => {}
            Scalar::Text(text) => {
                let mut own = std::mem::take(&mut self.spare);
                own.clear();
                own.push_str(text);
                answers.id = Some(RecordId::Text(own));
            }
            Scalar::Number(digits) => {
                // A whole number that is written as it is read.
                let number: u64 = digits.parse().ok()?;
                answers.id = Some(RecordId::Number(number.into()));
            }
            Scalar::Boolean(_) => return None,
        }
        Some(())
    }

    fn on(value: Scalar<'_>, answers: &mut Answers<'r>) -> Option<()> {
        match value {
            Scalar::Null => {}
            Scalar::Text(text) => answers.on = super::treatment_date(text).ok()?,
            Scalar::Boolean(_) | Scalar::Number(_) => return None,
        }
        Some(())
    }

    /// The answer that a value gives, unless it gives none, or none before the treatment date is
    /// known; `place` is where it stands.
    fn answer(
        &mut self,
        id: QuestionId,
        value: Scalar<'_>,
        place: Range<usize>,
    ) -> Option<Option<Answer>> {
        let question = &self.rulebook[id];
        let answer = match (&question.kind, value) {
            (_, Scalar::Null) => return Some(None),
            (_, Scalar::Text(parse::UNSURE)) => Answer::Unsure,
            (Kind::Date, Scalar::Text("never")) => Answer::Value(Value::Date(PastDate::Never)),
            (Kind::Date, Scalar::Text(_)) => {
                // Without the quotes around it.
                self.dates.push((id, place.start + 1, place.end - 1));
                return Some(None);
            }
            // Numbers are not written as texts.
            (Kind::Number { .. }, Scalar::Text(_)) => return None,
            // Only what happened when depends on the day.
            (_, Scalar::Text(text)) => parse::text(question, text, self.today).ok()?,
            (_, Scalar::Boolean(yes)) => parse::boolean(question, yes).ok()?,
            (_, Scalar::Number(digits)) => parse::number(question, digits).ok()?,
        };
        Some(Some(answer))
    }
}
