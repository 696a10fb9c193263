//! Rulebook + answers + date -> outcome. No I/O, no clock, no failure.
//!
//! A [`Screener`] compiles a rulebook once: every condition is spelled out as clauses (an `any`
//! of `all`s), and for every way in which an answer can matter one row with two bits for each
//! clause says what that answer leaves of it. Screening a person is then one AND for each of
//! their answers, or for each wait that a date can be within:
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
mod since;
mod standing;
mod trial;
mod truth;

pub use change::{Change, MOST_CHANGES};
pub(crate) use clause::Gates;
pub use outcome::{Finding, Ignored, Open, Outcome, Verdict};
pub use outlook::{Outlook, Step};
pub(crate) use truth::Holds;

use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;

use self::column::{Column, Cut, OVER, WITHIN};
use self::explain::Waiting;
use self::program::{Program, Rows};
use self::since::Since;
use self::trial::End;
use self::truth::Truth;
use crate::answers::{Answer, Answers};
use crate::rulebook::{
    Level, OptionId, PastDate, QuestionId, QuestionSet, RuleId, Rulebook, Value,
};

/// A rulebook made ready for screening; one serves any number of people.
#[derive(Debug)]
pub struct Screener<'r> {
    rulebook: &'r Rulebook,
    program: Arc<Program>,
    strict: bool,
    /// The rows of somebody who answers nothing.
    usual: Rows,
    /// The questions for which something is assumed if they are left unanswered.
    assumable: QuestionSet,
    /// What is assumed that depends on the treatment date: nothing that a rule file can say, but
    /// changes of it are tried out that do.
    assumed_days: Vec<(QuestionId, Date)>,
    /// Every question whose answer can be changed.
    changeable: QuestionSet,
}

/// Room to screen in: the same for one person after another, so that hardly anything is allocated
/// for each of millions.
#[derive(Debug, Default)]
pub struct Workspace {
    rows: Rows,
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
    outcome: Outcome,
}

impl Workspace {
    /// What came out of the last screening.
    #[must_use]
    pub fn outcome(&self) -> &Outcome {
        &self.outcome
    }

    /// As [`Workspace::outcome`], for who needs the room no more.
    #[must_use]
    pub fn into_outcome(self) -> Outcome {
        self.outcome
    }
}

impl<'r> Screener<'r> {
    /// Compiles a rulebook.
    #[must_use]
    pub fn new(rulebook: &'r Rulebook) -> Self {
        let changeable = |id: QuestionId| !rulebook[id].change.is_empty();
        let mut screener = Self {
            rulebook,
            program: Arc::new(Program::new(rulebook)),
            strict: false,
            usual: Vec::new(),
            assumable: QuestionSet::default(),
            assumed_days: Vec::new(),
            changeable: QuestionSet::of(rulebook.questions().len(), changeable),
        };
        screener.assume();
        screener
    }

    /// Assumes nothing: a question that was left unanswered stays open.
    #[must_use]
    pub fn strict(mut self, strict: bool) -> Self {
        if strict != self.strict {
            self.strict = strict;
            self.assume();
        }
        self
    }

    /// Works out what is taken for somebody who answers nothing.
    fn assume(&mut self) {
        let row = |column: &Column| match self.assumed(column.question) {
            // What depends on the treatment date is looked at once that is known.
            Some(value) => column.row(column.class(value, |_| Date::MIN)),
            None => column.open_row(),
        };
        self.usual = self.program.columns().iter().map(row).collect();
        let questions = self.rulebook.questions().len();
        self.assumable = QuestionSet::of(questions, |id| self.assumed(id).is_some());
        let day = |id| match self.assumed(id)? {
            Value::Date(PastDate::On(date)) => Some((id, date)),
            _ => None,
        };
        self.assumed_days = self.assumable.iter().filter_map(day).collect();
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
    pub fn screen(&self, answers: &Answers<'_>) -> Outcome {
        let mut room = Workspace::default();
        self.screen_in(&mut room, answers);
        room.into_outcome()
    }

    /// As [`Screener::screen`], in a room that was used before or is new.
    ///
    /// # Panics
    ///
    /// If the answers belong to another rulebook.
    pub fn screen_in<'w>(&self, room: &'w mut Workspace, answers: &Answers<'_>) -> &'w Outcome {
        assert!(
            std::ptr::eq(self.rulebook, answers.rulebook()),
            "answers are screened with the rulebook that they were given for"
        );
        self.rows(answers, room);
        self.program.truth(&room.rows.iter().copied(), &mut room.truth);
        explain::outcome(self, answers, room);
        &room.outcome
    }

    /// The row of every column's answer on the day of treatment, and which waits that is within.
    fn rows(&self, answers: &Answers<'_>, room: &mut Workspace) {
        let Workspace { rows, since, ends, .. } = room;
        rows.clone_from(&self.usual);
        ends.clear();
        since.look_from(answers.on(), &self.program);
        let columns = self.program.columns();
        let mut day = |date: Date, place: Range<usize>, rows: &mut [usize]| {
            let value = Value::Date(PastDate::On(date));
            for at in place {
                let class = columns[at].class(value, |wait| since.day(at, wait));
                rows[at] = columns[at].row(class);
                if let (WITHIN, Cut::Wait(wait)) = (class, &columns[at].cut) {
                    ends.push(End { on: wait.after(date), column: at });
                }
            }
        };
        for &(id, date) in &self.assumed_days {
            if !answers.answered().contains(id) {
                day(date, self.program.columns_of(id), rows);
            }
        }
        for (place, answer) in self.program.places().iter().zip(answers.all()) {
            match answer {
                Some(Answer::Value(Value::Date(PastDate::On(date)))) => {
                    day(date, place.clone(), rows);
                }
                Some(Answer::Value(Value::Date(PastDate::Never))) => {
                    place.clone().for_each(|at| rows[at] = columns[at].row(OVER));
                }
                // Only dates have more than one column, and only days depend on another.
                Some(Answer::Value(value)) if !place.is_empty() => {
                    let column = &columns[place.start];
                    rows[place.start] = column.row(column.class(value, |_| Date::MIN));
                }
                Some(Answer::Unsure) => {
                    place.clone().for_each(|at| rows[at] = columns[at].open_row());
                }
                Some(Answer::Value(_)) | None => {}
            }
        }
        ends.sort_unstable();
    }

    /// What is known of a question: the answer, or what is assumed; nothing while it is open.
    fn value<'a>(&'a self, answers: &'a Answers<'_>, id: QuestionId) -> Option<&'a Value> {
        match answers.answer(id) {
            Some(Answer::Value(value)) => Some(value),
            Some(Answer::Unsure) => None,
            None if self.strict => None,
            None => self.rulebook[id].assume.as_ref(),
        }
    }

    /// The lowest and the highest level that a rule could have, where it applies to these answers.
    pub(crate) fn levels_of(&self, answers: &Answers<'_>, rule: RuleId) -> (Level, Level) {
        self.rulebook[rule].level.range(self.level_option(answers))
    }

    /// What is taken for a question that was left unanswered.
    pub(crate) fn assumed(&self, id: QuestionId) -> Option<Value> {
        if self.strict { None } else { self.rulebook[id].assume }
    }

    /// The answer that levels hang on, if it is known.
    fn level_option(&self, answers: &Answers<'_>) -> Option<OptionId> {
        match self.value(answers, self.rulebook.head().levels_by?)? {
            Value::Choice(option) => Some(*option),
            _ => None,
        }
    }
}
