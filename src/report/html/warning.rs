//! The warning signs in few words, by how soon to act.

use super::super::Report;
use crate::rulebook::{Aftercare, AftercareKind, Urgency};
use crate::text::capitalised;
use crate::text::word::Word as _;

/// The signs of one urgency. At least one.
pub(super) struct Warning<'a> {
    pub(super) class: &'static str,
    pub(super) heading: &'static str,
    /// Signs for which the same is to be done, with what that is if the heading does not say it.
    pub(super) signs: Vec<(Vec<String>, Option<&'a str>)>,
}

impl<'a> Warning<'a> {
    /// The most urgent first, and last those of which the rulebook does not say how urgent they
    /// are; empty unless the verdict is a go.
    pub(super) fn all(report: &'a Report<'_>) -> Vec<Self> {
        if !report.verdict().is_go() {
            return Vec::new();
        }
        let all = report.rulebook().aftercare();
        let meant = report.outcome().aftercare.iter().map(|&at| &all[at]);
        let warnings: Vec<_> = meant.filter(|entry| entry.kind == AftercareKind::Warning).collect();
        let urgencies = Urgency::ALL.iter().map(|(urgency, _)| Some(*urgency)).chain([None]);
        let boxes = urgencies.map(|urgency| Self {
            class: urgency.map_or("other", Urgency::as_str),
            heading: urgency.map_or("Watch for", Urgency::meaning),
            signs: signs(warnings.iter().copied().filter(|entry| entry.urgency == urgency)),
        });
        boxes.filter(|warning| !warning.signs.is_empty()).collect()
    }
}

/// The signs by what is to be done. Where the heading says how soon to see whom, that is enough.
fn signs<'a>(entries: impl Iterator<Item = &'a Aftercare>) -> Vec<(Vec<String>, Option<&'a str>)> {
    let mut signs: Vec<(Vec<String>, Option<&str>)> = Vec::new();
    for entry in entries {
        let says_more = matches!(entry.urgency, Some(Urgency::Emergency) | None);
        let act = entry.act.as_deref().filter(|_| says_more);
        let sign = capitalised(&entry.in_short());
        match signs.iter_mut().find(|(_, known)| *known == act) {
            Some((same, _)) => same.push(sign),
            None => signs.push((vec![sign], act)),
        }
    }
    signs
}
