//! The aftercare entries of a report.

use crate::report::Report;
use crate::rulebook::{AftercareKind, SourceId};

/// The aftercare of one kind. There is at least one entry.
pub(in crate::report) struct AftercareSection<'a> {
    pub(in crate::report) kind: AftercareKind,
    pub(in crate::report) entries: Vec<AftercareView<'a>>,
}

/// One effect to expect, thing to do or sign to watch for.
pub(in crate::report) struct AftercareView<'a> {
    pub(in crate::report) text: &'a str,
    /// What to do then.
    pub(in crate::report) act: Option<&'a str>,
    /// The kind of evidence that it rests on, if no source is cited.
    pub(in crate::report) grade: Option<&'static str>,
    pub(in crate::report) sources: &'a [SourceId],
}

impl AftercareSection<'_> {
    /// The heading above the entries.
    pub(in crate::report) fn heading(&self) -> &'static str {
        self.kind.meaning()
    }
}

/// The aftercare, if the verdict is a go; otherwise none, for beside a reason to hold off it would
/// read as if treatment were possible after all.
pub(in crate::report) fn aftercare<'a>(report: &'a Report<'_>) -> Vec<AftercareSection<'a>> {
    let all = report.rulebook().aftercare();
    let mut kinds = Vec::new();
    if !report.verdict().is_go() {
        return kinds;
    }
    for kind in [AftercareKind::Expect, AftercareKind::Care, AftercareKind::Warning] {
        let meant = report.outcome().aftercare.iter().map(|&at| &all[at]);
        let entries: Vec<_> = meant
            .filter(|entry| entry.kind == kind)
            .map(|entry| AftercareView {
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
            kinds.push(AftercareSection { kind, entries });
        }
    }
    kinds
}
