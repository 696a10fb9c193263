//! The same answers screened again and again, with a few of them changed or some waits over.
//!
//! What the columns say that never move is worked out once; a trial only adds those that do.

use jiff::civil::Date;

use super::column::{Column, Cut, OVER, Since, WITHIN};
use super::program::Truth;
use super::{Screener, Verdict, Workspace};
use crate::answers::{Answer, Answers};
use crate::rulebook::{OptionId, PastDate, QuestionId, Value};

/// The end of a wait that a date is still within.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct End {
    /// The first day after it.
    pub(super) on: Date,
    /// The column that leaves its class on that day.
    pub(super) column: usize,
}

/// Answers that are screened again with changes.
pub(super) struct Trial<'a> {
    screener: &'a Screener<'a>,
    on: Date,
    classes: Vec<Option<usize>>,
    option: Option<OptionId>,
    /// The columns that may move.
    moving: Vec<usize>,
    /// Which clauses hold as far as all other columns say.
    still: Truth,
    /// Which clauses hold.
    truth: Truth,
}

impl Screener<'_> {
    /// The ends of all waits that a date is still within on the treatment date, in the order of
    /// time. One that the end of the calendar cuts short never comes.
    pub(super) fn ends(&self, room: &Workspace, answers: &Answers<'_>) -> Vec<End> {
        let mut ends = Vec::new();
        // Nothing that is assumed is a day.
        for (question, answer) in answers.given() {
            let Answer::Value(Value::Date(PastDate::On(date))) = answer else { continue };
            for column in self.program.columns_of(question) {
                if let Cut::Wait(wait) = self.program.columns()[column].cut
                    && room.classes[column] == Some(WITHIN)
                {
                    ends.push(End { on: wait.after(date), column });
                }
            }
        }
        ends.retain(|end| end.on < Date::MAX);
        ends.sort_unstable();
        ends
    }
}

impl<'a> Trial<'a> {
    /// These answers; the columns of the questions that may change, and those of the ends, are
    /// the only ones that move.
    pub(super) fn new(
        screener: &'a Screener<'_>,
        room: &Workspace,
        answers: &Answers<'_>,
        ends: &[End],
        may_change: impl Fn(QuestionId) -> bool,
    ) -> Self {
        let classes = room.classes.clone();
        let columns = screener.program.columns().iter().enumerate();
        let moves = |&(at, column): &(usize, &Column)| {
            may_change(column.question) || ends.iter().any(|end| end.column == at)
        };
        let moving: Vec<usize> = columns.filter(moves).map(|(at, _)| at).collect();
        let mut still = Truth::default();
        let stays = |at| moving.binary_search(&at).is_err();
        screener.program.truth_of(&classes, stays, &mut still);
        let mut trial = Self {
            screener,
            on: answers.on(),
            option: screener.level_option(answers),
            truth: still.clone(),
            still,
            classes,
            moving,
        };
        trial.look();
        trial
    }

    /// Answers a question otherwise; only one that may change.
    pub(super) fn put(&mut self, question: QuestionId, value: Value) {
        for &at in &self.moving {
            let column = &self.screener.program.columns()[at];
            if column.question == question {
                self.classes[at] = Some(self.class_of(column, value));
            }
        }
        if let Value::Choice(option) = value
            && self.screener.rulebook.head().levels_by == Some(question)
        {
            self.option = Some(option);
        }
        self.look();
    }

    /// The class of another answer in one of the columns.
    pub(super) fn class_of(&self, column: &Column, value: Value) -> usize {
        column.class(value, &mut Since::default(), self.on)
    }

    /// Lets time pass, up to a day on which these waits end.
    pub(super) fn pass(&mut self, ended: &[End]) {
        for end in ended {
            self.classes[end.column] = Some(OVER);
        }
        self.look();
    }

    fn look(&mut self) {
        self.truth.copy(&self.still);
        for &at in &self.moving {
            self.screener.program.narrow(&mut self.truth, at, self.classes[at]);
        }
    }

    /// Which clauses hold now.
    pub(super) fn truth(&self) -> &Truth {
        &self.truth
    }

    /// The answer that levels hang on, if it is known.
    pub(super) fn option(&self) -> Option<OptionId> {
        self.option
    }

    /// The verdict now.
    pub(super) fn verdict(&self) -> Verdict {
        self.screener.verdict(&self.truth, &self.classes, self.option)
    }
}
