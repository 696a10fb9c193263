//! The review of all answers at the end of an interview.

use super::agenda::Agenda;
use super::block::Block;
use super::prompt::ReviewEntry;
use super::{kind, single};
use crate::answers::{Answer, Answers};
use crate::rulebook::QuestionId;

/// A block and what was answered to it.
pub(super) fn entry<'r>(
    block: &Block,
    answers: &Answers<'r>,
    agenda: &Agenda<'r>,
) -> ReviewEntry<'r> {
    let rulebook = answers.rulebook();
    let heading = block.heading(rulebook);
    let is_answered = block.questions().iter().any(|&id| answers.get(id).is_some());
    let answer = match block {
        Block::Single(id) => match answers.get(*id) {
            None => single::passed_by(*id, answers, agenda),
            Some(answer) => in_words(answer, *id, answers),
        },
        Block::Checklist(_, items) => {
            let said: Vec<String> = items.iter().filter_map(|&id| item(id, answers)).collect();
            match (said.is_empty(), is_answered) {
                (false, _) => said.join("; "),
                (true, true) => "none".to_owned(),
                (true, false) => "not answered".to_owned(),
            }
        }
    };
    ReviewEntry { heading, answer, is_answered }
}

/// An item of a checklist with its answer; `None` if it was left unticked or unanswered.
fn item(id: QuestionId, answers: &Answers<'_>) -> Option<String> {
    let question = &answers.rulebook()[id];
    let answer = answers.get(id).filter(|&answer| Some(answer) != kind::unticked(question))?;
    if Some(answer) == kind::ticked(question) {
        return Some(question.ask.clone());
    }
    Some(format!("{} ({})", question.ask, in_words(answer, id, answers)))
}

fn in_words(answer: Answer, id: QuestionId, answers: &Answers<'_>) -> String {
    match answer {
        Answer::Unsure => "not sure".to_owned(),
        Answer::Value(value) => value.labelled(&answers.rulebook()[id]),
    }
}
