//! Reads conditions, and checks that every test fits its question.

use std::collections::{BTreeMap, BTreeSet};

use super::names::Names;
use super::table::{Entry, Table};
use super::value::{in_bounds, option};
use crate::diagnostic::{Code, DiagnosticSink};
use crate::rulebook::{Bound, Condition, Kind, OptionId, QuestionId, Range, Test, Wants};
use crate::text::list::few;

/// What a condition may refer to.
pub(super) struct Scope<'n, 'a> {
    pub(super) bag: &'n DiagnosticSink,
    pub(super) names: &'n Names<'a>,
    /// The kind of each question; `None` where the kind itself has a fault.
    pub(super) kinds: &'n [Option<Kind>],
    /// The options of each question by their ids; none where it is not a choice.
    pub(super) options: &'n [BTreeMap<&'n str, OptionId>],
}

/// A table of tests that must all hold.
pub(super) fn condition(scope: &Scope<'_, '_>, entry: &Entry<'_>) -> Option<Condition> {
    entry.note(|map| map.start_condition(&entry.key_span));
    tests(scope, entry)
}

/// The tests of a whole condition, or of one part of an `any` or an `all`.
fn tests(scope: &Scope<'_, '_>, entry: &Entry<'_>) -> Option<Condition> {
    if !entry.is_table() {
        entry.wrong_type("tests such as `{ setting = \"home\" }`");
    }
    let table = entry.table_if_any()?;
    if table.len() == 0 {
        entry.push(
            entry
                .fault(Code::EmptyCondition, format!("{} has no test", entry.name()))
                .expected("expected a test such as `{ setting = \"home\" }`"),
        );
        return None;
    }
    let parts: Vec<_> = table
        .entries()
        .iter()
        .map(|part| match part.key {
            "any" => several(scope, part, |item| item.note(|map| map.part(item.span())))
                .map(Condition::Any),
            "all" => several(scope, part, |_| ()).map(Condition::All),
            _ => test(scope, part).map(Condition::Test),
        })
        .collect();
    let mut parts: Vec<_> = parts.into_iter().collect::<Option<_>>()?;
    Some(if parts.len() == 1 { parts.remove(0) } else { Condition::All(parts) })
}

/// The conditions of an `any` or an `all`.
fn several<'a>(
    scope: &Scope<'_, '_>,
    entry: &Entry<'a>,
    note: impl Fn(&Entry<'a>),
) -> Option<Vec<Condition>> {
    if !entry.is_list() {
        entry.wrong_type("a list such as `[ { a = true }, { b = true } ]`");
        return None;
    }
    let items = entry.items()?;
    if items.is_empty() {
        entry.push(
            entry
                .fault(Code::EmptyCondition, format!("{} has no condition", entry.name()))
                .expected("expected conditions such as `[ { a = true }, { b = true } ]`"),
        );
        return None;
    }
    let part = |item: &Entry<'a>| {
        note(item);
        tests(scope, item)
    };
    let parts: Vec<_> = items.iter().map(part).collect();
    parts.into_iter().collect()
}

fn test(scope: &Scope<'_, '_>, entry: &Entry<'_>) -> Option<Test> {
    entry.note(|map| map.part(entry.whole()));
    let index = scope.names.questions.resolve(
        scope.bag,
        entry.key,
        entry.key_span.clone(),
        Code::UnknownQuestion,
    )?;
    let kind = scope.kinds[index].as_ref()?;
    let wants = match kind {
        Kind::YesNo if entry.is_boolean() => {
            let wanted = |yes| if yes { OptionId::YES } else { OptionId::NO };
            entry.boolean().map(|yes| Wants::OneOf(vec![wanted(yes)]))
        }
        Kind::Choice(_) if entry.is_string() || entry.is_list() => {
            options(entry, kind, &scope.options[index])
        }
        Kind::Number { .. } if entry.is_table() => range(&entry.table()?, entry, kind),
        Kind::Date if entry.is_table() => within(&entry.table()?),
        _ => {
            mismatch(entry, kind);
            None
        }
    }?;
    Some(Test { question: QuestionId::new(index), wants })
}

fn mismatch(entry: &Entry<'_>, kind: &Kind) {
    let expected = match kind {
        Kind::YesNo => "expected `true` or `false`".to_owned(),
        Kind::Choice(options) => {
            format!(
                "expected {}, or a list of them",
                few(options.iter().map(|o| &*o.id), options.len(), "or")
            )
        }
        Kind::Number { .. } => "expected bounds such as `{ over = 0.3 }`".to_owned(),
        Kind::Date => "expected a wait such as `{ within = \"14 days\" }`".to_owned(),
    };
    let message = format!("this test does not fit {}, a `{}` question", entry.name(), kind.word());
    entry.push(entry.fault(Code::TestMismatch, message).expected(expected));
}

fn options(entry: &Entry<'_>, kind: &Kind, by_id: &BTreeMap<&str, OptionId>) -> Option<Wants> {
    let Kind::Choice(options) = kind else { return None };
    let named = |entry: &Entry<'_>| option(entry, options, |id| by_id.get(id).copied());
    if entry.is_string() {
        return named(entry).map(|only| Wants::OneOf(vec![only]));
    }
    let items = entry.items()?;
    if items.is_empty() {
        entry.push(
            entry
                .fault(Code::EmptyCondition, format!("{} lists no option", entry.name()))
                .expected(format!(
                    "expected {}",
                    few(options.iter().map(|o| &*o.id), options.len(), "or")
                )),
        );
        return None;
    }
    let mut wanted = Vec::with_capacity(items.len());
    let mut seen = BTreeSet::new();
    let mut whole = true;
    for item in items {
        match named(&item) {
            None => whole = false,
            Some(option) if seen.insert(option) => wanted.push(option),
            Some(_) => {
                item.push(
                    item.fault(Code::Repeated, "this option is repeated").expected("remove one"),
                );
            }
        }
    }
    whole.then_some(Wants::OneOf(wanted))
}

fn range(table: &Table<'_>, entry: &Entry<'_>, kind: &Kind) -> Option<Wants> {
    let lower = bound(table, kind, "over", "at_least")?;
    let upper = bound(table, kind, "under", "at_most")?;
    table.finish();
    if table.len() == 0 {
        mismatch(entry, kind);
    }
    if lower.is_none() && upper.is_none() {
        return None;
    }
    if let (Some(lower), Some(upper)) = (lower, upper) {
        let touching = lower.at == upper.at && lower.inclusive && upper.inclusive;
        if lower.at >= upper.at && !touching {
            let message = format!("no number lies between {} and {}", lower.at, upper.at);
            entry.push(
                entry
                    .fault(Code::BadBounds, message)
                    .expected("expected a lower bound below the upper one"),
            );
        }
    }
    Some(Wants::Range(Range { lower, upper }))
}

/// The bound under one of two keys, if there is one; `None` if it has a fault.
fn bound(
    table: &Table<'_>,
    kind: &Kind,
    exclusive: &'static str,
    inclusive: &'static str,
) -> Option<Option<Bound>> {
    let (entry, inclusive) = match (table.get(exclusive), table.get(inclusive)) {
        (None, None) => return Some(None),
        (Some(entry), None) => (entry, false),
        (None, Some(entry)) => (entry, true),
        (Some(_), Some(second)) => {
            second.push(
                second
                    .fault(
                        Code::Repeated,
                        format!("`{exclusive}` and `{inclusive}` bound the same side"),
                    )
                    .expected("keep one of the two"),
            );
            return None;
        }
    };
    let at = entry.number()?;
    in_bounds(&entry, at, kind).then_some(Some(Bound { at, inclusive }))
}

fn within(table: &Table<'_>) -> Option<Wants> {
    let wait = table.required("within", Entry::duration);
    table.finish();
    wait.map(Wants::Within)
}
