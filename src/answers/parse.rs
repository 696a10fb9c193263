//! Parses one answer to a value of its question's kind.

use jiff::civil::Date;

use super::fault::{Fault, FaultCode};
use super::time::folded;
use super::{Answer, UNSURE, date};
use crate::rulebook::{Kind, Number, OptionId, Question, Value};
use crate::text::escape;
use crate::text::list::{join, one_of};
use crate::text::nearest::nearest;

/// Parses an answer from a flag or a JSON string.
pub(crate) fn text(question: &Question, text: &str, on: Date) -> Result<Answer, Fault> {
    let is_unsure = match question.kind {
        Kind::Date => folded(text) == UNSURE,
        _ => text == UNSURE,
    };
    if is_unsure {
        return Ok(Answer::Unsure);
    }
    let value = match &question.kind {
        Kind::YesNo => match text {
            "yes" => Ok(Value::YES),
            "no" => Ok(Value::NO),
            _ => Err(unknown(text, yes_or_no(text))),
        },
        Kind::Choice(options) => options
            .iter()
            .position(|option| option.id == text)
            .map(|at| Value::Choice(OptionId::new(at)))
            .ok_or_else(|| {
                let ids = options.iter().map(|option| option.id.as_str());
                unknown(text, nearest(text, ids.chain([UNSURE])).map(str::to_owned))
            }),
        Kind::Number { unit, .. } => {
            // Spaces may stand before the unit. Around an answer there may be none, as with options.
            let counted = unit.as_deref().and_then(|unit| text.strip_suffix(unit));
            let digits = counted.map_or(text, |digits| digits.trim_end_matches(' '));
            match Number::from_decimal(digits) {
                Some(_) if Number::has_too_many_digits(digits) => Err(too_many_digits()),
                Some(number) => in_bounds(question, number),
                None => Err(unknown(text, number_meant(text, unit.as_deref().unwrap_or_default()))),
            }
        }
        Kind::Date => date::past(text, on).map(Value::Date),
    };
    value.map(Answer::Value).map_err(|fault| about(fault, question))
}

/// Parses an answer from a cell: as a flag has it, or `true` or `false`.
pub(super) fn cell(question: &Question, cell: &str, on: Date) -> Result<Answer, Fault> {
    match (&question.kind, cell) {
        (Kind::YesNo, "true") => boolean(question, true),
        (Kind::YesNo, "false") => boolean(question, false),
        (_, cell) => text(question, cell, on),
    }
}

/// Converts the JSON value `true` or `false` to an answer.
pub(super) fn boolean(question: &Question, yes: bool) -> Result<Answer, Fault> {
    match question.kind {
        Kind::YesNo => Ok(Answer::Value(Value::yes_no(yes))),
        _ => Err(wrong_type(question, if yes { "`true`" } else { "`false`" })),
    }
}

/// Parses an answer from a JSON number.
pub(super) fn number(question: &Question, written: &str) -> Result<Answer, Fault> {
    if !question.kind.is_numeric() {
        return Err(wrong_type(question, "a number"));
    }
    if Number::has_too_many_digits(written) {
        return Err(about(too_many_digits(), question));
    }
    Number::from_decimal(written)
        .ok_or_else(|| Fault::new(FaultCode::OutOfRange, "the number is too large"))
        .and_then(|number| in_bounds(question, number))
        .map(Answer::Value)
        .map_err(|fault| about(fault, question))
}

/// The fault for a value of the wrong type; `found` says what it is.
pub(super) fn wrong_type(question: &Question, found: &str) -> Fault {
    about(
        Fault::new(FaultCode::WrongType, format!("{found} is not an answer to this question")),
        question,
    )
}

/// The answers that a question accepts, as part of a sentence.
pub(crate) fn accepted(question: &Question) -> String {
    match &question.kind {
        Kind::YesNo => one_of(["yes", "no", UNSURE]),
        Kind::Choice(options) => {
            one_of(options.iter().map(|option| option.id.as_str()).chain([UNSURE]))
        }
        Kind::Number { unit, min, max } => {
            let unit = unit.as_deref().map(|unit| format!(" {unit}")).unwrap_or_default();
            join([format!("a number from {min} to {max}{unit}"), format!("`{UNSURE}`")], "or")
        }
        Kind::Date => join(
            ["never", "today", "2026-08-01", "August 2026", "3 weeks ago", UNSURE]
                .map(|example| format!("`{example}`")),
            "or",
        ),
    }
}

fn about(fault: Fault, question: &Question) -> Fault {
    fault.at(&question.id).expected(accepted(question))
}

fn unknown(text: &str, meant: Option<String>) -> Fault {
    let message = if text.is_empty() {
        "an empty string is not an answer to this question".to_owned()
    } else {
        format!("{} is not an answer to this question", escape::quoted(text))
    };
    Fault::new(FaultCode::UnknownAnswer, message).suggestion(meant)
}

fn yes_or_no(text: &str) -> Option<String> {
    let meant = match text.trim().to_lowercase().as_str() {
        "y" | "true" | "1" | "on" => Some("yes"),
        "n" | "false" | "0" | "off" | "none" => Some("no"),
        "?" | "unknown" | "maybe" | "s" => Some(UNSURE),
        other => nearest(other, ["yes", "no", UNSURE]),
    };
    meant.map(str::to_owned)
}

/// The number that was likely meant by a text such as `0,5`, `.5` or `30y`; `None` if there is no
/// number, or if it has another unit than the question.
fn number_meant(text: &str, unit: &str) -> Option<String> {
    if let Some(unsure) = nearest(text, [UNSURE]) {
        return Some(unsure.to_owned());
    }
    let plain = text.trim().replacen(',', ".", 1);
    let digits = plain.trim_end_matches(|c: char| !c.is_ascii_digit());
    let counted = plain[digits.len()..].trim();
    if !unit.starts_with(counted) && (unit.is_empty() || !counted.starts_with(unit)) {
        return None;
    }
    let digits = digits.trim_start_matches('+');
    let digits = if digits.starts_with('.') { format!("0{digits}") } else { digits.to_owned() };
    Number::from_decimal(&digits).map(|number| number.to_string())
}

/// The fault for a number that would be rounded, and so might be taken for the bound beside it.
fn too_many_digits() -> Fault {
    Fault::new(FaultCode::OutOfRange, "the number has more than 15 digits")
}

fn in_bounds(question: &Question, number: Number) -> Result<Value, Fault> {
    question.kind.of_number(number).ok_or_else(|| {
        // Quoted, because a number may be hundreds of digits long.
        let number = escape::quoted(&number.to_string());
        Fault::new(FaultCode::OutOfRange, format!("{number} is out of range"))
    })
}
