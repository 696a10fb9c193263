//! What comes after treatment.

use crate::report::Report;
use crate::rulebook::{AftercareKind, SourceId};
use crate::screening::Verdict;

/// The aftercare of one kind.
pub(in crate::report) struct Aftercare<'a> {
    pub(in crate::report) kind: AftercareKind,
    pub(in crate::report) entries: Vec<Entry<'a>>,
}

/// One effect to expect, thing to do or sign to watch for.
pub(in crate::report) struct Entry<'a> {
    pub(in crate::report) text: &'a str,
    /// What to do then.
    pub(in crate::report) act: Option<&'a str>,
    /// What kind of evidence it rests on, where there is no source to say so.
    pub(in crate::report) grade: Option<&'static str>,
    pub(in crate::report) sources: &'a [SourceId],
}

impl Aftercare<'_> {
    /// How the entries are headed.
    pub(in crate::report) fn heading(&self) -> &'static str {
        match self.kind {
            AftercareKind::Expect => "What to expect afterwards",
            AftercareKind::Care => "What to do afterwards",
            AftercareKind::Warning => "Warning signs",
        }
    }
}

/// What comes after treatment stands only with a verdict that lets it go on: beside a reason to
/// hold off it would read as if that could be had all the same.
pub(in crate::report) fn aftercare<'a>(report: &'a Report<'_>) -> Vec<Aftercare<'a>> {
    let all = report.rulebook().aftercare();
    let mut kinds = Vec::new();
    if !matches!(report.verdict(), Verdict::Level(level) if level.is_go()) {
        return kinds;
    }
    for kind in [AftercareKind::Expect, AftercareKind::Care, AftercareKind::Warning] {
        let meant = report.outcome().aftercare.iter().map(|&at| &all[at]);
        let entries: Vec<_> = meant
            .filter(|entry| entry.kind == kind)
            .map(|entry| Entry {
                text: &entry.text,
                act: entry.act.as_deref(),
                grade: entry
                    .evidence
                    .filter(|_| entry.sources.is_empty())
                    .map(crate::rulebook::Evidence::meaning),
                sources: &entry.sources,
            })
            .collect();
        if !entries.is_empty() {
            kinds.push(Aftercare { kind, entries });
        }
    }
    kinds
}
