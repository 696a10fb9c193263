//! One report a line.

use std::cmp::Reverse;

use super::found::{Found, Level};
use super::open::OpenQuestions;
use super::person::{IDS, Person};
use super::record::Record;

/// The report in brief.
pub(super) fn brief(
    record: &Record<'_>,
    person: &Person,
    found: &mut Found,
    open: &OpenQuestions,
    out: &mut Vec<u8>,
) {
    found.findings.sort_by_key(|finding| (Reverse(finding.level), finding.evidence));
    push(out, "{\"id\":");
    match &record.id {
        None => push(out, "null"),
        // INVARIANT: writing a text to memory cannot fail.
        Some(id) => serde_json::to_writer(&mut *out, id).expect("a text can be written as JSON"),
    }
    push(out, ",\"verdict\":\"");
    push(out, found.verdict().map_or("incomplete", Level::as_str));
    push(out, "\",\"at_worst\":\"");
    push(out, found.at_worst.as_str());
    push(out, "\",\"rules\":[");
    each(out, found.findings.iter().map(|finding| finding.rule));
    push(out, "],\"open\":[");
    each(out, open.list.iter().map(|open| IDS[open.question as usize]));
    push(out, "],\"unasked\":[");
    each(out, person.unasked().into_iter().map(|question| IDS[question as usize]));
    push(out, "]}");
}

fn push(out: &mut Vec<u8>, text: &str) {
    out.extend_from_slice(text.as_bytes());
}

/// Writes ids with commas between them.
fn each(out: &mut Vec<u8>, ids: impl Iterator<Item = &'static str>) {
    for (at, id) in ids.enumerate() {
        push(out, if at > 0 { ",\"" } else { "\"" });
        push(out, id);
        out.push(b'"');
    }
}
