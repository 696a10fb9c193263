//! `[[aftercare]]` entries.

use super::condition::{self, Scope};
use super::source::cited;
use super::table::{Entry, Table};
use crate::rulebook::{Aftercare, AftercareKind};

/// Every entry; `None` if any of them has a fault.
pub(super) fn all(root: &Table<'_>, scope: &Scope<'_, '_>) -> Option<Vec<Aftercare>> {
    let Some(list) = root.get("aftercare") else { return Some(Vec::new()) };
    let read: Vec<_> = list.items()?.iter().map(|entry| one(&entry.table()?, scope)).collect();
    read.into_iter().collect()
}

fn one(table: &Table<'_>, scope: &Scope<'_, '_>) -> Option<Aftercare> {
    let kind: Option<AftercareKind> = table.required("kind", Entry::word);
    let text = table.required("text", Entry::statement);
    let act = if kind == Some(AftercareKind::Warning) {
        table.required("act", Entry::statement).map(Some)
    } else if kind.is_some() {
        table.misplaced("act", "a `warning`");
        Some(None)
    } else {
        table.optional("act", Entry::statement)
    };
    let when = table.optional("when", |entry| condition::condition(scope, entry));
    let evidence = table.optional("evidence", Entry::word);
    let sources = cited(table, scope, evidence.flatten());
    table.finish();
    Some(Aftercare {
        kind: kind?,
        text: text?,
        act: act?,
        when: when?,
        sources: sources?,
        evidence: evidence?,
    })
}
