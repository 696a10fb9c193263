//! The whole report: the verdict, its reasons, and the answers and sources behind them.

use super::super::Report;
use super::super::view::{self, AftercareView, FindingView, OpenView, ReportView};
use super::outlook;
use super::verdict::word as verdict_word;
use crate::layout::{Page, Printer};
use crate::rulebook::SourceId;
use crate::text::{append, long_date};

pub(in crate::report) fn full(report: &Report<'_>, page: Page) -> String {
    let view = ReportView::of(report);
    let mut printer = Printer::new(page);
    verdict(report, &view, &mut printer);
    findings(&view, &mut printer);
    outlook::waiting(&view, &mut printer);
    outlook::changes(&view, &mut printer);
    open(&view, &mut printer);
    answers(&view, &mut printer);
    unasked(&view, &mut printer);
    assumed(&view, &mut printer);
    aftercare(&view, &mut printer);
    sources(&view, &mut printer);
    notice(&view, &mut printer);
    printer.finish()
}

fn verdict(report: &Report<'_>, view: &ReportView<'_>, printer: &mut Printer) {
    let ReportView { verdict, reasons, says, basis, record, .. } = view;
    let word = verdict_word(*verdict, printer.page());
    printer.paragraph("", &format!("{word}: {reasons}"));
    printer.paragraph("", says);
    printer.paragraph("", basis);
    printer.gap();
    if let Some(id) = record {
        printer.paragraph("", &format!("Record: {id}"));
    }
    let head = report.rulebook().head();
    let text = format!(
        "Screened for treatment on {}, with the rulebook {} {}, reviewed {}.",
        long_date(report.on()),
        head.id,
        head.version,
        long_date(head.reviewed)
    );
    printer.paragraph("", &text);
}

fn findings(view: &ReportView<'_>, printer: &mut Printer) {
    for part in &view.findings {
        printer.spaced_heading(&part.heading);
        if let Some(note) = part.note {
            printer.paragraph("", note);
            printer.gap();
        }
        for (index, one) in part.list.iter().enumerate() {
            if index > 0 {
                printer.gap();
            }
            finding(view, part.before + index + 1, one, printer);
        }
    }
}

fn finding(view: &ReportView<'_>, number: usize, finding: &FindingView<'_>, printer: &mut Printer) {
    let level = printer.page().level(finding.level);
    printer.hanging(&format!("{number}. "), "   ", &format!("{level}: {}", finding.title));
    let mut fact = |name: &str, text: &str| printer.hanging(&format!("   {name}: "), "   ", text);
    for (name, text) in finding.facts() {
        fact(name, &text);
    }
    fact("Rests on", &format!("{}{}", finding.grade, cited(view, finding.sources)));
    fact("Rule", finding.rule);
}

fn open(view: &ReportView<'_>, printer: &mut Printer) {
    if view.open.is_empty() {
        return;
    }
    printer.spaced_heading(view::OPEN);
    for open in &view.open {
        let OpenView { group, ask, why, flag, .. } = open;
        let group = group.map(|ask| format!("{ask} ")).unwrap_or_default();
        let leads = open.leads();
        let text = format!("{group}{ask} {why}. {leads} Answer with --{flag}.");
        printer.paragraph("- ", &text);
    }
}

fn assumed(view: &ReportView<'_>, printer: &mut Printer) {
    if view.assumed.is_empty() {
        return;
    }
    printer.spaced_heading(view::ASSUMED);
    for assumed in &view.assumed {
        printer.paragraph("- ", &assumed.sentence());
    }
    printer.paragraph("", view::IF_NOT_SO);
}

fn answers(view: &ReportView<'_>, printer: &mut Printer) {
    if view.answers.is_empty() {
        return;
    }
    printer.spaced_heading(view::ANSWERS);
    printer.paragraph("", &format!("{}.", view.answers.join("; ")));
}

fn unasked(view: &ReportView<'_>, printer: &mut Printer) {
    if view.unasked.is_empty() {
        return;
    }
    printer.spaced_heading(view::UNASKED);
    for unasked in &view.unasked {
        printer.paragraph("- ", unasked);
    }
    printer.paragraph("", view::COUNTS);
}

fn aftercare(view: &ReportView<'_>, printer: &mut Printer) {
    for kind in &view.aftercare {
        printer.spaced_heading(kind.heading());
        for AftercareView { text, act, grade, sources } in &kind.entries {
            let act = act.map(|act| format!(" {act}")).unwrap_or_default();
            let grade = grade.map(|grade| format!(" ({grade})")).unwrap_or_default();
            printer.paragraph("- ", &format!("{text}{act}{grade}{}", cited(view, sources)));
        }
    }
}

fn sources(view: &ReportView<'_>, printer: &mut Printer) {
    if view.sources.is_empty() {
        return;
    }
    printer.spaced_heading(view::SOURCES);
    for source in view.sources() {
        let mut text = format!("{}: {}. {}", source.id, source.title, source.imprint());
        if let Some(link) = &source.link {
            append(&mut text, format_args!(" {link}"));
        }
        printer.paragraph("- ", &text);
    }
}

fn notice(view: &ReportView<'_>, printer: &mut Printer) {
    printer.spaced_heading(view::NOTICE);
    printer.paragraph("", &view.rulebook.head().notice);
    if let Some(closing) = &view.closing {
        printer.paragraph("", closing);
    }
}

/// The ids of the sources in brackets, with a space before them.
fn cited(view: &ReportView<'_>, sources: &[SourceId]) -> String {
    if sources.is_empty() {
        return String::new();
    }
    let ids: Vec<_> = sources.iter().map(|&id| view.rulebook[id].id.as_str()).collect();
    format!(" [{}]", ids.join(", "))
}
