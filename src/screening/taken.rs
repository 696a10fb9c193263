//! What is taken for the questions that a person left unanswered.
//!
//! An answer that was given counts wherever it is tested. For a question that was left unanswered
//! `ask_when` matters: where it is false, so are all tests on the question; where it is true, the
//! assumed answer is taken if there is one; where it is open, the tests that the assumed answer
//! satisfies might hold, and all of them where nothing is assumed.
//!
//! **An assumption gives way to an answer.** Somebody may answer a question that is not asked
//! because of what was assumed elsewhere. Then the assumption is doubtful, and not the answer: what
//! the `ask_when` hangs on is open instead.

use super::Screener;
use super::program::{Gate, Rows};
use super::truth::{Holds, Truth};
use crate::rulebook::QuestionSet;

/// One person's answers as rows of the table.
#[derive(Clone, Debug, Default)]
pub(super) struct Picture {
    /// For each column the row of its answer, or of what is taken for it.
    pub(super) rows: Rows,
    pub(super) answered: QuestionSet,
    /// Of the answered questions that are not asked of everybody those with another answer than is
    /// assumed; none until it is worked out, which is only where one is not certainly asked.
    pub(super) telling: QuestionSet,
    /// The questions for which nothing is assumed, because an answer speaks against it.
    pub(super) withheld: QuestionSet,
}

impl Picture {
    /// Replaces the content by that of another; reuses the allocations.
    pub(super) fn copy_from(&mut self, other: &Self) {
        self.rows.clone_from(&other.rows);
        self.answered.copy_from(&other.answered);
        self.telling.copy_from(&other.telling);
        self.withheld.copy_from(&other.withheld);
    }
}

impl Screener<'_> {
    /// Takes for every question that was left unanswered what is left of it, and notes for which
    /// of them nothing is assumed. `telling` has to be known; what was taken before is not kept.
    pub(super) fn take(&self, picture: &mut Picture) {
        self.put_back(picture);
        self.settle(&mut picture.rows, &picture.answered, &picture.withheld);
        self.withhold(picture);
    }

    /// As [`Screener::take`]; also says which clauses hold.
    pub(super) fn look(&self, picture: &mut Picture, truth: &mut Truth) {
        self.take(picture);
        self.program.truth(&picture.rows.iter().copied(), truth);
    }

    /// Assumes again whatever was withheld.
    fn put_back(&self, picture: &mut Picture) {
        let Picture { rows, answered, withheld, .. } = picture;
        for id in withheld.iter().filter(|&id| !answered.contains(id)) {
            for at in self.program.columns_of(id) {
                rows[at] = self.usual[at];
            }
        }
        withheld.clear();
    }

    /// Gives every question that was left unanswered its row, while nothing is assumed for those
    /// that are `withheld`.
    #[inline]
    pub(super) fn settle(&self, rows: &mut Rows, answered: &QuestionSet, withheld: &QuestionSet) {
        let gates = self.program.gates();
        if withheld.is_empty() {
            // What is taken for the others is the same whether they are asked or not.
            for &at in &self.unsteady {
                self.settle_one(&gates[at], rows, answered, withheld);
            }
            return;
        }
        for id in withheld.iter() {
            for at in self.program.columns_of(id) {
                rows[at] = self.program.columns()[at].open_row();
            }
        }
        for gate in gates {
            self.settle_one(gate, rows, answered, withheld);
        }
    }

    fn settle_one(
        &self,
        gate: &Gate,
        rows: &mut Rows,
        answered: &QuestionSet,
        withheld: &QuestionSet,
    ) {
        let question = gate.question;
        if answered.contains(question) {
            return;
        }
        let asked = self.program.any_in(gate.clauses.clone(), rows);
        let is_assumed = self.assumable.contains(question) && !withheld.contains(question);
        for at in self.program.columns_of(question) {
            let column = &self.program.columns()[at];
            rows[at] = match asked {
                Holds::No => column.unasked_row(),
                _ if !is_assumed => column.open_row(),
                Holds::Maybe => column.doubtful_row(),
                Holds::Yes => self.usual[at],
            };
        }
    }

    /// Withholds the assumptions that an answer speaks against, until there are no more of them.
    pub(super) fn withhold(&self, picture: &mut Picture) {
        if picture.telling.is_empty() || self.assumable.is_empty() {
            return;
        }
        loop {
            let mut withheld = picture.withheld.clone();
            for question in picture.telling.iter() {
                if let Some(gate) = self.program.gate(question) {
                    self.give_way(gate, picture, &mut withheld);
                }
            }
            if withheld.is_subset(&picture.withheld) {
                return;
            }
            picture.withheld = withheld;
            self.settle(&mut picture.rows, &picture.answered, &picture.withheld);
        }
    }

    /// Adds the assumptions that make it doubtful whether an answered question is asked. If it is
    /// certainly not asked with nothing assumed either, answers make it so.
    fn give_way(&self, gate: &Gate, picture: &Picture, withheld: &mut QuestionSet) {
        let Picture { rows, answered, withheld: so_far, .. } = picture;
        let asked = self.program.any_in(gate.clauses.clone(), rows);
        if asked == Holds::Yes || gate.reads.iter().all(|&id| answered.contains(id)) {
            return;
        }
        let mut assumed = so_far.clone();
        assumed.union_with(&self.assumed_behind(gate, answered));
        if assumed.is_subset(so_far) {
            return;
        }
        let doubtful = asked == Holds::Maybe || {
            let mut rows = rows.clone();
            self.settle(&mut rows, answered, &assumed);
            self.program.any_in(gate.clauses.clone(), &rows) != Holds::No
        };
        if doubtful {
            withheld.union_with(&assumed);
        }
    }

    /// The unanswered questions with an assumption that an `ask_when` reads, directly or through
    /// the `ask_when` of unanswered ones.
    fn assumed_behind(&self, gate: &Gate, answered: &QuestionSet) -> QuestionSet {
        let mut unanswered = QuestionSet::none(self.rulebook.questions().len());
        let mut gates = vec![gate];
        while let Some(gate) = gates.pop() {
            for &id in gate.reads.iter().filter(|&&id| !answered.contains(id)) {
                if unanswered.insert(id) {
                    gates.extend(self.program.gate(id));
                }
            }
        }
        unanswered.intersect_with(&self.assumable);
        unanswered
    }
}
