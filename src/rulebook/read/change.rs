//! Reads the `change` of a question: the ways to change its answer.

use super::table::Entry;
use super::value;
use crate::diagnostic::Code;
use crate::rulebook::{Kind, Modification, Value};
use crate::text::escape;
use crate::text::list::few;

/// Every way to change an answer, in file order; `None` if any of them has a fault.
pub(super) fn ways(entry: &Entry<'_>, kind: &Kind) -> Option<Vec<Modification>> {
    let answers = answers(kind);
    if answers.is_empty() {
        return Some(vec![step(entry, kind, None)?]);
    }
    let table = entry.table()?;
    if table.len() == 0 {
        entry.push(
            entry
                .fault(Code::EmptyCondition, "`change` names no answer")
                .expected("expected an answer, and how to change it"),
        );
        return None;
    }
    table
        .entries()
        .into_iter()
        .map(|way| {
            let Some(at) = answers.iter().position(|&(id, _)| id == way.key) else {
                unknown(&way, &answers);
                return None;
            };
            let from = answers[at].1;
            match answers[..] {
                [(_, first), (_, second)] if way.is_string() => {
                    let to = if at == 0 { second } else { first };
                    Some(Modification { from: Some(from), to, how: way.statement()? })
                }
                [_, _] if !way.is_table() => {
                    way.wrong_type(&format!("text in quotes, or {STEP}"));
                    None
                }
                _ => step(&way, kind, Some(from)),
            }
        })
        // Not short-circuiting: every answer is looked at.
        .collect::<Vec<_>>()
        .into_iter()
        .collect()
}

/// The answers that can be changed, each with its id; empty for a number.
fn answers(kind: &Kind) -> Vec<(&str, Value)> {
    let ids = kind.options().iter().map(|option| option.id.as_str());
    ids.zip(kind.answers()).collect()
}

/// An example of a change with `to`, for messages.
const STEP: &str = "a table such as `{ to = ..., how = \"...\" }`";

/// Reads a change with `to`.
fn step(entry: &Entry<'_>, kind: &Kind, from: Option<Value>) -> Option<Modification> {
    if !entry.is_table() {
        entry.wrong_type(STEP);
        return None;
    }
    let table = entry.table()?;
    let to = table.need("to");
    let how = table.required("how", Entry::statement);
    table.finish();
    let to_entry = to?;
    let to = value::assumed(&to_entry, kind);
    if to.is_some() && to == from {
        to_entry.push(
            to_entry
                .fault(Code::Unchanged, format!("{} would stay as it is", entry.name()))
                .expected("expected another answer"),
        );
        return None;
    }
    Some(Modification { from, to: to?, how: how? })
}

fn unknown(way: &Entry<'_>, answers: &[(&str, Value)]) {
    let ids = || answers.iter().map(|&(id, _)| id);
    way.push(
        way.fault_at_key(
            Code::UnknownOption,
            format!("there is no answer {}", escape::quoted(way.key)),
        )
        .expected(format!("expected {}", few(ids(), answers.len(), "or")))
        .suggestion(way.nearest(way.key, ids())),
    );
}
