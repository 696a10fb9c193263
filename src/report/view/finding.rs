//! The rules that apply.

use std::borrow::Cow;

use jiff::civil::Date;

use super::answered::stated;
use crate::answers::Answer;
use crate::report::{FindingEnd, Report};
use crate::rulebook::{Level, SourceId};
use crate::screening;
use crate::text::long_date;

/// Rules that apply, the worst first.
pub(in crate::report) struct FindingSection<'a> {
    pub(in crate::report) heading: String,
    /// What applies to all of them.
    pub(in crate::report) note: Option<&'static str>,
    /// At least one.
    pub(in crate::report) list: Vec<FindingView<'a>>,
    /// How many findings come before these.
    pub(in crate::report) before: usize,
}

/// A rule that applies.
pub(in crate::report) struct FindingView<'a> {
    pub(in crate::report) level: Level,
    pub(in crate::report) title: &'a str,
    pub(in crate::report) reason: &'a str,
    pub(in crate::report) advice: &'a str,
    /// The first day on which it no longer holds.
    pub(in crate::report) ends: Option<Date>,
    /// The event that ends it.
    pub(in crate::report) until: Option<&'a str>,
    /// How it ends, if there is neither a day nor an event.
    pub(in crate::report) end: FindingEnd<'a>,
    pub(in crate::report) could_be: Option<Level>,
    pub(in crate::report) dispute: Option<&'a str>,
    /// The answers that it rests on, as clauses.
    pub(in crate::report) because: String,
    /// Whether it rests on something taken for granted, to follow its title; empty if it does not.
    pub(in crate::report) granted: &'static str,
    /// The kind of evidence that it rests on.
    pub(in crate::report) grade: &'static str,
    pub(in crate::report) sources: &'a [SourceId],
    pub(in crate::report) rule: &'a str,
}

impl FindingView<'_> {
    /// Why, what to do, when it ends and what it could become; what is disputed, and the answers
    /// that it rests on. Each with its name.
    pub(in crate::report) fn facts(&self) -> Vec<(&'static str, Cow<'_, str>)> {
        let mut facts =
            vec![("Why", Cow::from(self.reason)), ("What to do", Cow::from(self.advice))];
        if let Some(ends) = self.ends {
            facts.push(("No longer holds from", Cow::from(long_date(ends))));
        }
        facts.extend(self.until.map(|until| ("Until", Cow::from(until))));
        facts.extend(self.could_be.map(|level| ("Could still be", Cow::from(level.as_str()))));
        facts.extend(self.dispute.map(|dispute| ("Open to debate", Cow::from(dispute))));
        facts.push(("Because", Cow::from(&self.because)));
        facts
    }
}

pub(in crate::report) fn findings<'a>(report: &'a Report<'_>) -> Vec<FindingSection<'a>> {
    let outcome = report.outcome();
    let rests_on_assumed = |found: &&screening::Finding| outcome.assumed_in(found).next().is_some();
    let (assumed, found): (Vec<_>, Vec<_>) = outcome.findings.iter().partition(rests_on_assumed);
    let headings = [
        ("What was found", None, found),
        (
            "What rests on something taken for granted",
            Some(
                "Part of this was assumed. If that is wrong, answer the question and screen again.",
            ),
            assumed,
        ),
    ];
    let mut before = 0;
    let part = |(heading, note, found): (&str, _, Vec<&screening::Finding>)| {
        let list: Vec<_> = found.into_iter().map(|found| finding(report, found)).collect();
        let part =
            FindingSection { heading: format!("{heading} ({})", list.len()), note, list, before };
        before += part.list.len();
        part
    };
    headings.into_iter().map(part).filter(|part| !part.list.is_empty()).collect()
}

fn finding<'a>(report: &'a Report<'_>, found: &screening::Finding) -> FindingView<'a> {
    let rulebook = report.rulebook();
    let rule = &rulebook[found.rule];
    let because = found.because.iter().map(|&(id, value)| {
        let assumed = report.outcome().assumed.contains(id);
        let stated = stated(&rulebook[id], Answer::Value(value));
        if assumed { format!("{stated} (assumed)") } else { stated }
    });
    FindingView {
        level: found.level,
        title: &rule.title,
        reason: &rule.reason,
        advice: &rule.advice,
        ends: found.ends,
        until: rule.until.as_deref(),
        end: report.ending(found),
        could_be: found.could_be,
        dispute: rule.dispute.as_deref(),
        because: because.collect::<Vec<_>>().join(", "),
        granted: granted(report, found),
        grade: rule.evidence.meaning(),
        sources: &rule.sources,
        rule: &rule.id,
    }
}

/// What follows the title of a finding that rests on assumptions; otherwise empty.
pub(in crate::report) fn granted(
    report: &Report<'_>,
    finding: &screening::Finding,
) -> &'static str {
    match report.outcome().assumed_in(finding).count() {
        0 => "",
        all if all == finding.because.len() => " (taken for granted)",
        _ => " (partly taken for granted)",
    }
}
