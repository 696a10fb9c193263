//! One answer of a case file -> a text that fits its question.

use crate::answers::{Fault, FaultCode, UNSURE};
use crate::diagnostic::{Code, Diagnostic};
use crate::rulebook::table::Entry;
use crate::rulebook::{Kind, Question, answer_text};
use crate::text::problem::Problem;

/// What takes an inherited answer away.
pub(crate) const UNANSWERED: &str = "unanswered";

/// The answer as a text that flags could have, or [`UNANSWERED`]; `None` if it is of a type that its
/// question does not take.
pub(super) fn text(question: &Question, entry: &Entry<'_>) -> Option<String> {
    Some(match &question.kind {
        // A number in quotes would be one, too, but is a slip.
        kind if kind.is_numeric() && entry.is_string() => entry
            .string()
            .filter(|text| [UNSURE, UNANSWERED].contains(text))
            .or_else(|| {
                entry.wrong_type("a number without quotes");
                None
            })?
            .to_owned(),
        _ if entry.is_string() => entry.string()?.to_owned(),
        kind => answer_text(entry, kind)?,
    })
}

/// The fault of an answer as a diagnostic of the case file.
pub(super) fn diagnostic(entry: &Entry<'_>, fault: &Fault, kind: &Kind) -> Diagnostic {
    let code = match (fault.code, kind) {
        (FaultCode::UnknownQuestion, _) => Code::UnknownQuestion,
        (FaultCode::UnknownAnswer, Kind::Choice(_)) => Code::UnknownOption,
        (FaultCode::OutOfRange, _) => Code::OutOfRange,
        (FaultCode::BadDate | FaultCode::AfterTreatment, _) => Code::BadDate,
        (FaultCode::WrongType, _) => Code::WrongType,
        _ => Code::UnknownWord,
    };
    let Problem { message, expected, suggestion } = &fault.problem;
    let found = entry.fault(code, format!("{}: {message}", entry.name()));
    let found = match expected {
        Some(expected) => found.expected(format!("expected {expected}, or `{UNANSWERED}`")),
        None => found,
    };
    found.suggestion(suggestion.as_deref())
}
