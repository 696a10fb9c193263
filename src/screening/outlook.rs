//! The outlook: how the verdict changes as time passes.
//!
//! Tests on dates ask only whether a date is *within* a wait. So on a later treatment date a
//! clause can stop to hold but cannot begin to, and the verdict can change only on a day on which
//! a wait ends.
//!
//! If an `ask_when` has such a test, time can also change which questions are asked and what is
//! assumed. Then all clauses are evaluated again for each of those days.

use jiff::civil::Date;

use super::assumptions::Assignment;
use super::column::OVER;
use super::evaluated::Evaluated;
use super::outcome::{Finding, Outcome, Verdict};
use super::truth::{Holds, Truth};
use crate::rulebook::{Level, OptionId, RuleId};

/// The verdict as a function of the treatment date, all answers unchanged.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outlook {
    /// The verdict on the treatment date, then each day on which the verdict changes, in order of
    /// time. Empty only before anyone was screened.
    pub steps: Vec<Step>,
    /// The rules above `suitable` that apply and that time alone does not end, in file order.
    pub lasting: Vec<RuleId>,
}

/// A verdict and its first day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// The first day.
    pub from: Date,
    /// The verdict from that day until the next step.
    pub verdict: Verdict,
}

/// The evaluation on a later day.
pub(super) struct LaterState<'a> {
    pub(super) truth: &'a Truth,
    pub(super) assignment: &'a Assignment,
    /// The answer to the `levels_by` question, if it is known.
    pub(super) option: Option<OptionId>,
}

impl Evaluated<'_> {
    /// Fills in the outlook. `after_waits` is a buffer.
    pub(super) fn fill_outlook(
        &self,
        outcome: &Outcome,
        after_waits: &mut Truth,
        outlook: &mut Outlook,
    ) {
        let Outlook { steps, lasting } = outlook;
        steps.clear();
        steps.push(Step { from: self.answers.on(), verdict: outcome.verdict() });
        self.each_later_day(after_waits, |from, later| {
            let verdict = self.screener.verdict(later.truth, later.assignment, later.option);
            if steps.last().is_none_or(|last| last.verdict != verdict) {
                steps.push(Step { from, verdict });
            }
        });
        // The findings that are left after the last wait has ended.
        let lasts = |finding: &&Finding| {
            finding.level > Level::Suitable
                && (self.ends_to_come().is_empty()
                    || after_waits.any(self.screener.program.rule(finding.rule)) == Holds::Yes)
        };
        lasting.clear();
        lasting.extend(outcome.findings.iter().filter(lasts).map(|finding| finding.rule));
        lasting.sort_unstable();
    }

    /// Calls `see` with each later day on which a wait ends and the evaluation on that day, all
    /// answers unchanged. Afterwards `after_waits` is the truth when all waits are over; it is
    /// unchanged if there are none.
    pub(super) fn each_later_day(
        &self,
        after_waits: &mut Truth,
        mut see: impl FnMut(Date, LaterState<'_>),
    ) {
        let Self { screener, answers, assignment, truth, .. } = *self;
        let program = &screener.program;
        let ends = self.ends_to_come();
        if ends.is_empty() {
            return;
        }
        after_waits.copy_from(truth);
        let mut moved = self.time_changes_asking.then(|| {
            // A question that is certainly asked today may not be asked on a later day.
            Assignment { overriding: screener.overriding(answers), ..assignment.clone() }
        });
        for ended in ends.chunk_by(|a, b| a.on == b.on) {
            let over = ended.iter().map(|end| (end.column, program.row(end.column, OVER)));
            // A clause holds after the wait if it held before and also holds with the row of a wait
            // that is over: no clause can begin to hold.
            match &mut moved {
                None => over.for_each(|(column, row)| program.narrow(after_waits, column, row)),
                Some(moved) => {
                    over.for_each(|(column, row)| moved.rows[column] = row);
                    screener.resolve_and_evaluate(moved, after_waits);
                }
            }
            let assignment = moved.as_ref().unwrap_or(assignment);
            let option = screener.level_option(answers, &assignment.withheld);
            see(ended[0].on, LaterState { truth: after_waits, assignment, option });
        }
    }
}
