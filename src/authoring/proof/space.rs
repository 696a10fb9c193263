//! Every way in which the questions can be answered for one treatment date.
//!
//! "Unanswered" is a class of its own for a question with an `ask_when`. A test on an unanswered
//! question holds if the question is asked and the assumed answer satisfies the test. So each such
//! test becomes two alternatives: an answer that satisfies it, or no answer while the clauses of
//! the `ask_when` hold. If the rulebook assumes no answer, the question may be unanswered only
//! while it is not asked; otherwise it would be open.

use jiff::civil::Date;

use super::domain::Domain;
use super::problem::{Conjunction, Literal, Problem};
use crate::bits::Set;
use crate::rulebook::{Condition, OptionId, QuestionId, RuleId, Rulebook, Test, Value, Wants};

/// A treatment date, the answers that rules can tell apart on it, and the rules in their terms.
#[derive(Debug)]
pub(super) struct Space {
    pub(super) on: Date,
    pub(super) domains: Vec<Domain>,
    /// The clauses of each rule.
    pub(super) rules: Vec<Vec<Conjunction>>,
    /// The clauses of each question's `ask_when`; `None` for a question without one.
    pub(super) gates: Vec<Option<Vec<Conjunction>>>,
    /// For each question that is not to be left out where it is asked, a clause that always fails:
    /// no question is open.
    pub(super) limits: Vec<(usize, Conjunction)>,
    /// For each question what is assumed.
    assumed: Vec<Option<Value>>,
    levels_by: Option<QuestionId>,
    /// All answers that leave no question open.
    answered: Problem,
}

impl Space {
    /// `tests` are those on each question.
    pub(super) fn new(rulebook: &Rulebook, tests: &[Vec<&Wants>], on: Date) -> Self {
        let levels_by = rulebook.head().levels_by;
        let questions = rulebook.question_ids().zip(rulebook.questions()).zip(tests);
        let domain = |((id, question), tests): ((_, _), &Vec<&Wants>)| {
            Domain::of(question, tests, Some(id) == levels_by, on)
        };
        let domains: Vec<Domain> = questions.map(domain).collect();
        let mut space = Self {
            on,
            answered: Problem::new(domains.iter().map(Domain::classes)),
            domains,
            rules: Vec::new(),
            gates: vec![None; rulebook.questions().len()],
            limits: Vec::new(),
            assumed: rulebook.questions().iter().map(|question| question.assume).collect(),
            levels_by,
        };
        // INVARIANT: `ask_order` puts every question after those that its `ask_when` tests.
        for &id in rulebook.ask_order() {
            let at = id.index();
            let Some(when) = &rulebook[id].ask_when else { continue };
            let gate = space.clauses(when);
            if space.assumed[at].is_none() {
                let left_out = [space.left_out(at)];
                space.limits.extend(gate.iter().map(|clause| (at, join(&left_out, clause))));
            }
            space.gates[at] = Some(gate);
        }
        space.limits.iter().for_each(|(_, limit)| space.answered.fail(limit));
        space.rules = rulebook.rules().iter().map(|rule| space.clauses(&rule.when)).collect();
        space
    }

    /// About how many steps it takes to make another space like the last of these.
    pub(super) fn steps(spaces: &[Self]) -> usize {
        const STEPS_OF_A_TEST: usize = 16;
        let literals = |space: &Self| {
            let gates = space.gates.iter().flatten();
            let clauses = space.rules.iter().chain(gates).flatten().flatten();
            let words = clauses.map(|literal| 1 + space.domains[literal.question].classes() / 64);
            words.sum::<usize>()
        };
        STEPS_OF_A_TEST * spaces.last().map_or(0, literals)
    }

    /// A condition in terms of classes, spelled out.
    ///
    /// INVARIANT: reading the rulebook has made sure that this does not explode.
    pub(super) fn clauses(&self, condition: &Condition) -> Vec<Conjunction> {
        match condition {
            Condition::Test(test) => self.test(test),
            Condition::Any(parts) => parts.iter().flat_map(|part| self.clauses(part)).collect(),
            Condition::All(parts) => parts.iter().fold(vec![Conjunction::new()], |so_far, part| {
                let part = self.clauses(part);
                so_far
                    .iter()
                    .flat_map(|clause| part.iter().map(|more| join(clause, more)))
                    .collect()
            }),
        }
    }

    fn test(&self, test: &Test) -> Vec<Conjunction> {
        let question = test.question.index();
        let accepts = |value| test.wants.accepts(value, self.on);
        let answered = Literal { question, classes: self.domains[question].wanted(accepts) };
        let mut clauses = vec![vec![answered]];
        if let Some(gate) = &self.gates[question]
            && self.assumed[question].is_some_and(accepts)
        {
            let left_out = [self.left_out(question)];
            clauses.extend(gate.iter().map(|clause| join(&left_out, clause)));
        }
        clauses
    }

    /// The class of an unanswered question that has an `ask_when`.
    pub(super) fn left_out(&self, question: usize) -> Literal {
        Literal { question, classes: self.domains[question].left_out() }
    }

    /// All answers that leave no question open; where levels hang on an option, those with this one.
    pub(super) fn answered(&self, option: Option<OptionId>) -> Problem {
        let mut problem = self.answered.clone();
        self.choose(&mut problem, option);
        problem
    }

    /// Lets a rule apply.
    pub(super) fn hold_rule(&self, problem: &mut Problem, rule: RuleId) {
        problem.hold(&slices(&self.rules[rule.index()]));
    }

    /// All answers, with open questions or not.
    pub(super) fn all(&self, option: Option<OptionId>) -> Problem {
        let mut problem = Problem::new(self.domains.iter().map(Domain::classes));
        self.choose(&mut problem, option);
        problem
    }

    fn choose(&self, problem: &mut Problem, option: Option<OptionId>) {
        if let (Some(question), Some(option)) = (self.levels_by, option) {
            problem.keep(question.index(), &self.only(question, Value::Choice(option)));
        }
    }

    /// The classes of a question with exactly this answer as theirs.
    pub(super) fn only(&self, question: QuestionId, answer: Value) -> Set {
        self.domains[question.index()].wanted(|value| value == answer)
    }
}

/// Both clauses as one, with one literal for each question that they read. No answer may be left
/// for it, but while the question is open it might hold all the same.
fn join(clause: &[Literal], more: &[Literal]) -> Conjunction {
    let mut joined = clause.to_vec();
    for literal in more {
        match joined.iter_mut().find(|known| known.question == literal.question) {
            Some(known) => known.classes.intersect_with(&literal.classes),
            None => joined.push(literal.clone()),
        }
    }
    joined
}

/// The clauses as [`Problem::hold`] takes them.
pub(super) fn slices(clauses: &[Conjunction]) -> Vec<&[Literal]> {
    clauses.iter().map(Vec::as_slice).collect()
}
