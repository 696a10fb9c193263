//! What a person could change, alone or together with waiting, to come to a better verdict.

use jiff::civil::Date;

use super::{Outcome, Outlook, Screener, Verdict};
use crate::answers::{Answer, Answers};
use crate::rulebook::{QuestionId, Value};

/// How many answers are changed at once, at most.
pub const MOST_CHANGES: usize = 3;

/// Changes that lead to a better verdict than today's, all other answers unchanged.
///
/// No other one with fewer changes, or sooner, is as good; nor is waiting alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What to change, and to what: at least one question, at most [`MOST_CHANGES`], in file
    /// order. How is said by [`Question::way_from`](crate::rulebook::Question::way_from).
    pub set: Vec<(QuestionId, Value)>,
    /// The day to wait for as well, if waiting is part of it.
    pub wait_until: Option<Date>,
    /// The verdict that this leads to.
    pub verdict: Verdict,
}

impl Change {
    /// Whether it asks for no more than another one, no later, and leads to nothing worse.
    fn covers(&self, other: &Self) -> bool {
        self.wait_until <= other.wait_until
            && self.verdict.rank() <= other.verdict.rank()
            && self.set.iter().all(|change| other.set.contains(change))
    }
}

impl Screener<'_> {
    /// What could be changed to come to a better verdict: the smallest sets of changes, best
    /// first. The better verdict comes before fewer changes, those before the earlier day, and
    /// that before the order of the file.
    ///
    /// # Panics
    ///
    /// If the answers belong to another rulebook.
    #[must_use]
    pub fn changes(&self, answers: &Answers<'_>) -> Vec<Change> {
        let outcome = self.screen(answers);
        self.changes_from(answers, &outcome, &self.outlook_from(answers, &outcome))
    }

    /// As [`Screener::changes`], for answers that have been screened.
    ///
    /// INVARIANT: the outcome and the outlook are those of these answers.
    pub(crate) fn changes_from(
        &self,
        answers: &Answers<'_>,
        outcome: &Outcome,
        outlook: &Outlook,
    ) -> Vec<Change> {
        let today = outcome.verdict();
        let items = self.items(answers, outcome);
        let mut found: Vec<Change> = Vec::new();
        let mut sets: Vec<Vec<usize>> = vec![vec![]];
        for size in 1..=MOST_CHANGES {
            let longer: Vec<Vec<usize>> = sets
                .iter()
                .filter(|set| set.len() == size - 1)
                .flat_map(|set| {
                    let next = set.last().map_or(0, |&last| last + 1);
                    (next..items.len()).map(|more| [&set[..], &[more]].concat())
                })
                .collect();
            sets.extend(longer);
        }
        for set in sets {
            let mut changed = answers.clone();
            let set: Vec<_> = set.into_iter().map(|at| items[at]).collect();
            for &(question, value) in &set {
                changed.put(question, Some(Answer::Value(value)));
            }
            let steps = if set.is_empty() { outlook.clone() } else { self.outlook(&changed) }.steps;
            for step in steps {
                let wait_until = (step.from > answers.on()).then_some(step.from);
                let change = Change { set: set.clone(), wait_until, verdict: step.verdict };
                let better = change.verdict.rank() < today.rank();
                if better && !found.iter().any(|other| other.covers(&change)) {
                    found.push(change);
                }
            }
        }
        found.retain(|change| !change.set.is_empty());
        found.sort_by_key(|change| (change.verdict.rank(), change.set.len(), change.wait_until));
        found
    }

    /// The answers that can be changed, and to what, in file order.
    fn items(&self, answers: &Answers<'_>, outcome: &Outcome) -> Vec<(QuestionId, Value)> {
        let item = |question: QuestionId| {
            let Some(Answer::Value(value)) = answers.get(question) else { return None };
            let way = self.rulebook[question].way_from(value)?;
            (!outcome.inapplicable.contains(&question)).then_some((question, way.to))
        };
        self.rulebook.question_ids().filter_map(item).collect()
    }
}
