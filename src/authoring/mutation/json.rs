//! A coverage as one JSON object. An absent value is `null`; an empty list is `[]`.

use serde_json::{Value, json};

use super::Coverage;

/// The coverage as one JSON object, with the changes that no case notices and the missing cases.
#[must_use]
pub fn to_json(rule_file: &str, coverage: &Coverage) -> Value {
    let survived = coverage.survived.iter().map(|survivor| {
        json!({
            "pin": survivor.site,
            "name": survivor.name,
            "change": survivor.change,
            "line": survivor.line,
            "missing": coverage.proposals[survivor.proposal].id,
        })
    });
    let undecided = coverage.undecided.iter().map(|undecided| {
        json!({ "change": undecided.change, "line": undecided.line, "why": undecided.why })
    });
    let equivalent = coverage
        .equivalent
        .iter()
        .map(|equivalent| json!({ "change": equivalent.change, "line": equivalent.line }));
    let missing = coverage.proposals.iter().map(|proposal| {
        json!({ "case": proposal.id, "toml": proposal.toml, "instead": proposal.instead })
    });
    json!({
        "file": rule_file,
        "changes": coverage.changes,
        "noticed": coverage.noticed,
        "equivalent": equivalent.collect::<Vec<_>>(),
        "unnoticed": survived.collect::<Vec<_>>(),
        "unsettled": undecided.collect::<Vec<_>>(),
        "missing": missing.collect::<Vec<_>>(),
    })
}
