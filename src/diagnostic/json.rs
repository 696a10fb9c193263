//! Diagnostics as JSON Lines, for editors and CI.

use serde::Serialize;

use super::{Code, Diagnostics, Severity};

#[derive(Serialize)]
struct Record<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    severity: Severity,
    code: Code,
    message: &'a str,
    expected: Option<&'a str>,
    note: Option<&'a str>,
    suggestion: Option<&'a str>,
    answers: Option<&'a serde_json::Map<String, serde_json::Value>>,
}

pub(super) fn lines(found: &Diagnostics) -> String {
    let lines = found.lines();
    let mut out = String::new();
    for diagnostic in found.diagnostics() {
        let (start, end) = Diagnostics::positions(&lines, diagnostic);
        let record = Record {
            file: found.file(),
            line: start.line,
            column: start.column,
            end_line: end.line,
            end_column: end.column,
            severity: diagnostic.severity,
            code: diagnostic.code,
            message: &diagnostic.problem.message,
            expected: diagnostic.problem.expected.as_deref(),
            note: diagnostic.note.as_deref(),
            suggestion: diagnostic.problem.suggestion.as_deref(),
            answers: diagnostic.answers.as_ref(),
        };
        // INVARIANT: strings, numbers and maps with strings as keys can always be serialised.
        out.push_str(&serde_json::to_string(&record).expect("a record can be written as JSON"));
        out.push('\n');
    }
    out
}
