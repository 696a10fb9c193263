//! What is wrong with one person's answers, as a line of JSON.

use std::io::Write as _;

use serde_json::{Value, json};

use super::types::{id, maybe_string, object, string, word};
use super::write::{push_id, push_text, put};
use crate::answers::{Fault, FaultCode, RecordId};
use crate::text::problem::Problem;

/// What is wrong, and where.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ErrorLine<'a> {
    /// The name of the source, if it has to be told.
    pub(crate) file: Option<&'a str>,
    /// The line in that source, from 1.
    pub(crate) line: Option<u64>,
    /// The id of the record.
    pub(crate) id: Option<&'a RecordId>,
    /// The kind of the error, the same in every version.
    pub(crate) code: &'a str,
    /// What it is about, as written.
    pub(crate) at: Option<&'a str>,
    pub(crate) problem: &'a Problem,
    /// How many other errors the record has that are not told.
    pub(crate) more: usize,
}

impl<'a> ErrorLine<'a> {
    /// The line for a fault of answers. `column` is the words for its place, which stand for a key
    /// if there is none: text that is not JSON has no key.
    pub(crate) fn of(fault: &'a Fault, column: Option<&'a str>) -> Self {
        let Fault { code, at, problem, .. } = fault;
        let at = at.as_deref().or(column);
        Self { file: None, line: None, id: None, code: code.as_str(), at, problem, more: 0 }
    }

    /// Appends it, without a line feed.
    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        out.push(b'{');
        if let Some(file) = self.file {
            put(out, "\"file\":");
            push_text(file, out);
            out.push(b',');
        }
        put(out, "\"line\":");
        match self.line {
            None => put(out, "null"),
            // Writing to memory cannot fail.
            Some(line) => drop(write!(out, "{line}")),
        }
        put(out, ",\"id\":");
        push_id(self.id, out);
        put(out, ",\"error\":{\"code\":");
        push_text(self.code, out);
        let Problem { message, expected, suggestion } = self.problem;
        let texts = [
            ("at", self.at),
            ("message", Some(&**message)),
            ("accepted", expected.as_deref()),
            ("suggestion", suggestion.as_deref()),
        ];
        for (name, text) in texts {
            let _ = write!(out, ",\"{name}\":");
            match text {
                None => put(out, "null"),
                Some(text) => push_text(text, out),
            }
        }
        let _ = write!(out, ",\"more\":{}}}}}", self.more);
    }
}

/// The schema of the line for a record that could not be screened.
pub(super) fn schema() -> Value {
    let count = |least: u64| json!({"type": "integer", "minimum": least});
    let error = object([
        ("code", "The kind of the error, the same in every version.", word::<FaultCode>()),
        ("at", "The key, the column or the place that it is about.", maybe_string()),
        ("message", "What is wrong.", string()),
        ("accepted", "What is accepted instead.", maybe_string()),
        ("suggestion", "What was likely meant.", maybe_string()),
        ("more", "The number of other errors that the record has.", count(0)),
    ]);
    let mut schema = object([
        ("line", "The line of the record in its file, from 1.", count(1)),
        ("id", "The id of the record, if it could be read.", id()),
        ("error", "The first error of the record.", error),
    ]);
    schema["properties"]["file"] =
        json!({"description": "The file, if several are read.", "type": "string"});
    schema
}
