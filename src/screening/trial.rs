//! The same answers screened again and again, with a few of them changed or some waits over.
//!
//! What the columns say that never move is worked out once; a trial only adds those that do.

use super::column::{Column, OVER};
use super::evaluated::{End, Evaluated};
use super::taken::Picture;
use super::truth::{Holds, Truth};
use super::{Screener, Verdict};
use crate::answers::Answers;
use crate::rulebook::{OptionId, QuestionId, QuestionSet, Value};

/// Answers that are screened again with changes.
///
/// To change an answer is a new plan. Answers to other questions that are asked without the change,
/// and would not be asked with it, are withdrawn for the plan.
pub(super) struct Trial<'a> {
    screener: &'a Screener<'a>,
    answers: &'a Answers<'a>,
    /// The answers with those changes that are made now and without the waits that have ended.
    given: Picture,
    /// The questions whose answer is withdrawn where a change makes them unasked: those that are
    /// asked on the day in question without any change.
    may_be_withdrawn: QuestionSet,
    /// What of the answers is left under the plan, and what is taken for the rest.
    plan: Picture,
    /// The option that levels hang on, while that answer is changed.
    changed_option: Option<OptionId>,
    /// Whether changes and time have a say in what is asked.
    moves_gates: bool,
    /// The columns that may move, while no assumption gives way.
    moving: Vec<usize>,
    /// Which clauses hold as far as all other columns say.
    still: Truth,
    /// Which clauses hold.
    truth: Truth,
}

/// An answer as it was before it was changed.
pub(super) struct Before {
    rows: Vec<usize>,
    may_be_withdrawn: bool,
    is_telling: bool,
    changed_option: Option<OptionId>,
}

impl<'a> Trial<'a> {
    /// These answers; the columns of the questions that may change, and those of the ends, are
    /// the only ones that move, with those of the questions that are asked because of them.
    pub(super) fn new(
        evaluated: &Evaluated<'a>,
        changing: impl Iterator<Item = QuestionId>,
    ) -> Self {
        let Evaluated { screener, answers, picture, truth, .. } = *evaluated;
        let program = &screener.program;
        let mut given = picture.clone();
        let changing: Vec<QuestionId> = changing.collect();
        let mut moving: Vec<usize> =
            changing.iter().flat_map(|&id| program.columns_of(id)).collect();
        moving.extend(evaluated.ends_to_come().iter().map(|end| end.column));
        let moved = moving.iter().map(|&at| program.columns()[at].question);
        let dependent = screener.dependent_on(moved.chain(changing.iter().copied()));
        let is_certainly_asked = |&id: &QuestionId| program.asked(id, truth) == Holds::Yes;
        let moves_gates = !dependent.is_empty()
            || !picture.withheld.is_empty()
            || !changing.iter().all(is_certainly_asked);
        if moves_gates {
            given.telling = screener.telling(answers);
            moving.extend(dependent.iter().flat_map(|&id| program.columns_of(id)));
        }
        moving.sort_unstable();
        moving.dedup();
        // The stretches between those that move.
        let rows = &given.rows;
        let mut staying = Vec::with_capacity(rows.len());
        let mut start = 0;
        for &at in &moving {
            staying.extend_from_slice(&rows[start..at]);
            start = at + 1;
        }
        staying.extend_from_slice(&rows[start..]);
        let mut still = Truth::default();
        program.truth(&staying.iter().copied(), &mut still);
        let mut trial = Self {
            screener,
            answers,
            plan: given.clone(),
            given,
            may_be_withdrawn: QuestionSet::default(),
            changed_option: None,
            moves_gates,
            moving,
            truth: still.clone(),
            still,
        };
        trial.pass(&[]);
        trial
    }

    /// Answers a question otherwise; only one that may change.
    pub(super) fn put(&mut self, question: QuestionId, value: Value) -> Before {
        let Self { screener, given, may_be_withdrawn, .. } = self;
        let before = Before {
            rows: given.rows[screener.program.columns_of(question)].to_vec(),
            may_be_withdrawn: may_be_withdrawn.contains(question),
            is_telling: given.telling.contains(question),
            changed_option: self.changed_option,
        };
        for at in screener.program.columns_of(question) {
            let column = &screener.program.columns()[at];
            given.rows[at] = column.row(column.class_on(value, self.answers.on()));
        }
        if self.moves_gates {
            may_be_withdrawn.remove(question);
            let rulebook = screener.rulebook;
            let is_telling =
                screener.gated.contains(question) && rulebook[question].assume != Some(value);
            given.telling.set(question, is_telling);
        }
        if let Value::Choice(option) = value
            && screener.rulebook.head().levels_by == Some(question)
        {
            self.changed_option = Some(option);
        }
        self.look();
        before
    }

    /// Takes a change back.
    pub(super) fn put_back(&mut self, question: QuestionId, before: &Before) {
        let columns = self.screener.program.columns_of(question);
        self.given.rows[columns].copy_from_slice(&before.rows);
        if self.moves_gates {
            self.may_be_withdrawn.set(question, before.may_be_withdrawn);
            self.given.telling.set(question, before.is_telling);
        }
        self.changed_option = before.changed_option;
        self.look();
    }

    /// The class of another answer in one of the columns.
    pub(super) fn class_of(&self, column: &Column, value: Value) -> usize {
        column.class_on(value, self.answers.on())
    }

    /// Lets time pass, up to a day on which these waits end; while nothing is changed.
    pub(super) fn pass(&mut self, ended: &[End]) {
        let Self { screener, given, may_be_withdrawn, plan, .. } = self;
        let program = &screener.program;
        for end in ended {
            given.rows[end.column] = program.row(end.column, OVER);
        }
        if self.moves_gates {
            plan.copy_from(given);
            screener.take(plan);
            may_be_withdrawn.reset_like(&given.answered);
            for gate in program.gates() {
                let asked = program.any_in(gate.clauses.clone(), &plan.rows) != Holds::No;
                let is_answered = given.answered.contains(gate.question);
                may_be_withdrawn.set(gate.question, asked && is_answered);
            }
        }
        self.look();
    }

    fn look(&mut self) {
        let program = &self.screener.program;
        self.plan.copy_from(&self.given);
        if self.moves_gates {
            self.withdraw();
        }
        if self.given.withheld.is_empty() && self.plan.withheld.is_empty() {
            self.truth.copy_from(&self.still);
            for &at in &self.moving {
                program.narrow(&mut self.truth, self.plan.rows[at]);
            }
        } else {
            // What is open instead of assumed may be anything.
            program.truth(&self.plan.rows.iter().copied(), &mut self.truth);
        }
    }

    /// Withdraws what would not be asked under the plan, and takes for it what is left of it.
    fn withdraw(&mut self) {
        let Self { screener, plan, may_be_withdrawn, .. } = self;
        let program = &screener.program;
        let mut is_done = false;
        while !is_done {
            screener.take(plan);
            is_done = true;
            for gate in program.gates() {
                let question = gate.question;
                let may_be =
                    plan.answered.contains(question) && may_be_withdrawn.contains(question);
                if may_be && program.any_in(gate.clauses.clone(), &plan.rows) == Holds::No {
                    plan.answered.remove(question);
                    plan.telling.remove(question);
                    for at in program.columns_of(question) {
                        plan.rows[at] = program.columns()[at].unasked_row();
                    }
                    if program.gates_others(question) {
                        is_done = false;
                        break;
                    }
                }
            }
        }
    }

    /// The answers that are withdrawn now, in file order.
    pub(super) fn withdrawn(&self) -> impl Iterator<Item = QuestionId> {
        let given = self.given.answered.iter();
        given.filter(|&id| !self.plan.answered.contains(id))
    }

    /// Which clauses hold now.
    pub(super) fn truth(&self) -> &Truth {
        &self.truth
    }

    /// The answer that levels hang on, if it is known.
    pub(super) fn option(&self) -> Option<OptionId> {
        let withheld = &self.plan.withheld;
        self.changed_option.or_else(|| self.screener.level_option(self.answers, withheld))
    }

    /// The verdict now.
    pub(super) fn verdict(&self) -> Verdict {
        self.screener.verdict(&self.truth, &self.plan, self.option())
    }
}

impl Screener<'_> {
    /// Whether changing the answer to a question can move what is said or taken for others.
    pub(super) fn moves_others(&self, question: QuestionId) -> bool {
        self.program.gates_others(question) || self.gated.contains(question)
    }

    /// The questions that the change of another one can move.
    pub(super) fn movable(&self) -> QuestionSet {
        let questions = self.rulebook.questions().len();
        let mut movable = QuestionSet::none(questions);
        if self.changeable.iter().any(|id| self.moves_others(id)) {
            for id in self.dependent_on(self.changeable.iter()) {
                movable.insert(id);
            }
            // Their assumptions may give way.
            movable.union_with(&QuestionSet::of(questions, |id| {
                self.program.gates_others(id) && self.rulebook[id].assume.is_some()
            }));
        }
        movable
    }

    /// The questions of which it hangs on some of these, directly or through others, whether they
    /// are asked.
    fn dependent_on(&self, questions: impl Iterator<Item = QuestionId>) -> Vec<QuestionId> {
        let mut moved = QuestionSet::none(self.rulebook.questions().len());
        let mut any = false;
        for id in questions {
            any |= self.program.gates_others(id);
            moved.insert(id);
        }
        let mut dependent = Vec::new();
        if any {
            for gate in self.program.gates() {
                if gate.reads.iter().any(|&id| moved.contains(id)) {
                    moved.insert(gate.question);
                    dependent.push(gate.question);
                }
            }
        }
        dependent
    }
}
