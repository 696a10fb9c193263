//! One person's answers, evaluated for the treatment date.

use jiff::civil::Date;

use super::Screener;
use super::taken::Picture;
use super::truth::Truth;
use crate::answers::Answers;
use crate::rulebook::OptionId;

/// The end of a wait that a date is still within.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct End {
    /// The first day after it.
    pub(super) on: Date,
    /// The column that leaves its class on that day.
    pub(super) column: usize,
}

/// Answers, and what holds with them on the treatment date. Outcome, outlook and changes are all
/// read off this.
#[derive(Clone, Copy)]
pub(super) struct Evaluated<'a> {
    pub(super) screener: &'a Screener<'a>,
    pub(super) answers: &'a Answers<'a>,
    pub(super) picture: &'a Picture,
    /// Which clauses hold.
    pub(super) truth: &'a Truth,
    /// The answer that levels hang on, if it is known.
    pub(super) option: Option<OptionId>,
    /// The ends of the waits that a date is still within, in the order of time.
    pub(super) ends: &'a [End],
    /// Whether it can change with time which questions are asked.
    pub(super) time_moves_gates: bool,
}

impl<'a> Evaluated<'a> {
    pub(super) fn new(
        screener: &'a Screener<'_>,
        answers: &'a Answers<'_>,
        (picture, ends, truth): (&'a Picture, &'a [End], &'a Truth),
    ) -> Self {
        let program = &screener.program;
        let gates_others = |end: &End| program.gates_others(program.columns()[end.column].question);
        Self {
            screener,
            answers,
            picture,
            truth,
            option: screener.level_option(answers, &picture.withheld),
            ends,
            time_moves_gates: ends.iter().any(gates_others),
        }
    }

    /// The ends that come before the calendar itself ends.
    pub(super) fn ends_to_come(&self) -> &'a [End] {
        &self.ends[..self.ends.partition_point(|end| end.on < Date::MAX)]
    }
}
