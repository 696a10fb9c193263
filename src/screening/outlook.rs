//! How the verdict changes as time passes.
//!
//! Tests only look for days *within* a wait, so as the treatment date moves on, a clause can
//! cease to hold and never begins to. The verdict can only change on a day on which a wait ends.

use jiff::civil::Date;

use super::column::OVER;
use super::trial::ends_to_come;
use super::truth::Holds;
use super::{Finding, Screener, Verdict, Workspace};
use crate::answers::Answers;
use crate::rulebook::{Level, RuleId};

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

impl Screener<'_> {
    /// How the verdict changes as time passes, all answers unchanged.
    ///
    /// # Panics
    ///
    /// If the answers belong to another rulebook.
    #[must_use]
    pub fn outlook(&self, answers: &Answers<'_>) -> Outlook {
        let (mut room, mut outlook) = (Workspace::default(), Outlook::default());
        self.screen_in(&mut room, answers);
        self.outlook_from(&mut room, answers, &mut outlook);
        outlook
    }

    /// As [`Screener::outlook`], for answers that have been screened.
    ///
    /// INVARIANT: it was these answers that were screened in this room last.
    pub(crate) fn outlook_from(
        &self,
        room: &mut Workspace,
        answers: &Answers<'_>,
        outlook: &mut Outlook,
    ) {
        let Workspace { rows, ends, truth, later, outcome, .. } = room;
        let Outlook { steps, lasting } = outlook;
        steps.clear();
        steps.push(Step { from: answers.on(), verdict: outcome.verdict() });
        // A test is satisfied by every date within its wait, so what held before and is satisfied
        // by a date that no wait covers is what holds when the wait is over.
        let ends = ends_to_come(ends);
        if !ends.is_empty() {
            later.copy(truth);
        }
        let option = self.level_option(answers);
        for ended in ends.chunk_by(|a, b| a.on == b.on) {
            for end in ended {
                self.program.narrow(later, self.program.row(end.column, OVER));
            }
            let verdict = self.verdict(later, rows, option);
            if steps.last().is_none_or(|last| last.verdict != verdict) {
                steps.push(Step { from: ended[0].on, verdict });
            }
        }
        // The findings that are still there when the last wait has ended.
        let lasts = |finding: &&Finding| {
            finding.level > Level::Suitable
                && (ends.is_empty() || later.any(self.program.rule(finding.rule)) == Holds::Yes)
        };
        lasting.clear();
        lasting.extend(outcome.findings.iter().filter(lasts).map(|finding| finding.rule));
        lasting.sort_unstable();
    }
}
