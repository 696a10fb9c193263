//! The report in brief, for pipelines that join on the rulebook.

use super::JsonWriter;
use super::write::{each, push_id, put};
use crate::answers::RecordId;
use crate::screening::Outcome;

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
