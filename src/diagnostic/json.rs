//! Diagnostics as JSON lines, for editors and CI.

use serde::Serialize;

use super::{Code, Faults, Severity};

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

pub(super) fn lines(faults: &Faults) -> String {
    let lines = faults.lines();
    let mut out = String::new();
    for diagnostic in faults.diagnostics() {
        let (start, end) = Faults::places(&lines, diagnostic);
        let record = Record {
            file: faults.file(),
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
        // INVARIANT: texts, numbers and maps with texts as keys can always be written.
        out.push_str(&serde_json::to_string(&record).expect("a record can be written as JSON"));
        out.push('\n');
    }
    out
}
