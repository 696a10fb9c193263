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
    let act = match kind {
        Some(AftercareKind::Warning) => table.required("act", Entry::statement).map(Some),
        _ => only_warnings(table, kind, "act", Entry::statement),
    };
    let urgency = only_warnings(table, kind, "urgency", Entry::word);
    let short = only_warnings(table, kind, "short", Entry::sign);
    let when = table.optional("when", |entry| condition::condition(scope, entry));
    let evidence = table.optional("evidence", Entry::word);
    let sources = cited(table, scope, evidence.flatten());
    table.finish();
    Some(Aftercare {
        kind: kind?,
        text: text?,
        act: act?,
        urgency: urgency?,
        short: short?,
        when: when?,
        sources: sources?,
        evidence: evidence?,
    })
}

/// What `read` makes of an optional key that only a warning has; `None` if it has a fault.
fn only_warnings<'a, T>(
    table: &Table<'a>,
    kind: Option<AftercareKind>,
    key: &'static str,
    read: impl FnOnce(&Entry<'a>) -> Option<T>,
) -> Option<Option<T>> {
    if kind.is_none_or(|kind| kind == AftercareKind::Warning) {
        return table.optional(key, read);
    }
    table.misplaced(key, "a `warning`");
    Some(None)
}
