//! What holds for all possible answers: proofs, not samples.
//!
//! Rules divide the answers to a question into a few classes: `0.5` and `0.6` are in the same class
//! if the only test is for needles over 0.3 mm. So there are finitely many combinations of classes,
//! too many to try one by one. A complete search over them either finds answers that are an example
//! of something, or proves that there are none. It covers every treatment date that is accepted.
//!
//! The search works out its own classes of answers and does not use the decision table of
//! [`screening`](crate::screening). The two are independent on purpose, so that each is a check of
//! the other. Answers that the search finds are screened before they are reported.
//!
//! **Possible answers** leave no question open: every question has a value, or is unanswered and
//! has an `assume`, or is unanswered and not asked. A question that is not asked may have an
//! answer, which then counts. Answers with open questions need no search, except for the one
//! question that a claim is about: answering an open question that is asked never widens the range
//! between `floor` and `at_worst`, so if answers with open questions get a go verdict, every way to
//! complete them does too.

mod calendar;
mod claims;
mod domain;
mod json;
mod number;
mod pair;
mod search;
mod space;
mod subsumed;
mod text;
mod verify;
mod witness;

use jiff::civil::Date;

pub(crate) use calendar::{is_steady, telling_days};
pub(crate) use domain::{Domain, waits};
pub use verify::{Never, NonMonotone, Silenced, UnsafeGo, Verification};
pub use witness::Witness;

use self::search::{Literal, Picks};
use self::space::Space;
use crate::answers::{FIRST_DAY, LAST_DAY};
use crate::rulebook::{
    Condition, Level, OptionId, QuestionId, QuestionSet, RuleId, Rulebook, Value, Wants,
};
use crate::screening::{Outcome, Screener, Verdict};

/// The first and the last treatment date that proofs cover: all that are accepted.
pub(crate) const TREATMENT_DAYS: (Date, Date) = (FIRST_DAY, LAST_DAY);

/// A rulebook prepared for proofs: with the classes of answers that its rules can tell apart.
#[derive(Debug)]
pub struct Prover<'r> {
    rulebook: &'r Rulebook,
    screener: Screener<'r>,
    /// Together they contain every possible answer on every treatment date.
    spaces: Vec<Space>,
}

impl<'r> Prover<'r> {
    /// Works out which answers the rules can tell apart.
    #[must_use]
    pub fn new(rulebook: &'r Rulebook) -> Self {
        let conditions = rulebook.conditions().chain(rulebook.aftercare_conditions());
        let tests = tests(rulebook, conditions);
        let waits: Vec<_> = tests.iter().map(|tests| waits(tests)).collect();
        let days = telling_days(&waits, rulebook.head().reviewed);
        let space = |on| Space::new(rulebook, &tests, on);
        let spaces = days.into_iter().map(space).collect();
        Self { rulebook, screener: Screener::new(rulebook), spaces }
    }

    /// Answers that satisfy all of `holding` and none of `failing`; `None` if there are none. Every
    /// test in these conditions must be one of the rulebook.
    ///
    /// With a test alone in `holding`, this tells whether the test can hold. With the test in
    /// `failing` and the conditions beside it in `holding`, it tells whether the test always holds
    /// there. In the same way it tells whether one condition follows from another.
    pub(crate) fn example(
        &self,
        holding: &[&Condition],
        failing: &[&Condition],
    ) -> Option<Witness> {
        self.spaces.iter().find_map(|space| {
            let clauses = |condition: &&Condition| space.clauses(condition);
            let holding: Vec<_> = holding.iter().map(clauses).collect();
            let failing: Vec<_> = failing.iter().flat_map(clauses).collect();
            let holding: Vec<_> = holding.iter().map(Vec::as_slice).collect();
            let failing: Vec<_> = failing.iter().map(|clause| clause.iter().collect()).collect();
            let picks = space.find(&space.all(None), &holding, &failing)?;
            Some(self.witness(space, &picks, None))
        })
    }

    /// Answers to which a rule applies; `None` if there are none.
    pub(crate) fn applies_ever(&self, rule: RuleId) -> Option<Witness> {
        let witness = self.example(&[&self.rulebook[rule].when], &[])?;
        let outcome = self.screen(&witness);
        agreed(outcome.findings.iter().any(|finding| finding.rule == rule));
        Some(witness)
    }

    /// The questions that have to be answered: those without an `assume`.
    fn core(&self) -> Vec<QuestionId> {
        let ids = self.rulebook.question_ids();
        ids.filter(|&id| self.rulebook[id].assume.is_none()).collect()
    }

    /// The level of a rule for an option.
    fn level(&self, rule: RuleId, option: Option<OptionId>) -> Level {
        self.rulebook[rule].level.range(option).0
    }

    /// The answers for these classes: only those that differ from the assumed ones, and none to the
    /// question that is `open`.
    ///
    /// An answer to a question that is not asked counts only as long as no assumption gives way to
    /// it, so what keeps it from being asked is answered, too.
    fn witness(&self, space: &Space, picks: &Picks, open: Option<QuestionId>) -> Witness {
        let picked = Picked { space, picks, open };
        self.listed(picked, &[], |id| self.rulebook[id].assume.filter(|_| picked.asks(id)))
    }

    /// As [`Prover::witness`], with what is to be `shown` in any case; what was left out stays so.
    fn said(&self, space: &Space, picks: &Picks, shown: &[QuestionId]) -> Witness {
        self.listed(Picked { space, picks, open: None }, shown, |_| None)
    }

    /// `in_words` is what to answer in place of what was left out.
    fn listed(
        &self,
        picked: Picked<'_>,
        shown: &[QuestionId],
        in_words: impl Fn(QuestionId) -> Option<Value>,
    ) -> Witness {
        let Picked { space, picks, open } = picked;
        let class = |id: QuestionId| picks[id.index()];
        let value = |id: QuestionId| space.domains[id.index()].value(class(id));
        // The first class need not be said where it is what would be taken anyway.
        let needs_saying = |id: QuestionId| {
            let question = &self.rulebook[id];
            class(id) != 0 || (question.ask_when.is_none() && question.assume.is_none())
        };
        let given = |id| value(id).filter(|_| needs_saying(id) || shown.contains(&id));
        let mut listed: Vec<Option<Value>> = self.rulebook.question_ids().map(given).collect();
        // Every question after those that it hangs on, so from the last to the first.
        let mut settles = QuestionSet::none(listed.len());
        for &id in self.rulebook.ask_order().iter().rev() {
            let at = id.index();
            if settles.contains(id) {
                listed[at] = listed[at].or_else(|| value(id)).or_else(|| in_words(id));
            }
            let hangs = if Some(id) == open {
                settles.contains(id)
            } else {
                let is_listed = settles.contains(id) || listed[at].is_some();
                is_listed && !picked.asks(id)
            };
            if let Some(when) = &self.rulebook[id].ask_when
                && hangs
            {
                when.each_test(&mut |test| {
                    settles.insert(test.question);
                });
            }
        }
        let given = self.rulebook.question_ids().zip(listed).filter(|&(id, _)| Some(id) != open);
        Witness::new(space.on, given.filter_map(|(id, value)| Some((id, value?))).collect())
    }

    /// What screening really makes of a witness.
    fn screen(&self, witness: &Witness) -> Outcome {
        self.screener.outcome(&witness.answers(self.rulebook))
    }

    /// The level that a witness with no open question really gets.
    fn screened_level(&self, witness: &Witness) -> Level {
        match self.screen(witness).verdict() {
            Verdict::Level(level) => level,
            Verdict::Incomplete => disagreed(),
        }
    }
}

/// A combination of answers: a class for each question except the open one.
#[derive(Clone, Copy)]
struct Picked<'a> {
    space: &'a Space,
    picks: &'a Picks,
    open: Option<QuestionId>,
}

impl Picked<'_> {
    /// Whether a question is certainly asked after these answers.
    fn asks(self, question: QuestionId) -> bool {
        let is_picked = |literal: &Literal| {
            self.open.is_none_or(|open| open.index() != literal.question)
                && literal.classes.contains(self.picks[literal.question])
        };
        let gate = self.space.gates[question.index()].as_ref();
        gate.is_none_or(|gate| gate.iter().any(|clause| clause.iter().all(is_picked)))
    }
}

/// The tests on each question in these conditions, without repeats.
pub(crate) fn tests<'c>(
    rulebook: &Rulebook,
    conditions: impl IntoIterator<Item = &'c Condition>,
) -> Vec<Vec<&'c Wants>> {
    let mut tests: Vec<Vec<&Wants>> = vec![Vec::new(); rulebook.questions().len()];
    for condition in conditions {
        condition.each_test(&mut |test| {
            let tests = &mut tests[test.question.index()];
            if !tests.contains(&&test.wants) {
                tests.push(&test.wants);
            }
        });
    }
    tests
}

/// INVARIANT: screening confirms what the search finds, or one of the two is wrong and no proof
/// is worth anything.
fn agreed(confirmed: bool) {
    if !confirmed {
        disagreed();
    }
}

fn disagreed() -> ! {
    panic!("screening does not confirm what the proof found: this is a mistake in needlecheck");
}
