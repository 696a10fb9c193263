//! Tables and values of a TOML document, with their places, read one key at a time.

use std::cell::RefCell;
use std::ops::Range;

use jiff::civil::Date;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::{Bag, Code, Diagnostic};
use crate::rulebook::{Duration, Number};
use crate::text::escape;
use crate::text::list::one_of;
use crate::text::nearest::nearest;
use crate::text::word::Word;

pub(crate) type Span = Range<usize>;

/// About as many keys as a table of a rulebook can have.
const MOST_KEYS: usize = 12;

/// A table that remembers which keys were asked for, so that the others can be reported.
pub(crate) struct Table<'a> {
    bag: &'a Bag,
    /// Its key, and the key of the table that it stands in: `question` and `setting`.
    outer: &'a str,
    name: &'a str,
    span: Span,
    entries: &'a DeTable<'a>,
    asked: RefCell<Vec<&'static str>>,
    misplaced: RefCell<Vec<&'static str>>,
}

/// A key and its value.
#[derive(Clone)]
pub(crate) struct Entry<'a> {
    bag: &'a Bag,
    pub(crate) key: &'a str,
    pub(crate) key_span: Span,
    /// The key of the table that it stands in.
    outer: &'a str,
    span: Span,
    value: &'a DeValue<'a>,
    /// Whether the value is one of several in a list.
    in_list: bool,
}

impl<'a> Table<'a> {
    pub(crate) fn root(bag: &'a Bag, entries: &'a DeTable<'a>) -> Self {
        Self {
            bag,
            outer: "",
            name: "",
            span: 0..0,
            entries,
            asked: RefCell::new(Vec::with_capacity(MOST_KEYS)),
            misplaced: RefCell::default(),
        }
    }

    /// Every entry in file order, whatever its key.
    pub(crate) fn entries(&self) -> Vec<Entry<'a>> {
        let mut entries: Vec<_> =
            self.entries.iter().map(|(key, value)| self.entry(key, value)).collect();
        entries.sort_by_key(|entry| entry.key_span.start);
        entries
    }

    pub(crate) fn len(&self) -> usize {
        self.entries.len()
    }

    /// The entry with this key, if it is there.
    pub(crate) fn get(&self, key: &'static str) -> Option<Entry<'a>> {
        self.asked.borrow_mut().push(key);
        self.find(key)
    }

    fn find(&self, key: &str) -> Option<Entry<'a>> {
        self.entries.get_key_value(key).map(|(key, value)| self.entry(key, value))
    }

    /// The entry with this key; a fault if it is missing.
    pub(crate) fn need(&self, key: &'static str) -> Option<Entry<'a>> {
        let entry = self.get(key);
        if entry.is_none() {
            let message = match (self.outer, self.name) {
                (_, "") => format!("`{key}` is missing"),
                ("", name) => format!("{} has no `{key}`", escape::quoted(name)),
                (outer, name) => {
                    format!("{} has no `{key}`", escape::quoted(&format!("{outer}.{name}")))
                }
            };
            let expected = match (self.name, key) {
                ("", "format") => "expected `format = 1` in the first lines".to_owned(),
                ("", "rulebook") => "expected a `[rulebook]` table in this file".to_owned(),
                ("", _) => format!("expected `[{key}.*]` tables in this file"),
                _ => format!("expected `{key} = ...` in this table"),
            };
            self.bag.push(
                Diagnostic::error(Code::MissingKey, self.span.clone(), message).expected(expected),
            );
        }
        entry
    }

    /// What `read` makes of the entry with this key, which has to be there.
    pub(crate) fn required<T>(
        &self,
        key: &'static str,
        read: impl FnOnce(&Entry<'a>) -> Option<T>,
    ) -> Option<T> {
        self.need(key).as_ref().and_then(read)
    }

    /// What `read` makes of the entry with this key, if there is one; nothing at all if it has a
    /// fault.
    pub(crate) fn optional<T>(
        &self,
        key: &'static str,
        read: impl FnOnce(&Entry<'a>) -> Option<T>,
    ) -> Option<Option<T>> {
        match self.get(key) {
            None => Some(None),
            Some(entry) => read(&entry).map(Some),
        }
    }

    /// A key that has its place elsewhere: a fault if it is here.
    pub(crate) fn misplaced(&self, key: &'static str, place: &str) {
        self.misplaced.borrow_mut().push(key);
        if let Some(entry) = self.find(key) {
            let message = format!("`{key}` does not belong here");
            self.bag.push(
                Diagnostic::error(Code::MisplacedKey, entry.key_span, message)
                    .expected(format!("only {place} has `{key}`")),
            );
        }
    }

    /// Reports every key that nobody asked for.
    pub(crate) fn finish(&self) {
        let (asked, misplaced) = (self.asked.borrow(), self.misplaced.borrow());
        if self.entries.keys().all(|key| asked.contains(&key.get_ref().as_ref())) {
            return;
        }
        for entry in self.entries() {
            if !asked.contains(&entry.key) && !misplaced.contains(&entry.key) {
                let message = format!("unknown key {}", escape::quoted(entry.key));
                self.bag.push(
                    Diagnostic::error(Code::UnknownKey, entry.key_span, message)
                        .expected(format!("expected {}", one_of(asked.iter())))
                        .suggestion(self.bag.nearest(entry.key, asked.iter().copied())),
                );
            }
        }
    }

    fn entry(
        &self,
        key: &'a Spanned<std::borrow::Cow<'a, str>>,
        value: &'a Spanned<DeValue<'a>>,
    ) -> Entry<'a> {
        Entry {
            bag: self.bag,
            key: key.get_ref(),
            key_span: key.span(),
            outer: self.name,
            span: value.span(),
            value: value.get_ref(),
            in_list: false,
        }
    }
}

impl<'a> Entry<'a> {
    /// A fault at the value.
    pub(crate) fn fault(&self, code: Code, message: impl Into<String>) -> Diagnostic {
        Diagnostic::error(code, self.span.clone(), message)
    }

    pub(crate) fn push(&self, diagnostic: Diagnostic) {
        self.bag.push(diagnostic);
    }

    /// What was likely meant by a name that is not among these.
    pub(crate) fn nearest<'n>(
        &self,
        written: &str,
        names: impl ExactSizeIterator<Item = &'n str>,
    ) -> Option<&'n str> {
        self.bag.nearest(written, names)
    }

    /// How a message names it.
    pub(crate) fn name(&self) -> String {
        escape::quoted(self.key)
    }

    /// A fault: the value is of another type than `expected`.
    pub(crate) fn wrong_type(&self, expected: &str) {
        let found = match self.value {
            DeValue::String(_) => "a text",
            DeValue::Integer(integer) if integer.radix() != 10 => "a number of another base",
            DeValue::Integer(_) | DeValue::Float(_) => "a number",
            DeValue::Boolean(_) => "true or false",
            DeValue::Datetime(_) => "a date or time",
            DeValue::Array(_) => "a list",
            DeValue::Table(_) => "a table",
        };
        let verb = if self.in_list { "lists" } else { "is" };
        self.push(
            self.fault(Code::WrongType, format!("{} {verb} {found}", self.name()))
                .expected(format!("expected {expected}")),
        );
    }

    /// A fault at the key.
    pub(crate) fn fault_at_key(&self, code: Code, message: impl Into<String>) -> Diagnostic {
        Diagnostic::error(code, self.key_span.clone(), message)
    }

    /// Where the value is.
    pub(crate) fn span(&self) -> Span {
        self.span.clone()
    }

    pub(crate) fn is_boolean(&self) -> bool {
        matches!(self.value, DeValue::Boolean(_))
    }

    pub(crate) fn is_string(&self) -> bool {
        matches!(self.value, DeValue::String(_))
    }

    pub(crate) fn is_list(&self) -> bool {
        matches!(self.value, DeValue::Array(_))
    }

    pub(crate) fn is_table(&self) -> bool {
        matches!(self.value, DeValue::Table(_))
    }

    pub(crate) fn boolean(&self) -> Option<bool> {
        if let DeValue::Boolean(value) = self.value {
            Some(*value)
        } else {
            self.wrong_type("`true` or `false`");
            None
        }
    }

    pub(crate) fn table(&self) -> Option<Table<'a>> {
        let table = self.table_if_any();
        if table.is_none() {
            self.wrong_type("a table");
        }
        table
    }

    /// The value as a table, without a fault if it is something else.
    pub(crate) fn table_if_any(&self) -> Option<Table<'a>> {
        let DeValue::Table(entries) = self.value else { return None };
        Some(Table {
            bag: self.bag,
            outer: self.outer,
            name: self.key,
            span: self.span.clone(),
            entries,
            asked: RefCell::new(Vec::with_capacity(MOST_KEYS)),
            misplaced: RefCell::default(),
        })
    }

    /// The items of a list, each named as the list is.
    pub(crate) fn items(&self) -> Option<Vec<Self>> {
        if let DeValue::Array(items) = self.value {
            Some(
                items
                    .iter()
                    .map(|item| Self {
                        span: item.span(),
                        value: item.get_ref(),
                        in_list: true,
                        ..self.clone()
                    })
                    .collect(),
            )
        } else {
            self.wrong_type("a list");
            None
        }
    }

    /// Any string.
    pub(crate) fn string(&self) -> Option<&'a str> {
        if let DeValue::String(text) = self.value {
            Some(text)
        } else {
            self.wrong_type("a text in quotes");
            None
        }
    }

    /// A string for a person: not empty, and harmless on a terminal.
    pub(crate) fn text(&self) -> Option<String> {
        let text = self.string()?;
        if text.trim().is_empty() {
            self.push(
                self.fault(Code::EmptyText, format!("{} is empty", self.name()))
                    .expected("expected a text"),
            );
            None
        } else if let Some(bad) = escape::unprintable(text) {
            self.push(
                self.fault(
                    Code::UnprintableText,
                    format!("{} holds the character {}", self.name(), bad.escape_unicode()),
                )
                .expected("expected printable text")
                .note("such a character could hide or reorder what a terminal shows"),
            );
            None
        } else {
            Some(text.to_owned())
        }
    }

    /// One of a closed set of words.
    pub(crate) fn word<W: Word>(&self) -> Option<W> {
        let DeValue::String(text) = self.value else {
            self.wrong_type(&one_of(W::words()));
            return None;
        };
        let word = W::from_word(text);
        if word.is_none() {
            self.push(
                self.fault(
                    Code::UnknownWord,
                    format!("{} cannot be {}", self.name(), escape::quoted(text)),
                )
                .expected(format!("expected {}", one_of(W::words())))
                .suggestion(nearest(text, W::words())),
            );
        }
        word
    }

    /// A finite number, or nothing if it is of another type; too large a number is a fault.
    pub(crate) fn number(&self) -> Option<Number> {
        let written = match self.value {
            DeValue::Integer(integer) if integer.radix() == 10 => integer.as_str(),
            DeValue::Float(float) => float.as_str(),
            _ => {
                self.wrong_type("a decimal number");
                return None;
            }
        };
        if Number::has_too_many_digits(written) {
            let message = format!("{} has more than 15 digits", self.name());
            self.push(self.fault(Code::OutOfRange, message).expected("expected at most 15 digits"));
            return None;
        }
        let number = written.parse().ok().and_then(Number::new);
        if number.is_none() {
            self.push(
                self.fault(Code::OutOfRange, format!("{} is not a finite number", self.name()))
                    .expected("expected a finite number"),
            );
        }
        number
    }

    /// A date of the calendar, without a time.
    pub(crate) fn date(&self) -> Option<Date> {
        let DeValue::Datetime(datetime) = self.value else {
            self.wrong_type("a date such as 2026-11-22, without quotes");
            return None;
        };
        let date = match (datetime.date, datetime.time) {
            (Some(date), None) => i16::try_from(date.year).ok().and_then(|year| {
                Date::new(year, date.month.cast_signed(), date.day.cast_signed()).ok()
            }),
            _ => None,
        };
        if date.is_none() {
            self.push(
                self.fault(Code::BadDate, format!("{} is not a date of the calendar", self.name()))
                    .expected("expected a date such as 2026-11-22"),
            );
        }
        date
    }

    pub(crate) fn duration(&self) -> Option<Duration> {
        let DeValue::String(text) = self.value else {
            self.wrong_type("a duration in quotes, such as `\"14 days\"`");
            return None;
        };
        let duration = Duration::from_text(text);
        if duration.is_none() {
            self.push(
                self.fault(
                    Code::BadDuration,
                    format!("{} cannot be {}", self.name(), escape::quoted(text)),
                )
                .expected("expected a number of days, weeks, months or years, such as `14 days`")
                .note("the shortest duration is 1 day, the longest about 200 years"),
            );
        }
        duration
    }
}
