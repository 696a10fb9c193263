//! Where the things of a rulebook stand in its file.

use std::ops::Range;

use crate::rulebook::table::{Entry, Table};
use crate::rulebook::{Condition, QuestionId, RuleId, Test};

/// The tables of a rule file, read again. They have the order of the rulebook's own lists.
pub(super) struct Places<'a> {
    pub(super) rulebook: Option<Entry<'a>>,
    pub(super) sources: Vec<Entry<'a>>,
    pub(super) groups: Vec<Entry<'a>>,
    pub(super) questions: Vec<Entry<'a>>,
    pub(super) rules: Vec<Entry<'a>>,
    pub(super) aftercare: Vec<Entry<'a>>,
}

impl<'a> Places<'a> {
    #[expect(clippy::needless_pass_by_value, reason = "a root is read once")]
    pub(super) fn of(root: Table<'a>) -> Self {
        let section = |key| {
            let table = root.get(key).and_then(|entry| entry.table_if_any());
            table.map(|table| table.entries()).unwrap_or_default()
        };
        Self {
            rulebook: root.get("rulebook"),
            sources: section("source"),
            groups: section("group"),
            questions: section("question"),
            rules: section("rule"),
            aftercare: root.get("aftercare").and_then(|list| list.items()).unwrap_or_default(),
        }
    }

    pub(super) fn rule(&self, id: RuleId, key: &'static str) -> Option<Entry<'a>> {
        inside(&self.rules[id.index()], key)
    }

    pub(super) fn question(&self, id: QuestionId, key: &'static str) -> Option<Entry<'a>> {
        inside(&self.questions[id.index()], key)
    }
}

/// The entry with this key in a table.
pub(super) fn inside<'a>(table: &Entry<'a>, key: &'static str) -> Option<Entry<'a>> {
    table.table_if_any()?.get(key)
}

/// A key with its value.
pub(super) fn whole(entry: &Entry<'_>) -> Range<usize> {
    // The value of a dotted key may be said to stand before its last part.
    entry.key_span.start..entry.span().end.max(entry.key_span.end)
}

/// A part of a condition, and what has to hold for it to matter.
pub(super) struct Part<'c> {
    pub(super) what: What<'c>,
    pub(super) span: Range<usize>,
    /// All that has to hold beside it.
    pub(super) beside: Vec<&'c Condition>,
}

impl Part<'_> {
    /// Whether it stands in another part.
    pub(super) fn is_inside(&self, other: &Self) -> bool {
        other.span.start <= self.span.start && self.span.end <= other.span.end
    }
}

/// What a part of a condition is.
pub(super) enum What<'c> {
    /// A single test.
    Test(&'c Test),
    /// One of several conditions of an `any`: itself, and the others.
    Branch(&'c Condition, Vec<&'c Condition>),
}

/// The parts of a condition, each with its place, a branch before what is in it.
pub(super) fn parts<'c>(entry: &Entry<'_>, condition: &'c Condition) -> Vec<Part<'c>> {
    let mut parts = Vec::new();
    table(entry, condition, &mut Vec::new(), &mut parts);
    parts
}

fn table<'c>(
    entry: &Entry<'_>,
    condition: &'c Condition,
    beside: &mut Vec<&'c Condition>,
    parts: &mut Vec<Part<'c>>,
) {
    let entries = entry.table_if_any().map(|table| table.entries()).unwrap_or_default();
    match (entries.as_slice(), condition) {
        ([only], _) => single(only, condition, beside, parts),
        (_, Condition::All(conditions)) => {
            for (at, entry) in entries.iter().enumerate().take(conditions.len()) {
                with_others(conditions, at, beside, |condition, beside| {
                    single(entry, condition, beside, parts);
                });
            }
        }
        _ => {}
    }
}

fn single<'c>(
    entry: &Entry<'_>,
    condition: &'c Condition,
    beside: &mut Vec<&'c Condition>,
    parts: &mut Vec<Part<'c>>,
) {
    match condition {
        Condition::Test(test) => {
            let (what, beside) = (What::Test(test), beside.clone());
            parts.push(Part { what, span: whole(entry), beside });
        }
        Condition::All(conditions) => {
            for (at, item) in entry.items().unwrap_or_default().iter().enumerate() {
                with_others(conditions, at, beside, |condition, beside| {
                    table(item, condition, beside, parts);
                });
            }
        }
        Condition::Any(conditions) => {
            for (at, item) in entry.items().unwrap_or_default().iter().enumerate() {
                let others = conditions.iter().enumerate().filter(|&(other, _)| other != at);
                let others = others.map(|(_, condition)| condition).collect();
                let what = What::Branch(&conditions[at], others);
                parts.push(Part { what, span: item.span(), beside: beside.clone() });
                table(item, &conditions[at], beside, parts);
            }
        }
    }
}

/// One of several conditions, with the others added to what is beside it.
fn with_others<'c>(
    conditions: &'c [Condition],
    at: usize,
    beside: &mut Vec<&'c Condition>,
    see: impl FnOnce(&'c Condition, &mut Vec<&'c Condition>),
) {
    let before = beside.len();
    for (_, other) in conditions.iter().enumerate().filter(|&(other, _)| other != at) {
        flatten(other, beside);
    }
    see(&conditions[at], beside);
    beside.truncate(before);
}

/// A condition, or each of those that it says must all hold.
fn flatten<'c>(condition: &'c Condition, into: &mut Vec<&'c Condition>) {
    match condition {
        Condition::All(conditions) => conditions.iter().for_each(|part| flatten(part, into)),
        _ => into.push(condition),
    }
}
