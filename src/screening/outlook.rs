//! How the verdict changes as time passes.
//!
//! Tests only look for days *within* a wait, so as the treatment date moves on, a clause can
//! cease to hold and never begins to. The verdict can only change on a day on which a wait ends.

use jiff::civil::Date;

use super::column::{Column, Cut};
use super::program::{Holds, Truth};
use super::{Known, Outcome, Screener, Verdict};
use crate::answers::Answers;
use crate::rulebook::{Level, PastDate, RuleId, Value};

/// The verdict as a function of the treatment date, all answers unchanged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outlook {
    /// The verdict from the treatment date on, and from each later day on which it differs from
    /// the one before; at least one, in the order of time.
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

/// The end of a wait that has not passed yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct End {
    pub(super) on: Date,
    /// The column that changes its class from 1 to 0.
    pub(super) column: usize,
}

impl Screener<'_> {
    /// How the verdict changes as time passes, all answers unchanged.
    ///
    /// # Panics
    ///
    /// If the answers belong to another rulebook.
    #[must_use]
    pub fn outlook(&self, answers: &Answers<'_>) -> Outlook {
        self.outlook_from(answers, &self.screen(answers))
    }

    /// As [`Screener::outlook`], for answers that have been screened.
    ///
    /// INVARIANT: the outcome is that of these answers.
    pub(crate) fn outlook_from(&self, answers: &Answers<'_>, outcome: &Outcome) -> Outlook {
        let on = answers.on();
        let mut outlook =
            Outlook { steps: vec![Step { from: on, verdict: outcome.verdict() }], lasting: vec![] };
        let known: Vec<Known> = self.known_of(answers);
        let ends = self.ends(&known, on);
        let mut classes = self.program.classes(&known, on);
        let option = self.level_option(&known);
        let mut truth = None;
        for same_day in ends.chunk_by(|a, b| a.on == b.on) {
            for end in same_day {
                classes[end.column] = Some(0);
            }
            let then = self.program.truth(&classes);
            outlook.add(same_day[0].on, self.verdict(&then, &classes, option));
            truth = Some(then);
        }
        outlook.lasting = self.lasting(outcome, truth.as_ref());
        outlook
    }

    /// The findings that are still there when the last wait has ended.
    fn lasting(&self, outcome: &Outcome, at_last: Option<&Truth>) -> Vec<RuleId> {
        let lasts =
            |rule| at_last.is_none_or(|truth| truth.any(self.program.rule(rule)) == Holds::Yes);
        let findings = outcome.findings.iter().filter(|finding| finding.level > Level::Suitable);
        let mut lasting: Vec<RuleId> =
            findings.map(|finding| finding.rule).filter(|&rule| lasts(rule)).collect();
        lasting.sort_unstable();
        lasting
    }

    /// The ends of all waits that a known date is still within on the day `on`, in the order of
    /// time. A wait that the calendar's end cuts short never ends.
    pub(super) fn ends(&self, known: &[Known], on: Date) -> Vec<End> {
        let end =
            |(at, column): (usize, &Column)| match (&column.cut, known[column.question.index()]) {
                (Cut::Wait(wait), Known::Value(Value::Date(PastDate::On(date)))) => {
                    Some(End { on: wait.after(date), column: at })
                }
                _ => None,
            };
        let columns = self.program.columns().iter().enumerate();
        let mut ends: Vec<End> =
            columns.filter_map(end).filter(|end| on < end.on && end.on < Date::MAX).collect();
        ends.sort_unstable();
        ends
    }
}

impl Outlook {
    fn add(&mut self, from: Date, verdict: Verdict) {
        if self.steps.last().is_none_or(|last| last.verdict != verdict) {
            self.steps.push(Step { from, verdict });
        }
    }
}
