//! The report in brief, for pipelines that join on the rulebook.

use super::{Writer, each, push_id};
use crate::answers::RecordId;
use crate::screening::Outcome;

impl Writer<'_> {
    /// Appends `id`, `verdict`, `at_worst`, the ids of the rules that apply, the worst first, and
    /// those of the open questions; without a line feed.
    pub fn brief(&self, id: Option<&RecordId>, outcome: &Outcome, out: &mut String) {
        out.push_str("{\"id\":");
        push_id(id, out);
        out.push_str(",\"verdict\":\"");
        out.push_str(outcome.verdict().as_str());
        out.push_str("\",\"at_worst\":\"");
        out.push_str(outcome.at_worst.as_str());
        out.push_str("\",\"rules\":[");
        each(out, &outcome.findings, |finding, out| {
            out.push_str(&self.pieces.rule(finding.rule).id);
        });
        out.push_str("],\"open\":[");
        each(out, &outcome.open, |open, out| {
            out.push_str(&self.pieces.question(open.question).name);
        });
        out.push_str("]}");
    }
}
