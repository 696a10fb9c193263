//! Values of a question: assumptions, answers in cases, and bounds.

use std::collections::BTreeMap;

use super::table::Entry;
use crate::diagnostic::Code;
use crate::rulebook::{Choice, Kind, Number, OptionId, PastDate, Value};
use crate::text::escape;
use crate::text::list::few;

pub(super) fn assumed(entry: &Entry<'_>, kind: &Kind) -> Option<Value> {
    match kind {
        Kind::YesNo => entry.boolean().map(Value::yes_no),
        Kind::Choice(options) => {
            let find = |id: &str| options.iter().position(|option| option.id == id);
            option(entry, options, |id| find(id).map(OptionId::new)).map(Value::Choice)
        }
        Kind::Number { .. } => {
            let number = entry.number()?;
            in_bounds(entry, number, kind).then_some(Value::Number(number))
        }
        Kind::Date if entry.string()? == "never" => Some(Value::Date(PastDate::Never)),
        Kind::Date => {
            entry.push(
                entry
                    .fault(Code::UnknownWord, "only `never` can be assumed of a date")
                    .expected("expected `never`")
                    .note("no day would be right for everybody"),
            );
            None
        }
    }
}

/// An answer as text, as in a flag, from a value of the type that its kind requires. Whether the
/// question has such an answer is not checked.
pub(crate) fn answer_text(entry: &Entry<'_>, kind: &Kind) -> Option<String> {
    Some(match kind {
        Kind::YesNo => if entry.boolean()? { "yes" } else { "no" }.to_owned(),
        Kind::Choice(_) => entry.string()?.to_owned(),
        Kind::Number { .. } => entry.number()?.to_string(),
        Kind::Date => entry.date()?.to_string(),
    })
}

/// The option that a string names, if `find` knows it.
pub(super) fn option(
    entry: &Entry<'_>,
    options: &[Choice],
    find: impl Fn(&str) -> Option<OptionId>,
) -> Option<OptionId> {
    let name = entry.string()?;
    let found = find(name);
    if found.is_none() {
        let ids = || options.iter().map(|option| option.id.as_str());
        entry.push(
            entry
                .fault(Code::UnknownOption, format!("there is no option {}", escape::quoted(name)))
                .expected(format!("expected {}", few(ids(), options.len(), "or")))
                .suggestion(entry.nearest(name, ids())),
        );
    }
    found
}

/// The options of a choice by their ids: a map, as many rules may test one of many options.
pub(super) fn by_id(kind: &Kind) -> BTreeMap<&str, OptionId> {
    let Kind::Choice(options) = kind else { return BTreeMap::new() };
    options.iter().enumerate().map(|(at, option)| (&*option.id, OptionId::new(at))).collect()
}

/// Whether a number may be an answer, or be compared with one.
pub(super) fn in_bounds(entry: &Entry<'_>, number: Number, kind: &Kind) -> bool {
    let Kind::Number { min, max, .. } = kind else { return true };
    let fine = (*min..=*max).contains(&number);
    if !fine {
        entry.push(
            entry
                .fault(Code::OutOfRange, format!("{number} can never be an answer"))
                .expected(format!("expected a number from {min} to {max}")),
        );
    }
    fine
}
