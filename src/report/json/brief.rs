//! The report in brief, for pipelines that join on the rulebook.

use super::{Writer, each, push_id, put};
use crate::answers::RecordId;
use crate::screening::Outcome;

impl Writer<'_> {
    /// Appends `id`, `verdict`, `at_worst`, the ids of the rules that apply, the worst first, of the
    /// open questions, and of the answers to questions that would not have been asked; without a
    /// line feed.
    pub fn brief(&self, id: Option<&RecordId>, outcome: &Outcome, out: &mut Vec<u8>) {
        put(out, "{\"id\":");
        push_id(id, out);
        put(out, ",\"verdict\":\"");
        put(out, outcome.verdict().as_str());
        put(out, "\",\"at_worst\":\"");
        put(out, outcome.at_worst.as_str());
        put(out, "\",\"rules\":[");
        each(out, &outcome.findings, |finding, out| {
            put(out, &self.pieces.rule(finding.rule).id);
        });
        put(out, "],\"open\":[");
        each(out, &outcome.open, |open, out| {
            put(out, self.pieces.fields().name(open.question));
        });
        if outcome.unasked.is_empty() {
            return put(out, "],\"unasked\":[]}");
        }
        put(out, "],\"unasked\":[");
        each(out, &outcome.unasked, |unasked, out| {
            put(out, self.pieces.fields().name(unasked.question));
        });
        put(out, "]}");
    }
}
