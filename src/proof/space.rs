//! Every way in which the questions can be answered for one treatment date.

use jiff::civil::Date;

use super::domain::Domain;
use super::search::{Clause, Domains, Literal};
use crate::bits::Set;
use crate::rulebook::{Condition, OptionId, QuestionId, Rulebook, Test, Value, Wants};
use crate::screening::Gates;

/// A treatment date, the answers that rules can tell apart on it, and the rules in their terms.
#[derive(Debug)]
pub(super) struct Space {
    pub(super) on: Date,
    pub(super) domains: Vec<Domain>,
    /// The clauses of each rule.
    pub(super) rules: Vec<Vec<Clause>>,
    /// The clauses of each question's `ask_when`; nothing for one that always applies.
    pub(super) gates: Vec<Option<Vec<Clause>>>,
    levels_by: Option<QuestionId>,
}

impl Space {
    /// `tests` are those on each question.
    pub(super) fn new(
        rulebook: &Rulebook,
        gates: &Gates<'_>,
        tests: &[Vec<&Wants>],
        on: Date,
    ) -> Self {
        let levels_by = rulebook.head().levels_by;
        let questions = rulebook.question_ids().zip(rulebook.questions()).zip(tests);
        let domain = |((id, question), tests): ((_, _), &Vec<&Wants>)| {
            Domain::of(question, tests, Some(id) == levels_by, on)
        };
        let mut space = Self {
            on,
            domains: questions.map(domain).collect(),
            rules: Vec::new(),
            gates: Vec::new(),
            levels_by,
        };
        let rules = rulebook.rules().iter();
        space.rules = rules.map(|rule| space.clauses(gates, &rule.when)).collect();
        space.gates = rulebook
            .question_ids()
            .map(|id| Some(gates.gate(id)?.iter().map(|clause| space.clause(clause)).collect()))
            .collect();
        space
    }

    /// A condition in terms of classes.
    pub(super) fn clauses<'c>(&self, gates: &Gates<'c>, condition: &'c Condition) -> Vec<Clause> {
        gates.clauses(condition).iter().map(|clause| self.clause(clause)).collect()
    }

    /// A clause in terms of classes: one literal for each question that it reads.
    fn clause(&self, tests: &[&Test]) -> Clause {
        let mut clause = Clause::new();
        for test in tests {
            let question = test.question.index();
            let domain = &self.domains[question];
            let classes = domain.wanted(|value| test.wants.accepts(value, self.on));
            match clause.iter_mut().find(|literal| literal.question == question) {
                Some(literal) => literal.classes.keep(&classes),
                None => clause.push(Literal { question, classes }),
            }
        }
        clause
    }

    /// All answers; where levels hang on an option, those with this one.
    pub(super) fn all(&self, option: Option<OptionId>) -> Domains {
        let full = |domain: &Domain| Set::of(domain.classes(), |_| true);
        let mut all: Domains = self.domains.iter().map(full).collect();
        if let (Some(question), Some(option)) = (self.levels_by, option) {
            all[question.index()] = self.only(question, Value::Choice(option));
        }
        all
    }

    /// The classes of a question with exactly this answer as theirs.
    pub(super) fn only(&self, question: QuestionId, answer: Value) -> Set {
        self.domains[question.index()].wanted(|value| value == answer)
    }
}
