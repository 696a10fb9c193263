//! A single question, outside of a checklist.

use jiff::civil::Date;

use super::agenda::Agenda;
use super::entry::place;
use super::find::List;
use super::prompt::{IfEmpty, Subject};
use super::refusal::Refusal;
use super::understood::Echo;
use super::words::{folded, is_unsure};
use super::{kind, measure};
use crate::answers::{self, Answer, Answers};
use crate::rulebook::{Kind, Question, QuestionId};

/// What has to be shown of a question, with the answer that an empty entry keeps.
pub(super) fn subject(question: &Question, kept: Option<Answer>) -> Subject<'_> {
    let if_empty = match kept {
        None => IfEmpty::Refused,
        Some(Answer::Unsure) => IfEmpty::KeepsUnsure,
        Some(Answer::Value(value)) => IfEmpty::Keeps(kind::entry(question, value)),
    };
    let options = kind::options(question).iter().map(|[_, label]| *label).collect();
    Subject::Single { question, options, expected: kind::expected(question), if_empty }
}

/// The answer that an entry gives; an empty one keeps `kept`.
pub(super) fn read(
    entry: &str,
    question: &Question,
    kept: Option<Answer>,
    on: Date,
) -> Result<Answer, Refusal> {
    if entry.is_empty() {
        return kept.ok_or(Refusal::Unanswered);
    }
    let options = List::of_options(kind::options(question));
    let text = folded(entry);
    let can_be_label = !["s", "unsure", "not sure"].contains(&text.as_str());
    if is_unsure(&text) && !(can_be_label && options.contains(&text)) {
        return Ok(Answer::Unsure);
    }
    let entry = match &question.kind {
        Kind::YesNo | Kind::Choice(_) => {
            let place = place(entry, &options)?;
            return Ok(Answer::Value(kind::option(question, place)));
        }
        Kind::Number { unit, .. } => {
            measure::number(entry, unit.as_deref()).unwrap_or_else(|| entry.to_owned())
        }
        Kind::Date => measure::time(entry),
    };
    answers::read(question, &entry, on).map_err(|fault| Refusal::Unfit(fault.problem))
}

/// The answer to a question, as it was understood.
pub(super) fn echo(answer: Answer, question: &Question) -> Echo<'_> {
    let text = match answer {
        Answer::Unsure => "Not sure.".to_owned(),
        Answer::Value(value) => kind::understood(question, value),
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
