//! Why a rule does not apply, where that can be said in a few words.

use crate::answers::Answers;
use crate::rulebook::Condition;
use crate::screening::{Holds, Known, Outcome, TracedCondition, TracedTest};

/// What takes more reasons than this is not simple.
const MAX_REASONS: usize = 2;

/// Why a condition does not certainly hold; none if that takes many words.
pub(super) fn not(
    condition: &Condition,
    answers: &Answers<'_>,
    outcome: &Outcome,
) -> Option<String> {
    let reasons = against(&TracedCondition::of(condition, answers, outcome));
    (1..=MAX_REASONS).contains(&reasons.len()).then(|| reasons.join(", and "))
}

/// What stands against a condition; none if it certainly holds.
fn against(condition: &TracedCondition<'_>) -> Vec<String> {
    condition.shortfall(Holds::Yes).into_iter().map(reason).collect()
}

fn reason(test: &TracedTest<'_>) -> String {
    let TracedTest { question, known, ask_when, .. } = test;
    let id = &question.id;
    match (known, ask_when) {
        (Known::Given(value), _) => format!("`{id}` is {}", value.shown(question)),
        (Known::Unsure, _) => format!("`{id}` is unsure"),
        (_, Some(when)) if when.holds != Holds::Yes => {
            let against = against(when).join(", and ");
            format!("`{id}` is unanswered and not asked, as {against}")
        }
        (Known::Assumed(value), _) => {
            format!("`{id}` is {}, which was assumed", value.shown(question))
        }
        _ => format!("`{id}` is unanswered"),
    }
}
