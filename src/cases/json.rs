//! Results as one JSON object. Absent values are `null` and lists are never absent.

use serde_json::{Value, json};

use super::{Cases, Coverage, Failure};

/// The cases from which something else came out.
#[must_use]
pub fn run(cases: &Cases, failures: &[Failure<'_>]) -> Value {
    let failed = failures.iter().map(|Failure { case, differences }| {
        let differences = differences.iter().map(|difference| {
            json!({
                "what": difference.what,
                "at": difference.at,
                "expected": difference.expected,
                "found": difference.found,
                "message": difference.message,
            })
        });
        json!({
            "case": case.id,
            "line": case.line,
            "story": case.story,
            "differences": differences.collect::<Vec<_>>(),
        })
    });
    json!({
        "file": cases.file(),
        "cases": cases.list().len(),
        "failed": failed.collect::<Vec<_>>(),
    })
}

/// What no case pins, and the cases that are missing.
#[must_use]
pub fn coverage(rule_file: &str, coverage: &Coverage) -> Value {
    let unnoticed = coverage.unnoticed.iter().map(|unnoticed| {
        json!({
            "pin": unnoticed.pin,
            "name": unnoticed.name,
            "change": unnoticed.change,
            "line": unnoticed.line,
            "missing": coverage.proposals[unnoticed.proposal].id,
        })
    });
    let unsettled = coverage.unsettled.iter().map(|unsettled| {
        json!({ "change": unsettled.change, "line": unsettled.line, "why": unsettled.why })
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
        "unnoticed": unnoticed.collect::<Vec<_>>(),
        "unsettled": unsettled.collect::<Vec<_>>(),
        "missing": missing.collect::<Vec<_>>(),
    })
}
