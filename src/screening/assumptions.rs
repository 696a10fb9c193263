//! How tests on unanswered questions are evaluated: `assume` and `ask_when`.
//!
//! A given answer counts in every test. For a question that was left unanswered, its `ask_when`
//! decides:
//!
//! - **false**: the question is not asked, and no test on it holds;
//! - **true**: the tests see the assumed answer; if there is none, each might hold;
//! - **unknown**: the tests that the assumed answer satisfies might hold, or all if there is none.
//!
//! **An answer overrides an assumption.** A person may answer a question that is not asked only
//! because of what was assumed for another. Then the answer counts and the assumption is
//! *withheld*: the questions on which the `ask_when` depends are open instead.

use super::Screener;
use super::program::{AskWhen, Rows};
use super::truth::{Holds, Truth};
use crate::rulebook::QuestionSet;

/// One person's answers as rows of the decision table: for each column, one selected row.
#[derive(Clone, Debug, Default)]
pub(super) struct Assignment {
    /// For each column the selected row.
    pub(super) rows: Rows,
    pub(super) answered: QuestionSet,
    /// The answered questions that can override assumptions: those with an `ask_when` and an
    /// answer other than the assumed one. Empty until it is needed, which is when one of them is
    /// not certainly asked.
    pub(super) overriding: QuestionSet,
    /// The questions whose assumption is withheld, because an answer overrides it.
    pub(super) withheld: QuestionSet,
}

impl Assignment {
    /// Replaces the content by that of another; reuses the allocations.
    pub(super) fn copy_from(&mut self, other: &Self) {
        self.rows.clone_from(&other.rows);
        self.answered.copy_from(&other.answered);
        self.overriding.copy_from(&other.overriding);
        self.withheld.copy_from(&other.withheld);
    }
}

impl Screener<'_> {
    /// Selects the rows of all unanswered questions and finds the assumptions to withhold, from
    /// `answered` and `overriding`, which must be complete.
    pub(super) fn resolve(&self, assignment: &mut Assignment) {
        self.restore_assumed(assignment);
        self.set_unanswered_rows(&mut assignment.rows, &assignment.answered, &assignment.withheld);
        self.withhold(assignment);
    }

    /// Selects rows like [`Screener::resolve`], then evaluates the clauses.
    pub(super) fn resolve_and_evaluate(&self, assignment: &mut Assignment, truth: &mut Truth) {
        self.resolve(assignment);
        self.program.truth(&assignment.rows, &self.usual, truth);
    }

    /// Selects the assumed rows again for all questions that were withheld.
    fn restore_assumed(&self, assignment: &mut Assignment) {
        let Assignment { rows, answered, withheld, .. } = assignment;
        for id in withheld.iter().filter(|&id| !answered.contains(id)) {
            for at in self.program.columns_of(id) {
                rows[at] = self.usual.rows[at];
            }
        }
        withheld.clear();
    }

    /// Selects the row of every unanswered question; the assumptions of `withheld` questions are
    /// not used.
    #[inline]
    pub(super) fn set_unanswered_rows(
        &self,
        rows: &mut Rows,
        answered: &QuestionSet,
        withheld: &QuestionSet,
    ) {
        let ask_whens = self.program.ask_whens();
        if withheld.is_empty() {
            // The other questions have the same row, whether they are asked or not.
            for &at in &self.relevant_ask_whens {
                self.set_unanswered_row(&ask_whens[at], rows, answered, withheld);
            }
            return;
        }
        for id in withheld.iter() {
            for at in self.program.columns_of(id) {
                rows[at] = self.program.columns()[at].open_row();
            }
        }
        for ask_when in ask_whens {
            self.set_unanswered_row(ask_when, rows, answered, withheld);
        }
    }

    fn set_unanswered_row(
        &self,
        ask_when: &AskWhen,
        rows: &mut Rows,
        answered: &QuestionSet,
        withheld: &QuestionSet,
    ) {
        let question = ask_when.question;
        if answered.contains(question) {
            return;
        }
        let asked = self.program.any_in(ask_when.clauses.clone(), rows);
        let is_assumed = self.assumable.contains(question) && !withheld.contains(question);
        for at in self.program.columns_of(question) {
            let column = &self.program.columns()[at];
            rows[at] = match asked {
                Holds::No => column.unasked_row(),
                _ if !is_assumed => column.open_row(),
                Holds::Maybe => column.doubtful_row(),
                Holds::Yes => self.usual.rows[at],
            };
        }
    }

    /// Withholds the assumptions that an answer overrides, and repeats this until there are no
    /// more: each one withheld can make another doubtful.
    pub(super) fn withhold(&self, assignment: &mut Assignment) {
        if assignment.overriding.is_empty() || self.assumable.is_empty() {
            return;
        }
        loop {
            let mut withheld = assignment.withheld.clone();
            for question in assignment.overriding.iter() {
                if let Some(ask_when) = self.program.ask_when(question) {
                    self.withhold_for(ask_when, assignment, &mut withheld);
                }
            }
            if withheld.is_subset(&assignment.withheld) {
                return;
            }
            assignment.withheld = withheld;
            self.set_unanswered_rows(
                &mut assignment.rows,
                &assignment.answered,
                &assignment.withheld,
            );
        }
    }

    /// Adds the assumptions because of which an answered question is not certainly asked. Adds
    /// none if it is certainly not asked without them too: then answers are the cause.
    fn withhold_for(
        &self,
        ask_when: &AskWhen,
        assignment: &Assignment,
        withheld: &mut QuestionSet,
    ) {
        let Assignment { rows, answered, withheld: so_far, .. } = assignment;
        let asked = self.program.any_in(ask_when.clauses.clone(), rows);
        if asked == Holds::Yes || ask_when.reads.iter().all(|&id| answered.contains(id)) {
            return;
        }
        let mut assumed = so_far.clone();
        assumed.union_with(&self.assumed_behind(ask_when, answered));
        if assumed.is_subset(so_far) {
            return;
        }
        let doubtful = asked == Holds::Maybe || {
            let mut rows = rows.clone();
            self.set_unanswered_rows(&mut rows, answered, &assumed);
            self.program.any_in(ask_when.clauses.clone(), &rows) != Holds::No
        };
        if doubtful {
            withheld.union_with(&assumed);
        }
    }

    /// The unanswered questions with an assumption that an `ask_when` depends on: it tests them, or
    /// tests an unanswered question whose `ask_when` depends on them.
    fn assumed_behind(&self, ask_when: &AskWhen, answered: &QuestionSet) -> QuestionSet {
        let mut unanswered = QuestionSet::none(self.rulebook.questions().len());
        let mut ask_whens = vec![ask_when];
        while let Some(ask_when) = ask_whens.pop() {
            for &id in ask_when.reads.iter().filter(|&&id| !answered.contains(id)) {
                if unanswered.insert(id) {
                    ask_whens.extend(self.program.ask_when(id));
                }
            }
        }
        unanswered.intersect_with(&self.assumable);
        unanswered
    }
}
