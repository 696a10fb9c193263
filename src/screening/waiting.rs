//! The open questions that rules wait for.

use std::ops::Range;

use super::Screener;
use super::program::Gate;
use super::taken::Picture;
use super::truth::{Holds, Truth};
use crate::rulebook::{Level, QuestionId, QuestionSet};

/// Open questions that a rule waits for, each with the highest level of those rules.
#[derive(Debug, Default)]
pub(super) struct Waiting {
    questions: QuestionSet,
    /// For each question its level; whatever, if nothing waits for it.
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
    /// Calls `see` with every open question in the way of clauses that might hold: those that they
    /// test, and those on which it hangs whether an unanswered one of them is asked. A question
    /// may come up several times.
    pub(super) fn each_awaited(
        &self,
        clauses: Range<usize>,
        picture: &Picture,
        truth: &Truth,
        mut see: impl FnMut(QuestionId),
    ) {
        let program = &self.program;
        let mut gates = Gates::default();
        let mut next = Some(clauses);
        while let Some(clauses) = next {
            for clause in clauses.filter(|&clause| truth.clause(clause) == Holds::Maybe) {
                let reads = program.reads(clause);
                for &at in &reads.columns {
                    if program.is_open(at, &picture.rows) {
                        see(program.columns()[at].question);
                    }
                }
                for gate in program.gates_of_unanswered(reads, &picture.answered) {
                    if truth.any(gate.clauses.clone()) == Holds::Maybe {
                        gates.add(gate);
                    }
                }
            }
            next = gates.take();
        }
    }
}

/// `ask_when`s that are still to be looked at, each once.
#[derive(Default)]
pub(super) struct Gates<'p> {
    met: Vec<&'p Gate>,
    taken: usize,
}

impl<'p> Gates<'p> {
    pub(super) fn add(&mut self, gate: &'p Gate) {
        if !self.met.iter().any(|known| std::ptr::eq(*known, gate)) {
            self.met.push(gate);
        }
    }

    /// The clauses of the next one.
    pub(super) fn take(&mut self) -> Option<Range<usize>> {
        let gate = self.met.get(self.taken)?;
        self.taken += 1;
        Some(gate.clauses.clone())
    }
}
