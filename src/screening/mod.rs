//! Rulebook + answers + date -> outcome. No I/O, no clock, no failure.
//!
//! A [`Screener`] compiles a rulebook once: every condition is spelled out as clauses (an `any`
//! of `all`s), and for every way in which a question can be answered one row of bits says which
//! clauses that answer satisfies. Screening a person is then one AND for each question:
//!
//! - a clause **certainly** holds if every answer is known to satisfy it;
//! - a clause **possibly** holds if no answer is known to fail it.
//!
//! That is Kleene's three-valued logic: true, false, and unknown in between. Answering an open
//! question can only turn unknown into one of the other two, so it never widens the range
//! between [`Outcome::floor`] and [`Outcome::at_worst`].

mod change;
mod clause;
mod column;
mod explain;
mod open;
mod outcome;
mod outlook;
mod program;
mod standing;
mod trial;

pub use change::{Change, MOST_CHANGES};
pub(crate) use clause::Gates;
pub use outcome::{Finding, Ignored, Open, Outcome, Verdict};
pub use outlook::{Outlook, Step};

use self::program::Program;
use crate::answers::{Answer, Answers};
use crate::rulebook::{OptionId, QuestionId, Rulebook, Value};

/// A rulebook made ready for screening; one serves any number of people.
#[derive(Debug)]
pub struct Screener<'r> {
    rulebook: &'r Rulebook,
    program: Program,
    strict: bool,
}

/// What is known of a question when the rules are held against it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Known {
    /// Answered, or assumed.
    Value(Value),
    /// Unsure, or unanswered with nothing to assume.
    Open,
}

impl<'r> Screener<'r> {
    /// Compiles a rulebook.
    #[must_use]
    pub fn new(rulebook: &'r Rulebook) -> Self {
        Self { rulebook, program: Program::new(rulebook), strict: false }
    }

    /// Assumes nothing: a question that was left unanswered stays open.
    #[must_use]
    pub fn strict(mut self, strict: bool) -> Self {
        self.strict = strict;
        self
    }

    /// Screens one person.
    ///
    /// # Panics
    ///
    /// If the answers belong to another rulebook: any verdict would be about something else.
    #[must_use]
    pub fn screen(&self, answers: &Answers<'_>) -> Outcome {
        assert!(
            std::ptr::eq(self.rulebook, answers.rulebook()),
            "answers are screened with the rulebook that they were given for"
        );
        let known = self.known_of(answers);
        let classes = self.program.classes(&known, answers.on());
        let truth = self.program.truth(&classes);
        explain::outcome(self, answers, &known, &classes, &truth)
    }

    fn known_of(&self, answers: &Answers<'_>) -> Vec<Known> {
        self.rulebook.question_ids().map(|id| self.known(answers, id)).collect()
    }

    fn known(&self, answers: &Answers<'_>, id: QuestionId) -> Known {
        match answers.get(id) {
            Some(Answer::Value(value)) => Known::Value(value),
            Some(Answer::Unsure) => Known::Open,
            None => self.assumed(id).map_or(Known::Open, Known::Value),
        }
    }

    /// What is taken for a question that was left unanswered.
    fn assumed(&self, id: QuestionId) -> Option<Value> {
        if self.strict { None } else { self.rulebook[id].assume }
    }

    /// The answer that levels hang on, if it is known.
    fn level_option(&self, known: &[Known]) -> Option<OptionId> {
        match known[self.rulebook.head().levels_by?.index()] {
            Known::Value(Value::Choice(option)) => Some(option),
            _ => None,
        }
    }
}
