//! Reads the tables of a TOML document key by key, with positions.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::sink::Sink;
use super::source_map::{Node, SourceMap, Span, whole};
use crate::diagnostic::{Code, Diagnostic};
use crate::rulebook::Number;
use crate::text::escape;
use crate::text::list::one_of;

/// About as many keys as a table of a rulebook can have.
const MOST_KEYS: usize = 12;

type Key<'a> = Spanned<Cow<'a, str>>;

/// A table that remembers which keys were asked for, so that the others can be reported.
pub(crate) struct Table<'a> {
    sink: &'a Sink,
    /// Its key, and the key of the table that it stands in: `question` and `setting`.
    outer: &'a str,
    name: &'a str,
    span: Span,
    /// The keys with their values: mostly so few that going through them is the fastest search.
    entries: Vec<(&'a Key<'a>, &'a Spanned<DeValue<'a>>)>,
    asked: RefCell<Vec<&'static str>>,
    /// Which of the first 64 entries were asked for, as a set of bits.
    found: Cell<u64>,
    misplaced: RefCell<Vec<&'static str>>,
}

/// A key and its value.
#[derive(Clone)]
pub(crate) struct Entry<'a> {
    sink: &'a Sink,
    pub(crate) key: &'a str,
    pub(crate) key_span: Span,
    /// The key of the table that it stands in.
    outer: &'a str,
    span: Span,
    pub(super) value: &'a DeValue<'a>,
    /// Whether the value is one of several in a list.
    in_list: bool,
}

impl<'a> Table<'a> {
    pub(crate) fn root(sink: &'a Sink, entries: &'a DeTable<'a>) -> Self {
        Self {
            sink,
            outer: "",
            name: "",
            span: 0..0,
            entries: entries.iter().collect(),
            asked: RefCell::new(Vec::with_capacity(MOST_KEYS)),
            found: Cell::default(),
            misplaced: RefCell::default(),
        }
    }

    /// Every entry, in file order.
    pub(crate) fn entries(&self) -> Vec<Entry<'a>> {
        let mut entries: Vec<_> = (0..self.len()).map(|at| self.entry_at(at)).collect();
        entries.sort_by_key(|entry| entry.key_span.start);
        entries
    }

    pub(crate) fn len(&self) -> usize {
        self.entries.len()
    }

    /// The entry with this key, if it is there.
    pub(crate) fn get(&self, key: &'static str) -> Option<Entry<'a>> {
        self.asked.borrow_mut().push(key);
        let at = self.find(key)?;
        let bit = u32::try_from(at).ok().and_then(|at| 1_u64.checked_shl(at));
        self.found.set(self.found.get() | bit.unwrap_or(0));
        Some(self.entry_at(at))
    }

    /// The index of the entry with this key.
    fn find(&self, key: &str) -> Option<usize> {
        self.entries.iter().position(|(known, _)| known.get_ref() == key)
    }

    /// Whether the file has a format that this program reads; if not, nothing else should be read.
    pub(crate) fn format(&self, file: &str) -> Option<()> {
        /// The format that this program reads, of every kind of file.
        const FORMAT: f64 = 1.0;
        let entry = self.need("format")?;
        let format = entry.number()?;
        if Some(format) == Number::new(FORMAT) {
            return Some(());
        }
        let later = format.get() > FORMAT;
        entry.push(
            entry
                .fault(Code::UnsupportedFormat, format!("{file} format {format} is not supported"))
                .expected("this program reads format 1")
                .note(if later {
                    "the file was written for a later version of the program"
                } else {
                    "no version of the program reads this format"
                }),
        );
        None
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
            self.sink.bag.push(
                Diagnostic::error(Code::MissingKey, self.span.clone(), message).expected(expected),
            );
        }
        entry
    }

    /// Reads the required entry with this key; `None` if it is missing or has a fault.
    pub(crate) fn required<T>(
        &self,
        key: &'static str,
        read: impl FnOnce(&Entry<'a>) -> Option<T>,
    ) -> Option<T> {
        self.need(key).as_ref().and_then(read)
    }

    /// Reads the entry with this key, if there is one; `None` if it has a fault.
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

    /// Reports a fault if the table has this key, which belongs elsewhere.
    pub(crate) fn misplaced(&self, key: &'static str, place: &str) {
        if let Some(entry) = self.find(key).map(|at| self.entry_at(at)) {
            self.misplaced.borrow_mut().push(key);
            let message = format!("`{key}` does not belong here");
            self.sink.bag.push(
                Diagnostic::error(Code::MisplacedKey, entry.key_span, message)
                    .expected(format!("only {place} has `{key}`")),
            );
        }
    }

    /// Reports every key that was not asked for.
    pub(crate) fn finish(&self) {
        if self.found.get().count_ones() as usize == self.entries.len() {
            return;
        }
        let (asked, misplaced) = (self.asked.borrow(), self.misplaced.borrow());
        for entry in self.entries() {
            if !asked.contains(&entry.key) && !misplaced.contains(&entry.key) {
                let message = format!("unknown key {}", escape::quoted(entry.key));
                self.sink.bag.push(
                    Diagnostic::error(Code::UnknownKey, entry.key_span, message)
                        .expected(format!("expected {}", one_of(asked.iter())))
                        .suggestion(self.sink.bag.nearest(entry.key, asked.iter().copied())),
                );
            }
        }
    }

    fn entry_at(&self, at: usize) -> Entry<'a> {
        let (key, value) = self.entries[at];
        Entry {
            sink: self.sink,
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
    pub(crate) fn fault(&self, code: Code, message: impl Into<Box<str>>) -> Diagnostic {
        Diagnostic::error(code, self.span.clone(), message)
    }

    pub(crate) fn push(&self, diagnostic: Diagnostic) {
        self.sink.bag.push(diagnostic);
    }

    /// What was likely meant by a name that is not among these.
    pub(crate) fn nearest<'n>(
        &self,
        written: &str,
        names: impl ExactSizeIterator<Item = &'n str>,
    ) -> Option<&'n str> {
        self.sink.bag.nearest(written, names)
    }

    /// Notes something about this entry, if places are kept.
    pub(super) fn note(&self, note: impl FnOnce(&mut SourceMap)) {
        self.sink.note(note);
    }

    /// The spans of everything in it.
    pub(super) fn node(&self) -> Node {
        let entries = self.table_if_any().map(|table| table.entries()).unwrap_or_default();
        Node {
            key: self.key.to_owned(),
            key_span: self.key_span.clone(),
            span: self.span(),
            entries: entries.iter().map(Entry::node).collect(),
        }
    }

    /// The key with its value.
    pub(super) fn whole(&self) -> Span {
        whole(&self.key_span, &self.span)
    }

    /// Its name in messages.
    pub(crate) fn name(&self) -> String {
        escape::quoted(self.key)
    }

    /// A fault: the value is of another type than `expected`.
    pub(crate) fn wrong_type(&self, expected: &str) {
        let found = match self.value {
            DeValue::String(_) => "text",
            DeValue::Integer(integer) if integer.radix() != 10 => "a number in another base",
            DeValue::Integer(_) | DeValue::Float(_) => "a number",
            DeValue::Boolean(true) => "`true`",
            DeValue::Boolean(false) => "`false`",
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
    pub(crate) fn fault_at_key(&self, code: Code, message: impl Into<Box<str>>) -> Diagnostic {
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
            sink: self.sink,
            outer: self.outer,
            name: self.key,
            span: self.span.clone(),
            entries: entries.iter().collect(),
            asked: RefCell::new(Vec::with_capacity(MOST_KEYS)),
            found: Cell::default(),
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
}
