//! The report in brief, for pipelines that join on the rulebook.

use super::{Facts, Writer, each, push_id};

impl Writer<'_> {
    /// Appends `id`, `verdict`, `at_worst`, the ids of the rules that apply, the worst first, and
    /// those of the open questions; without a line feed.
    pub fn brief(&self, facts: Facts<'_>, out: &mut String) {
        let outcome = facts.outcome;
        out.push_str("{\"id\":");
        push_id(facts.id, out);
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
