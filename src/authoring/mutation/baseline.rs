//! Answers with a level as low as possible, as a background for the one answer that a case is
//! about.

use jiff::civil::Date;

use crate::answers::{Answer, Answers};
use crate::authoring::proof::{self, Domain};
use crate::rulebook::{QuestionId, Rulebook};
use crate::screening::Screener;

/// An answer to every question without an assumption: one by one, the one to which the fewest
/// and mildest rules apply.
pub(super) fn answers(rulebook: &Rulebook, on: Date) -> Vec<(QuestionId, Answer)> {
    let screener = Screener::new(rulebook);
    let tests = proof::tests(rulebook, rulebook.conditions());
    let mut answers = Answers::new(rulebook, on);
    for id in rulebook.question_ids().filter(|&id| rulebook[id].assume.is_none()) {
        let domain = Domain::of(&rulebook[id], &tests[id.index()], false, on);
        let with_each = domain.values().map(|value| {
            let mut answers = answers.clone();
            answers.put(id, Some(Answer::Value(value)));
            answers
        });
        let mildest = with_each.min_by_key(|answers| {
            let outcome = screener.outcome(answers);
            (outcome.floor, outcome.findings.len(), outcome.at_worst)
        });
        answers = mildest.unwrap_or(answers);
    }
    answers.given().collect()
}
