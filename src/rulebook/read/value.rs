//! The `assume` of a question.

use super::question::in_bounds;
use super::table::Entry;
use crate::diagnostic::Code;
use crate::rulebook::{Choice, Kind, OptionId, PastDate, Value};
use crate::text::escape;
use crate::text::list::one_of;
use crate::text::nearest::nearest;

pub(super) fn assumed(entry: &Entry<'_>, kind: &Kind) -> Option<Value> {
    match kind {
        Kind::YesNo => entry.boolean().map(Value::YesNo),
        Kind::Choice(options) => option(entry, options).map(Value::Choice),
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
                    .note("a day that is assumed for everybody would be right for nobody"),
            );
            None
        }
    }
}

/// The option that a string names.
pub(super) fn option(entry: &Entry<'_>, options: &[Choice]) -> Option<OptionId> {
    let name = entry.string()?;
    let found = options.iter().position(|option| option.id == name);
    if found.is_none() {
        let ids = || options.iter().map(|option| option.id.as_str());
        entry.push(
            entry
                .fault(Code::UnknownOption, format!("there is no option {}", escape::quoted(name)))
                .expected(format!("expected {}", one_of(ids())))
                .suggestion(nearest(name, ids())),
        );
    }
    found.map(OptionId::new)
}
