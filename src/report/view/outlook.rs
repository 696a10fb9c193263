//! What would change the verdict: time, or changes that a person can make.

use jiff::civil::Date;

use super::super::{FindingEnd, Report};
use super::answered::stated;
use crate::rulebook::Level;
use crate::screening::{self, Finding, Step, Verdict};
use crate::text::list::count;
use crate::text::long_date;

pub(in crate::report) const WAITING: &str = "If you wait, and nothing else changes";
pub(in crate::report) const NO_STEP: &str = "Waiting alone does not change the verdict.";
pub(in crate::report) const CHANGES: &str = "What you could change";

/// Maximum number of ways to a better verdict that are shown, since people stop reading.
const MAX_SHOWN: usize = 5;

/// How the verdict changes as time passes, and how what stands in the way ends.
pub(in crate::report) struct OutlookView<'a> {
    /// At least one; with only one, time does not change the verdict.
    pub(in crate::report) steps: &'a [Step],
    /// The ways in which findings end, each with the titles of at least one finding.
    pub(in crate::report) ends: Vec<(&'static str, Vec<String>)>,
}

/// What could be changed to come to a better verdict, best first.
pub(in crate::report) struct ChangeList<'a> {
    pub(in crate::report) shown: Vec<ChangeView<'a>>,
    /// How many more there are, in words.
    pub(in crate::report) more: Option<String>,
}

/// One way to a better verdict.
pub(in crate::report) struct ChangeView<'a> {
    pub(in crate::report) verdict: Verdict,
    /// The day to wait for as well.
    pub(in crate::report) wait_until: Option<Date>,
    /// What to do, in the words of the rulebook; at least one thing.
    pub(in crate::report) how: Vec<&'a str>,
    /// The answers that no longer count then, in words; `None` if all of them do.
    pub(in crate::report) withdrawn: Option<String>,
}

impl<'a> OutlookView<'a> {
    pub(super) fn of(report: &'a Report<'_>) -> Self {
        let least = match report.verdict() {
            Verdict::Level(level) if level.is_stop() => Level::Defer,
            _ => Level::Caution,
        };
        let findings = report.outcome().findings.iter();
        let mut reasons: Vec<&Finding> =
            findings.filter(|finding| finding.level >= least).collect();
        reasons.sort_by_key(|finding| finding.ends);
        let mut ends = [const { Vec::new() }; 4];
        for finding in reasons {
            let title = &report.rulebook()[finding.rule].title;
            match report.ending(finding) {
                FindingEnd::On(day) => ends[0].push(format!("{title} ({})", long_date(day))),
                FindingEnd::Until(event) => ends[1].push(format!("{event} ({title})")),
                FindingEnd::Never => ends[2].push(title.clone()),
                FindingEnd::Unsure => ends[3].push(title.clone()),
            }
        }
        let says = [
            "Ends on a known day",
            "Ends when",
            "Stays",
            "Ends on a known day, unless an open question keeps it",
        ];
        let ends = says.into_iter().zip(ends).filter(|(_, titles)| !titles.is_empty()).collect();
        Self { steps: &report.outlook().steps, ends }
    }

    /// Whether time changes nothing, and no finding that could end stands in the way.
    pub(in crate::report) fn is_idle(&self) -> bool {
        self.steps.len() == 1 && self.ends.is_empty()
    }
}

/// The number of other ways to a better verdict, of which this many are known.
pub(in crate::report) fn other_ways(report: &Report<'_>, known: usize) -> String {
    let more_than = if report.changes_omitted() { "more than " } else { "" };
    format!("{more_than}{}", count(known, "other way", "other ways"))
}

impl<'a> ChangeList<'a> {
    pub(super) fn of(report: &'a Report<'_>) -> Self {
        let changes = report.changes();
        let shown = changes.iter().take(MAX_SHOWN).map(|change| ChangeView {
            verdict: change.verdict,
            wait_until: change.wait_until,
            how: change.how(report.rulebook()).collect(),
            withdrawn: withdrawn(report, change),
        });
        let more = changes.len().saturating_sub(MAX_SHOWN);
        let words = || other_ways(report, more);
        let listed = if report.changes_omitted() {
            changes.len().to_string() + " of all"
        } else {
            "them all".to_owned()
        };
        Self {
            shown: shown.collect(),
            more: (more > 0).then(|| format!("There are {}; --json lists {listed}.", words())),
        }
    }
}

impl ChangeView<'_> {
    /// The words before the list of what to do: `if you`, or `if you wait until 10 February 2027 and`.
    pub(in crate::report) fn condition(&self) -> String {
        let wait = self.wait_until.map(|day| format!(" wait until {} and", long_date(day)));
        format!("if you{}", wait.unwrap_or_default())
    }
}

fn withdrawn(report: &Report<'_>, change: &screening::Change) -> Option<String> {
    let answers = change
        .withdrawn
        .iter()
        .filter_map(|&id| Some(stated(&report.rulebook()[id], report.answers().get(id)?)));
    let answers: Vec<_> = answers.collect();
    let no_longer = || format!("Then this no longer counts: {}.", answers.join("; "));
    (!answers.is_empty()).then(no_longer)
}
