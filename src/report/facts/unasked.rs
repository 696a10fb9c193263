//! Answers to questions that would not have been asked, and why not.

use super::super::Report;
use super::stated;
use crate::answers::Answer;
use crate::rulebook::{Condition, QuestionId};
use crate::text::list::join;

pub(super) fn all(report: &Report<'_>) -> Vec<String> {
    let unasked = report.outcome().unasked.iter();
    unasked
        .map(|unasked| {
            let question = &report.rulebook()[unasked.question];
            let mut against = Vec::new();
            if let Some(when) = &question.ask_when {
                collect(report, when, &mut against);
            }
            let said = stated(question, unasked.answer);
            format!("{said}. It is not asked when {}.", join(against, "and"))
        })
        .collect()
}

/// Adds every answer that keeps a condition from holding; one that does not hold has at least one.
fn collect(report: &Report<'_>, condition: &Condition, against: &mut Vec<String>) {
    condition.each_test(&mut |test| {
        let (rulebook, outcome) = (report.rulebook(), report.outcome());
        let question = &rulebook[test.question];
        let (value, assumed) = match report.answers().get(test.question) {
            Some(Answer::Unsure) => return,
            Some(Answer::Value(value)) => (value, ""),
            None if outcome.inapplicable.contains(test.question) => {
                if let Some(when) = &question.ask_when {
                    collect(report, when, against);
                }
                return;
            }
            None => match question.assume.filter(|_| is_assumed(report, test.question)) {
                Some(value) => (value, " (assumed)"),
                None => return,
            },
        };
        let said = format!("{}{assumed}", stated(question, Answer::Value(value)));
        if !test.wants.accepts(value, report.on()) && !against.contains(&said) {
            against.push(said);
        }
    });
}

fn is_assumed(report: &Report<'_>, question: QuestionId) -> bool {
    report.outcome().assumed.contains(question)
}
