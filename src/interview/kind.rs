//! The parts of an interview that depend on the kind of a question.

use std::borrow::Cow;

use crate::answers::Answer;
use crate::rulebook::{Kind, OptionId, PastDate, Question, Value};
use crate::text::capitalised;

/// The id and the label of every option to choose from; empty for kinds without options.
pub(super) fn options(question: &Question) -> Vec<[&str; 2]> {
    match &question.kind {
        Kind::YesNo => vec![["yes", "Yes"], ["no", "No"]],
        Kind::Choice(options) => {
            options.iter().map(|option| [option.id.as_str(), option.label.as_str()]).collect()
        }
        Kind::Number { .. } | Kind::Date => Vec::new(),
    }
}

/// The option at a place among [`options`].
pub(super) fn option(question: &Question, place: usize) -> Value {
    match question.kind {
        Kind::YesNo => Value::yes_no(place == 0),
        _ => Value::Choice(OptionId::new(place)),
    }
}

/// What may be entered other than "not sure".
pub(super) fn expected(question: &Question) -> String {
    match &question.kind {
        Kind::YesNo | Kind::Choice(_) => "a number".to_owned(),
        Kind::Number { unit, min, max } => {
            let unit = unit.as_deref().map(|unit| format!(" ({unit})")).unwrap_or_default();
            format!("{min} to {max}{unit}")
        }
        Kind::Date if question.group.is_none() => {
            "never, 3 weeks ago, August 2026 or 2026-08-01".to_owned()
        }
        // The item was ticked, so it did happen.
        Kind::Date => "today, 3 weeks ago, August 2026 or 2026-08-01".to_owned(),
    }
}

/// An entry that gives this value: for an option its number.
pub(super) fn entry(question: &Question, value: Value) -> String {
    match value {
        Value::Choice(OptionId::YES) if matches!(question.kind, Kind::YesNo) => "1".to_owned(),
        Value::Choice(_) if matches!(question.kind, Kind::YesNo) => "2".to_owned(),
        Value::Choice(option) => (option.index() + 1).to_string(),
        Value::Number(_) => value.shown(question).to_string(),
        Value::Date(_) => value.labelled(question),
    }
}

/// What an entry was understood as: an option by its label, a date in words as its day.
pub(super) fn understood(question: &Question, value: Value) -> String {
    let label = value.labelled(question);
    match value {
        Value::Choice(_) if matches!(question.kind, Kind::YesNo) => {
            format!("{}.", capitalised(&label))
        }
        Value::Choice(_) => format!("{label}."),
        Value::Number(_) | Value::Date(_) => format!("Understood as: {label}"),
    }
}

/// The answer of an item that is ticked. `None` for the kinds where it has to be asked when, how
/// much or which.
pub(super) fn ticked(question: &Question) -> Option<Answer> {
    matches!(question.kind, Kind::YesNo).then_some(Answer::Value(Value::YES))
}

/// The answer of an item that is left unticked: a plain no, where the kind has one.
pub(super) fn unticked(question: &Question) -> Option<Answer> {
    match question.kind {
        Kind::YesNo => Some(Answer::Value(Value::NO)),
        Kind::Date => Some(Answer::Value(Value::Date(PastDate::Never))),
        Kind::Choice(_) | Kind::Number { .. } => None,
    }
}

/// What is asked of an item that was ticked.
pub(super) fn follow_up(question: &Question) -> Cow<'_, str> {
    match question.kind {
        Kind::Date => format!("{}: when was the last time?", question.ask).into(),
        _ => question.ask.as_str().into(),
    }
}
