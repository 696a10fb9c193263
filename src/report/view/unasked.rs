//! Answers to questions that would not have been asked, and the reasons.

use super::super::Report;
use super::answered::stated;
use crate::answers::Answer;
use crate::screening::{Holds, Known, TracedCondition, TracedTest};
use crate::text::list::join;

pub(super) fn all(report: &Report<'_>) -> Vec<String> {
    let unasked = report.outcome().unasked.iter();
    unasked
        .map(|unasked| {
            let question = &report.rulebook()[unasked.question];
            let said = stated(question, unasked.answer);
            let against = question.ask_when.as_ref().map(|when| {
                against(&TracedCondition::of(when, report.answers(), report.outcome()))
            });
            match against {
                None => format!("{said}."),
                Some(mut against) => {
                    // Two tests of the same answer give the same reason.
                    against.dedup();
                    format!("{said}. It is not asked when {}.", join(against, "and"))
                }
            }
        })
        .collect()
}

/// The answers because of which a condition does not hold; empty if it holds or might.
fn against(condition: &TracedCondition<'_>) -> Vec<String> {
    condition.shortfall(Holds::Maybe).into_iter().flat_map(reasons).collect()
}

fn reasons(test: &TracedTest<'_>) -> Vec<String> {
    let said = |value| stated(test.question, Answer::Value(value));
    match test.known {
        Known::Given(value) => vec![said(value)],
        Known::Assumed(value) => vec![format!("{} (assumed)", said(value))],
        _ => test.ask_when.as_ref().map(against).unwrap_or_default(),
    }
}
