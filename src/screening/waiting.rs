//! The open questions that rules depend on.

use std::ops::Range;

use super::Screener;
use super::assumptions::Assignment;
use super::program::AskWhen;
use super::truth::{Holds, Truth};
use crate::rulebook::{Level, QuestionId, QuestionSet};

/// The open questions that rules depend on, each with the highest level of those rules.
#[derive(Debug, Default)]
pub(super) struct Waiting {
    questions: QuestionSet,
    /// One slot per question; unspecified unless `questions` contains it.
    levels: Vec<Level>,
}

impl Waiting {
    pub(super) fn clear(&mut self, questions: usize) {
        self.questions.clear();
        if self.levels.len() != questions {
            *self = Self {
                questions: QuestionSet::none(questions),
                levels: vec![Level::Suitable; questions],
            };
        }
    }

    pub(super) fn raise(&mut self, question: QuestionId, level: Level) {
        let so_far = &mut self.levels[question.index()];
        *so_far = if self.questions.contains(question) { level.max(*so_far) } else { level };
        self.questions.insert(question);
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (QuestionId, Level)> {
        self.questions.iter().map(|id| (id, self.levels[id.index()]))
    }
}

impl Screener<'_> {
    /// Calls `see` with every open question because of which one of these clauses only might hold:
    /// the open questions that the clause tests, and those on which the `ask_when` of an unanswered
    /// one depends. The same question may come several times.
    pub(super) fn each_awaited(
        &self,
        clauses: Range<usize>,
        assignment: &Assignment,
        truth: &Truth,
        mut see: impl FnMut(QuestionId),
    ) {
        let program = &self.program;
        let mut ask_whens = AskWhenQueue::default();
        let mut next = Some(clauses);
        while let Some(clauses) = next {
            for clause in clauses.filter(|&clause| truth.clause(clause) == Holds::Maybe) {
                for &at in &program.reads().columns[clause] {
                    if program.is_open(at, &assignment.rows) {
                        see(program.columns()[at].question);
                    }
                }
                for ask_when in program.ask_whens_of_unanswered(clause, &assignment.answered) {
                    if truth.any(ask_when.clauses.clone()) == Holds::Maybe {
                        ask_whens.push(ask_when);
                    }
                }
            }
            next = ask_whens.next();
        }
    }
}

/// A queue of `ask_when`s that takes each only once.
#[derive(Default)]
pub(super) struct AskWhenQueue<'p> {
    seen: Vec<&'p AskWhen>,
    next: usize,
}

impl<'p> AskWhenQueue<'p> {
    pub(super) fn push(&mut self, ask_when: &'p AskWhen) {
        if !self.seen.iter().any(|known| std::ptr::eq(*known, ask_when)) {
            self.seen.push(ask_when);
        }
    }

    /// The clauses of the next `ask_when`; `None` if the queue is empty.
    pub(super) fn next(&mut self) -> Option<Range<usize>> {
        let ask_when = self.seen.get(self.next)?;
        self.next += 1;
        Some(ask_when.clauses.clone())
    }
}
