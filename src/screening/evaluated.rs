//! One person's answers, evaluated for the treatment date.

use jiff::civil::Date;

use super::Screener;
use super::assumptions::Assignment;
use super::truth::Truth;
use crate::answers::Answers;
use crate::rulebook::OptionId;

/// The end of a wait that is not over on the treatment date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct WaitEnd {
    /// The first day after the wait.
    pub(super) on: Date,
    /// The column of the wait, whose class changes on that day.
    pub(super) column: usize,
}

/// Answers with the truth of all clauses on the treatment date. The outcome, the outlook and the
/// changes are derived from this.
#[derive(Clone, Copy)]
pub(super) struct Evaluated<'a> {
    pub(super) screener: &'a Screener<'a>,
    pub(super) answers: &'a Answers<'a>,
    pub(super) assignment: &'a Assignment,
    /// Which clauses hold.
    pub(super) truth: &'a Truth,
    /// The answer to the `levels_by` question, if it is known.
    pub(super) option: Option<OptionId>,
    /// The ends of the waits that are not over, in order of time.
    pub(super) ends: &'a [WaitEnd],
    /// Whether the end of a wait can change which questions are asked.
    pub(super) time_changes_asking: bool,
}

impl<'a> Evaluated<'a> {
    pub(super) fn new(
        screener: &'a Screener<'_>,
        answers: &'a Answers<'_>,
        (assignment, ends, truth): (&'a Assignment, &'a [WaitEnd], &'a Truth),
    ) -> Self {
        let program = &screener.program;
        let is_tested_by_ask_when =
            |end: &WaitEnd| program.is_tested_by_ask_when(program.columns()[end.column].question);
        Self {
            screener,
            answers,
            assignment,
            truth,
            option: screener.level_option(answers, &assignment.withheld),
            ends,
            time_changes_asking: ends.iter().any(is_tested_by_ask_when),
        }
    }

    /// The ends before `Date::MAX`.
    pub(super) fn ends_to_come(&self) -> &'a [WaitEnd] {
        &self.ends[..self.ends.partition_point(|end| end.on < Date::MAX)]
    }
}
