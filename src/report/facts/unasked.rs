//! Answers to questions that would not have been asked, and why not.

use super::super::Report;
use super::answered::stated;
use crate::answers::Answer;
use crate::rulebook::{Condition, Test};
use crate::text::list::join;

pub(super) fn all(report: &Report<'_>) -> Vec<String> {
    let unasked = report.outcome().unasked.iter();
    unasked
        .map(|unasked| {
            let question = &report.rulebook()[unasked.question];
            let said = stated(question, unasked.answer);
            match question.ask_when.as_ref().and_then(|when| against(report, when)) {
                None => format!("{said}."),
                Some(mut against) => {
                    // Two tests of one answer fail for one reason.
                    against.dedup();
                    format!("{said}. It is not asked when {}.", join(against, "and"))
                }
            }
        })
        .collect()
}

/// The answers that keep a condition from holding; nothing if it holds, or might.
fn against(report: &Report<'_>, condition: &Condition) -> Option<Vec<String>> {
    match condition {
        // One reason is enough.
        Condition::All(parts) => parts.iter().find_map(|part| against(report, part)),
        Condition::Any(parts) => {
            let all: Option<Vec<_>> = parts.iter().map(|part| against(report, part)).collect();
            Some(all?.concat())
        }
        Condition::Test(test) => against_test(report, test),
    }
}

fn against_test(report: &Report<'_>, test: &Test) -> Option<Vec<String>> {
    let (question, outcome) = (&report.rulebook()[test.question], report.outcome());
    let (value, assumed) = match report.answers().get(test.question) {
        Some(Answer::Value(value)) => (value, ""),
        None if outcome.inapplicable.contains(test.question) => {
            return against(report, question.ask_when.as_ref()?);
        }
        None if outcome.assumed.contains(test.question) => (question.assume?, " (assumed)"),
        Some(Answer::Unsure) | None => return None,
    };
    let said = format!("{}{assumed}", stated(question, Answer::Value(value)));
    (!test.wants.accepts(value, report.on())).then(|| vec![said])
}
