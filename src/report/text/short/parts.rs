//! The parts of the short report. Each is written with more or less detail.

use std::cell::OnceCell;

use super::super::verdict::word as verdict_word;
use super::granted;
use crate::layout::Printer;
use crate::report::{Report, view};
use crate::rulebook::{AftercareKind, Level, Urgency};
use crate::screening::{Finding, Verdict};
use crate::text::word::Word as _;
use crate::text::{append, capitalised, long_date, uncapitalised};

/// Maximum number of reasons that are written with what to do.
pub(super) const MAX_NUMBERED: usize = 5;
/// What follows the number of things that are left out.
const FULL: &str = ": `--full`";

/// A report for which a short text is made.
pub(super) struct Short<'a> {
    pub(super) report: &'a Report<'a>,
    /// The columns for which its content is chosen.
    pub(super) columns: usize,
    /// Examples of what was taken for granted, once they were needed.
    pub(super) examples: OnceCell<String>,
}

/// A numbered reason: its title, and what to do about it.
struct Reason {
    title: String,
    text: String,
}

/// The verdict and what it means, with detail its reasons in a sentence; and what it rests on.
pub(super) fn verdict(short: &Short<'_>, detail: usize, printer: &mut Printer) {
    let report = short.report;
    let summary = report.summary();
    let reasons = summary.split_once(": ").map_or(&*summary, |(_, reasons)| reasons);
    let verdict = report.verdict();
    let word = verdict_word(verdict, printer.page());
    let mut basis = Vec::new();
    match verdict {
        Verdict::Incomplete => printer.paragraph("", &format!("{word}: {reasons}")),
        Verdict::Level(level) => {
            printer.paragraph("", &format!("{word}: {}.", level.meaning()));
            if level > Level::Suitable && detail > 0 {
                printer.paragraph("", &capitalised(reasons));
            }
        }
    }
    basis.extend(view::doubt(report));
    basis.push(view::basis(report));
    if let Some(id) = view::record(report) {
        basis.push(format!("Record: {id}"));
    }
    for sentence in basis {
        printer.paragraph("", &sentence);
    }
}

/// The findings that decide the verdict, or the questions that leave it open: as many as `detail`
/// says with what to do, the others in a line.
pub(super) fn reasons(short: &Short<'_>, detail: usize, printer: &mut Printer) {
    let reasons = match short.report.verdict() {
        Verdict::Incomplete => open(short.report),
        Verdict::Level(Level::Suitable) => return,
        Verdict::Level(level) => deciding(short.report, level),
    };
    let numbered = &reasons[..reasons.len().min(detail)];
    for (number, Reason { title, text }) in (1..).zip(numbered) {
        let title = printer.page().bold(title);
        printer.hanging(&format!("{number:>3}. "), "     ", &title);
        printer.paragraph("     ", text);
    }
    let others = reasons[numbered.len()..].iter().map(|reason| uncapitalised(&reason.title));
    short.line("  Also: ", others, FULL, printer);
}

fn deciding(report: &Report<'_>, level: Level) -> Vec<Reason> {
    let is_assumed = |finding: &&Finding| report.outcome().assumed_in(finding).next().is_some();
    let at_level = |finding: &&Finding| finding.level == level;
    let (assumed, found): (Vec<_>, Vec<_>) =
        report.outcome().findings.iter().filter(at_level).partition(is_assumed);
    let reason = |finding: &Finding, rests_on: &str| {
        let rule = &report.rulebook()[finding.rule];
        let mut text = rule.advice.clone();
        if let Some(day) = finding.ends {
            append(&mut text, format_args!(" No longer holds from {}.", long_date(day)));
        }
        if let Some(could_be) = finding.could_be {
            append(&mut text, format_args!(" It could still be: {could_be}."));
        }
        Reason { title: format!("{}{rests_on}", rule.title), text }
    };
    let found = found.into_iter().map(|finding| reason(finding, ""));
    let assumed =
        assumed.into_iter().map(|finding| reason(finding, view::granted(report, finding)));
    found.chain(assumed).collect()
}

fn open(report: &Report<'_>) -> Vec<Reason> {
    let reason = |open: view::OpenView<'_>| Reason {
        text: format!("{}. {}", open.why, open.leads()),
        title: open.title,
    };
    view::open(report).into_iter().map(reason).collect()
}

/// In a line each: the findings of lower levels, the open questions beside a verdict, and answers
/// that were not asked for.
pub(super) fn others(short: &Short<'_>, _: usize, printer: &mut Printer) {
    let report = short.report;
    let decided = match report.verdict() {
        Verdict::Level(level) => level,
        Verdict::Incomplete => Level::Avoid,
    };
    let lower = |level| Level::Suitable < level && level < decided;
    short.line("Also found: ", short.titles(lower), FULL, printer);
    if report.verdict() != Verdict::Incomplete {
        let open = view::open(report).into_iter().map(|open| open.title);
        short.line("Still open: ", open, FULL, printer);
    }
    let unasked = report
        .outcome()
        .unasked
        .iter()
        .map(|unasked| view::stated(&report.rulebook()[unasked.question], unasked.answer));
    short.line("You also said, and it counts: ", unasked, FULL, printer);
}

pub(super) fn in_favour(short: &Short<'_>, detail: usize, printer: &mut Printer) {
    if detail > 0 {
        short.line(
            "In your favour: ",
            short.titles(|level| level == Level::Suitable),
            FULL,
            printer,
        );
    }
}

/// What would change the verdict: time, and the best of the changes that a person can make.
pub(super) fn changes(short: &Short<'_>, detail: usize, printer: &mut Printer) {
    let report = short.report;
    let mut lines = Vec::new();
    let page = printer.page();
    match &report.outlook().steps[..] {
        [_, later @ ..] if !later.is_empty() => {
            let steps = later.iter();
            let steps = steps.map(|step| {
                format!("{} from {}", verdict_word(step.verdict, page), long_date(step.from))
            });
            lines.push(format!("If you wait: {}.", steps.collect::<Vec<_>>().join("; ")));
        }
        _ if matches!(report.verdict(), Verdict::Level(level) if level.is_stop()) => {
            lines.push(view::NO_STEP.to_owned());
        }
        _ => {}
    }
    if let [best, others @ ..] = report.changes() {
        let how: Vec<&str> = best.how(report.rulebook()).collect();
        let mut line = format!("For {}: {}", verdict_word(best.verdict, page), how.join(" "));
        if let Some(day) = best.wait_until {
            append(&mut line, format_args!(" Wait until {}.", long_date(day)));
        }
        if !others.is_empty() {
            append(&mut line, format_args!(" ({}{FULL})", view::other_ways(report, others.len())));
        }
        lines.push(line);
    }
    if lines.is_empty() || detail == 0 {
        return;
    }
    if detail > 1 {
        printer.title("What would change it");
    }
    let indent = if detail > 1 { "  " } else { "" };
    for line in lines {
        printer.hanging(indent, "    ", &line);
    }
}

/// For a go, the warning signs by how soon to act. With less detail, those that are no emergency
/// have a line for as many as fit.
pub(super) fn warnings(short: &Short<'_>, detail: usize, printer: &mut Printer) {
    let report = short.report;
    if !report.verdict().is_go() {
        return;
    }
    let all = report.rulebook().aftercare();
    let meant = report.outcome().aftercare.iter().map(|&at| &all[at]);
    let warnings: Vec<_> = meant.filter(|entry| entry.kind == AftercareKind::Warning).collect();
    if warnings.is_empty() {
        return;
    }
    let all_of_them = if detail > 0 { "" } else { " (all of it: `--full`)" };
    printer.title(&format!("If something is wrong afterwards{all_of_them}"));
    for urgency in Urgency::ALL.iter().map(|(urgency, _)| Some(*urgency)).chain([None]) {
        let signs = warnings.iter().filter(|entry| entry.urgency == urgency);
        let signs: Vec<String> = signs.map(|entry| entry.in_short()).collect();
        if signs.is_empty() {
            continue;
        }
        let start = format!("  {}: ", urgency.map_or("Watch for", Urgency::meaning));
        if detail > 0 || urgency == Some(Urgency::Emergency) {
            printer.hanging(&start, "    ", &format!("{}.", signs.join("; ")));
        } else {
            short.line(&start, signs, ".", printer);
        }
    }
}

/// What was assumed: none of many things, and the other assumptions.
pub(super) fn taken_for_granted(short: &Short<'_>, detail: usize, printer: &mut Printer) {
    granted::write(short.report, &short.examples, detail, printer);
}

/// For which day it is, how long it holds, and what it is not.
pub(super) fn notice(short: &Short<'_>, _: usize, printer: &mut Printer) {
    let report = short.report;
    let head = report.rulebook().head();
    let day = long_date(report.on());
    let holds = report.valid_until().map(long_date).map(|until| match report.verdict() {
        Verdict::Incomplete => ". No result to keep: answer what is open".to_owned(),
        _ if report.outcome().findings.iter().any(|finding| finding.ends.is_some()) => {
            format!("; screen again when a reason ends, or by {until}")
        }
        Verdict::Level(_) => format!("; holds until {until} if nothing changes"),
    });
    let holds = holds.unwrap_or_default();
    printer.paragraph("", &format!("For treatment on {day}{holds}. {}", head.notice));
}

impl Short<'_> {
    /// The titles of the findings of some levels, as they stand inside a sentence.
    fn titles(&self, is_meant: impl Fn(Level) -> bool) -> impl Iterator<Item = String> {
        let findings = self.report.outcome().findings.iter();
        let meant = findings.filter(move |finding| is_meant(finding.level));
        meant.map(|finding| {
            let title = uncapitalised(&self.report.rulebook()[finding.rule].title);
            title + view::granted(self.report, finding)
        })
    }

    /// A line with as many of the items as fit, at least one, and how many more there are, with
    /// `end` behind that. Nothing if there are none.
    fn line(
        &self,
        start: &str,
        items: impl IntoIterator<Item = String>,
        end: &str,
        printer: &mut Printer,
    ) {
        let items: Vec<String> = items.into_iter().collect();
        let text = |shown: usize| {
            let mut text = items[..shown].join("; ");
            if shown < items.len() {
                append(&mut text, format_args!("; and {} more{end}", items.len() - shown));
            } else if !text.ends_with(['?', '!', '.']) {
                text.push('.');
            }
            text
        };
        let fits = |shown: &usize| start.len() + text(*shown).chars().count() <= self.columns;
        if let Some(shown) = (1..=items.len()).rev().find(|shown| *shown == 1 || fits(shown)) {
            printer.hanging(start, "    ", &text(shown));
        }
    }
}
