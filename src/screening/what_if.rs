//! Re-evaluates answers with a few of them changed, or with some waits over.
//!
//! The columns that cannot change are combined once. Each evaluation adds only those that can.

use super::assumptions::Assignment;
use super::column::{Column, OVER};
use super::evaluated::{Evaluated, WaitEnd};
use super::truth::{Holds, Truth};
use super::{Screener, Verdict};
use crate::answers::Answers;
use crate::rulebook::{OptionId, QuestionId, QuestionSet, Value};

/// Answers with changes that can be made and undone.
///
/// If a change makes another question one that is not asked, the answer to that question is
/// withdrawn: it was about the situation before the change.
pub(super) struct WhatIf<'a> {
    screener: &'a Screener<'a>,
    answers: &'a Answers<'a>,
    /// The answers with the current changes, and with the waits over that have ended.
    given: Assignment,
    /// The answered questions that are, or might be, asked on the current day without any change.
    /// Only their answers can be withdrawn.
    may_be_withdrawn: QuestionSet,
    /// The same as `given`, but without the withdrawn answers.
    plan: Assignment,
    /// The new answer to the `levels_by` question, if it is changed.
    changed_option: Option<OptionId>,
    /// Whether changes or time can change which questions are asked.
    changes_asking: bool,
    /// The columns that can change, as long as no assumption is withheld.
    variable: Vec<usize>,
    /// The truth of the clauses for all other columns.
    fixed: Truth,
    /// The truth of the clauses for all columns.
    truth: Truth,
}

/// The state of an answer before a change, to undo it.
pub(super) struct SavedAnswer {
    rows: Vec<usize>,
    may_be_withdrawn: bool,
    is_overriding: bool,
    changed_option: Option<OptionId>,
}

impl<'a> WhatIf<'a> {
    /// Starts from evaluated answers without changes. Only the questions in `changing` may be
    /// changed. The variable columns are those of these questions, of the waits that will end, and
    /// of the questions that are asked depending on one of them.
    pub(super) fn new(
        evaluated: &Evaluated<'a>,
        changing: impl Iterator<Item = QuestionId>,
    ) -> Self {
        let Evaluated { screener, answers, assignment, truth, .. } = *evaluated;
        let program = &screener.program;
        let mut given = assignment.clone();
        let changing: Vec<QuestionId> = changing.collect();
        let mut variable: Vec<usize> =
            changing.iter().flat_map(|&id| program.columns_of(id)).collect();
        variable.extend(evaluated.ends_to_come().iter().map(|end| end.column));
        let moved = variable.iter().map(|&at| program.columns()[at].question);
        let dependent = screener.dependent_on(moved.chain(changing.iter().copied()));
        let is_certainly_asked = |&id: &QuestionId| program.asked(id, truth) == Holds::Yes;
        let changes_asking = !dependent.is_empty()
            || !assignment.withheld.is_empty()
            || !changing.iter().all(is_certainly_asked);
        if changes_asking {
            given.overriding = screener.overriding(answers);
            variable.extend(dependent.iter().flat_map(|&id| program.columns_of(id)));
        }
        variable.sort_unstable();
        variable.dedup();
        let mut fixed = Truth::default();
        program.truth_without(&variable, &given.rows, truth, &mut fixed);
        let mut what_if = Self {
            screener,
            answers,
            plan: given.clone(),
            given,
            may_be_withdrawn: QuestionSet::default(),
            changed_option: None,
            changes_asking,
            variable,
            truth: fixed.clone(),
            fixed,
        };
        what_if.advance(&[]);
        what_if
    }

    /// Changes an answer; the question must be one of `changing`. Returns what [`Self::undo`] needs.
    pub(super) fn change(&mut self, question: QuestionId, value: Value) -> SavedAnswer {
        let Self { screener, given, may_be_withdrawn, .. } = self;
        let before = SavedAnswer {
            rows: given.rows[screener.program.columns_of(question)].to_vec(),
            may_be_withdrawn: may_be_withdrawn.contains(question),
            is_overriding: given.overriding.contains(question),
            changed_option: self.changed_option,
        };
        for at in screener.program.columns_of(question) {
            let column = &screener.program.columns()[at];
            given.rows[at] = column.row(column.class_on(value, self.answers.on()));
        }
        if self.changes_asking {
            may_be_withdrawn.remove(question);
            let rulebook = screener.rulebook;
            let is_overriding =
                screener.conditional.contains(question) && rulebook[question].assume != Some(value);
            given.overriding.set(question, is_overriding);
        }
        if let Value::Choice(option) = value
            && screener.rulebook.head().levels_by == Some(question)
        {
            self.changed_option = Some(option);
        }
        self.evaluate();
        before
    }

    /// Undoes a change.
    pub(super) fn undo(&mut self, question: QuestionId, before: &SavedAnswer) {
        let columns = self.screener.program.columns_of(question);
        self.given.rows[columns].copy_from_slice(&before.rows);
        if self.changes_asking {
            self.may_be_withdrawn.set(question, before.may_be_withdrawn);
            self.given.overriding.set(question, before.is_overriding);
        }
        self.changed_option = before.changed_option;
        self.evaluate();
    }

    /// The class of an answer in a column.
    pub(super) fn class_of(&self, column: &Column, value: Value) -> usize {
        column.class_on(value, self.answers.on())
    }

    /// Moves on to a day on which these waits end. All changes must have been undone.
    pub(super) fn advance(&mut self, ended: &[WaitEnd]) {
        let Self { screener, given, may_be_withdrawn, plan, .. } = self;
        let program = &screener.program;
        for end in ended {
            given.rows[end.column] = program.row(end.column, OVER);
        }
        if self.changes_asking {
            plan.copy_from(given);
            screener.resolve(plan);
            may_be_withdrawn.reset_like(&given.answered);
            for ask_when in program.ask_whens() {
                let asked = program.any_in(ask_when.clauses.clone(), &plan.rows) != Holds::No;
                let is_answered = given.answered.contains(ask_when.question);
                may_be_withdrawn.set(ask_when.question, asked && is_answered);
            }
        }
        self.evaluate();
    }

    fn evaluate(&mut self) {
        let program = &self.screener.program;
        self.plan.copy_from(&self.given);
        if self.changes_asking {
            self.withdraw();
        }
        if self.given.withheld.is_empty() && self.plan.withheld.is_empty() {
            self.truth.copy_from(&self.fixed);
            for &at in &self.variable {
                program.narrow(&mut self.truth, at, self.plan.rows[at]);
            }
        } else {
            // A withheld assumption can change any column.
            program.truth(&self.plan.rows, &self.screener.usual, &mut self.truth);
        }
    }

    /// Withdraws the answers to questions that are no longer asked because of the changes.
    fn withdraw(&mut self) {
        let Self { screener, plan, may_be_withdrawn, .. } = self;
        let program = &screener.program;
        let mut is_done = false;
        while !is_done {
            screener.resolve(plan);
            is_done = true;
            for ask_when in program.ask_whens() {
                let question = ask_when.question;
                let may_be =
                    plan.answered.contains(question) && may_be_withdrawn.contains(question);
                if may_be && program.any_in(ask_when.clauses.clone(), &plan.rows) == Holds::No {
                    plan.answered.remove(question);
                    plan.overriding.remove(question);
                    for at in program.columns_of(question) {
                        plan.rows[at] = program.columns()[at].unasked_row();
                    }
                    if program.is_tested_by_ask_when(question) {
                        is_done = false;
                        break;
                    }
                }
            }
        }
    }

    /// The questions whose answers are withdrawn at present, in file order.
    pub(super) fn withdrawn(&self) -> impl Iterator<Item = QuestionId> {
        let given = self.given.answered.iter();
        given.filter(|&id| !self.plan.answered.contains(id))
    }

    /// The present truth of the clauses.
    pub(super) fn truth(&self) -> &Truth {
        &self.truth
    }

    /// The present answer to the `levels_by` question, if it is known.
    pub(super) fn option(&self) -> Option<OptionId> {
        let withheld = &self.plan.withheld;
        self.changed_option.or_else(|| self.screener.level_option(self.answers, withheld))
    }

    /// The present verdict.
    pub(super) fn verdict(&self) -> Verdict {
        self.screener.verdict(&self.truth, &self.plan, self.option())
    }
}

impl Screener<'_> {
    /// Whether a change of this answer can affect the answers to other questions: it can change
    /// which of them are asked, or which assumptions are withheld.
    pub(super) fn affects_others(&self, question: QuestionId) -> bool {
        self.program.is_tested_by_ask_when(question) || self.conditional.contains(question)
    }

    /// The questions that a change of another answer can affect: their answer can be withdrawn, or
    /// another one assumed.
    pub(super) fn affected(&self) -> QuestionSet {
        let questions = self.rulebook.questions().len();
        let mut affected = QuestionSet::none(questions);
        if self.changeable.iter().any(|id| self.affects_others(id)) {
            for id in self.dependent_on(self.changeable.iter()) {
                affected.insert(id);
            }
            // Their assumptions can be withheld.
            affected.union_with(&QuestionSet::of(questions, |id| {
                self.program.is_tested_by_ask_when(id) && self.rulebook[id].assume.is_some()
            }));
        }
        affected
    }

    /// The questions whose `ask_when` depends on one of these questions, directly or through other
    /// such questions.
    fn dependent_on(&self, questions: impl Iterator<Item = QuestionId>) -> Vec<QuestionId> {
        let mut moved = QuestionSet::none(self.rulebook.questions().len());
        let mut any = false;
        for id in questions {
            any |= self.program.is_tested_by_ask_when(id);
            moved.insert(id);
        }
        let mut dependent = Vec::new();
        if any {
            for ask_when in self.program.ask_whens() {
                if ask_when.reads.iter().any(|&id| moved.contains(id)) {
                    moved.insert(ask_when.question);
                    dependent.push(ask_when.question);
                }
            }
        }
        dependent
    }
}
