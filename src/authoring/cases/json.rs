//! The results of cases as one JSON object. An absent value is `null`; an empty list is `[]`.

use serde_json::{Value, json};

use super::CaseResults;
use super::run::FailedCase;

impl CaseResults<'_> {
    /// The failed cases with their differences as one JSON object, with `file`, the number of
    /// `cases` and the list `failed`.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let failed = self.failed.iter().map(|FailedCase { case, differences }| {
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
            "file": self.cases.file(),
            "cases": self.cases.list().len(),
            "failed": failed.collect::<Vec<_>>(),
        })
    }
}
