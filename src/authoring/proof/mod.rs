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
//! All searches for one rulebook share a budget of steps, so that they end soon for any rulebook.
//! What it does not suffice for is neither proven nor refuted, and every result says so.
//!
//! **Possible answers** leave no question open: every question has a value, or is unanswered and
//! has an `assume`, or is unanswered and not asked. A question that is not asked may have an
//! answer, which then counts. Answers with open questions need no search, except for the one
//! question that a claim is about: answering an open question that is asked never widens the range
//! between `floor` and `at_worst`, so if answers with open questions get a go verdict, every way to
//! complete them does too.

mod budget;
mod calendar;
mod claims;
mod domain;
mod json;
mod number;
mod pair;
mod problem;
mod search;
mod space;
mod subsumed;
mod text;
mod verify;
mod witness;

use jiff::civil::Date;

pub(crate) use budget::{Budget, Undecided, first_found};
pub(crate) use calendar::{events as days_of_each, is_steady, telling_days};
pub(crate) use domain::{Domain, waits};
pub(crate) use number::one_of_each as numbers_of_each;
pub use verify::{Never, NonMonotone, Silenced, Unproven, UnsafeGo, Verification};
pub use witness::Witness;

use self::problem::{Literal, Picks};
use self::space::{Space, slices};
use crate::answers::{FIRST_DAY, LAST_DAY};
use crate::rulebook::{
    Condition, Level, OptionId, QuestionId, QuestionSet, RuleId, Rulebook, Test, Value, Wants,
};
use crate::screening::{Outcome, Screener, Verdict};

/// The first and the last treatment date that proofs cover: all that are accepted.
pub(crate) const TREATMENT_DAYS: (Date, Date) = (FIRST_DAY, LAST_DAY);

/// About how many steps it takes to see whether a test accepts a class of answers.
const STEPS_OF_A_CLASS: usize = 4;

/// About how many steps it takes to screen for one rule.
const STEPS_OF_SCREENING_A_RULE: usize = 64;

/// A rulebook prepared for proofs: with the classes of answers that its rules can tell apart.
#[derive(Debug)]
pub struct Prover<'r> {
    rulebook: &'r Rulebook,
    screener: Screener<'r>,
    /// Together they contain every possible answer on every treatment date.
    spaces: Vec<Space>,
    /// Whether they do: not where working out the treatment dates would have taken too long.
    is_whole: bool,
    budget: Budget,
}

impl<'r> Prover<'r> {
    /// Works out which answers the rules can tell apart. All searches together take at most some
    /// seconds; what is not decided by then is said.
    #[must_use]
    pub fn new(rulebook: &'r Rulebook) -> Self {
        Self::with_budget(rulebook, Budget::OF_A_COMMAND)
    }

    /// As [`Prover::new`], with another number of steps for all searches together. A step is a
    /// small piece of work, such as looking at one test of a rule.
    #[must_use]
    pub fn with_budget(rulebook: &'r Rulebook, steps: u64) -> Self {
        let budget = Budget::new(steps);
        let conditions = rulebook.conditions().chain(rulebook.aftercare_conditions());
        let tests = tests(rulebook, conditions);
        let waits: Vec<_> = tests.iter().map(|tests| waits(tests)).collect();
        let (days, mut is_whole) = telling_days(&waits, rulebook.head().reviewed, &budget);
        let mut spaces = Vec::new();
        for on in days {
            // The first is needed to show anything at all.
            if !spaces.is_empty() && budget.spend(Space::steps(&spaces)).is_err() {
                is_whole = false;
                break;
            }
            spaces.push(Space::new(rulebook, &tests, on));
        }
        Self { rulebook, screener: Screener::new(rulebook), spaces, is_whole, budget }
    }

    /// Takes steps for work that is no search.
    ///
    /// # Errors
    ///
    /// If fewer are left.
    pub(crate) fn spend(&self, steps: usize) -> Result<(), Undecided> {
        self.budget.spend(steps)
    }

    /// The rulebook.
    pub(crate) fn rulebook(&self) -> &'r Rulebook {
        self.rulebook
    }

    /// What a search finds, in every space and for each option on which levels hang.
    fn find_in_spaces<'s, T>(
        &'s self,
        find: impl FnMut(&'s Space, Option<OptionId>) -> Result<Option<T>, Undecided>,
    ) -> Result<Option<T>, Undecided> {
        self.find_in_spaces_for(&self.rulebook.level_options(), find)
    }

    /// What a search finds, in every space and for each of these options.
    fn find_in_spaces_for<'s, T>(
        &'s self,
        options: &[Option<OptionId>],
        mut find: impl FnMut(&'s Space, Option<OptionId>) -> Result<Option<T>, Undecided>,
    ) -> Result<Option<T>, Undecided> {
        let searches = self.spaces.iter().flat_map(|s| options.iter().map(move |&o| (s, o)));
        let searches =
            searches.map(
                |(space, option)| {
                    if self.budget.is_spent() { Err(Undecided) } else { find(space, option) }
                },
            );
        first_found(searches.chain((!self.is_whole).then_some(Err(Undecided))))
    }

    /// Answers that satisfy all of `holding` and none of `failing`; `None` if there are none. Every
    /// test in these conditions must be one of the rulebook.
    ///
    /// With a test alone in `holding`, this tells whether the test can hold. With the test in
    /// `failing` and the conditions beside it in `holding`, it tells whether the test always holds
    /// there. In the same way it tells whether one condition follows from another.
    ///
    /// # Errors
    ///
    /// If the budget does not suffice to tell.
    pub(crate) fn example(
        &self,
        holding: &[&Condition],
        failing: &[&Condition],
    ) -> Result<Option<Witness>, Undecided> {
        let found = self.find(holding, failing)?;
        Ok(found.map(|(space, picks)| self.witness(space, &picks, None)))
    }

    /// As [`Prover::example`], where it only matters whether there is one.
    pub(crate) fn has_example(
        &self,
        holding: &[&Condition],
        failing: &[&Condition],
    ) -> Result<bool, Undecided> {
        Ok(self.find(holding, failing)?.is_some())
    }

    fn find(
        &self,
        holding: &[&Condition],
        failing: &[&Condition],
    ) -> Result<Option<(&Space, Picks)>, Undecided> {
        self.find_in_spaces_for(&[None], |space, option| {
            let mut classes = 0;
            for condition in holding.iter().chain(failing) {
                let of = |test: &Test| space.domains[test.question.index()].classes();
                condition.each_test(&mut |test| classes += 1 + of(test));
            }
            self.budget.spend(STEPS_OF_A_CLASS * classes)?;
            let mut problem = space.answered(option);
            for condition in holding {
                problem.hold(&slices(&space.clauses(condition)));
            }
            for condition in failing {
                space.clauses(condition).iter().for_each(|clause| problem.fail(clause));
            }
            Ok(problem.solve(&self.budget)?.map(|picks| (space, picks)))
        })
    }

    /// Answers to which a rule applies; `None` if there are none.
    ///
    /// # Errors
    ///
    /// If the budget does not suffice to tell.
    pub(crate) fn applies_ever(&self, rule: RuleId) -> Result<Option<Witness>, Undecided> {
        let found = self.example(&[&self.rulebook[rule].when], &[])?;
        if let Some(witness) = &found {
            let outcome = self.screen(witness);
            agreed(outcome.findings.iter().any(|finding| finding.rule == rule));
        }
        Ok(found)
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
        // It is no search, but takes its time, too.
        let _ = self.budget.spend(self.rulebook.rules().len() * STEPS_OF_SCREENING_A_RULE);
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
