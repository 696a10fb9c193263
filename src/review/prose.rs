//! The texts of a rule file that a person reads.

use std::ops::Range;

use super::literal;
use super::place::{Places, inside};
use crate::rulebook::table::Entry;

/// A text that a person reads, and where it stands.
pub(super) struct Prose<'a> {
    /// Its key.
    pub(super) key: &'a str,
    pub(super) text: &'a str,
    /// Whether it asks, and does not say.
    pub(super) asks: bool,
    file: &'a str,
    span: Range<usize>,
}

impl Prose<'_> {
    /// Where all of it is in the file.
    pub(super) fn span(&self) -> Range<usize> {
        self.span.clone()
    }

    /// Where a part of it is in the file.
    pub(super) fn place(&self, range: &Range<usize>) -> Range<usize> {
        literal::within(self.file, &self.span, self.text, range)
    }
}

/// Every such text. Sources are left as they are published.
pub(super) fn all<'a>(places: &Places<'a>, file: &'a str) -> Vec<Prose<'a>> {
    let mut all = Vec::new();
    let mut add = |entry: Option<Entry<'a>>, asks: bool| {
        if let Some(entry) = entry.filter(Entry::is_string)
            && let Some(text) = entry.string()
        {
            all.push(Prose { key: entry.key, text, asks, file, span: entry.span() });
        }
    };
    for key in ["title", "notice"] {
        add(places.rulebook.as_ref().and_then(|head| inside(head, key)), false);
    }
    for group in &places.groups {
        add(inside(group, "ask"), true);
    }
    for question in &places.questions {
        add(inside(question, "ask"), true);
        add(inside(question, "why"), false);
        let options = inside(question, "options").and_then(|entry| entry.table_if_any());
        for option in options.map(|table| table.entries()).unwrap_or_default() {
            add(Some(option), true);
        }
        let change = inside(question, "change");
        add(change.as_ref().and_then(|change| inside(change, "how")), false);
        let ways = change.and_then(|change| change.table_if_any());
        for way in ways.map(|table| table.entries()).unwrap_or_default() {
            let how = if way.is_string() { Some(way) } else { inside(&way, "how") };
            add(how, false);
        }
    }
    for rule in &places.rules {
        for key in ["title", "reason", "advice", "until", "dispute", "eases"] {
            add(inside(rule, key), false);
        }
    }
    for aftercare in &places.aftercare {
        for key in ["text", "act"] {
            add(inside(aftercare, key), false);
        }
    }
    all
}
