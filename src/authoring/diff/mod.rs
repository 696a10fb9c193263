//! Compares two rulebooks: what came, went or changed, and what that does to people.
//!
//! **The same answers** are compared: those that both rulebooks accept, where a question that only
//! one of them asks is unanswered. Every question may be unanswered, so that a changed assumption
//! shows. `incomplete` ranks between `caution` and `defer`.
//!
//! For each rule it is found out, by a complete search over all such answers and every treatment
//! date, whether there are any to which it makes the verdict worse or better:
//!
//! - **worse** by a rule of the new rulebook: it applies, at a level over the old verdict;
//! - **better** by a rule of the old rulebook: it applied, at a level over the new verdict.
//!
//! The same is found out for each question that keeps a go verdict from being given while it is open.
//! So every change of a verdict rests on at least one rule or question. A level that changes beneath
//! a stricter rule is a change that is nobody's.
//!
//! An answer of the old rulebook that the new one does not know counts as **better** if it stopped a
//! treatment that another answer to the same question would not have stopped: it can no longer be
//! said. Whatever else only one of the two can say is not compared.

mod affected;
mod changes;
mod json;
mod markdown;
mod people;
mod search;
mod shared;
mod space;
mod text;

pub use changes::{Change, Fact, How, Part};
pub use people::{Direction, Effect, Example, Given, Subject};

use self::people::{People, carried};
use self::shared::{is_comparable, pairs};
use super::proof::Budget;
use crate::rulebook::{Kind, Rulebook};

/// What differs between two rulebooks, and what that does to people.
#[derive(Debug)]
pub struct Comparison<'r> {
    old: &'r Rulebook,
    new: &'r Rulebook,
    /// What came, went or changed.
    pub changes: Vec<Change>,
    /// For each rule or question that makes a verdict worse or better, an example.
    pub effects: Vec<Effect>,
    /// What only one of the two can say.
    pub not_compared: Vec<NotCompared>,
    /// What was not found out within the budget of steps: it may make verdicts worse, or better, or
    /// not.
    pub undecided: Vec<(Subject, Direction)>,
    /// The answers of somebody to whom nothing special applies; examples differ from them as little
    /// as possible.
    pub usual: Vec<Given>,
}

/// Answers to a question that only one rulebook knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotCompared {
    /// The id of the question.
    pub question: String,
    /// Its text.
    pub ask: String,
    /// Whether it is the new rulebook that knows them.
    pub is_new: bool,
    /// The answers; `None` for every answer, as the other rulebook does not have the question, or
    /// has one of another kind or unit.
    pub answers: Option<String>,
}

impl<'r> Comparison<'r> {
    /// Compares two rulebooks. It takes at most some seconds; what is not decided by then is said.
    ///
    /// # Panics
    ///
    /// If screening contradicts a result of the search, which is a fault of this crate.
    #[must_use]
    pub fn of(old: &'r Rulebook, new: &'r Rulebook) -> Self {
        Self::with_budget(old, new, Budget::OF_A_COMMAND)
    }

    /// As [`Comparison::of`], with another number of steps for all searches together. A step is a
    /// small piece of work, such as looking at one test of a rule.
    ///
    /// # Panics
    ///
    /// As [`Comparison::of`].
    #[must_use]
    pub fn with_budget(old: &'r Rulebook, new: &'r Rulebook, steps: u64) -> Self {
        let People { effects, undecided, usual } = People::of([old, new], steps);
        let changes = changes::changes(old, new);
        let not_compared = not_compared(old, new);
        Self { old, new, changes, effects, not_compared, undecided, usual }
    }

    /// Whether any verdict gets better.
    #[must_use]
    pub fn gets_better(&self) -> bool {
        self.effects.iter().any(|effect| effect.direction == Direction::Better)
    }

    /// The effects of one direction.
    fn going(&self, direction: Direction) -> impl Iterator<Item = &Effect> {
        self.effects.iter().filter(move |effect| effect.direction == direction)
    }

    /// The title of a rule, or the text of a question.
    fn title(&self, subject: &Subject, direction: Direction) -> &'r str {
        let book = if direction == Direction::Better { self.old } else { self.new };
        match subject {
            Subject::Rule(id) => {
                let rule = book.rules().iter().find(|rule| rule.id == *id);
                rule.map_or("", |rule| rule.title.as_str())
            }
            Subject::Question(id) | Subject::Answer(id, _) => {
                book.find_question(id).map_or("", |id| book[id].ask.as_str())
            }
        }
    }
}

fn not_compared(old: &Rulebook, new: &Rulebook) -> Vec<NotCompared> {
    let mut found = Vec::new();
    for ids in pairs([old, new]) {
        let known = [(ids[0], ids[1], old, new), (ids[1], ids[0], new, old)];
        for (is_new, (own, other, book, others)) in [false, true].into_iter().zip(known) {
            let Some(question) = own.map(|id| &book[id]) else { continue };
            let other = other.map(|id| &others[id]);
            let answers = match other.filter(|other| is_comparable(question, other)) {
                None => None,
                Some(other) => {
                    let only = match (&question.kind, &other.kind) {
                        (
                            Kind::Number { min, max, .. },
                            Kind::Number { min: low, max: high, .. },
                        ) => {
                            let below = (min < low).then(|| format!("under {low}"));
                            let above = (max > high).then(|| format!("over {high}"));
                            below.into_iter().chain(above).collect()
                        }
                        _ => question
                            .kind
                            .answers()
                            .filter(|&value| carried(question, value, others).is_none())
                            .map(|value| value.shown(question).to_string())
                            .collect::<Vec<_>>(),
                    };
                    if only.is_empty() {
                        continue;
                    }
                    Some(only.join(", "))
                }
            };
            let (id, ask) = (question.id.clone(), question.ask.clone());
            found.push(NotCompared { question: id, ask, is_new, answers });
        }
    }
    found
}
