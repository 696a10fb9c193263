//! The report as Markdown, for notes and tickets: legible as plain text and as GitHub renders it.

use super::Report;
use super::view::{self, AftercareView, FindingView, OpenView, ReportView};
use crate::rulebook::SourceId;
use crate::screening::{Step, Verdict};
use crate::text::markup::{address, markdown as escaped};
use crate::text::put;

pub(super) fn markdown(report: &Report<'_>) -> String {
    let facts = ReportView::of(report);
    let mut out = String::new();
    verdict(report, &facts, &mut out);
    findings(&facts, &mut out);
    waiting(&facts, &mut out);
    changes(&facts, &mut out);
    open(&facts, &mut out);
    aftercare(&facts, &mut out);
    answers(&facts, &mut out);
    unasked(&facts, &mut out);
    assumed(&facts, &mut out);
    sources(&facts, &mut out);
    notice(&facts, &mut out);
    out
}

fn verdict(report: &Report<'_>, facts: &ReportView<'_>, out: &mut String) {
    let ReportView { verdict, reasons, says, basis, record, .. } = facts;
    let head = report.rulebook().head();
    let word = verdict.as_str().to_uppercase();
    put(out, format_args!("# {word}: {}\n\n{}\n\n", escaped(reasons), escaped(says)));
    put(out, format_args!("{basis}\n\n- {}\n", escaped(&head.title)));
    if let Some(record) = record {
        put(out, format_args!("- Record: {}\n", escaped(record)));
    }
    put(out, format_args!("- For treatment on: {}\n", report.on()));
    if let (Some(day), Verdict::Level(_)) = (report.valid_until(), verdict) {
        put(out, format_args!("- Screen again by: {day}\n"));
    }
    put(
        out,
        format_args!(
            "- Rulebook: {}, reviewed {}, SHA-256 {}\n",
            escaped(&format!("{} {}", head.id, head.version)),
            head.reviewed,
            facts.short_sha256(),
        ),
    );
}

fn findings(facts: &ReportView<'_>, out: &mut String) {
    for part in &facts.findings {
        heading(&part.heading, out);
        if let Some(note) = part.note {
            put(out, format_args!("{note}\n\n"));
        }
        for (at, finding) in part.list.iter().enumerate() {
            one(facts, part.before + at + 1, finding, out);
        }
    }
}

fn one(facts: &ReportView<'_>, number: usize, finding: &FindingView<'_>, out: &mut String) {
    let level = finding.level.as_str().to_uppercase();
    put(out, format_args!("{number}. **{level}: {}**\n", escaped(finding.title)));
    for (name, text) in finding.told.iter().chain(&finding.grounds) {
        put(out, format_args!("   - {name}: {}\n", escaped(text)));
    }
    put(out, format_args!("   - Rests on: {}{}\n", finding.grade, cited(facts, finding.sources)));
    put(out, format_args!("   - Rule: {}\n", escaped(finding.rule)));
}

fn waiting(facts: &ReportView<'_>, out: &mut String) {
    let waiting = &facts.outlook;
    if waiting.is_idle() {
        return;
    }
    heading(view::WAITING, out);
    if let [_] = waiting.steps {
        put(out, format_args!("- {}\n", view::NO_STEP));
    } else {
        for Step { from, verdict } in waiting.steps {
            let word = verdict.as_str().to_uppercase();
            put(out, format_args!("- From {from}: **{word}**\n"));
        }
    }
    for (says, titles) in &waiting.ends {
        put(out, format_args!("- {says}: {}.\n", escaped(&titles.join("; "))));
    }
}

fn changes(facts: &ReportView<'_>, out: &mut String) {
    let changes = &facts.changes;
    if changes.shown.is_empty() {
        return;
    }
    heading(view::CHANGES, out);
    for (at, change) in changes.shown.iter().enumerate() {
        let word = change.verdict.as_str().to_uppercase();
        put(out, format_args!("{}. **{word}**, {}:\n", at + 1, change.condition()));
        for how in &change.how {
            put(out, format_args!("   - {}\n", escaped(how)));
        }
        if let Some(withdrawn) = &change.withdrawn {
            put(out, format_args!("\n   {}\n", escaped(withdrawn)));
        }
    }
    if let Some(more) = &changes.more {
        put(out, format_args!("\n{more}\n"));
    }
}

fn open(facts: &ReportView<'_>, out: &mut String) {
    if facts.open.is_empty() {
        return;
    }
    heading(view::OPEN, out);
    for open in &facts.open {
        let OpenView { group, ask, why, flag, .. } = open;
        let group = group.map(|ask| format!("{ask} ")).unwrap_or_default();
        let asked = escaped(&format!("{group}{ask}"));
        let leads = open.leads();
        put(out, format_args!("- {asked} {why}. {leads} Answer with `--{flag}`.\n"));
    }
}

fn aftercare(facts: &ReportView<'_>, out: &mut String) {
    for kind in &facts.aftercare {
        heading(kind.heading(), out);
        for AftercareView { text, act, grade, sources } in &kind.entries {
            put(out, format_args!("- {}", escaped(text)));
            if let Some(act) = act {
                put(out, format_args!(" **{}**", escaped(act)));
            }
            if let Some(grade) = grade {
                put(out, format_args!(" ({grade})"));
            }
            put(out, format_args!("{}\n", cited(facts, sources)));
        }
    }
}

fn assumed(facts: &ReportView<'_>, out: &mut String) {
    if facts.assumed.is_empty() {
        return;
    }
    heading(view::ASSUMED, out);
    for assumed in &facts.assumed {
        put(out, format_args!("- {}\n", escaped(&assumed.sentence())));
    }
    put(out, format_args!("\n{}\n", view::IF_NOT_SO));
}

fn answers(facts: &ReportView<'_>, out: &mut String) {
    if facts.answers.is_empty() {
        return;
    }
    heading(view::ANSWERS, out);
    put(out, format_args!("{}.\n", escaped(&facts.answers.join("; "))));
}

fn unasked(facts: &ReportView<'_>, out: &mut String) {
    if facts.unasked.is_empty() {
        return;
    }
    heading(view::UNASKED, out);
    for unasked in &facts.unasked {
        put(out, format_args!("- {}\n", escaped(unasked)));
    }
    put(out, format_args!("\n{}\n", view::COUNTS));
}

fn sources(facts: &ReportView<'_>, out: &mut String) {
    if facts.sources.is_empty() {
        return;
    }
    heading(view::SOURCES, out);
    for source in facts.sources() {
        let (title, imprint) = (escaped(&source.title), escaped(&source.imprint()));
        put(out, format_args!("- {}: {title}. {imprint}", escaped(&source.id)));
        if let Some(link) = &source.link {
            put(out, format_args!(" <{}>", address(&link.to_string())));
        }
        out.push('\n');
    }
}

fn notice(facts: &ReportView<'_>, out: &mut String) {
    heading(view::NOTICE, out);
    put(out, format_args!("{}\n", escaped(&facts.rulebook.head().notice)));
    if let Some(closing) = &facts.closing {
        put(out, format_args!("\n{closing}\n"));
    }
}

fn heading(text: &str, out: &mut String) {
    put(out, format_args!("\n## {text}\n\n"));
}

/// The ids of the sources in parentheses, with a space before them.
fn cited(facts: &ReportView<'_>, sources: &[SourceId]) -> String {
    if sources.is_empty() {
        return String::new();
    }
    let ids: Vec<_> = sources.iter().map(|&id| escaped(&facts.rulebook[id].id)).collect();
    format!(" ({})", ids.join(", "))
}
