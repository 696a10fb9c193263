//! What every format of the report for people says, gathered once. A format only arranges it.

mod aftercare;
mod ahead;
mod answered;
mod finding;
mod unasked;
mod verdict;

use super::Report;
use crate::rulebook::{Rulebook, Source, SourceId};
use crate::screening::Verdict;
use crate::text::escape;

pub(super) use aftercare::{Aftercare, Entry};
pub(super) use ahead::{CHANGES, Changes, NO_STEP, WAITING, Waiting};
pub(super) use answered::{Assumed, Open};
pub(super) use finding::{Finding, Findings};

pub(super) const OPEN: &str = "Still open";
pub(super) const ASSUMED: &str = "Assumed, because it was not answered";
pub(super) const IF_NOT_SO: &str = "If one of these is not so, answer it and screen again.";
pub(super) const ANSWERS: &str = "Your answers";
pub(super) const UNASKED: &str = "You also said";
pub(super) const COUNTS: &str = "What you said counts, asked or not.";
pub(super) const SOURCES: &str = "Sources";
pub(super) const NOTICE: &str = "Please note";

/// The facts of one report, in the order in which they are told.
pub(super) struct Facts<'a> {
    pub(super) rulebook: &'a Rulebook,
    pub(super) verdict: Verdict,
    /// The summary, without the verdict's word before it.
    pub(super) reasons: String,
    /// What the verdict tells a person.
    pub(super) says: String,
    /// How much of what it rests on a person said, and how much was assumed.
    pub(super) basis: String,
    /// The record's id, harmless on a terminal.
    pub(super) record: Option<String>,
    /// At most two lists, neither of them empty: what was found, and apart from it what rests on
    /// something that nobody said.
    pub(super) findings: Vec<Findings<'a>>,
    pub(super) waiting: Waiting<'a>,
    pub(super) changes: Changes<'a>,
    pub(super) open: Vec<Open<'a>>,
    /// Every answer that was given.
    pub(super) answers: Vec<String>,
    pub(super) assumed: Vec<Assumed<'a>>,
    /// Answers to questions that would not have been asked, each with why not.
    pub(super) unasked: Vec<String>,
    /// With a go verdict; otherwise nothing.
    pub(super) aftercare: Vec<Aftercare<'a>>,
    /// Every source that is cited above, in the order of its first citation.
    pub(super) sources: Vec<SourceId>,
    /// When to screen again, if the rulebook says how long a result holds.
    pub(super) closing: Option<String>,
}

impl<'a> Facts<'a> {
    pub(super) fn of(report: &'a Report<'_>) -> Self {
        let verdict = report.verdict();
        let summary = report.summary();
        let reasons = summary.split_once(": ").map_or(summary.as_str(), |(_, reasons)| reasons);
        let findings = finding::findings(report);
        let aftercare = aftercare::aftercare(report);
        let mut sources = Vec::new();
        let cited = findings.iter().flat_map(|part| &part.list).map(|finding| finding.sources);
        let after = aftercare.iter().flat_map(|kind| &kind.entries).map(|entry| entry.sources);
        for &source in cited.chain(after).flatten() {
            if !sources.contains(&source) {
                sources.push(source);
            }
        }
        Self {
            rulebook: report.rulebook(),
            verdict,
            reasons: reasons.to_owned(),
            says: verdict::says(report),
            basis: verdict::basis(report),
            record: report.answers().id().map(|id| escape::line(&id.to_string()).into_owned()),
            findings,
            waiting: Waiting::of(report),
            changes: Changes::of(report),
            open: answered::open(report),
            answers: answered::answers(report),
            assumed: answered::assumed(report),
            unasked: unasked::all(report),
            aftercare,
            sources,
            closing: verdict::closing(report),
        }
    }

    /// As much of the rulebook's hash as tells one from another at a glance.
    pub(super) fn short_sha256(&self) -> &'a str {
        const SHORT: usize = 12;
        &self.rulebook.sha256()[..SHORT]
    }

    /// The sources, in the order of their first citation.
    pub(super) fn sources(&self) -> impl Iterator<Item = &'a Source> {
        self.sources.iter().map(|&id| &self.rulebook[id])
    }
}
