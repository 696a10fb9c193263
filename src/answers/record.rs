//! Reads records, one after another, to answers.
//!
//! Most records are plain: one JSON object with strings without escapes, short numbers, `true`,
//! `false` and `null`. The fast path here reads these in one pass. Every other record is left to
//! [`Document`], which reads all of JSON and reports the faults. The fast path accepts a record or
//! leaves it; it never rejects one. So `Document` alone decides what is accepted.

use std::sync::Arc;

use jiff::civil::Date;

use super::cells::Cells;
use super::fast_path::{Cursor, JsonScalar};
use super::key_cache::KeyCache;
use super::{
    Answer, Answers, Document, Fault, Form, Key, MAX_DOCUMENT_BYTES, RecordId, Rejected, date,
    parse,
};
use crate::rulebook::{Kind, PastDate, QuestionId, QuestionSet, Rulebook, Value};

const UNSURE: &[u8] = super::UNSURE.as_bytes();

/// A reader of records, checked against one rulebook. It keeps its buffers from record to record.
#[derive(Clone, Debug)]
pub struct Records<'r> {
    pub(super) rulebook: &'r Rulebook,
    today: Date,
    /// Keys that are skipped, unless they are a question, `id` or `on`.
    pub(super) ignored: Vec<String>,
    /// What keys and columns mean, if they are not named like what they give.
    pub(super) form: Option<Arc<Form>>,
    key_cache: KeyCache,
    /// Whether the current record had an `id` so far, and an `on`.
    has_id: bool,
    has_on: bool,
    /// Questions given as `null`.
    nulls: QuestionSet,
    /// The first and the last of the full dates in the current record.
    days: Days,
    /// The other dates as written: they may depend on the treatment date, which may come later.
    relative_dates: Vec<(QuestionId, String)>,
    /// The string of an earlier id, kept for its allocation.
    id_buffer: String,
    pub(super) cells: Cells,
}

/// The earliest and the latest of some days.
#[derive(Clone, Copy, Debug)]
struct Days {
    earliest: Date,
    latest: Date,
}

impl Days {
    const NONE: Self = Self { earliest: Date::MAX, latest: Date::MIN };

    /// Extends the range to a day, and returns that day.
    fn include(&mut self, day: Date) -> Date {
        self.earliest = self.earliest.min(day);
        self.latest = self.latest.max(day);
        day
    }
}

impl<'r> Records<'r> {
    /// A reader of records; `today` is the treatment date of those without `on`.
    #[must_use]
    pub fn new(rulebook: &'r Rulebook, today: Date) -> Self {
        Self {
            rulebook,
            today,
            ignored: Vec::new(),
            form: None,
            key_cache: KeyCache::for_keys(rulebook.questions().len() + 2),
            has_id: false,
            has_on: false,
            nulls: QuestionSet::none(rulebook.questions().len()),
            days: Days::NONE,
            relative_dates: Vec::new(),
            id_buffer: String::new(),
            cells: Cells::default(),
        }
    }

    /// Skips these keys and columns with their values. Answers are never skipped: a question of
    /// the rulebook, `id` and `on` are read even if they are among these.
    #[must_use]
    pub fn ignoring(mut self, keys: impl IntoIterator<Item = String>) -> Self {
        self.ignored.extend(keys);
        self
    }

    /// Reads keys and columns as a form names them, which was read for the same rulebook.
    #[must_use]
    pub fn by_form(self, form: Arc<Form>) -> Self {
        Self { form: Some(form), ..self }
    }

    /// Empty answers, for [`Records::read`] to fill.
    #[must_use]
    pub fn answers(&self) -> Answers<'r> {
        Answers::new(self.rulebook, self.today)
    }

    /// Replaces the answers by those of a record, which is a JSON object.
    ///
    /// # Errors
    ///
    /// The same as [`Answers::from_json`], and a byte order mark, which is allowed at the start of
    /// a file only. The answers are then unspecified until the next record is read.
    pub fn read(&mut self, line: &[u8], answers: &mut Answers<'r>) -> Result<(), Rejected> {
        self.clear(answers);
        if let Some(form) = &self.form {
            return form.read_object(line, answers);
        }
        match self.read_fast(line, answers) {
            Some(()) => Ok(()),
            None => self.read_full(line, answers),
        }
    }

    /// Removes all answers before the next record is read.
    pub(super) fn clear(&mut self, answers: &mut Answers<'r>) {
        answers.on = self.today;
        answers.answered.clear();
        if let Some(RecordId::Text(text)) = answers.id.take() {
            self.id_buffer = text;
        }
        self.key_cache.rewind();
        (self.has_id, self.has_on) = (false, false);
        self.nulls.clear();
        self.days = Days::NONE;
        self.relative_dates.clear();
    }

    /// Reads a record with the full parser, which also reports the faults.
    fn read_full(&mut self, line: &[u8], answers: &mut Answers<'r>) -> Result<(), Rejected> {
        let rejected = |fault: Fault| Rejected { id: None, faults: fault.into() };
        let text = Document::text(line).map_err(rejected)?;
        let mut read = || {
            let document = Document::of(text)?;
            // The fast path may have read a part of the record.
            self.clear(answers);
            answers.on = document.on().unwrap_or(self.today);
            answers.read_ignoring(&document, &self.ignored)
        };
        read().map_err(|faults| Rejected { id: Document::id_of(text), faults })
    }

    /// Reads a plain record; `None` if the record is not plain, or has a fault.
    ///
    /// INVARIANT: every byte is validated, or equals bytes that were validated in an earlier
    /// record.
    // The rare cases are separate functions, which leaves the loop all registers: it is faster.
    #[inline(never)]
    fn read_fast(&mut self, line: &[u8], answers: &mut Answers<'r>) -> Option<()> {
        if line.len() > MAX_DOCUMENT_BYTES {
            return None;
        }
        let mut cursor = Cursor { rest: line };
        cursor.space();
        cursor.take(b'{')?;
        cursor.space();
        let mut more = cursor.take(b'}').is_none();
        while more {
            let Some(cached) = self.key_cache.lookup(cursor.rest) else {
                (cursor, more) = self.unexpected(cursor, answers)?;
                continue;
            };
            cursor.skip(cached.length());
            match (cached.key, cached.answer(cursor.rest)) {
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
        for (question, words) in &self.relative_dates {
            let day = date::past(words, answers.on).ok()?;
            answers.put(*question, Some(Answer::Value(Value::Date(day))));
        }
        is_fine.then_some(())
    }

    /// Reads a key that is not in the cache, and its value.
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
        self.key_cache.insert_key(cursor.since(before), key);
        self.value(key, cursor, answers)
    }

    /// Reads the value of a key, and the comma or brace after it. Returns the new position, and
    /// `true` for a comma; `None` if the value is not plain or the key is repeated.
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

    fn id(&mut self, value: JsonScalar<'_>, answers: &mut Answers<'r>) -> Option<()> {
        match value {
            JsonScalar::Null => {}
            JsonScalar::Text(text) => {
                let mut own = std::mem::take(&mut self.id_buffer);
                own.clear();
                own.push_str(str::from_utf8(text).ok()?);
                answers.id = Some(RecordId::Text(own));
            }
            JsonScalar::Number(_, digits) => {
                // Only a number that is written back exactly as it was read.
                let number: u64 = str::from_utf8(digits).ok()?.parse().ok()?;
                answers.id = Some(RecordId::Number(number.into()));
            }
            JsonScalar::Boolean(_) => return None,
        }
        (!std::mem::replace(&mut self.has_id, true)).then_some(())
    }

    fn on(&mut self, value: JsonScalar<'_>, answers: &mut Answers<'r>) -> Option<()> {
        match value {
            JsonScalar::Null => {}
            JsonScalar::Text(text) => {
                answers.on = super::treatment_date(str::from_utf8(text).ok()?).ok()?;
            }
            JsonScalar::Boolean(_) | JsonScalar::Number(..) => return None,
        }
        (!std::mem::replace(&mut self.has_on, true)).then_some(())
    }

    /// Reads the value of a question, and the comma or brace after it; `true` for a comma.
    fn answer(
        &mut self,
        id: QuestionId,
        cursor: &mut Cursor<'_>,
        answers: &mut Answers<'r>,
    ) -> Option<bool> {
        let before = *cursor;
        // The cached key may come from a line without space here, so space belongs to the answer.
        cursor.space();
        let question = &self.rulebook[id];
        if let Kind::Date = question.kind
            && let Some(day) = cursor.day()
        {
            let day = self.days.include(day?);
            answers.add(id, Answer::Value(Value::Date(PastDate::On(day))))?;
            return cursor.more();
        }
        let answer = match (&question.kind, cursor.scalar()?) {
            (_, JsonScalar::Null) => {
                self.nulls.insert(id).then_some(())?;
                return cursor.more();
            }
            (Kind::Date, JsonScalar::Text(text)) if text != b"never" && text != UNSURE => {
                self.relative_dates.push((id, str::from_utf8(text).ok()?.to_owned()));
                // A placeholder until the treatment date is known.
                answers.add(id, Answer::Unsure)?;
                return cursor.more();
            }
            // Numbers are not written as texts.
            (kind, JsonScalar::Text(text)) if kind.is_numeric() && text != UNSURE => return None,
            // The date is not used: only relative dates depend on it, and these are read above.
            (_, JsonScalar::Text(text)) => {
                parse::text(question, str::from_utf8(text).ok()?, self.today).ok()?
            }
            (Kind::YesNo, JsonScalar::Boolean(yes)) => Answer::Value(Value::yes_no(yes)),
            (kind, JsonScalar::Number(number, _)) => Answer::Value(kind.of_number(number)?),
            (_, JsonScalar::Boolean(_)) => return None,
        };
        let more = cursor.more()?;
        self.key_cache.insert_answer(before.rest, cursor.since(before).len(), answer);
        answers.add(id, answer)?;
        Some(more)
    }
}
