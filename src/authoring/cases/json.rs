//! Results as one JSON object. Absent values are `null` and lists are never absent.

use serde_json::{Value, json};

use super::{Cases, FailedCase};

/// The cases from which something else came out.
#[must_use]
pub fn run(cases: &Cases, failures: &[FailedCase<'_>]) -> Value {
    let failed = failures.iter().map(|FailedCase { case, differences }| {
        let differences = differences.iter().map(|difference| {
            json!({
                "what": difference.kind,
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
