//! A columns file as written -> what the columns of a form mean. Reading does not stop at a fault.

use std::cell::RefCell;
use std::collections::HashMap;

use super::column::{AnswerColumn, Column, Meaning, NamedAnswer, Others};
use super::dates::DateOrder;
use super::ticked::TickList;
use crate::answers::time::Time;
use crate::answers::{Fault, FaultCode, Key, UNSURE, accepted, parse};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::rulebook::table::{Entry, Table};
use crate::rulebook::{Kind, Question, QuestionId, Rulebook, Sink, body, document};
use crate::text::escape;
use crate::text::list::one_of;
use crate::text::position::Lines;

pub(super) fn form(
    rulebook: &Rulebook,
    name: &str,
    text: &str,
) -> Result<Vec<Column>, Diagnostics> {
    let text = body(text);
    let sink = Sink::default();
    let document = document(&sink.bag, text);
    let read = document.as_ref().and_then(|document| {
        let reader = FormReader { rulebook, lines: Lines::of(text), given: RefCell::default() };
        reader.file(&Table::root(&sink, document.get_ref()))
    });
    match read {
        Some(columns) if sink.bag.is_empty() => Ok(columns),
        _ => Err(sink.bag.into_diagnostics(name, text.to_owned())),
    }
}

/// The keys of a column that answers one question.
const OF_QUESTIONS: [&str; 4] = ["question", "values", "dates", "decimal"];

/// The keys of a column of lists.
const OF_LISTS: [&str; 3] = ["split", "ticked", "none"];

struct FormReader<'r, 't> {
    rulebook: &'r Rulebook,
    lines: Lines<'t>,
    /// What the columns so far give, with the names of the columns.
    given: RefCell<Vec<(Key, &'t str)>>,
}

/// The texts of one column that a cell may have, each of which has one meaning.
#[derive(Default)]
struct Texts<'t>(HashMap<&'t str, usize>);

impl<'t> FormReader<'_, 't> {
    fn file(&self, root: &Table<'t>) -> Option<Vec<Column>> {
        root.format("columns file")?;
        let entries = root.need("column").and_then(|entry| entry.table())?.entries();
        root.finish();
        let mut columns: Vec<Column> = Vec::new();
        let mut names = Texts::default();
        for entry in &entries {
            // Even of a repeated column every fault is told.
            let is_new = self.is_new(&mut names, entry.key, entry, true);
            if let Some(column) = self.column(entry).filter(|_| is_new) {
                columns.push(column);
            }
        }
        for entry in &entries {
            self.check_ignored(entry);
        }
        Some(columns)
    }

    fn column(&self, entry: &Entry<'t>) -> Option<Column> {
        let name = entry.key.trim();
        let table = entry.table()?;
        let mut texts = Texts::default();
        let meaning = self.meaning(entry, &table, &mut texts);
        if name.is_empty() && !matches!(meaning, Some(Meaning::Ignored) | None) {
            let fault = entry.fault_at_key(Code::EmptyText, "the name of the column is empty");
            entry.push(fault.expected("expected a name, or `ignore = true`"));
        }
        let is_without_blank = matches!(meaning, Some(Meaning::Ignored | Meaning::Required(_)));
        let blank = table.get("blank").filter(|_| !is_without_blank);
        let blank = blank.map(|list| self.texts(&list, &mut texts));
        table.finish();
        Some(Column { name: name.into(), meaning: meaning?, blank: blank.unwrap_or_default() })
    }

    fn meaning(
        &self,
        entry: &Entry<'t>,
        table: &Table<'t>,
        texts: &mut Texts<'t>,
    ) -> Option<Meaning> {
        let name = entry.key.trim();
        let alone = |others: &[&'static str], place| misplaced(table, others, place);
        if let Some(ignore) = table.get("ignore") {
            let place = "a column that is not ignored";
            alone(&OF_QUESTIONS, place);
            alone(&OF_LISTS, place);
            alone(&["require", "blank"], place);
            if ignore.boolean()? {
                return Some(Meaning::Ignored);
            }
            let fault = ignore.fault(Code::UnknownWord, "`ignore` cannot be `false`");
            ignore.push(fault.expected("expected `true`, or a column without `ignore`"));
            return None;
        }
        if let Some(require) = table.get("require") {
            let place = "a column without `require`";
            alone(&OF_QUESTIONS, place);
            alone(&OF_LISTS, place);
            alone(&["blank"], place);
            return Some(Meaning::Required(self.texts(&require, texts)));
        }
        if let (None, None) = (table.get("split"), table.get("ticked")) {
            alone(&["none"], "a column with `split` and `ticked`");
            let Some(question) = table.get("question") else {
                let message = format!("{} has no `question`", entry.name());
                let fault = entry.fault_at_key(Code::MissingKey, message);
                entry.push(fault.expected(
                    "expected `question`, or `split` and `ticked`, or `require`, or `ignore`",
                ));
                // With it they might be right.
                for key in OF_QUESTIONS {
                    table.get(key);
                }
                return None;
            };
            return self.question(name, &question, table, texts);
        }
        alone(&OF_QUESTIONS, "a column without `split` and `ticked`");
        let split = table.required("split", Entry::string);
        if let (Some(""), Some(entry)) = (split, table.get("split")) {
            let fault = entry.fault(Code::EmptyText, "`split` is empty");
            entry.push(fault.expected("expected what is between two items, such as `, `"));
        }
        let ticked = table.required("ticked", |entry| Some(self.ticked(name, entry, texts)));
        let none = table.get("none").and_then(|entry| {
            let text = entry.string()?;
            self.is_new(texts, text, &entry, false).then(|| text.trim().into())
        });
        Some(Meaning::List(TickList::new(split?, ticked?, none)))
    }

    /// A column with `question`.
    fn question(
        &self,
        name: &'t str,
        entry: &Entry<'t>,
        table: &Table<'t>,
        texts: &mut Texts<'t>,
    ) -> Option<Meaning> {
        let alone = |others: &[&'static str], place| misplaced(table, others, place);
        let Some(key) = self.key(entry) else {
            // What goes with it is not known; that it is there is no fault.
            for key in OF_QUESTIONS {
                table.get(key);
            }
            return None;
        };
        self.give(key, entry, name);
        let Key::Question(id) = key else {
            alone(&["values", "decimal"], "a column that answers a question of the rulebook");
            if key == Key::Id {
                alone(&["dates"], "a column of dates");
                return Some(Meaning::Id);
            }
            return Some(Meaning::On(table.get("dates").and_then(|entry| dates(&entry))));
        };
        let question = &self.rulebook[id];
        let values = table.get("values").map(|entry| self.values(question, &entry, texts));
        let mut others = if values.is_some() { Others::Faults } else { Others::AsFlags };
        if let Kind::Date = question.kind {
            if let Some(order) = table.get("dates").and_then(|entry| dates(&entry)) {
                others = Others::Dates(order);
            }
        } else {
            alone(&["dates"], "a column of dates");
        }
        if question.kind.is_numeric() {
            if let Some(mark) = table.get("decimal").and_then(|entry| decimal(&entry)) {
                others = Others::Decimals(mark);
            }
        } else {
            alone(&["decimal"], "a column of numbers");
        }
        let values = values.unwrap_or_default();
        Some(Meaning::Answer(AnswerColumn { question: id, values, others }))
    }

    fn values(
        &self,
        question: &Question,
        entry: &Entry<'t>,
        texts: &mut Texts<'t>,
    ) -> Vec<(Box<str>, NamedAnswer)> {
        let read = |entry: &Entry<'t>| {
            let is_new = self.is_new(texts, entry.key, entry, true);
            let answer = self.answer(question, entry)?;
            is_new.then(|| (entry.key.trim().into(), answer))
        };
        entries(entry).iter().filter_map(read).collect()
    }

    /// An answer as flags take it.
    fn answer(&self, question: &Question, entry: &Entry<'t>) -> Option<NamedAnswer> {
        let text = entry.string()?;
        let read = match question.kind {
            Kind::Date if text != UNSURE => {
                Time::read(text).map(|_| NamedAnswer::Date(text.into()))
            }
            _ => {
                let day = self.rulebook.head().reviewed;
                parse::text(question, text, day).map(NamedAnswer::Fixed)
            }
        };
        let told = |fault: Fault| {
            let code = match (fault.code, &question.kind) {
                (FaultCode::OutOfRange, _) => Code::OutOfRange,
                (FaultCode::BadDate, _) => Code::BadDate,
                (_, Kind::Choice(_)) => Code::UnknownOption,
                _ => Code::UnknownWord,
            };
            let message = format!("{}: {}", entry.name(), fault.problem.message);
            entry.push(
                entry
                    .fault(code, message)
                    .expected(format!("expected {}", accepted(question)))
                    .suggestion(fault.problem.suggestion),
            );
        };
        read.map_err(told).ok()
    }

    fn ticked(
        &self,
        name: &'t str,
        entry: &Entry<'t>,
        texts: &mut Texts<'t>,
    ) -> Vec<(Box<str>, QuestionId)> {
        let read = |entry: &Entry<'t>| {
            let is_new = self.is_new(texts, entry.key, entry, true);
            let key = self.key(entry)?;
            match key {
                Key::Question(id) if matches!(self.rulebook[id].kind, Kind::YesNo) => {
                    self.give(key, entry, name);
                    is_new.then(|| (entry.key.trim().into(), id))
                }
                _ => {
                    let what = escape::quoted(entry.string().unwrap_or_default());
                    let message = format!("{what} is not a yes-no question");
                    let fault = entry.fault(Code::WrongType, message);
                    entry.push(fault.expected("expected a question that an item says yes to"));
                    None
                }
            }
        };
        entries(entry).iter().filter_map(read).collect()
    }

    /// What a column gives, by its name.
    fn key(&self, entry: &Entry<'t>) -> Option<Key> {
        let name = entry.string()?;
        let found = Key::named(self.rulebook, name);
        if found.is_none() {
            let questions = self.rulebook.questions();
            let ids: Vec<_> = questions.iter().map(|question| question.id.as_str()).collect();
            let ids = [ids, vec!["id", "on"]].concat();
            let message = format!("there is no question {}", escape::quoted(name));
            entry.push(
                entry
                    .fault(Code::UnknownQuestion, message)
                    .expected(format!(
                        "expected a question of `{}`, `id` or `on`",
                        self.rulebook.head().id
                    ))
                    .suggestion(entry.nearest(name, ids.into_iter())),
            );
        }
        found
    }

    /// Notes what a column gives; a fault if another column gives it, too.
    fn give(&self, key: Key, entry: &Entry<'t>, column: &'t str) {
        let mut given = self.given.borrow_mut();
        match given.iter().find(|(known, _)| *known == key) {
            Some(&(_, other)) if other != column => {
                let what = escape::quoted(entry.string().unwrap_or_default());
                let message = format!("{what} comes from two columns");
                let fault = entry.fault(Code::Repeated, message);
                let other = escape::quoted(other);
                entry.push(fault.expected(format!("it is given by {other} already")));
            }
            Some(_) => {}
            None => given.push((key, column)),
        }
    }

    /// Texts that a cell may have.
    fn texts(&self, entry: &Entry<'t>, texts: &mut Texts<'t>) -> Vec<Box<str>> {
        let Some(items) = entry.items() else { return Vec::new() };
        if items.is_empty() {
            entry.push(empty(entry));
        }
        let read = |item: &Entry<'t>| {
            let text = item.string()?;
            self.is_new(texts, text, item, false).then(|| text.trim().into())
        };
        items.iter().filter_map(read).collect()
    }

    /// Whether a text, which may be the key of an entry, has no other meaning in this column.
    fn is_new(
        &self,
        texts: &mut Texts<'t>,
        text: &'t str,
        entry: &Entry<'t>,
        is_key: bool,
    ) -> bool {
        let text = text.trim();
        let span = if is_key { entry.key_span.clone() } else { entry.span() };
        let fault = |code, message: String| {
            if is_key { entry.fault_at_key(code, message) } else { entry.fault(code, message) }
        };
        let is_column = is_key && entry.is_table();
        if text.is_empty() && !is_column {
            let fault = fault(Code::EmptyText, "the text is empty".to_owned());
            entry.push(
                fault.expected("expected text; an empty cell is unanswered without being named"),
            );
            return false;
        }
        if let Some(&at) = texts.0.get(text) {
            let line = self.lines.position(at).line;
            let message = format!("{} is repeated", escape::quoted(text));
            let first = format!("it is on line {line} already; blanks at its ends do not count");
            entry.push(fault(Code::Repeated, message).expected(first));
            return false;
        }
        texts.0.insert(text, span.start);
        true
    }

    /// No answer is passed over: that a question has a column of its name is no accident.
    fn check_ignored(&self, entry: &Entry<'t>) {
        let table = entry.table_if_any();
        // `require` looks at its values and passes over them, too.
        let ignored = table.and_then(|table| table.get("ignore").or_else(|| table.get("require")));
        let Some(ignored) = ignored else { return };
        let name = entry.key.trim();
        let plain = name.to_lowercase().replace(['-', ' '], "_");
        let is_read = match Key::named(self.rulebook, &plain) {
            Some(Key::Question(_)) => true,
            Some(key) => {
                let given = self.given.borrow();
                plain == name && given.iter().all(|(known, _)| *known != key)
            }
            None => false,
        };
        if is_read {
            let message = format!("{} cannot be ignored", escape::quoted(name));
            ignored.push(
                ignored
                    .fault_at_key(Code::MisplacedKey, message)
                    .expected(format!("expected `question = \"{plain}\"`"))
                    .note("answers, `id` and `on` are always read"),
            );
        }
    }
}

/// Reports the keys of a table that belong elsewhere.
fn misplaced(table: &Table<'_>, keys: &[&'static str], place: &str) {
    for key in keys {
        table.misplaced(key, place);
    }
}

/// The entries of a table that may not be empty.
fn entries<'t>(entry: &Entry<'t>) -> Vec<Entry<'t>> {
    let Some(table) = entry.table() else { return Vec::new() };
    if table.len() == 0 {
        entry.push(empty(entry));
    }
    table.entries()
}

fn empty(entry: &Entry<'_>) -> Diagnostic {
    let fault = entry.fault(Code::EmptyText, format!("{} is empty", entry.name()));
    fault.expected("expected at least one text")
}

fn dates(entry: &Entry<'_>) -> Option<DateOrder> {
    let text = entry.string()?;
    let order = DateOrder::named(text);
    if order.is_none() {
        let message = format!("`dates` cannot be {}", escape::quoted(text));
        let meant = DateOrder::meant(text).map(|order| order.to_string());
        entry.push(
            entry
                .fault(Code::UnknownWord, message)
                .expected(format!("expected {}", DateOrder::ACCEPTED))
                .suggestion(meant),
        );
    }
    order
}

fn decimal(entry: &Entry<'_>) -> Option<char> {
    let text = entry.string()?;
    let mark = [',', '.'].into_iter().find(|mark| text == mark.encode_utf8(&mut [0; 4]));
    if mark.is_none() {
        let message = format!("`decimal` cannot be {}", escape::quoted(text));
        let fault = entry.fault(Code::UnknownWord, message);
        entry.push(fault.expected(format!("expected {}", one_of([",", "."]))));
    }
    mark
}
