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

use std::ops::Range;

use jiff::civil::Date;

use self::column::{Column, OVER, Since};
use self::program::{Classes, Program, Truth};
use crate::answers::{Answer, Answers};
use crate::rulebook::{Level, OptionId, PastDate, QuestionId, RuleId, Rulebook, Value};

/// A rulebook made ready for screening; one serves any number of people.
#[derive(Debug)]
pub struct Screener<'r> {
    rulebook: &'r Rulebook,
    program: Program,
    strict: bool,
    /// The classes of somebody who answers nothing.
    usual: Classes,
    /// What is assumed for somebody who answers nothing, in file order, and for each question how
    /// much of it comes before.
    assumed: Vec<(QuestionId, Value)>,
    assumed_before: Vec<usize>,
    /// Every question whose answer can be changed, in file order.
    changeable: Vec<QuestionId>,
}

/// Room to screen in: the same for one person after another, so that nothing is allocated for
/// each of millions.
#[derive(Debug, Default)]
pub struct Workspace {
    classes: Classes,
    /// The days from which on the waits of this treatment date count.
    since: Since,
    truth: Truth,
    /// For each open question, the highest level that waits for it.
    waiting: Vec<Option<Level>>,
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
        let changeable = |id: &QuestionId| !rulebook[*id].change.is_empty();
        let mut screener = Self {
            rulebook,
            program: Program::new(rulebook),
            strict: false,
            usual: Vec::new(),
            assumed: Vec::new(),
            assumed_before: Vec::new(),
            changeable: rulebook.question_ids().filter(changeable).collect(),
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
        let class = |column: &Column| {
            // Nothing assumed hangs on the day.
            Some(column.class(self.assumed(column.question)?, &mut Since::default(), Date::ZERO))
        };
        self.usual = self.program.columns().iter().map(class).collect();
        let ids = self.rulebook.question_ids();
        self.assumed = ids.filter_map(|id| Some((id, self.assumed(id)?))).collect();
        let before = |id| self.assumed.partition_point(|(assumed, _)| *assumed < id);
        self.assumed_before =
            (0..=self.rulebook.questions().len()).map(QuestionId::new).map(before).collect();
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
        self.classes(answers, &mut room.since, &mut room.classes);
        self.program.truth(&room.classes, &mut room.truth);
        explain::outcome(self, answers, room);
        &room.outcome
    }

    /// The class of every column's answer on the day of treatment.
    fn classes(&self, answers: &Answers<'_>, since: &mut Since, classes: &mut Classes) {
        classes.clone_from(&self.usual);
        for (id, answer) in answers.given() {
            let columns = self.program.columns_of(id);
            let class = match answer {
                Answer::Unsure => None,
                Answer::Value(Value::YesNo(yes)) => Some(usize::from(yes)),
                Answer::Value(Value::Choice(option)) => Some(option.index()),
                Answer::Value(Value::Date(PastDate::Never)) => Some(OVER),
                // Days and numbers fall into another class for every wait, and by their size.
                Answer::Value(value) => {
                    for at in columns {
                        let column = &self.program.columns()[at];
                        classes[at] = Some(column.class(value, since, answers.on()));
                    }
                    continue;
                }
            };
            classes[columns].fill(class);
        }
    }

    /// What is known of a question: the answer, or what is assumed; nothing while it is open.
    fn value(&self, answers: &Answers<'_>, id: QuestionId) -> Option<Value> {
        match answers.get(id) {
            Some(Answer::Value(value)) => Some(value),
            Some(Answer::Unsure) => None,
            None => self.assumed(id),
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

    /// What is assumed for those of these questions that anything is assumed for.
    fn assumed_among(&self, questions: Range<usize>) -> &[(QuestionId, Value)] {
        let before = &self.assumed_before;
        &self.assumed[before[questions.start]..before[questions.end]]
    }

    /// The answer that levels hang on, if it is known.
    fn level_option(&self, answers: &Answers<'_>) -> Option<OptionId> {
        match self.value(answers, self.rulebook.head().levels_by?)? {
            Value::Choice(option) => Some(option),
            _ => None,
        }
    }
}
