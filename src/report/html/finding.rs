//! The findings, the highest level first: each with its reason, advice, end and sources.

use super::super::view::{FindingView, ReportView};
use super::{cited, mark, named, section};
use crate::screening::Verdict;
use crate::text::append;
use crate::text::markup::html as escaped;

pub(super) fn all(view: &ReportView<'_>, out: &mut String) {
    for part in &view.findings {
        let id = if part.note.is_some() { "granted" } else { "found" };
        section(id, &part.heading, out);
        if let Some(note) = part.note {
            append(out, format_args!("<p>{note}</p>\n"));
        }
        append(out, format_args!("<ol class=\"findings\" start=\"{}\">\n", part.before + 1));
        for finding in &part.list {
            one(view, finding, out);
        }
        out.push_str("</ol>\n</section>\n");
    }
}

fn one(view: &ReportView<'_>, finding: &FindingView<'_>, out: &mut String) {
    let FindingView { level, title, told, grounds, grade, sources, rule } = finding;
    append(
        out,
        format_args!(
            "<li class=\"{level}\">\n<h3>{} <span>{}</span></h3>\n<dl class=\"told\">\n",
            mark::tag(Verdict::Level(*level)),
            escaped(title)
        ),
    );
    for (name, text) in told {
        named(name, text, out);
    }
    out.push_str("</dl>\n<dl class=\"grounds\">\n");
    for (name, text) in grounds {
        named(name, text, out);
    }
    append(
        out,
        format_args!(
            "<div><dt>Rests on</dt> <dd>{grade}{}</dd></div>\n<div><dt>Rule</dt> \
             <dd><code>{}</code></dd></div>\n</dl>\n</li>\n",
            cited(view, sources),
            escaped(rule)
        ),
    );
}
