//! The report for a person: the verdict first, then the reasons, then all that it rests on.
//!
//! It is ASCII but for what the rulebook says, needs no colour to be read, and reads in order
//! from top to bottom, so a screen reader has no trouble with it.

mod ahead;

use anstyle::{AnsiColor, Style};

use super::Report;
use super::facts::{self, Entry, Facts, Finding, Open};
use crate::layout::{Page, level_style, wrap};
use crate::rulebook::SourceId;
use crate::screening::Verdict;
use crate::text::put;

pub(super) fn text(report: &Report<'_>, page: Page) -> String {
    let mut writer = Writer { report, facts: &Facts::of(report), page, out: String::new() };
    writer.verdict();
    writer.findings();
    writer.waiting();
    writer.changes();
    writer.open();
    writer.answers();
    writer.unasked();
    writer.assumed();
    writer.aftercare();
    writer.sources();
    writer.close();
    writer.out
}

struct Writer<'a> {
    report: &'a Report<'a>,
    facts: &'a Facts<'a>,
    page: Page,
    out: String,
}

impl Writer<'_> {
    fn verdict(&mut self) {
        let Facts { verdict, reasons, says, basis, record, .. } = self.facts;
        let painted = self.paint(verdict_style(*verdict), &verdict.as_str().to_uppercase());
        self.paragraph("", &format!("{painted}: {reasons}"));
        self.paragraph("", says);
        self.paragraph("", basis);
        self.out.push('\n');
        if let Some(id) = record {
            self.paragraph("", &format!("Record: {id}"));
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
        for part in &self.facts.findings {
            self.heading(&part.heading);
            if let Some(note) = part.note {
                self.paragraph("", note);
                self.out.push('\n');
            }
            for (index, finding) in part.list.iter().enumerate() {
                if index > 0 {
                    self.out.push('\n');
                }
                self.finding(part.before + index + 1, finding);
            }
        }
    }

    fn finding(&mut self, number: usize, finding: &Finding<'_>) {
        let word = finding.level.as_str().to_uppercase();
        let painted = self.paint(level_style(finding.level), &word);
        self.hanging(&format!("{number}. "), "   ", &format!("{painted}: {}", finding.title));
        for (name, text) in finding.told.iter().chain(&finding.grounds) {
            self.fact(name, text);
        }
        let cited = self.cited(finding.sources);
        self.fact("Rests on", &format!("{}{cited}", finding.grade));
        self.fact("Rule", finding.rule);
    }

    fn open(&mut self) {
        if self.facts.open.is_empty() {
            return;
        }
        self.heading(facts::OPEN);
        for open in &self.facts.open {
            let Open { group, ask, why, flag, .. } = open;
            let group = group.map(|ask| format!("{ask} ")).unwrap_or_default();
            let leads = open.leads();
            let text = format!("{group}{ask} {why}. {leads} Answer with --{flag}.");
            self.paragraph("- ", &text);
        }
    }

    fn assumed(&mut self) {
        if self.facts.assumed.is_empty() {
            return;
        }
        self.heading(facts::ASSUMED);
        for assumed in &self.facts.assumed {
            self.paragraph("- ", &assumed.sentence());
        }
        self.paragraph("", facts::IF_NOT_SO);
    }

    fn answers(&mut self) {
        if self.facts.answers.is_empty() {
            return;
        }
        self.heading(facts::ANSWERS);
        self.paragraph("", &format!("{}.", self.facts.answers.join("; ")));
    }

    fn unasked(&mut self) {
        if self.facts.unasked.is_empty() {
            return;
        }
        self.heading(facts::UNASKED);
        for unasked in &self.facts.unasked {
            self.paragraph("- ", unasked);
        }
        self.paragraph("", facts::COUNTS);
    }

    fn aftercare(&mut self) {
        for kind in &self.facts.aftercare {
            self.heading(kind.heading());
            for Entry { text, act, grade, sources } in &kind.entries {
                let act = act.map(|act| format!(" {act}")).unwrap_or_default();
                let own = grade.map(|grade| format!(" ({grade})")).unwrap_or_default();
                let cited = self.cited(sources);
                self.paragraph("- ", &format!("{text}{act}{own}{cited}"));
            }
        }
    }

    fn sources(&mut self) {
        if self.facts.sources.is_empty() {
            return;
        }
        self.heading(facts::SOURCES);
        for source in self.facts.sources() {
            let mut text = format!("{}: {}. {}", source.id, source.title, source.imprint());
            if let Some(link) = &source.link {
                put(&mut text, format_args!(" {link}"));
            }
            self.paragraph("- ", &text);
        }
    }

    fn close(&mut self) {
        self.heading(facts::NOTICE);
        self.paragraph("", &self.report.rulebook().head().notice);
        if let Some(closing) = &self.facts.closing {
            self.paragraph("", closing);
        }
    }

    fn cited(&self, sources: &[SourceId]) -> String {
        if sources.is_empty() {
            return String::new();
        }
        let ids: Vec<_> = sources.iter().map(|&id| self.facts.rulebook[id].id.as_str()).collect();
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
