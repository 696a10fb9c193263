//! Rulebook + answers + date -> [`Screening`]: outcome, outlook and changes. No I/O, no clock, no
//! failure.
//!
//! A [`Screener`] compiles a rulebook once: every condition is spelled out as clauses (an `any`
//! of `all`s), and for every way in which an answer can matter one row with two bits for each
//! clause says what that answer leaves of it. Questions that were left unanswered have a row, too:
//! of what is assumed, of being open, or of not being asked (`taken`). Screening a person is then
//! one AND for each question, or for each wait that a date can be within:
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

mod change;
mod clause;
mod column;
mod evaluated;
mod explain;
mod open;
mod outcome;
mod outlook;
mod program;
mod since;
mod standing;
mod taken;
mod trace;
mod trial;
mod truth;
mod waiting;

pub use change::{Change, MOST_CHANGES};
pub use outcome::{Finding, Open, Outcome, Unasked, Verdict};
pub use outlook::{Outlook, Step};
pub(crate) use trace::{Form, Known, TracedCondition, TracedTest};
pub(crate) use truth::Holds;

use std::sync::Arc;

use jiff::civil::Date;

use self::column::{Column, Cut, OVER, WITHIN};
use self::evaluated::{End, Evaluated};
use self::program::{Program, Rows};
use self::since::Since;
use self::taken::Picture;
use self::truth::Truth;
use self::waiting::Waiting;
use crate::answers::{Answer, Answers};
use crate::rulebook::{
    Level, OptionId, PastDate, QuestionId, QuestionSet, RuleId, Rulebook, Value,
};

/// A rulebook made ready for screening; one serves any number of people.
#[derive(Clone, Debug)]
pub struct Screener<'r> {
    rulebook: &'r Rulebook,
    program: Arc<Program>,
    /// For each question what is assumed if it is left unanswered.
    assumes: Vec<Option<Value>>,
    /// The rows of somebody who answers nothing.
    usual: Rows,
    /// The questions for which something is assumed if they are left unanswered.
    assumable: QuestionSet,
    /// The questions that are not asked of everybody.
    gated: QuestionSet,
    /// The places of the `ask_when`s that make a difference while their question is unanswered.
    unsteady: Vec<usize>,
    /// Every question whose answer can be changed.
    changeable: QuestionSet,
    /// The questions that the change of another one can move: their answer can be withdrawn, or
    /// something else be taken for them.
    movable: QuestionSet,
}

/// Everything that screening one person comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Screening {
    /// What holds on the treatment date.
    pub outcome: Outcome,
    /// How the verdict changes as time passes, all answers unchanged.
    pub outlook: Outlook,
    /// What could be changed to come to a better verdict: the smallest sets of changes, best
    /// first. The better verdict comes before fewer changes, those before the earlier day, and
    /// that before the order of the file.
    pub changes: Vec<Change>,
}

impl Screening {
    /// The verdict on the treatment date.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        self.outcome.verdict()
    }
}

/// The allocations of a screening. Kept from one person to the next, hardly anything is allocated
/// for each of millions.
#[derive(Debug, Default)]
pub struct Workspace {
    picture: Picture,
    /// The days from which on the waits of this treatment date count.
    since: Since,
    /// The ends of all waits that a date is still within, in the order of time.
    ends: Vec<End>,
    truth: Truth,
    /// The same after some of the waits.
    later: Truth,
    /// The open questions that a rule waits for, and the highest level of those rules.
    waiting: Waiting,
    /// Lists of earlier findings, emptied.
    spare: Vec<Vec<(QuestionId, Value)>>,
    screening: Screening,
}

impl<'r> Screener<'r> {
    /// Compiles a rulebook.
    #[must_use]
    pub fn new(rulebook: &'r Rulebook) -> Self {
        let changeable = |id: QuestionId| !rulebook[id].change.is_empty();
        let is_gated = |id: QuestionId| rulebook[id].ask_when.is_some();
        let questions = rulebook.questions().len();
        let mut screener = Self {
            rulebook,
            program: Arc::new(Program::new(rulebook)),
            assumes: Vec::new(),
            usual: Vec::new(),
            assumable: QuestionSet::default(),
            gated: QuestionSet::of(questions, is_gated),
            unsteady: Vec::new(),
            changeable: QuestionSet::of(questions, changeable),
            movable: QuestionSet::none(questions),
        };
        screener.movable = screener.movable();
        screener.assume(|_| true);
        screener
    }

    /// Assumes nothing: a question that was left unanswered stays open.
    #[must_use]
    pub fn strict(mut self, strict: bool) -> Self {
        if strict != self.assumable.is_empty() {
            self.assume(|_| !strict);
        }
        self
    }

    /// Assumes what the rulebook says for these questions only.
    pub(crate) fn assuming(mut self, for_question: impl Fn(QuestionId) -> bool) -> Self {
        self.assume(for_question);
        self
    }

    /// Works out what is taken for somebody who answers nothing and is asked everything, where
    /// something may be assumed for these questions.
    fn assume(&mut self, for_question: impl Fn(QuestionId) -> bool) {
        let assumed = |id: QuestionId| self.rulebook[id].assume.filter(|_| for_question(id));
        self.assumes = self.rulebook.question_ids().map(assumed).collect();
        let columns = self.program.columns();
        let row = |column: &Column| match self.assumed(column.question) {
            // No day is ever assumed.
            Some(value) => column.row(column.class(value, |_| Date::MAX)),
            None => column.open_row(),
        };
        self.usual = columns.iter().map(row).collect();
        let questions = self.rulebook.questions().len();
        self.assumable = QuestionSet::of(questions, |id| self.assumed(id).is_some());
        let makes_a_difference = |&at: &usize| {
            let mut columns = self.program.columns_of(self.program.gates()[at].question);
            let unasked = |at: usize| self.program.columns()[at].unasked_row();
            columns.any(|at| !self.program.is_same_row(self.usual[at], unasked(at)))
        };
        self.unsteady = (0..self.program.gates().len()).filter(makes_a_difference).collect();
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
    /// If the answers belong to another rulebook: any verdict would be about something else.
    #[must_use]
    pub fn screen(&self, answers: &Answers<'_>) -> Screening {
        let mut workspace = Workspace::default();
        self.screen_with(&mut workspace, answers);
        workspace.screening
    }

    /// As [`Screener::screen`], reusing the allocations of earlier screenings.
    ///
    /// # Panics
    ///
    /// As [`Screener::screen`].
    pub fn screen_with<'w>(
        &self,
        workspace: &'w mut Workspace,
        answers: &Answers<'_>,
    ) -> &'w Screening {
        let (evaluated, later, screening) = self.evaluate(workspace, answers);
        evaluated.look_ahead(&screening.outcome, later, &mut screening.outlook);
        screening.changes = evaluated.changes(&screening.outcome, &screening.outlook);
        screening
    }

    /// What holds on the treatment date: the outcome of [`Screener::screen`], without looking
    /// ahead or for changes.
    ///
    /// # Panics
    ///
    /// As [`Screener::screen`].
    #[must_use]
    pub fn outcome(&self, answers: &Answers<'_>) -> Outcome {
        let mut workspace = Workspace::default();
        self.outcome_with(&mut workspace, answers);
        workspace.screening.outcome
    }

    /// As [`Screener::outcome`], reusing the allocations of earlier screenings.
    ///
    /// # Panics
    ///
    /// As [`Screener::screen`].
    pub fn outcome_with<'w>(
        &self,
        workspace: &'w mut Workspace,
        answers: &Answers<'_>,
    ) -> &'w Outcome {
        &self.evaluate(workspace, answers).2.outcome
    }

    /// Evaluates the clauses and fills in the outcome; beside both a buffer for later days.
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
        let Workspace { picture, ends, truth, later, waiting, spare, screening, .. } = workspace;
        self.settle(&mut picture.rows, &picture.answered, &picture.withheld);
        self.program.truth(&picture.rows.iter().copied(), truth);
        let is_doubtful =
            |id| self.program.asked(id, truth) != Holds::Yes && self.is_otherwise(answers, id);
        if answers.answered().common(&self.gated).any(is_doubtful) {
            picture.telling = self.telling(answers);
            self.withhold(picture);
            self.program.truth(&picture.rows.iter().copied(), truth);
        }
        let evaluated = Evaluated::new(self, answers, (picture, ends, truth));
        evaluated.explain(&mut screening.outcome, waiting, spare);
        (evaluated, later, screening)
    }

    /// The row of every column's answer on the day of treatment, and which waits that is within;
    /// for what was left unanswered the row of who is asked.
    fn read(&self, answers: &Answers<'_>, workspace: &mut Workspace) {
        let Workspace { picture, since, ends, .. } = workspace;
        let Picture { rows, answered, telling, withheld } = picture;
        rows.clone_from(&self.usual);
        answered.copy(answers.answered());
        telling.become_empty_like(answered);
        withheld.become_empty_like(answered);
        ends.clear();
        since.look_from(answers.on(), &self.program);
        let columns = self.program.columns();
        for (id, answer) in answers.given() {
            let place = self.program.columns_of(id);
            match answer {
                Answer::Value(value @ Value::Date(PastDate::On(date))) => {
                    for at in place {
                        let class = columns[at].class(value, |wait| since.day(at, wait));
                        rows[at] = columns[at].row(class);
                        if let (WITHIN, Cut::Wait(wait)) = (class, &columns[at].cut) {
                            ends.push(End { on: wait.after(date), column: at });
                        }
                    }
                }
                Answer::Value(Value::Date(PastDate::Never)) => {
                    place.for_each(|at| rows[at] = columns[at].row(OVER));
                }
                // Only dates have more than one column, and only days depend on another.
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

    /// Whether a question was answered, and with something else than would be assumed.
    fn is_otherwise(&self, answers: &Answers<'_>, id: QuestionId) -> bool {
        answers.get(id).is_some_and(|answer| {
            self.rulebook[id].assume.is_none_or(|assumed| answer != Answer::Value(assumed))
        })
    }

    /// Of the answered questions that are not asked of everybody those with another answer than
    /// would be assumed.
    fn telling(&self, answers: &Answers<'_>) -> QuestionSet {
        QuestionSet::of(self.rulebook.questions().len(), |id| {
            self.gated.contains(id) && self.is_otherwise(answers, id)
        })
    }

    /// The answer to a question, or what is assumed where it was left unanswered.
    fn value<'a>(&'a self, answers: &'a Answers<'_>, id: QuestionId) -> Option<&'a Value> {
        match answers.answer(id) {
            Some(Answer::Value(value)) => Some(value),
            Some(Answer::Unsure) => None,
            None => self.assumes[id.index()].as_ref(),
        }
    }

    /// The lowest and the highest level that a rule could have, where it applies to these answers,
    /// of which this is the outcome.
    pub(crate) fn levels_of(
        &self,
        answers: &Answers<'_>,
        outcome: &Outcome,
        rule: RuleId,
    ) -> (Level, Level) {
        self.rulebook[rule].level.range(self.level_option(answers, &outcome.withheld))
    }

    /// What is taken for a question that was left unanswered, unless an answer speaks against it.
    pub(crate) fn assumed(&self, id: QuestionId) -> Option<Value> {
        self.assumes[id.index()]
    }

    /// The answer that levels hang on, if it is known.
    fn level_option(&self, answers: &Answers<'_>, withheld: &QuestionSet) -> Option<OptionId> {
        let question = self.rulebook.head().levels_by?;
        match self.value(answers, question).filter(|_| !withheld.contains(question))? {
            Value::Choice(option) => Some(*option),
            _ => None,
        }
    }
}
