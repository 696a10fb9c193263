//! Why a rule does not apply, where that can be said in a few words.

use crate::answers::{Answer, Answers};
use crate::rulebook::{Condition, Rulebook, Test};
use crate::screening::Outcome;

/// How many tests are worth naming; what takes more is not simple.
const MOST: usize = 2;

/// Why a condition does not certainly hold; nothing if that takes many words.
pub(super) fn not(
    rulebook: &Rulebook,
    answers: &Answers<'_>,
    outcome: &Outcome,
    condition: &Condition,
) -> Option<String> {
    let looker = Looker { rulebook, answers, outcome };
    let reasons = looker.against(condition)?;
    (reasons.len() <= MOST).then(|| reasons.join(", and "))
}

struct Looker<'a> {
    rulebook: &'a Rulebook,
    answers: &'a Answers<'a>,
    outcome: &'a Outcome,
}

impl Looker<'_> {
    /// What stands against a condition; nothing if it certainly holds.
    fn against(&self, condition: &Condition) -> Option<Vec<String>> {
        match condition {
            Condition::All(parts) => parts.iter().find_map(|part| self.against(part)),
            Condition::Any(parts) => {
                let all: Option<Vec<_>> = parts.iter().map(|part| self.against(part)).collect();
                Some(all?.concat())
            }
            Condition::Test(test) => self.against_test(test).map(|reason| vec![reason]),
        }
    }

    fn against_test(&self, test: &Test) -> Option<String> {
        let question = &self.rulebook[test.question];
        let id = &question.id;
        let (value, how) = match self.answers.get(test.question) {
            Some(Answer::Value(value)) => (value, ""),
            Some(Answer::Unsure) => return Some(format!("`{id}` is unsure")),
            None => {
                if let Some(against) =
                    question.ask_when.as_ref().and_then(|when| self.against(when))
                {
                    let against = against.join(", and ");
                    return Some(format!("`{id}` is unanswered and not asked, as {against}"));
                }
                let is_assumed = self.outcome.assumed.contains(test.question);
                match question.assume.filter(|_| is_assumed) {
                    Some(value) => (value, ", which was assumed"),
                    None => return Some(format!("`{id}` is unanswered")),
                }
            }
        };
        (!test.wants.accepts(value, self.answers.on()))
            .then(|| format!("`{id}` is {}{how}", value.shown(question)))
    }
}
