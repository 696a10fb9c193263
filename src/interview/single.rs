//! A single question, outside of a checklist.

use super::agenda::Agenda;
use super::entry::place;
use super::kind;
use super::prompt::{IfEmpty, Subject};
use super::refusal::Refusal;
use super::understood::Echo;
use crate::answers::{self, Answer, Answers};
use crate::rulebook::QuestionId;
use crate::text::capitalised;

/// What has to be shown of a question.
pub(super) fn subject<'r>(
    id: QuestionId,
    answers: &Answers<'r>,
    agenda: &Agenda<'r>,
) -> Subject<'r> {
    let question = &answers.rulebook()[id];
    let entry = |value| kind::entry(question, value);
    let if_empty = match answers.get(id) {
        Some(Answer::Unsure) => IfEmpty::KeepsUnsure,
        Some(Answer::Value(value)) => IfEmpty::Keeps(entry(value)),
        None => match agenda.assumed(id, answers) {
            Some(value) => IfEmpty::Assumes(entry(value)),
            None if question.assume.is_some() => IfEmpty::LeavesOpen,
            None => IfEmpty::Refused,
        },
    };
    let options = kind::options(question).iter().map(|[_, label]| *label).collect();
    Subject::Single { question, options, expected: kind::expected(question), if_empty }
}

/// The answer that an entry gives; `None` leaves the question unanswered.
pub(super) fn read(
    entry: &str,
    id: QuestionId,
    answers: &Answers<'_>,
) -> Result<Option<Answer>, Refusal> {
    let question = &answers.rulebook()[id];
    let before = answers.get(id);
    let options = kind::options(question);
    match entry.to_lowercase().as_str() {
        "" if before.is_some() || question.assume.is_some() => Ok(before),
        "" => Err(Refusal::Unanswered),
        "s" | "unsure" | "not sure" => Ok(Some(Answer::Unsure)),
        _ if options.is_empty() => answers::read(question, entry, answers.on())
            .map(Some)
            .map_err(|fault| Refusal::Unfit(fault.problem)),
        _ => {
            let place = place(entry, &options)?;
            Ok(Some(Answer::Value(kind::option(question, place))))
        }
    }
}

/// The answer to a question, as it was understood.
pub(super) fn echo<'r>(id: QuestionId, answers: &Answers<'r>, agenda: &Agenda<'r>) -> Echo<'r> {
    let text = match answers.get(id) {
        None => format!("{}.", capitalised(&passed_by(id, answers, agenda))),
        Some(Answer::Unsure) => "Not sure.".to_owned(),
        Some(Answer::Value(value)) => kind::understood(&answers.rulebook()[id], value),
    };
    Echo { word: None, text: text.into() }
}

/// In words, that a question was not answered, and what is assumed instead.
pub(super) fn passed_by(id: QuestionId, answers: &Answers<'_>, agenda: &Agenda<'_>) -> String {
    match agenda.assumed(id, answers) {
        None => "not answered".to_owned(),
        Some(value) => {
            format!("not answered, assumed: {}", value.labelled(&answers.rulebook()[id]))
        }
    }
}
