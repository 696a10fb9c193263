//! What holds for all possible answers: proofs, not samples.
//!
//! Rules tell only so many answers to a question apart: `0.5` and `0.6` are the same to a rule
//! that tests for needles over 0.3 mm. So there are finitely many cases, if far too many to try
//! them one by one, and a complete search over them either finds answers that show something or
//! proves that there are none. It covers every treatment date that is accepted.
//!
//! The search works on the rules as screening spells them out, but apart from its tables; what it
//! finds is screened like any other answers before it is reported.
//!
//! **Possible answers** are total ones, with a value for every question. Unanswered questions
//! with an `assume` are among them, as if that had been answered. A question that does not apply
//! may hold any value; tests on it are false. Answers with open questions need no search of their
//! own, except for the one question that a claim is about: answering an open question never
//! widens the range between floor and worst case, so if some answers with open questions get a go
//! verdict, so does every way to complete them.

mod calendar;
mod claims;
mod cover;
mod domain;
mod json;
mod number;
mod search;
mod space;
mod text;
mod verify;
mod witness;

use jiff::civil::Date;

pub use verify::{Lost, Never, Premature, Verification};
pub use witness::Witness;

use self::search::{Picks, find};
use self::space::Space;
use crate::rulebook::{Condition, Level, OptionId, QuestionId, RuleId, Rulebook, Value, Wants};
use crate::screening::{Gates, Outcome, Screener, Verdict};

/// The first and the last treatment date that proofs cover: all that are accepted.
pub const TREATMENT_DAYS: (Date, Date) = (calendar::FIRST_DAY, calendar::LAST_DAY);

/// A rulebook made ready for proofs.
#[derive(Debug)]
pub struct Prover<'r> {
    rulebook: &'r Rulebook,
    screener: Screener<'r>,
    gates: Gates<'r>,
    /// Between them, all that can be answered on any treatment date.
    spaces: Vec<Space>,
}

impl<'r> Prover<'r> {
    /// Works out which answers the rules can tell apart.
    #[must_use]
    pub fn new(rulebook: &'r Rulebook) -> Self {
        let gates = Gates::of(rulebook);
        let tests = tests(rulebook);
        let waits: Vec<_> = tests.iter().map(|tests| domain::waits(tests)).collect();
        let days = calendar::telling_days(&waits, rulebook.head().reviewed);
        let space = |on| Space::new(rulebook, &gates, &tests, on);
        let spaces = days.into_iter().map(space).collect();
        Self { rulebook, screener: Screener::new(rulebook), gates, spaces }
    }

    /// The rulebook that the proofs are about.
    #[must_use]
    pub fn rulebook(&self) -> &'r Rulebook {
        self.rulebook
    }

    /// Answers for which all of `holding` hold and all of `failing` do not; nothing if no answers
    /// do that. The conditions must test nothing that the rulebook does not test somewhere; any
    /// part of a condition of the rulebook will do.
    ///
    /// A linter asks this way whether a test can hold (`holding` has it alone), whether it always
    /// holds where it stands (`holding` has what stands beside it, `failing` the test), and
    /// whether one condition follows from another.
    #[must_use]
    pub fn example(&self, holding: &[&Condition], failing: &[&Condition]) -> Option<Witness> {
        self.spaces.iter().find_map(|space| {
            let clauses = |condition: &&Condition| space.clauses(&self.gates, condition);
            let holding: Vec<_> = holding.iter().map(clauses).collect();
            let failing: Vec<_> = failing.iter().flat_map(clauses).collect();
            let holding: Vec<_> = holding.iter().map(Vec::as_slice).collect();
            let failing: Vec<_> = failing.iter().map(|clause| clause.iter().collect()).collect();
            let picks = find(&space.all(None), &holding, &failing)?;
            Some(self.witness(space, &picks, &[]))
        })
    }

    /// Answers to which a rule applies; nothing if it never does.
    #[must_use]
    pub fn applies_ever(&self, rule: RuleId) -> Option<Witness> {
        let witness = self.example(&[&self.rulebook[rule].when], &[])?;
        let outcome = self.screen(&witness);
        agreed(outcome.findings.iter().any(|finding| finding.rule == rule));
        Some(witness)
    }

    /// Every rule with its id.
    fn rules(&self) -> impl Iterator<Item = RuleId> + use<> {
        self.rulebook.rule_ids()
    }

    /// The questions that have to be answered: those without an `assume`.
    fn core(&self) -> Vec<QuestionId> {
        let ids = self.rulebook.question_ids();
        ids.filter(|&id| self.rulebook[id].assume.is_none()).collect()
    }

    /// The options that levels may hang on; nothing, once, where they hang on none.
    fn options(&self) -> Vec<Option<OptionId>> {
        match self.rulebook.head().levels_by {
            None => vec![None],
            Some(question) => {
                let options = self.rulebook[question].options().len();
                (0..options).map(|at| Some(OptionId::new(at))).collect()
            }
        }
    }

    /// The level of a rule for an option.
    fn level(&self, rule: RuleId, option: Option<OptionId>) -> Level {
        self.rulebook[rule].level.range(option).0
    }

    /// What to answer for these classes: every core question that applies, what differs from what
    /// would be assumed, and what is to be `shown` in any case.
    fn witness(&self, space: &Space, picks: &Picks, shown: &[QuestionId]) -> Witness {
        let applies = |id: QuestionId| {
            let holds = |clause: &search::Clause| {
                clause.iter().all(|literal| literal.classes.contains(picks[literal.question]))
            };
            space.gates[id.index()].as_ref().is_none_or(|gate| gate.iter().any(holds))
        };
        let given = self.rulebook.question_ids().filter_map(|id| {
            let class = picks[id.index()];
            let assumed = class == 0 && self.rulebook[id].assume.is_some();
            let listed = shown.contains(&id) || (!assumed && applies(id));
            listed.then(|| (id, space.domains[id.index()].value(class)))
        });
        Witness::new(space.on, given.collect())
    }

    /// What screening really makes of a witness.
    fn screen(&self, witness: &Witness) -> Outcome {
        self.screener.screen(&witness.answers(self.rulebook))
    }

    /// The level that a witness with no open question really gets.
    fn screened_level(&self, witness: &Witness) -> Level {
        match self.screen(witness).verdict() {
            Verdict::Level(level) => level,
            Verdict::Incomplete => disagreed(),
        }
    }
}

/// The tests on each question, wherever they stand in the rulebook.
fn tests(rulebook: &Rulebook) -> Vec<Vec<&Wants>> {
    let mut tests: Vec<Vec<&Wants>> = vec![Vec::new(); rulebook.questions().len()];
    let rules = rulebook.rules().iter().map(|rule| &rule.when);
    let gates = rulebook.questions().iter().filter_map(|question| question.ask_when.as_ref());
    let aftercare = rulebook.aftercare().iter().filter_map(|entry| entry.when.as_ref());
    for condition in rules.chain(gates).chain(aftercare) {
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

/// An answer that ticks a yes-no question, or does not.
const TICKED: Value = Value::YesNo(true);
const NOT_TICKED: Value = Value::YesNo(false);
