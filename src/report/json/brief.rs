//! The report in brief, for pipelines that join on the rulebook.

use serde_json::Value;

use super::JsonWriter;
use super::types::{self, id, object, set, word};
use super::write::{each, push_id, put};
use crate::answers::RecordId;
use crate::rulebook::Level;
use crate::screening::{Outcome, Verdict};

/// The schema of what [`JsonWriter::brief`] writes.
pub(super) fn schema() -> Value {
    object([
        ("id", "The id that the answers had, if any.", id()),
        ("verdict", "The verdict.", word::<Verdict>()),
        ("at_worst", "The highest level that open questions could lead to.", word::<Level>()),
        ("rules", "The rules that apply, the worst first.", set(&types::rule_id())),
        ("open", "The open questions, those that matter most first.", set(&types::question_id())),
        (
            "unasked",
            "The questions that were answered though they would not have been asked.",
            set(&types::question_id()),
        ),
    ])
}

impl JsonWriter<'_> {
    /// Appends a brief report, without a line feed: `id`, `verdict` and `at_worst`; and as lists of
    /// ids the rules that apply, the worst first, the open questions, and the questions that were
    /// answered though they would not have been asked.
    pub(crate) fn brief(&self, id: Option<&RecordId>, outcome: &Outcome, out: &mut Vec<u8>) {
        put(out, "{\"id\":");
        push_id(id, out);
        put(out, ",\"verdict\":\"");
        put(out, outcome.verdict().as_str());
        put(out, "\",\"at_worst\":\"");
        put(out, outcome.at_worst.as_str());
        put(out, "\",\"rules\":[");
        each(out, &outcome.findings, |finding, out| {
            put(out, &self.fragments.rule(finding.rule).id);
        });
        put(out, "],\"open\":[");
        each(out, &outcome.open, |open, out| {
            put(out, self.fragments.fields().name(open.question));
        });
        if outcome.unasked.is_empty() {
            return put(out, "],\"unasked\":[]}");
        }
        put(out, "],\"unasked\":[");
        each(out, &outcome.unasked, |unasked, out| {
            put(out, self.fragments.fields().name(unasked.question));
        });
        put(out, "]}");
    }
}
