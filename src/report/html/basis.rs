//! The small print: given and assumed answers, the sources, and what identifies the result.

use super::super::Report;
use super::super::view::{self, ReportView};
use super::{named, section};
use crate::layout::html_source;
use crate::text::markup::html as escaped;
use crate::text::{append, long_date};

pub(super) fn assumed(view: &ReportView<'_>, out: &mut String) {
    if view.assumed.is_empty() {
        return;
    }
    section("assumed", view::ASSUMED, out);
    out.push_str("<ul>\n");
    for assumed in &view.assumed {
        let colon = if assumed.items.is_empty() { "." } else { ":" };
        append(
            out,
            format_args!("<li>{} <b>{}</b>{colon}", escaped(&assumed.ask), escaped(&assumed.value)),
        );
        if !assumed.items.is_empty() {
            append(out, format_args!(" {}.", escaped(&assumed.items.join("; "))));
        }
        out.push_str("</li>\n");
    }
    append(out, format_args!("</ul>\n<p>{}</p>\n</section>\n", view::IF_NOT_SO));
}

pub(super) fn answers(view: &ReportView<'_>, out: &mut String) {
    if view.answers.is_empty() {
        return;
    }
    section("answers", view::ANSWERS, out);
    append(out, format_args!("<p>{}.</p>\n</section>\n", escaped(&view.answers.join("; "))));
}

pub(super) fn unasked(view: &ReportView<'_>, out: &mut String) {
    if view.unasked.is_empty() {
        return;
    }
    section("unasked", view::UNASKED, out);
    out.push_str("<ul>\n");
    for unasked in &view.unasked {
        append(out, format_args!("<li>{}</li>\n", escaped(unasked)));
    }
    append(out, format_args!("</ul>\n<p>{}</p>\n</section>\n", view::COUNTS));
}

pub(super) fn sources(view: &ReportView<'_>, out: &mut String) {
    if view.sources.is_empty() {
        return;
    }
    section("sources", view::SOURCES, out);
    out.push_str("<ol>\n");
    for (at, source) in view.sources().enumerate() {
        let link = source.link.as_ref().map(ToString::to_string);
        let entry = html_source(&source.title, &source.imprint(), link.as_deref());
        let (number, id) = (at + 1, escaped(&source.id));
        append(out, format_args!("<li id=\"s{number}\">{entry} <code>{id}</code></li>\n"));
    }
    out.push_str("</ol>\n</section>\n");
}

/// The rulebook and the day, with which the same answers give the same result again.
pub(super) fn identity(report: &Report<'_>, view: &ReportView<'_>, out: &mut String) {
    let head = view.rulebook.head();
    out.push_str("<footer>\n<dl>\n");
    named("Rulebook", &format!("{} {}", head.id, head.version), out);
    named("Reviewed", &long_date(head.reviewed), out);
    named("SHA-256", view.short_sha256(), out);
    named("Screened for", &long_date(report.on()), out);
    if let Some(day) = report.valid_until() {
        named("Not after", &long_date(day), out);
    }
    if let Some(record) = &view.record {
        named("Record", record, out);
    }
    out.push_str("</dl>\n</footer>\n");
}
