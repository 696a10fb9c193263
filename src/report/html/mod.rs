//! The report as a handout: one page of HTML, for a screen of any size, a screen reader and paper.
//!
//! The verdict, its reasons and what would change it come first. Answers and sources follow in
//! small print.

mod basis;
mod finding;
mod mark;
mod outlook;

use super::Report;
use super::view::{self, AftercareSection, AftercareView, OpenView, ReportView};
use crate::layout::html_page;
use crate::rulebook::SourceId;
use crate::screening::Verdict;
use crate::text::markup::html as escaped;
use crate::text::{append, capitalised, long_date};

/// The style of a handout, beside that of every page.
const STYLE: &str = include_str!("handout.css");

pub(super) fn html(report: &Report<'_>) -> String {
    let view = ReportView::of(report);
    let mut body = String::new();
    verdict(report, &view, &mut body);
    body.push_str("<main>\n");
    finding::all(&view, &mut body);
    outlook::waiting(&view, &mut body);
    outlook::changes(&view, &mut body);
    open(&view, &mut body);
    for kind in &view.aftercare {
        aftercare(&view, kind, &mut body);
    }
    notice(&view, &mut body);
    note(&mut body);
    basis::answers(&view, &mut body);
    basis::unasked(&view, &mut body);
    basis::assumed(&view, &mut body);
    basis::sources(&view, &mut body);
    body.push_str("</main>\n");
    basis::identity(report, &view, &mut body);
    let title = &report.rulebook().head().title;
    html_page(&format!("{title}: {}, {}", view.verdict, long_date(report.on())), STYLE, &body)
}

/// The verdict in large type, and what was screened.
fn verdict(report: &Report<'_>, view: &ReportView<'_>, out: &mut String) {
    let ReportView { verdict, reasons, says, basis, record, .. } = view;
    append(
        out,
        format_args!(
            "<header>\n<div class=\"verdict {verdict}\">\n<h1><span class=\"topic\">{}\
             <span class=\"aside\">:</span></span> <span class=\"word\">{}{}</span></h1>\n\
             <p class=\"reasons\">{}</p>\n<p>{}</p>\n<p>{basis}</p>\n</div>\n<dl class=\"given\">\n",
            escaped(&report.rulebook().head().title),
            mark::shape(*verdict),
            capitalised(verdict.as_str()),
            escaped(&capitalised(reasons)),
            escaped(says),
        ),
    );
    named("For treatment on", &long_date(report.on()), out);
    if let Some(record) = record {
        named("Record", record, out);
    }
    if let (Some(day), Verdict::Level(_)) = (report.valid_until(), verdict) {
        named("Screen again by", &long_date(day), out);
    }
    out.push_str("</dl>\n</header>\n");
}

fn open(view: &ReportView<'_>, out: &mut String) {
    if view.open.is_empty() {
        return;
    }
    section("open", view::OPEN, out);
    out.push_str("<ul class=\"open\">\n");
    for open in &view.open {
        let OpenView { group, ask, why, flag, .. } = open;
        let group = group.map(|ask| format!("{} ", escaped(ask))).unwrap_or_default();
        append(
            out,
            format_args!(
                "<li>{group}<b>{}</b> {why}. {} <span class=\"quiet\">Answer with \
                 <code>--{flag}</code>.</span></li>\n",
                escaped(ask),
                open.leads(),
            ),
        );
    }
    out.push_str("</ul>\n</section>\n");
}

fn aftercare(view: &ReportView<'_>, kind: &AftercareSection<'_>, out: &mut String) {
    section(kind.kind.as_str(), kind.heading(), out);
    out.push_str("<ul class=\"after\">\n");
    for AftercareView { text, act, grade, sources } in &kind.entries {
        append(out, format_args!("<li>{}", escaped(text)));
        if let Some(act) = act {
            append(out, format_args!(" <b>{}</b>", escaped(act)));
        }
        if let Some(grade) = grade {
            append(out, format_args!(" <span class=\"quiet\">({grade})</span>"));
        }
        append(out, format_args!("{}</li>\n", cited(view, sources)));
    }
    out.push_str("</ul>\n</section>\n");
}

fn notice(view: &ReportView<'_>, out: &mut String) {
    section("notice", view::NOTICE, out);
    append(out, format_args!("<p>{}</p>\n", escaped(&view.rulebook.head().notice)));
    if let Some(closing) = &view.closing {
        append(out, format_args!("<p>{closing}</p>\n"));
    }
    out.push_str("</section>\n");
}

/// Lines to write on, on paper only.
fn note(out: &mut String) {
    out.push_str("<section class=\"note\" aria-labelledby=\"note\">\n");
    out.push_str("<h2 id=\"note\">Note by the person who will treat</h2>\n<div></div>\n<div></div>\n<div></div>\n");
    out.push_str("<p class=\"sign\"><span>Name</span> <span>Date</span> ");
    out.push_str("<span>Signature</span></p>\n</section>\n");
}

/// Opens a section and writes its heading, which also names it for screen readers.
fn section(id: &str, heading: &str, out: &mut String) {
    append(
        out,
        format_args!(
            "<section class=\"{id}\" aria-labelledby=\"{id}\">\n<h2 id=\"{id}\">{heading}</h2>\n"
        ),
    );
}

/// One entry of a list of names and values.
fn named(name: &str, value: &str, out: &mut String) {
    append(out, format_args!("<div><dt>{name}</dt> <dd>{}</dd></div>\n", escaped(value)));
}

/// The numbers of the sources, each a link to the list of sources, with a space before them.
fn cited(view: &ReportView<'_>, sources: &[SourceId]) -> String {
    if sources.is_empty() {
        return String::new();
    }
    let numbers = sources.iter().map(|source| {
        // INVARIANT: every cited source is in the list of sources.
        let at = view.sources.iter().position(|known| known == source).map_or(0, |at| at + 1);
        format!("<a href=\"#s{at}\">{at}</a>")
    });
    let numbers = numbers.collect::<Vec<_>>().join(", ");
    format!(" <span class=\"cited\"><span class=\"aside\">Sources </span>[{numbers}]</span>")
}
