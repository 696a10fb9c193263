//! The report as Markdown, for notes and tickets: legible as plain text and as GitHub renders it.

use super::Report;
use super::view::{self, AftercareView, FindingView, OpenView, ReportView};
use crate::rulebook::SourceId;
use crate::screening::{Step, Verdict};
use crate::text::markup::{address, markdown as escaped};
use crate::text::{append, long_date};

pub(super) fn markdown(report: &Report<'_>) -> String {
    let view = ReportView::of(report);
    let mut out = String::new();
    verdict(report, &view, &mut out);
    findings(&view, &mut out);
    waiting(&view, &mut out);
    changes(&view, &mut out);
    open(&view, &mut out);
    aftercare(&view, &mut out);
    answers(&view, &mut out);
    unasked(&view, &mut out);
    assumed(&view, &mut out);
    sources(&view, &mut out);
    notice(&view, &mut out);
    out
}

fn verdict(report: &Report<'_>, view: &ReportView<'_>, out: &mut String) {
    let ReportView { verdict, reasons, says, basis, record, .. } = view;
    let head = report.rulebook().head();
    let word = verdict.as_str().to_uppercase();
    append(out, format_args!("# {word}: {}\n\n{}\n\n", escaped(reasons), escaped(says)));
    append(out, format_args!("{basis}\n\n- {}\n", escaped(&head.title)));
    if let Some(record) = record {
        append(out, format_args!("- Record: {}\n", escaped(record)));
    }
    append(out, format_args!("- For treatment on: {}\n", long_date(report.on())));
    if let (Some(day), Verdict::Level(_)) = (report.valid_until(), verdict) {
        append(out, format_args!("- Screen again by: {}\n", long_date(day)));
    }
    append(
        out,
        format_args!(
            "- Rulebook: {}, reviewed {}, SHA-256 {}\n",
            escaped(&format!("{} {}", head.id, head.version)),
            long_date(head.reviewed),
            view.short_sha256(),
        ),
    );
}

fn findings(view: &ReportView<'_>, out: &mut String) {
    for part in &view.findings {
        heading(&part.heading, out);
        if let Some(note) = part.note {
            append(out, format_args!("{note}\n\n"));
        }
        for (at, finding) in part.list.iter().enumerate() {
            one(view, part.before + at + 1, finding, out);
        }
    }
}

fn one(view: &ReportView<'_>, number: usize, finding: &FindingView<'_>, out: &mut String) {
    let level = finding.level.as_str().to_uppercase();
    append(out, format_args!("{number}. **{level}: {}**\n", escaped(finding.title)));
    for (name, text) in finding.facts() {
        append(out, format_args!("   - {name}: {}\n", escaped(&text)));
    }
    append(out, format_args!("   - Rests on: {}{}\n", finding.grade, cited(view, finding.sources)));
    append(out, format_args!("   - Rule: {}\n", escaped(finding.rule)));
}

fn waiting(view: &ReportView<'_>, out: &mut String) {
    let waiting = &view.outlook;
    if waiting.is_idle() {
        return;
    }
    heading(view::WAITING, out);
    if let [_] = waiting.steps {
        append(out, format_args!("- {}\n", view::NO_STEP));
    } else {
        for Step { from, verdict } in waiting.steps {
            let word = verdict.as_str().to_uppercase();
            append(out, format_args!("- From {}: **{word}**\n", long_date(*from)));
        }
    }
    for (says, titles) in &waiting.ends {
        append(out, format_args!("- {says}: {}.\n", escaped(&titles.join("; "))));
    }
}

fn changes(view: &ReportView<'_>, out: &mut String) {
    let changes = &view.changes;
    if changes.shown.is_empty() {
        return;
    }
    heading(view::CHANGES, out);
    for (at, change) in changes.shown.iter().enumerate() {
        let word = change.verdict.as_str().to_uppercase();
        append(out, format_args!("{}. **{word}**, {}:\n", at + 1, change.condition()));
        for how in &change.how {
            append(out, format_args!("   - {}\n", escaped(how)));
        }
        if let Some(withdrawn) = &change.withdrawn {
            append(out, format_args!("\n   {}\n", escaped(withdrawn)));
        }
    }
    if let Some(more) = &changes.more {
        append(out, format_args!("\n{more}\n"));
    }
}

fn open(view: &ReportView<'_>, out: &mut String) {
    if view.open.is_empty() {
        return;
    }
    heading(view::OPEN, out);
    for open in &view.open {
        let OpenView { group, ask, why, flag, .. } = open;
        let group = group.map(|ask| format!("{ask} ")).unwrap_or_default();
        let asked = escaped(&format!("{group}{ask}"));
        let leads = open.leads();
        append(out, format_args!("- {asked} {why}. {leads} Answer with `--{flag}`.\n"));
    }
}

fn aftercare(view: &ReportView<'_>, out: &mut String) {
    for kind in &view.aftercare {
        heading(kind.heading(), out);
        for AftercareView { text, act, grade, sources } in &kind.entries {
            append(out, format_args!("- {}", escaped(text)));
            if let Some(act) = act {
                append(out, format_args!(" **{}**", escaped(act)));
            }
            if let Some(grade) = grade {
                append(out, format_args!(" ({grade})"));
            }
            append(out, format_args!("{}\n", cited(view, sources)));
        }
    }
}

fn assumed(view: &ReportView<'_>, out: &mut String) {
    if view.assumed.is_empty() {
        return;
    }
    heading(view::ASSUMED, out);
    for assumed in &view.assumed {
        append(out, format_args!("- {}\n", escaped(&assumed.sentence())));
    }
    append(out, format_args!("\n{}\n", view::IF_NOT_SO));
}

fn answers(view: &ReportView<'_>, out: &mut String) {
    if view.answers.is_empty() {
        return;
    }
    heading(view::ANSWERS, out);
    append(out, format_args!("{}.\n", escaped(&view.answers.join("; "))));
}

fn unasked(view: &ReportView<'_>, out: &mut String) {
    if view.unasked.is_empty() {
        return;
    }
    heading(view::UNASKED, out);
    for unasked in &view.unasked {
        append(out, format_args!("- {}\n", escaped(unasked)));
    }
    append(out, format_args!("\n{}\n", view::COUNTS));
}

fn sources(view: &ReportView<'_>, out: &mut String) {
    if view.sources.is_empty() {
        return;
    }
    heading(view::SOURCES, out);
    for source in view.sources() {
        let (title, imprint) = (escaped(&source.title), escaped(&source.imprint()));
        append(out, format_args!("- {}: {title}. {imprint}", escaped(&source.id)));
        if let Some(link) = &source.link {
            append(out, format_args!(" <{}>", address(&link.to_string())));
        }
        out.push('\n');
    }
}

fn notice(view: &ReportView<'_>, out: &mut String) {
    heading(view::NOTICE, out);
    append(out, format_args!("{}\n", escaped(&view.rulebook.head().notice)));
    if let Some(closing) = &view.closing {
        append(out, format_args!("\n{closing}\n"));
    }
}

fn heading(text: &str, out: &mut String) {
    append(out, format_args!("\n## {text}\n\n"));
}

/// The ids of the sources in parentheses, with a space before them.
fn cited(view: &ReportView<'_>, sources: &[SourceId]) -> String {
    if sources.is_empty() {
        return String::new();
    }
    let ids: Vec<_> = sources.iter().map(|&id| escaped(&view.rulebook[id].id)).collect();
    format!(" ({})", ids.join(", "))
}
