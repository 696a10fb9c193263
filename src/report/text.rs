//! The report for a person: the verdict first, then the reasons, then all that it rests on.
//!
//! It is ASCII but for what the rulebook says, needs no colour to be read, and reads in order
//! from top to bottom, so a screen reader has no trouble with it.

mod ahead;

use anstyle::{AnsiColor, Style};

use super::Report;
use crate::answers::{Answer, Stated};
use crate::rulebook::{AftercareKind, GroupId, Level, Question, SourceId};
use crate::screening::{Finding, Verdict};
use crate::text::escape;
use crate::text::wrap::{self, Width};
use crate::text::{capitalised, put};

/// What the report is laid out for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// How wide lines may be.
    pub width: Width,
    /// Whether levels and headings may be coloured.
    pub color: bool,
}

impl Page {
    /// Unlimited lines without colours, for files and pipes.
    pub const PLAIN: Self = Self { width: Width::Unlimited, color: false };
}

pub(super) fn text(report: &Report<'_>, page: Page) -> String {
    let mut writer = Writer { report, page, out: String::new(), cited: Vec::new() };
    writer.verdict();
    writer.findings();
    writer.outlook();
    writer.changes();
    writer.open();
    writer.assumed();
    writer.ignored();
    if let Verdict::Level(level) = report.verdict()
        && level.is_go()
    {
        writer.aftercare();
    }
    writer.sources();
    writer.close();
    writer.out
}

struct Writer<'a> {
    report: &'a Report<'a>,
    page: Page,
    out: String,
    /// Every source cited so far, in the order of its first citation.
    cited: Vec<SourceId>,
}

impl Writer<'_> {
    fn verdict(&mut self) {
        let outcome = self.report.outcome();
        let verdict = self.report.verdict();
        let summary = self.report.summary();
        // The summary starts with the verdict's word; here it stands out.
        let rest = summary.strip_prefix(&capitalised(verdict.as_str())).unwrap_or(&summary);
        let painted = self.paint(verdict_style(verdict), &verdict.as_str().to_uppercase());
        self.paragraph("", &format!("{painted}{rest}"));
        let mut says = match verdict {
            Verdict::Level(Level::Suitable) => String::new(),
            Verdict::Level(level) => format!("{}. ", capitalised(level.meaning())),
            Verdict::Incomplete => "Answer what is open, and screen again.".to_owned(),
        };
        match verdict {
            Verdict::Level(level) if level.is_go() => {
                says.push_str("That is not a promise that it is safe for you.");
            }
            Verdict::Level(level) if level < outcome.at_worst => {
                put(
                    &mut says,
                    format_args!("An open question could still make it: {}.", outcome.at_worst),
                );
            }
            _ => {}
        }
        self.paragraph("", &says);
        self.out.push('\n');
        if let Some(id) = &self.report.id {
            self.paragraph("", &format!("Record: {}", escape::line(&id.to_string())));
        }
        let head = self.report.rulebook().head();
        let text = format!(
            "Screened for treatment on {}, with the rulebook {} {}, reviewed {}.",
            self.report.on(),
            head.id,
            head.version,
            head.reviewed
        );
        self.paragraph("", &text);
    }

    fn findings(&mut self) {
        let report = self.report;
        let findings = &report.outcome().findings;
        if findings.is_empty() {
            return;
        }
        self.heading(&format!("What was found ({})", findings.len()));
        for (index, finding) in findings.iter().enumerate() {
            if index > 0 {
                self.out.push('\n');
            }
            self.finding(index + 1, finding);
        }
    }

    fn finding(&mut self, number: usize, finding: &Finding) {
        let rulebook = self.report.rulebook();
        let rule = &rulebook[finding.rule];
        let word = finding.level.as_str().to_uppercase();
        let painted = self.paint(level_style(finding.level), &word);
        self.hanging(&format!("{number}. "), "   ", &format!("{painted}: {}", rule.title));
        self.fact("Why", &rule.reason);
        self.fact("What to do", &rule.advice);
        if let Some(ends) = finding.ends {
            self.fact("No longer holds from", &ends.to_string());
        }
        if let Some(until) = &rule.until {
            self.fact("Until", until);
        }
        if let Some(could_be) = finding.could_be {
            self.fact("Could still be", could_be.as_str());
        }
        if let Some(dispute) = &rule.dispute {
            self.fact("Open to debate", dispute);
        }
        let because = finding.because.iter().map(|&(id, value)| {
            let assumed = self.report.outcome().assumed.iter().any(|&(known, _)| known == id);
            let stated = stated(&rulebook[id], Answer::Value(value));
            if assumed { format!("{stated} (assumed)") } else { stated }
        });
        let because: Vec<_> = because.collect();
        self.fact("Because", &because.join(", "));
        let cited = self.cite(&rule.sources);
        self.fact("Rests on", &format!("{}{cited}", rule.evidence.meaning()));
        self.fact("Rule", &rule.id);
    }

    fn open(&mut self) {
        let report = self.report;
        let rulebook = report.rulebook();
        if report.outcome().open.is_empty() {
            return;
        }
        self.heading("Still open");
        for open in &report.outcome().open {
            let question = &rulebook[open.question];
            let why = if open.unsure { "You are not sure" } else { "Not answered" };
            let group = question.group.map(|id| format!("{} ", rulebook[id].ask));
            let range = if open.best == open.worst {
                format!("Whatever the answer: {}.", open.best)
            } else {
                format!("At best: {}. At worst: {}.", open.best, open.worst)
            };
            let text = format!(
                "{}{} {why}. {range} Answer with --{}.",
                group.unwrap_or_default(),
                sentence(&question.ask),
                question.flag()
            );
            self.paragraph("- ", &text);
        }
    }

    fn aftercare(&mut self) {
        for (kind, heading) in [
            (AftercareKind::Expect, "What to expect afterwards"),
            (AftercareKind::Care, "What to do afterwards"),
            (AftercareKind::Warning, "Warning signs"),
        ] {
            let report = self.report;
            let all = report.rulebook().aftercare();
            let entries: Vec<_> = report
                .outcome()
                .aftercare
                .iter()
                .map(|&at| &all[at])
                .filter(|entry| entry.kind == kind)
                .collect();
            if entries.is_empty() {
                continue;
            }
            self.heading(heading);
            for entry in entries {
                let cited = self.cite(&entry.sources);
                let act = entry.act.as_ref().map(|act| format!(" {act}")).unwrap_or_default();
                let own = if entry.sources.is_empty() {
                    entry.evidence.map(|e| format!(" ({})", e.meaning())).unwrap_or_default()
                } else {
                    String::new()
                };
                self.paragraph("- ", &format!("{}{act}{own}{cited}", entry.text));
            }
        }
    }

    /// What was assumed, in the words of the questions, so that anybody can check it. The items
    /// of a group with the same answer stand together: most of it is a long list of "no".
    fn assumed(&mut self) {
        let report = self.report;
        let rulebook = report.rulebook();
        let assumed = &report.outcome().assumed;
        if assumed.is_empty() {
            return;
        }
        self.heading("Assumed, because it was not answered");
        let mut gathered: Vec<(Option<GroupId>, String, Vec<&str>)> = Vec::new();
        for &(id, value) in assumed {
            let question = &rulebook[id];
            let value = value.with_unit(question);
            let same = gathered.iter_mut().find(|(group, known, _)| {
                group.is_some() && *group == question.group && *known == value
            });
            match same {
                Some((_, _, asks)) => asks.push(&question.ask),
                None => gathered.push((question.group, value, vec![&question.ask])),
            }
        }
        for (group, value, asks) in gathered {
            let text = match group {
                Some(group) => {
                    format!("{} {value}: {}.", sentence(&rulebook[group].ask), asks.join("; "))
                }
                None => format!("{} {value}.", sentence(asks[0])),
            };
            self.paragraph("- ", &text);
        }
        self.paragraph("", "If one of these is not so, answer it and screen again.");
    }

    fn ignored(&mut self) {
        let report = self.report;
        if report.outcome().ignored.is_empty() {
            return;
        }
        self.heading("Not used, because the question does not apply here");
        for ignored in &report.outcome().ignored {
            let text = stated(&report.rulebook()[ignored.question], ignored.answer);
            self.paragraph("- ", &text);
        }
    }

    fn sources(&mut self) {
        if self.cited.is_empty() {
            return;
        }
        self.heading("Sources");
        for id in std::mem::take(&mut self.cited) {
            let source = &self.report.rulebook()[id];
            let mut text = format!("{}: {}. {}", source.id, source.title, source.by);
            if let Some(year) = source.year {
                put(&mut text, format_args!(", {year}"));
            }
            put(&mut text, format_args!(" ({}).", source.read.meaning()));
            if let Some(link) = &source.link {
                put(&mut text, format_args!(" {link}"));
            }
            self.paragraph("- ", &text);
        }
    }

    fn close(&mut self) {
        self.heading("Please note");
        self.paragraph("", &self.report.rulebook().head().notice);
        let Some(day) = self.report.valid_until() else { return };
        let outcome = self.report.outcome();
        let text = if outcome.verdict() == Verdict::Incomplete {
            "This is no result to keep: answer what is open first.".to_owned()
        } else if outcome.findings.iter().any(|finding| finding.ends.is_some()) {
            format!("Screen again when something here no longer holds, and by {day} at the latest.")
        } else {
            format!("If nothing changes, this holds until {day}. Then screen again.")
        };
        self.paragraph("", &text);
    }

    fn cite(&mut self, sources: &[SourceId]) -> String {
        if sources.is_empty() {
            return String::new();
        }
        for source in sources {
            if !self.cited.contains(source) {
                self.cited.push(*source);
            }
        }
        let rulebook = self.report.rulebook();
        let ids: Vec<_> = sources.iter().map(|&id| rulebook[id].id.as_str()).collect();
        format!(" [{}]", ids.join(", "))
    }

    fn heading(&mut self, text: &str) {
        let painted = self.paint(Style::new().bold(), text);
        self.out.push('\n');
        self.paragraph("", &painted);
        self.out.push('\n');
    }

    fn fact(&mut self, name: &str, text: &str) {
        self.hanging(&format!("   {name}: "), "   ", text);
    }

    fn paragraph(&mut self, first: &str, text: &str) {
        wrap::paragraph(&mut self.out, self.page.width, first, text);
    }

    fn hanging(&mut self, first: &str, rest: &str, text: &str) {
        wrap::hanging(&mut self.out, self.page.width, first, rest, text);
    }

    fn paint(&self, style: Style, text: &str) -> String {
        if self.page.color { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }
}

fn verdict_style(verdict: Verdict) -> Style {
    match verdict {
        Verdict::Level(level) => level_style(level),
        Verdict::Incomplete => AnsiColor::Cyan.on_default().bold(),
    }
}

/// Colours that read on dark and light backgrounds alike; the word is always there as well.
pub(crate) fn level_style(level: Level) -> Style {
    match level {
        Level::Suitable => AnsiColor::Green,
        Level::Caution => AnsiColor::Blue,
        Level::Defer => AnsiColor::Magenta,
        Level::Avoid => AnsiColor::Red,
    }
    .on_default()
    .bold()
}

/// A question as a sentence of its own.
fn sentence(ask: &str) -> String {
    let ended = ask.ends_with(['.', '?', '!']);
    format!("{}{}", ask.trim_end_matches(':'), if ended { "" } else { ":" })
}

/// A question by its id, as words.
fn words(question: &Question) -> String {
    question.id.replace('_', " ")
}

fn stated(question: &Question, answer: Answer) -> String {
    let answer = match answer {
        Answer::Value(value) => value.with_unit(question),
        Answer::Unsure => Stated { question, answer }.to_string(),
    };
    format!("{} is {answer}", words(question))
}
