//! The same answers screened again and again, with a few of them changed or some waits over.
//!
//! What the columns say that never move is worked out once; a trial only adds those that do.

use jiff::civil::Date;

use super::column::{Column, OVER};
use super::program::Rows;
use super::truth::Truth;
use super::{Screener, Verdict, Workspace};
use crate::answers::Answers;
use crate::rulebook::{OptionId, QuestionId, Value};

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
    rows: Rows,
    option: Option<OptionId>,
    /// The columns that may move.
    moving: Vec<usize>,
    /// Which clauses hold as far as all other columns say.
    still: Truth,
    /// Which clauses hold.
    truth: Truth,
}

/// Those of some ends, in the order of time, that come before the calendar itself ends.
pub(super) fn ends_to_come(ends: &[End]) -> &[End] {
    &ends[..ends.partition_point(|end| end.on < Date::MAX)]
}

impl<'a> Trial<'a> {
    /// These answers; the columns of the questions that may change, and those of the ends, are
    /// the only ones that move.
    pub(super) fn new(
        screener: &'a Screener<'_>,
        room: &Workspace,
        answers: &Answers<'_>,
        ends: &[End],
        changing: impl Iterator<Item = QuestionId>,
    ) -> Self {
        let program = &screener.program;
        let rows = room.rows.clone();
        let mut moving: Vec<usize> = changing.flat_map(|id| program.columns_of(id)).collect();
        moving.extend(ends.iter().map(|end| end.column));
        moving.sort_unstable();
        moving.dedup();
        // The stretches between those that move.
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
            on: answers.on(),
            option: screener.level_option(answers),
            truth: still.clone(),
            still,
            rows,
            moving,
        };
        trial.look();
        trial
    }

    /// Answers a question otherwise; only one that may change.
    pub(super) fn put(&mut self, question: QuestionId, value: Value) {
        let program = &self.screener.program;
        for at in program.columns_of(question) {
            let column = &program.columns()[at];
            self.rows[at] = column.row(self.class_of(column, value));
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
        column.class(value, |wait| wait.first_covering(self.on))
    }

    /// Lets time pass, up to a day on which these waits end.
    pub(super) fn pass(&mut self, ended: &[End]) {
        for end in ended {
            self.rows[end.column] = self.screener.program.row(end.column, OVER);
        }
        self.look();
    }

    fn look(&mut self) {
        self.truth.copy(&self.still);
        for &at in &self.moving {
            self.screener.program.narrow(&mut self.truth, self.rows[at]);
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
        self.screener.verdict(&self.truth, &self.rows, self.option)
    }
}
