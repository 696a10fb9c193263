//! The content of the formats for people (text, Markdown, HTML), collected once. A format only
//! arranges it.

mod aftercare;
mod answered;
mod finding;
mod outlook;
mod unasked;
mod verdict;

use super::Report;
use crate::rulebook::{Rulebook, Source, SourceId};
use crate::screening::Verdict;
use crate::text::escape;

pub(super) use aftercare::{AftercareSection, AftercareView};
pub(super) use answered::{AssumedView, OpenView, open, stated};
pub(super) use finding::{FindingSection, FindingView, granted};
pub(super) use outlook::{
    CHANGES, ChangeList, ChangeView, NO_STEP, OutlookView, WAITING, other_ways,
};
pub(super) use verdict::{basis, doubt};

pub(super) const OPEN: &str = "Still open";
pub(super) const ASSUMED: &str = "Assumed, because it was not answered";
pub(super) const IF_NOT_SO: &str = "If one of these is wrong, answer it and screen again.";
pub(super) const ANSWERS: &str = "Your answers";
pub(super) const UNASKED: &str = "You also said";
pub(super) const COUNTS: &str = "What you said counts, asked or not.";
pub(super) const SOURCES: &str = "Sources";
pub(super) const NOTICE: &str = "Please note";

/// The record's id, escaped for a terminal.
pub(super) fn record(report: &Report<'_>) -> Option<String> {
    report.answers().id().map(|id| escape::line(&id.to_string()).into_owned())
}

/// What is told of one report, in this order.
pub(super) struct ReportView<'a> {
    pub(super) rulebook: &'a Rulebook,
    pub(super) verdict: Verdict,
    /// The summary without the verdict's word at its beginning.
    pub(super) reasons: String,
    /// What the verdict means for a person.
    pub(super) says: String,
    /// How many answers the verdict rests on, and how many were assumed.
    pub(super) basis: String,
    /// The same in numbers of questions.
    pub(super) tally: String,
    /// The record's id, escaped for a terminal.
    pub(super) record: Option<String>,
    /// At most two sections: what was found, and what rests on an assumption.
    pub(super) findings: Vec<FindingSection<'a>>,
    pub(super) outlook: OutlookView<'a>,
    pub(super) changes: ChangeList<'a>,
    pub(super) open: Vec<OpenView<'a>>,
    /// Every given answer, as a clause.
    pub(super) answers: Vec<String>,
    pub(super) assumed: Vec<AssumedView<'a>>,
    /// Answers to questions that would not have been asked, each with the reason.
    pub(super) unasked: Vec<String>,
    /// Empty unless the verdict is a go.
    pub(super) aftercare: Vec<AftercareSection<'a>>,
    /// Every cited source, in the order of the first citation.
    pub(super) sources: Vec<SourceId>,
    /// When to screen again; `None` if the rulebook does not say how long a result holds.
    pub(super) closing: Option<String>,
}

impl<'a> ReportView<'a> {
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
            tally: verdict::tally(report),
            record: record(report),
            findings,
            outlook: OutlookView::of(report),
            changes: ChangeList::of(report),
            open: answered::open(report),
            answers: answered::answers(report),
            assumed: answered::assumed(report),
            unasked: unasked::all(report),
            aftercare,
            sources,
            closing: verdict::closing(report),
        }
    }

    /// The first digits of the rulebook's hash, enough to tell versions apart.
    pub(super) fn short_sha256(&self) -> &'a str {
        const SHORT: usize = 12;
        &self.rulebook.sha256()[..SHORT]
    }

    /// The numbers of sources in the list of sources, from 1.
    pub(super) fn numbers(&self, sources: &[SourceId]) -> Vec<usize> {
        let number = |source| self.sources.iter().position(|known| known == source);
        // INVARIANT: every cited source is in the list of sources.
        sources.iter().filter_map(number).map(|at| at + 1).collect()
    }

    /// The sources, in the order of their first citation.
    pub(super) fn sources(&self) -> impl Iterator<Item = &'a Source> {
        self.sources.iter().map(|&id| &self.rulebook[id])
    }
}
