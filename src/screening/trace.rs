//! Evaluates a condition part by part, to explain why it holds or does not.
//!
//! Screening uses the compiled table. This follows the condition as it is written in the rulebook,
//! with the same result.

use super::outcome::Outcome;
use super::truth::Holds;
use crate::answers::{Answer, Answers};
use crate::rulebook::{Condition, Question, Test, Value};

/// A condition, or a part of one, with its truth for one person's answers.
#[derive(Clone, Debug)]
pub(crate) struct TracedCondition<'r> {
    pub(crate) holds: Holds,
    pub(crate) form: Form<'r>,
}

/// The parts of a condition. An `all` or `any` with one part is replaced by that part.
#[derive(Clone, Debug)]
pub(crate) enum Form<'r> {
    All(Vec<TracedCondition<'r>>),
    Any(Vec<TracedCondition<'r>>),
    Test(Box<TracedTest<'r>>),
}

/// A test, with what is known about its question.
#[derive(Clone, Debug)]
pub(crate) struct TracedTest<'r> {
    pub(crate) test: &'r Test,
    pub(crate) question: &'r Question,
    pub(crate) known: Known,
    /// The question's `ask_when`; `None` if everyone is asked.
    pub(crate) ask_when: Option<TracedCondition<'r>>,
}

/// What is known about a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Known {
    /// It has this answer, which counts whether the question is asked or not.
    Given(Value),
    /// It was answered with "unsure".
    Unsure,
    /// It was left unanswered, and this answer is assumed.
    Assumed(Value),
    /// It was left unanswered, and its default is not used because another answer contradicts it.
    Withheld,
    /// It was left unanswered, and has no default.
    Unanswered,
    /// It was left unanswered, and is certainly not asked.
    NotAsked,
}

impl<'r> TracedCondition<'r> {
    /// Evaluates a condition of the answers' rulebook; `outcome` is the outcome of screening these
    /// answers.
    pub(crate) fn of(condition: &'r Condition, answers: &Answers<'r>, outcome: &Outcome) -> Self {
        let trace = |part| Self::of(part, answers, outcome);
        let traced = |parts: &'r [Condition]| parts.iter().map(trace).collect::<Vec<_>>();
        match condition {
            Condition::All(parts) | Condition::Any(parts) if parts.len() == 1 => trace(&parts[0]),
            Condition::All(parts) => {
                let parts = traced(parts);
                let holds = parts.iter().map(|part| part.holds).min().unwrap_or(Holds::Yes);
                Self { holds, form: Form::All(parts) }
            }
            Condition::Any(parts) => {
                let parts = traced(parts);
                let holds = parts.iter().map(|part| part.holds).max().unwrap_or(Holds::No);
                Self { holds, form: Form::Any(parts) }
            }
            Condition::Test(test) => {
                let test = TracedTest::of(test, answers, outcome);
                Self { holds: test.holds(answers), form: Form::Test(Box::new(test)) }
            }
        }
    }

    /// The tests because of which the truth is less than `wanted`; empty if it is not less. Of an
    /// `all`, only the first such part counts.
    pub(crate) fn shortfall(&self, wanted: Holds) -> Vec<&TracedTest<'r>> {
        if self.holds >= wanted {
            return Vec::new();
        }
        match &self.form {
            Form::All(parts) => {
                let short = parts.iter().find(|part| part.holds < wanted);
                short.map(|part| part.shortfall(wanted)).unwrap_or_default()
            }
            Form::Any(parts) => parts.iter().flat_map(|part| part.shortfall(wanted)).collect(),
            Form::Test(test) => vec![test],
        }
    }
}

impl<'r> TracedTest<'r> {
    fn of(test: &'r Test, answers: &Answers<'r>, outcome: &Outcome) -> Self {
        let question = &answers.rulebook()[test.question];
        let ask_when = question.ask_when.as_ref();
        let mut traced = Self {
            test,
            question,
            known: Known::Unanswered,
            ask_when: ask_when.map(|when| TracedCondition::of(when, answers, outcome)),
        };
        traced.known = match answers.get(test.question) {
            Some(Answer::Value(value)) => Known::Given(value),
            Some(Answer::Unsure) => Known::Unsure,
            None if outcome.withheld.contains(test.question) => Known::Withheld,
            None if traced.asked() == Holds::No => Known::NotAsked,
            None if outcome.assumed.contains(test.question) => {
                question.assume.map_or(Known::Unanswered, Known::Assumed)
            }
            None => Known::Unanswered,
        };
        traced
    }

    /// Whether the question is asked.
    pub(crate) fn asked(&self) -> Holds {
        self.ask_when.as_ref().map_or(Holds::Yes, |when| when.holds)
    }

    fn holds(&self, answers: &Answers<'_>) -> Holds {
        let fits = |value| {
            if self.test.wants.accepts(value, answers.on()) { Holds::Yes } else { Holds::No }
        };
        match self.known {
            Known::Given(value) => fits(value),
            Known::Unsure => Holds::Maybe,
            Known::Assumed(value) => self.asked().min(fits(value)),
            Known::Withheld | Known::Unanswered => self.asked().min(Holds::Maybe),
            Known::NotAsked => Holds::No,
        }
    }
}
