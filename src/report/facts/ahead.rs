//! What may change the verdict: time, and what a person can do.

use jiff::civil::Date;

use super::super::Report;
use crate::screening::{Step, Verdict};
use crate::text::capitalised;

pub(in crate::report) const AHEAD: &str = "As time passes";
pub(in crate::report) const CHANGES: &str = "What you could change";
pub(in crate::report) const NO_STEP: &str = "Waiting alone does not change the verdict.";
pub(in crate::report) const UNTIL: &str = "Ends on no set day";
pub(in crate::report) const LASTING: &str = "Time does not end";

/// The verdict as time passes, and what time does not end.
pub(in crate::report) struct Ahead<'a> {
    /// At least one; with only one, time does not change the verdict.
    pub(in crate::report) steps: &'a [Step],
    /// What ends by an event, and by which.
    pub(in crate::report) until: Vec<(&'a str, &'a str)>,
    /// What does not end by itself.
    pub(in crate::report) lasting: Vec<&'a str>,
}

/// What a person could do, and what it leads to.
pub(in crate::report) struct Change<'a> {
    /// What to do, in the words of the rulebook; at least one thing.
    how: Vec<&'a str>,
    /// The day to wait for as well.
    wait_until: Option<Date>,
    pub(in crate::report) verdict: Verdict,
}

impl<'a> Ahead<'a> {
    pub(super) fn of(report: &'a Report<'_>) -> Self {
        let rulebook = report.rulebook();
        let rules = report.outlook().lasting.iter().map(|&id| &rulebook[id]);
        let (mut until, mut lasting) = (Vec::new(), Vec::new());
        for rule in rules {
            match &rule.until {
                Some(event) => until.push((rule.title.as_str(), event.as_str())),
                None => lasting.push(rule.title.as_str()),
            }
        }
        Self { steps: &report.outlook().steps, until, lasting }
    }

    /// Whether there is anything to say: time changes something, or could be thought to.
    pub(in crate::report) fn is_worth_telling(&self) -> bool {
        self.steps.len() > 1 || !self.until.is_empty() || !self.lasting.is_empty()
    }

    /// All steps in one sentence, for those who do not see the picture.
    pub(in crate::report) fn sentence(&self) -> String {
        let steps = self.steps.iter().map(|step| format!("{} from {}", step.verdict, step.from));
        format!("{}.", capitalised(&steps.collect::<Vec<_>>().join(", then ")))
    }
}

impl<'a> Change<'a> {
    pub(super) fn all(report: &'a Report<'_>) -> Vec<Self> {
        let changes = report.changes().iter().map(|change| Self {
            how: change.how(report.rulebook()).collect(),
            wait_until: change.wait_until,
            verdict: change.verdict,
        });
        changes.collect()
    }

    /// All that has to be done for it, a sentence each.
    pub(in crate::report) fn sentences(&self) -> String {
        let wait = self.wait_until.map(|day| format!("Wait until {day} as well"));
        let all = self.how.iter().copied().chain(wait.as_deref()).map(|sentence| {
            let ended = sentence.ends_with(['.', '!', '?']);
            format!("{sentence}{}", if ended { "" } else { "." })
        });
        all.collect::<Vec<_>>().join(" ")
    }
}
