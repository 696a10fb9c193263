//! The rules that apply.

use std::borrow::Cow;

use super::answered::stated;
use crate::answers::Answer;
use crate::report::Report;
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
    /// Why, what to do, when it ends and what it could become, each with its name.
    pub(in crate::report) told: Vec<(&'static str, Cow<'a, str>)>,
    /// What is disputed, and the answers that it rests on, each with its name.
    pub(in crate::report) grounds: Vec<(&'static str, Cow<'a, str>)>,
    /// The kind of evidence that it rests on.
    pub(in crate::report) grade: &'static str,
    pub(in crate::report) sources: &'a [SourceId],
    pub(in crate::report) rule: &'a str,
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
    let mut told = vec![
        ("Why", Cow::from(rule.reason.as_str())),
        ("What to do", Cow::from(rule.advice.as_str())),
    ];
    if let Some(ends) = found.ends {
        told.push(("No longer holds from", Cow::from(long_date(ends))));
    }
    if let Some(until) = &rule.until {
        told.push(("Until", Cow::from(until.as_str())));
    }
    if let Some(could_be) = found.could_be {
        told.push(("Could still be", Cow::from(could_be.as_str())));
    }
    let mut grounds = Vec::new();
    if let Some(dispute) = &rule.dispute {
        grounds.push(("Open to debate", Cow::from(dispute.as_str())));
    }
    let because = found.because.iter().map(|&(id, value)| {
        let assumed = report.outcome().assumed.contains(id);
        let stated = stated(&rulebook[id], Answer::Value(value));
        if assumed { format!("{stated} (assumed)") } else { stated }
    });
    grounds.push(("Because", Cow::from(because.collect::<Vec<_>>().join(", "))));
    FindingView {
        level: found.level,
        title: &rule.title,
        told,
        grounds,
        grade: rule.evidence.meaning(),
        sources: &rule.sources,
        rule: &rule.id,
    }
}
