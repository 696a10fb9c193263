//! One record after another, from bytes straight to answers.
//!
//! Most records are plain: one object on a line, in it texts without escapes, small numbers,
//! `true`, `false` and `null`. Those are read here in one pass. Whatever else a line holds is left
//! to [`Document`], which reads all of JSON and says what is wrong: so there is one judge of what
//! is an answer, and reading plain records fast cannot make it a milder one.

use jiff::civil::Date;

use super::cells::Cells;
use super::habit::Habits;
use super::plain::{Cursor, Scalar};
use super::{
    Answer, Answers, Document, Fault, Key, LONGEST_DOCUMENT, RecordId, Rejected, date, parse,
};
use crate::rulebook::{Kind, PastDate, QuestionId, QuestionSet, Rulebook, Value};

const UNSURE: &[u8] = super::UNSURE.as_bytes();

/// Reads records that are held against the same rulebook.
#[derive(Clone, Debug)]
pub struct Records<'r> {
    pub(super) rulebook: &'r Rulebook,
    today: Date,
    /// Keys that are passed over, whatever stands behind them, unless they are to be read.
    pub(super) ignored: Vec<String>,
    habits: Habits,
    /// Whether this record has an `id` so far, and an `on`.
    has_id: bool,
    has_on: bool,
    /// Questions that this record leaves unanswered in so many words.
    nulls: QuestionSet,
    /// The first and the last day of its dates.
    days: Days,
    /// Dates in words, or without the day, which count from the treatment date.
    dates: Vec<(QuestionId, String)>,
    /// The text of the last id, for its room.
    spare: String,
    pub(super) cells: Cells,
}

/// Days from the first to the last.
#[derive(Clone, Copy, Debug)]
struct Days {
    earliest: Date,
    latest: Date,
}

impl Days {
    const NONE: Self = Self { earliest: Date::MAX, latest: Date::MIN };

    /// Takes in one more day.
    fn with(&mut self, day: Date) -> Date {
        self.earliest = self.earliest.min(day);
        self.latest = self.latest.max(day);
        day
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
            habits: Habits::for_keys(rulebook.questions().len() + 2),
            has_id: false,
            has_on: false,
            nulls: QuestionSet::none(rulebook.questions().len()),
            days: Days::NONE,
            dates: Vec::new(),
            spare: String::new(),
            cells: Cells::default(),
        }
    }

    /// Passes over these keys, whatever stands behind them. An answer is never put aside: a
    /// question of the rulebook, `id` and `on` are read all the same.
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
        self.habits.restart();
        (self.has_id, self.has_on) = (false, false);
        self.nulls.clear();
        self.days = Days::NONE;
        self.dates.clear();
    }

    /// Reads any JSON there is, and says what is wrong.
    fn any(&mut self, line: &[u8], answers: &mut Answers<'r>) -> Result<(), Rejected> {
        let rejected = |fault: Fault| Rejected { id: None, faults: fault.into() };
        let text = Document::text(line).map_err(rejected)?;
        let mut read = || {
            let document = Document::of(text)?;
            // The plain reading may have come half way.
            self.clear(answers);
            answers.on = document.on().unwrap_or(self.today);
            answers.read_ignoring(&document, &self.ignored)
        };
        read().map_err(|faults| Rejected { id: Document::id_of(text), faults })
    }

    /// Reads a plain record; nothing if the line is anything else, or has a fault.
    ///
    /// INVARIANT: every byte of it is looked at, or is the same as one that was.
    // The loop is fastest with the registers to itself, so what is rare stands apart from it.
    #[inline(never)]
    fn plain(&mut self, line: &[u8], answers: &mut Answers<'r>) -> Option<()> {
        if line.len() > LONGEST_DOCUMENT {
            return None;
        }
        let mut cursor = Cursor { rest: line };
        cursor.space();
        cursor.take(b'{')?;
        cursor.space();
        let mut more = cursor.take(b'}').is_none();
        while more {
            let Some(habit) = self.habits.recognise(cursor.rest) else {
                (cursor, more) = self.unexpected(cursor, answers)?;
                continue;
            };
            cursor.skip(habit.length());
            match (habit.key, habit.answer(cursor.rest)) {
                (Key::Question(question), Some(known)) => {
                    cursor.skip(known.length);
                    more = known.more;
                    answers.add(question, known.answer)?;
                }
                (key, _) => (cursor, more) = self.value(key, cursor, answers)?,
            }
        }
        cursor.space();
        let is_fine = cursor.rest.is_empty()
            && self.nulls.is_disjoint(answers.answered())
            && self.days.latest <= answers.on
            && !date::is_too_long_ago(self.days.earliest, answers.on);
        for (question, words) in &self.dates {
            let day = date::past(words, answers.on).ok()?;
            answers.put(*question, Some(Answer::Value(Value::Date(day))));
        }
        is_fine.then_some(())
    }

    /// Reads a key that was not expected, and what stands behind it.
    #[inline(never)]
    fn unexpected<'t>(
        &mut self,
        mut cursor: Cursor<'t>,
        answers: &mut Answers<'r>,
    ) -> Option<(Cursor<'t>, bool)> {
        let before = cursor;
        cursor.space();
        let key = Key::named(self.rulebook, str::from_utf8(cursor.text()?).ok()?)?;
        cursor.space();
        cursor.take(b':')?;
        cursor.space();
        self.habits.learn_key(cursor.since(before), key);
        self.value(key, cursor, answers)
    }

    /// Reads what stands behind a key, up to the comma or the brace that ends it; and whether it is
    /// a comma. Nothing if the key was there before.
    #[inline(never)]
    fn value<'t>(
        &mut self,
        key: Key,
        mut cursor: Cursor<'t>,
        answers: &mut Answers<'r>,
    ) -> Option<(Cursor<'t>, bool)> {
        let more = match key {
            Key::Question(question) => self.answer(question, &mut cursor, answers)?,
            Key::Id => {
                cursor.space();
                self.id(cursor.scalar()?, answers)?;
                cursor.more()?
            }
            Key::On => {
                cursor.space();
                self.on(cursor.scalar()?, answers)?;
                cursor.more()?
            }
        };
        Some((cursor, more))
    }

    fn id(&mut self, value: Scalar<'_>, answers: &mut Answers<'r>) -> Option<()> {
        match value {
            Scalar::Null => {}
            Scalar::Text(text) => {
                let mut own = std::mem::take(&mut self.spare);
                own.clear();
                own.push_str(str::from_utf8(text).ok()?);
                answers.id = Some(RecordId::Text(own));
            }
            Scalar::Number(_, digits) => {
                // A whole number that is written as it is read.
                let number: u64 = str::from_utf8(digits).ok()?.parse().ok()?;
                answers.id = Some(RecordId::Number(number.into()));
            }
            Scalar::Boolean(_) => return None,
        }
        (!std::mem::replace(&mut self.has_id, true)).then_some(())
    }

    fn on(&mut self, value: Scalar<'_>, answers: &mut Answers<'r>) -> Option<()> {
        match value {
            Scalar::Null => {}
            Scalar::Text(text) => {
                answers.on = super::treatment_date(str::from_utf8(text).ok()?).ok()?;
            }
            Scalar::Boolean(_) | Scalar::Number(..) => return None,
        }
        (!std::mem::replace(&mut self.has_on, true)).then_some(())
    }

    /// Reads the value of a question, and what is behind it.
    fn answer(
        &mut self,
        id: QuestionId,
        cursor: &mut Cursor<'_>,
        answers: &mut Answers<'r>,
    ) -> Option<bool> {
        let before = *cursor;
        // Other lines may have had none, and so none is part of the key.
        cursor.space();
        let question = &self.rulebook[id];
        if let Kind::Date = question.kind
            && let Some(day) = cursor.day()
        {
            let day = self.days.with(day?);
            answers.add(id, Answer::Value(Value::Date(PastDate::On(day))))?;
            return cursor.more();
        }
        let answer = match (&question.kind, cursor.scalar()?) {
            (_, Scalar::Null) => {
                self.nulls.insert(id).then_some(())?;
                return cursor.more();
            }
            (Kind::Date, Scalar::Text(text)) if text != b"never" && text != UNSURE => {
                self.dates.push((id, str::from_utf8(text).ok()?.to_owned()));
                // Until they are read.
                answers.add(id, Answer::Unsure)?;
                return cursor.more();
            }
            // Numbers are not written as texts.
            (Kind::Number { .. }, Scalar::Text(text)) if text != UNSURE => return None,
            // Any day will do: only dates depend on it, and they have been read.
            (_, Scalar::Text(text)) => {
                parse::text(question, str::from_utf8(text).ok()?, self.today).ok()?
            }
            (Kind::YesNo, Scalar::Boolean(yes)) => Answer::Value(Value::YesNo(yes)),
            (kind, Scalar::Number(number, _)) if kind.takes(number) => {
                Answer::Value(Value::Number(number))
            }
            (_, Scalar::Boolean(_) | Scalar::Number(..)) => return None,
        };
        let more = cursor.more()?;
        self.habits.learn_answer(cursor.since(before), answer);
        answers.add(id, answer)?;
        Some(more)
    }
}
