//! Explains one rule.

use serde::Serialize;

use super::Guide;
use super::facts::{LevelCell, SourceFacts};
use super::wording::{self, Phrase};
use crate::layout::Printer;
use crate::rulebook::{Condition, Evidence, QuestionId, Rule, RuleId, Rulebook, Wants};

/// A rule explained.
#[derive(Clone, Debug, Serialize)]
pub(super) struct RuleFacts<'r> {
    id: &'r str,
    title: &'r str,
    says: Option<&'r str>,
    when: Phrase,
    asks: Vec<RuleQuestion<'r>>,
    levels: Vec<LevelCell<'r>>,
    reason: &'r str,
    advice: &'r str,
    until: Option<&'r str>,
    waits: Vec<String>,
    evidence: Evidence,
    evidence_means: &'r str,
    dispute: Option<&'r str>,
    sources: Vec<SourceFacts<'r>>,
}

/// A question that a rule depends on.
#[derive(Clone, Debug, Serialize)]
struct RuleQuestion<'r> {
    question: &'r str,
    group: Option<&'r str>,
    ask: &'r str,
    asked_when: Option<Phrase>,
}

impl<'r> RuleFacts<'r> {
    pub(super) fn of(guide: &Guide<'r>, id: RuleId) -> Self {
        let rulebook = guide.rulebook;
        let rule = &rulebook[id];
        let asked = |id: QuestionId| {
            let question = &rulebook[id];
            RuleQuestion {
                question: &question.id,
                group: question.group.map(|id| rulebook[id].ask.as_str()),
                ask: &question.ask,
                asked_when: question.ask_when.as_ref().map(|at| wording::condition(rulebook, at)),
            }
        };
        Self {
            id: &rule.id,
            title: &rule.title,
            says: rule.says.as_deref(),
            when: wording::condition(rulebook, &rule.when),
            asks: depends_on(rulebook, rule).into_iter().map(asked).collect(),
            levels: LevelCell::all(guide, id),
            reason: &rule.reason,
            advice: &rule.advice,
            until: rule.until.as_deref(),
            waits: waits(&rule.when),
            evidence: rule.evidence,
            evidence_means: rule.evidence.meaning(),
            dispute: rule.dispute.as_deref(),
            sources: rule.sources.iter().map(|&id| SourceFacts::of(&rulebook[id])).collect(),
        }
    }

    pub(super) fn print(&self, printer: &mut Printer) {
        printer.title(&format!("Rule {}: {}", self.id, self.title));
        if let Some(says) = self.says {
            printer.section("Within a sentence", says);
        }
        printer.heading("When");
        self.when.print(0, printer);
        printer.heading("Level");
        for cell in &self.levels {
            level(printer, cell);
        }
        printer.section("Why", self.reason);
        printer.section("What to do", self.advice);
        if let Some(until) = self.until {
            printer.section("Until", until);
        }
        let sure = format!("{} (`{}`)", self.evidence_means, self.evidence);
        printer.section("How sure it is", &sure);
        if let Some(dispute) = self.dispute {
            printer.section("Who disagrees", dispute);
        }
        printer.heading("What is asked for it");
        for asked in &self.asks {
            let group = asked.group.map(|group| format!("{group} ")).unwrap_or_default();
            printer.paragraph("  - ", &format!("{}: {group}{}", asked.question, asked.ask));
            if let Some(when) = &asked.asked_when {
                printer.paragraph("    ", "Asked only when:");
                when.print(2, printer);
            }
        }
        printer.heading("Sources");
        if self.sources.is_empty() {
            printer.paragraph("  ", "none");
        }
        for source in &self.sources {
            printer.paragraph("  - ", &format!("{}: {}", source.id, source.title));
            printer.paragraph("    ", &source.imprint);
            if let Some(link) = &source.link {
                printer.paragraph("    ", link);
            }
        }
    }
}

fn level(printer: &mut Printer, cell: &LevelCell<'_>) {
    let says = match cell.level {
        Some(level) => format!("{}: {}", printer.page().level(level), level.meaning()),
        None => "does not apply".to_owned(),
    };
    match (cell.option, cell.label) {
        (Some(option), Some(label)) => {
            printer.paragraph("  - ", &format!("{option} ({label}): {says}"));
        }
        _ => printer.paragraph("  ", &says),
    }
}

/// The questions that a rule reads, and those that decide whether these are asked, each once.
fn depends_on(rulebook: &Rulebook, rule: &Rule) -> Vec<QuestionId> {
    let mut questions = rule.when.questions();
    let mut next = 0;
    while let Some(&id) = questions.get(next) {
        let asked_by = rulebook[id].ask_when.as_ref().map(Condition::questions).unwrap_or_default();
        let new: Vec<_> = asked_by.into_iter().filter(|id| !questions.contains(id)).collect();
        questions.extend(new);
        next += 1;
    }
    questions
}

/// The waits in a condition, each once, in its order.
pub(super) fn waits(condition: &Condition) -> Vec<String> {
    let mut waits = Vec::new();
    condition.each_test(&mut |test| {
        if let Wants::Within(wait) = test.wants {
            let wait = wait.to_string();
            if !waits.contains(&wait) {
                waits.push(wait);
            }
        }
    });
    waits
}
