//! Screens answers with a rulebook: outcome, outlook and changes as a [`Screening`]. No I/O, no
//! clock, and it cannot fail.
//!
//! A [`Screener`] compiles a rulebook once to a decision table. Every condition becomes clauses
//! (an `any` of `all`s). Every class of answers that no rule tells apart becomes a row, with two
//! bits for each clause: whether these answers certainly satisfy it, and whether they possibly do.
//! An unanswered question has a row too: that of the assumed answer, of an open question, or of a
//! question that is not asked (see `assumptions`). Screening a person is then one AND for each
//! question, and for a date one for each wait:
//!
//! - a clause **certainly** holds if every answer is known to satisfy it;
//! - a clause **possibly** holds if no answer is known to fail it.
//!
//! That is Kleene's three-valued logic: true, false, and unknown in between. Answering an open
//! question that is asked can only turn unknown into one of the other two, so it never widens the
//! range between [`Outcome::floor`] and [`Outcome::at_worst`].
//!
//! The table is used here only: `proof` works out classes of answers of its own. The two decide
//! separately on purpose, so that each is a check of the other.

mod assumptions;
mod bounds;
mod change;
mod clause;
mod column;
mod evaluated;
mod findings;
mod layout;
mod lists;
mod open;
mod outcome;
mod outlook;
mod program;
mod trace;
mod truth;
mod wait_cache;
mod waiting;
mod what_if;

pub use change::{Change, MAX_CHANGES, MAX_SETS};
pub use outcome::{Finding, OpenQuestion, Outcome, Unasked, Verdict};
pub use outlook::{Outlook, Step};
pub(crate) use trace::{Form, Known, TracedCondition, TracedTest};
pub(crate) use truth::Holds;

use std::sync::Arc;

use jiff::civil::Date;

use self::assumptions::Assignment;
use self::column::{Column, Cut, OVER, WITHIN};
use self::evaluated::{Evaluated, WaitEnd};
use self::program::{Program, Usual};
use self::truth::Truth;
use self::wait_cache::WaitCache;
use self::waiting::Waiting;
use crate::answers::{Answer, Answers};
use crate::rulebook::{
    Level, OptionId, PastDate, QuestionId, QuestionSet, RuleId, Rulebook, Value,
};

/// A compiled rulebook, which screens any number of people.
#[derive(Clone, Debug)]
pub struct Screener<'r> {
    rulebook: &'r Rulebook,
    program: Arc<Program>,
    /// For each question its default, the answer that is assumed if it is left unanswered.
    assumes: Vec<Option<Value>>,
    /// A person who answers nothing.
    usual: Usual,
    /// The questions with a default.
    assumable: QuestionSet,
    /// The questions with an `ask_when`.
    conditional: QuestionSet,
    /// The indices of the `ask_when`s that make a difference while their question is unanswered.
    relevant_ask_whens: Vec<usize>,
    /// The questions whose answers can be changed.
    changeable: QuestionSet,
    /// The questions that a change of another answer can affect: their answer can be withdrawn, or
    /// another one assumed.
    affected: QuestionSet,
}

/// The result of screening one person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Screening {
    /// The outcome on the treatment date.
    pub outcome: Outcome,
    /// How the verdict changes as time passes, all answers unchanged.
    pub outlook: Outlook,
    /// The minimal sets of changes that lead to a better verdict. Sorted by verdict, the best
    /// first, then by the number of changes, by the day, and by file order. At most [`MAX_SETS`].
    pub changes: Vec<Change>,
    /// Whether there are, or may be, more of them than in `changes`.
    pub changes_omitted: bool,
}

impl Screening {
    /// The verdict on the treatment date.
    pub(crate) fn verdict(&self) -> Verdict {
        self.outcome.verdict()
    }
}

/// The scratch memory of a screening, for [`Screener::screen_with`]. Used again for the next
/// person, it saves nearly all allocations.
#[derive(Debug, Default)]
pub struct Workspace {
    assignment: Assignment,
    waits: WaitCache,
    /// The ends of the waits that are not over, in order of time.
    ends: Vec<WaitEnd>,
    truth: Truth,
    /// The truth after some of the waits.
    after_waits: Truth,
    waiting: Waiting,
    /// Lists of earlier findings, kept for their allocations.
    recycled: Vec<Vec<(QuestionId, Value)>>,
    screening: Screening,
}

impl<'r> Screener<'r> {
    /// Compiles a rulebook.
    #[must_use]
    pub fn new(rulebook: &'r Rulebook) -> Self {
        let changeable = |id: QuestionId| !rulebook[id].change.is_empty();
        let is_conditional = |id: QuestionId| rulebook[id].ask_when.is_some();
        let questions = rulebook.questions().len();
        let mut screener = Self {
            rulebook,
            program: Arc::new(Program::new(rulebook)),
            assumes: Vec::new(),
            usual: Usual::default(),
            assumable: QuestionSet::default(),
            conditional: QuestionSet::of(questions, is_conditional),
            relevant_ask_whens: Vec::new(),
            changeable: QuestionSet::of(questions, changeable),
            affected: QuestionSet::none(questions),
        };
        screener.affected = screener.affected();
        screener.assume(|_| true);
        screener
    }

    /// With `strict`, assumes nothing: every unanswered question is open.
    #[must_use]
    pub fn strict(mut self, strict: bool) -> Self {
        if strict != self.assumable.is_empty() {
            self.assume(|_| !strict);
        }
        self
    }

    /// Assumes the rulebook's defaults for these questions only.
    pub(crate) fn assuming(mut self, for_question: impl Fn(QuestionId) -> bool) -> Self {
        self.assume(for_question);
        self
    }

    /// Sets the questions whose defaults are assumed, and everything that depends on them.
    fn assume(&mut self, for_question: impl Fn(QuestionId) -> bool) {
        let assumed = |id: QuestionId| self.rulebook[id].assume.filter(|_| for_question(id));
        self.assumes = self.rulebook.question_ids().map(assumed).collect();
        let columns = self.program.columns();
        let row = |column: &Column| match self.assumed(column.question) {
            // A date is never assumed, so the wait does not matter.
            Some(value) => column.row(column.class(value, |_| Date::MAX)),
            None => column.open_row(),
        };
        self.usual = self.program.usual(columns.iter().map(row).collect());
        let questions = self.rulebook.questions().len();
        self.assumable = QuestionSet::of(questions, |id| self.assumed(id).is_some());
        let makes_a_difference = |&at: &usize| {
            let mut columns = self.program.columns_of(self.program.ask_whens()[at].question);
            let unasked = |at: usize| self.program.columns()[at].unasked_row();
            columns.any(|at| !self.program.is_same_row(at, self.usual.rows[at], unasked(at)))
        };
        self.relevant_ask_whens =
            (0..self.program.ask_whens().len()).filter(makes_a_difference).collect();
    }

    /// The rulebook.
    #[must_use]
    pub fn rulebook(&self) -> &'r Rulebook {
        self.rulebook
    }

    /// Screens one person.
    ///
    /// # Panics
    ///
    /// If the answers are for another rulebook.
    #[must_use]
    pub fn screen(&self, answers: &Answers<'_>) -> Screening {
        let mut workspace = Workspace::default();
        self.screen_with(&mut workspace, answers);
        workspace.screening
    }

    /// Screens like [`Screener::screen`], reusing the allocations of earlier screenings.
    ///
    /// # Panics
    ///
    /// Like [`Screener::screen`].
    pub fn screen_with<'w>(
        &self,
        workspace: &'w mut Workspace,
        answers: &Answers<'_>,
    ) -> &'w Screening {
        let (evaluated, after_waits, screening) = self.evaluate(workspace, answers);
        evaluated.fill_outlook(&screening.outcome, after_waits, &mut screening.outlook);
        (screening.changes, screening.changes_omitted) =
            evaluated.changes(&screening.outcome, &screening.outlook);
        screening
    }

    /// The outcome of [`Screener::screen`] alone, without outlook and changes.
    ///
    /// # Panics
    ///
    /// Like [`Screener::screen`].
    #[must_use]
    pub fn outcome(&self, answers: &Answers<'_>) -> Outcome {
        let mut workspace = Workspace::default();
        self.outcome_with(&mut workspace, answers);
        workspace.screening.outcome
    }

    /// The outcome like [`Screener::outcome`], reusing the allocations of earlier screenings.
    ///
    /// # Panics
    ///
    /// Like [`Screener::screen`].
    pub fn outcome_with<'w>(
        &self,
        workspace: &'w mut Workspace,
        answers: &Answers<'_>,
    ) -> &'w Outcome {
        &self.evaluate(workspace, answers).2.outcome
    }

    /// Evaluates the clauses and fills in the outcome. Also returns a buffer for later days.
    fn evaluate<'e, 'w: 'e>(
        &'e self,
        workspace: &'w mut Workspace,
        answers: &'e Answers<'_>,
    ) -> (Evaluated<'e>, &'w mut Truth, &'w mut Screening) {
        assert!(
            std::ptr::eq(self.rulebook, answers.rulebook()),
            "answers are screened with the rulebook that they were given for"
        );
        self.read(answers, workspace);
        let Workspace {
            assignment, ends, truth, after_waits, waiting, recycled, screening, ..
        } = workspace;
        self.set_unanswered_rows(&mut assignment.rows, &assignment.answered, &assignment.withheld);
        self.program.truth(&assignment.rows, &self.usual, truth);
        let is_doubtful = |id| {
            self.program.asked(id, truth) != Holds::Yes && self.differs_from_assumed(answers, id)
        };
        if answers.answered().intersection(&self.conditional).any(is_doubtful) {
            assignment.overriding = self.overriding(answers);
            self.withhold(assignment);
            self.program.truth(&assignment.rows, &self.usual, truth);
        }
        let evaluated = Evaluated::new(self, answers, (assignment, ends, truth));
        evaluated.fill_outcome(&mut screening.outcome, waiting, recycled);
        (evaluated, after_waits, screening)
    }

    /// Selects the rows of the answers and collects the ends of the waits that are not over.
    /// Unanswered questions have the row that they have if they are asked.
    fn read(&self, answers: &Answers<'_>, workspace: &mut Workspace) {
        let Workspace { assignment, waits, ends, .. } = workspace;
        let Assignment { rows, answered, overriding, withheld } = assignment;
        rows.clone_from(&self.usual.rows);
        answered.copy_from(answers.answered());
        overriding.reset_like(answered);
        withheld.reset_like(answered);
        ends.clear();
        waits.for_date(answers.on(), &self.program);
        let columns = self.program.columns();
        for (id, answer) in answers.given() {
            let place = self.program.columns_of(id);
            match answer {
                Answer::Value(value @ Value::Date(PastDate::On(date))) => {
                    for at in place {
                        let class = columns[at].class(value, |wait| waits.first_covering(at, wait));
                        rows[at] = columns[at].row(class);
                        if let (WITHIN, Cut::Wait(wait)) = (class, &columns[at].cut) {
                            ends.push(WaitEnd { on: wait.after(date), column: at });
                        }
                    }
                }
                Answer::Value(Value::Date(PastDate::Never)) => {
                    place.for_each(|at| rows[at] = columns[at].row(OVER));
                }
                // Only dates have more than one column and depend on the treatment date.
                Answer::Value(value) if !place.is_empty() => {
                    let column = &columns[place.start];
                    rows[place.start] = column.row(column.class(value, |_| Date::MIN));
                }
                Answer::Unsure => place.for_each(|at| rows[at] = columns[at].open_row()),
                Answer::Value(_) => {}
            }
        }
        ends.sort_unstable();
    }

    /// Whether a question was answered, and not with its default.
    fn differs_from_assumed(&self, answers: &Answers<'_>, id: QuestionId) -> bool {
        answers.get(id).is_some_and(|answer| {
            self.rulebook[id].assume.is_none_or(|assumed| answer != Answer::Value(assumed))
        })
    }

    /// The answered questions with an `ask_when` whose answer is not their default.
    fn overriding(&self, answers: &Answers<'_>) -> QuestionSet {
        QuestionSet::of(self.rulebook.questions().len(), |id| {
            self.conditional.contains(id) && self.differs_from_assumed(answers, id)
        })
    }

    /// The answer to a question, or its default if it was left unanswered.
    fn value<'a>(&'a self, answers: &'a Answers<'_>, id: QuestionId) -> Option<&'a Value> {
        match answers.answer(id) {
            Some(Answer::Value(value)) => Some(value),
            Some(Answer::Unsure) => None,
            None => self.assumes[id.index()].as_ref(),
        }
    }

    /// The lowest and the highest level that a rule can have for these answers, if it applies;
    /// `outcome` is the outcome of screening them.
    pub(crate) fn levels_of(
        &self,
        answers: &Answers<'_>,
        outcome: &Outcome,
        rule: RuleId,
    ) -> (Level, Level) {
        self.rulebook[rule].level.range(self.level_option(answers, &outcome.withheld))
    }

    /// The default of a question, which is assumed unless an answer contradicts it.
    pub(crate) fn assumed(&self, id: QuestionId) -> Option<Value> {
        self.assumes[id.index()]
    }

    /// The answer to the `levels_by` question, if it is known.
    fn level_option(&self, answers: &Answers<'_>, withheld: &QuestionSet) -> Option<OptionId> {
        let question = self.rulebook.head().levels_by?;
        match self.value(answers, question).filter(|_| !withheld.contains(question))? {
            Value::Choice(option) => Some(*option),
            _ => None,
        }
    }
}
