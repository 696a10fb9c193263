//! How the verdict changes as time passes.
//!
//! Tests only look for days *within* a wait, so as the treatment date moves on, a clause can
//! cease to hold and never begins to. The verdict can only change on a day on which a wait ends.
//!
//! Where an `ask_when` tests for such days, it can change with time what is asked and what is
//! assumed; then what holds is worked out anew for each of those days.

use jiff::civil::Date;

use super::column::OVER;
use super::evaluated::Evaluated;
use super::outcome::{Finding, Outcome, Verdict};
use super::taken::Picture;
use super::truth::{Holds, Truth};
use crate::rulebook::{Level, OptionId, RuleId};

/// The verdict as a function of the treatment date, all answers unchanged.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outlook {
    /// The verdict from the treatment date on, and from each later day on which it differs from
    /// the one before; at least one, in the order of time, if anybody was screened.
    pub steps: Vec<Step>,
    /// Every rule above `suitable` that applies and goes on applying for ever, in file order:
    /// time alone does not end it.
    pub lasting: Vec<RuleId>,
}

/// A verdict, and the first day on which it is that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// The first day.
    pub from: Date,
    /// The verdict from then on, up to the next step.
    pub verdict: Verdict,
}

/// How things stand on a later day.
pub(super) struct Ahead<'a> {
    pub(super) truth: &'a Truth,
    pub(super) picture: &'a Picture,
    /// The answer that levels hang on, if it is known.
    pub(super) option: Option<OptionId>,
}

impl Evaluated<'_> {
    /// Fills in how the verdict changes as time passes. `later` is a buffer.
    pub(super) fn look_ahead(&self, outcome: &Outcome, later: &mut Truth, outlook: &mut Outlook) {
        let Outlook { steps, lasting } = outlook;
        steps.clear();
        steps.push(Step { from: self.answers.on(), verdict: outcome.verdict() });
        self.each_day_ahead(later, |from, ahead| {
            let verdict = self.screener.verdict(ahead.truth, ahead.picture, ahead.option);
            if steps.last().is_none_or(|last| last.verdict != verdict) {
                steps.push(Step { from, verdict });
            }
        });
        // The findings that are still there when the last wait has ended.
        let lasts = |finding: &&Finding| {
            finding.level > Level::Suitable
                && (self.ends_to_come().is_empty()
                    || later.any(self.screener.program.rule(finding.rule)) == Holds::Yes)
        };
        lasting.clear();
        lasting.extend(outcome.findings.iter().filter(lasts).map(|finding| finding.rule));
        lasting.sort_unstable();
    }

    /// Calls `see` with each day to come on which a wait ends, and how things stand from then on,
    /// all answers unchanged. At the end `later` is what holds when the last wait has ended, if
    /// there is one.
    pub(super) fn each_day_ahead(&self, later: &mut Truth, mut see: impl FnMut(Date, Ahead<'_>)) {
        let Self { screener, answers, picture, truth, .. } = *self;
        let program = &screener.program;
        let ends = self.ends_to_come();
        if ends.is_empty() {
            return;
        }
        later.copy_from(truth);
        let mut moved = self.time_moves_gates.then(|| {
            // A question that is certainly asked today might not be on a later day.
            Picture { telling: screener.telling(answers), ..picture.clone() }
        });
        for ended in ends.chunk_by(|a, b| a.on == b.on) {
            let over = ended.iter().map(|end| (end.column, program.row(end.column, OVER)));
            // A test is satisfied by every date within its wait, so what held before and is
            // satisfied by a date that no wait covers is what holds when the wait is over.
            match &mut moved {
                None => over.for_each(|(_, row)| program.narrow(later, row)),
                Some(moved) => {
                    over.for_each(|(column, row)| moved.rows[column] = row);
                    screener.look(moved, later);
                }
            }
            let picture = moved.as_ref().unwrap_or(picture);
            let option = screener.level_option(answers, &picture.withheld);
            see(ended[0].on, Ahead { truth: later, picture, option });
        }
    }
}
