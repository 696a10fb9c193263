//! A verification as text: a paragraph for each claim, then the answers that are examples.

use super::verify::{NonMonotone, Unproven, Verification};
use super::{TREATMENT_DAYS, Witness};
use crate::layout::{Page, Printer, style};
use crate::rulebook::{QuestionId, RuleId};
use crate::text::escape;
use crate::text::list::{count, few, join, one_of};

impl Verification<'_> {
    /// The verification as text, with a paragraph for each claim.
    #[must_use]
    pub fn to_text(&self, page: Page) -> String {
        let mut writer = ClaimWriter { verification: self, printer: Printer::new(page) };
        writer.head();
        writer.premature();
        writer.monotone();
        writer.levels();
        writer.deciding();
        writer.applying();
        writer.silenced();
        writer.close();
        writer.printer.finish()
    }
}

struct ClaimWriter<'a> {
    verification: &'a Verification<'a>,
    printer: Printer,
}

impl ClaimWriter<'_> {
    fn head(&mut self) {
        let rulebook = self.verification.rulebook;
        let (first, last) = TREATMENT_DAYS;
        let text = format!(
            "{} {}: what holds for all answers to its {} and for treatment on any day from {first} \
             to {last}.",
            escape::line(&rulebook.head().id),
            escape::line(&rulebook.head().version),
            count(rulebook.questions().len(), "question", "questions"),
        );
        self.paragraph("", &text);
    }

    fn premature(&mut self) {
        let verification = self.verification;
        self.claim(
            1,
            verification.unsafe_go.is_empty(),
            true,
            "While a core question that applies is open, no answers get `suitable` or `caution`.",
        );
        let fails = |id: &&QuestionId| {
            verification.unsafe_go.iter().any(|premature| premature.question == **id)
                || verification.undecided_of(1).any(|unproven| unproven.question == Some(**id))
        };
        let proven: Vec<_> = verification.core.iter().filter(|id| !fails(id)).collect();
        if verification.core.is_empty() {
            self.paragraph("   ", "There is no core question: every question has an `assume`.");
        } else if !proven.is_empty() {
            let proven = proven.into_iter().map(|&id| format!("`{}`", self.question(id)));
            self.paragraph("   ", &format!("This is proven for {}.", join(proven, "and")));
        }
        for premature in &verification.unsafe_go {
            let text = format!(
                "While `{}` is open, these answers get `{}`:",
                self.question(premature.question),
                premature.verdict
            );
            self.paragraph("   ", &text);
            self.answers(&premature.answers);
        }
        self.undecided(1);
    }

    fn monotone(&mut self) {
        let verification = self.verification;
        self.claim(
            2,
            verification.non_monotone.is_empty(),
            true,
            "Answering yes instead of no to one more question never lowers the level, unless the \
             rule that no longer applies allows it with `eases`.",
        );
        for lost in &verification.non_monotone {
            self.lost(lost, "");
            self.answers(&lost.before.0);
        }
        for lost in &verification.eased {
            let eases = verification.rulebook[lost.rule].eases.as_deref().unwrap_or_default();
            self.lost(lost, &format!(" Its `eases` says why: {eases}"));
        }
        for rule in verification.needless_eases() {
            let text = format!("`{}` has an `eases` that it does not need.", self.rule(rule));
            self.paragraph("   ", &text);
        }
        self.undecided(2);
    }

    fn lost(&mut self, lost: &NonMonotone, more: &str) {
        let (question, rule) = (self.question(lost.question), self.rule(lost.rule));
        let (before, after) = (lost.before.1, lost.after.1);
        let text = format!(
            "With `{question} = yes`, the rule `{rule}` no longer applies: from `{before}` to `{after}`.{more}"
        );
        self.paragraph("   ", &text);
    }

    fn levels(&mut self) {
        let levels = &self.verification.levels;
        let all = levels.iter().all(|(_, witness)| witness.is_some());
        self.claim(3, all, false, "Every level is reached by some answers.");
        for (level, witness) in levels {
            match witness {
                None => self.paragraph("   ", &format!("No answers get `{level}`.")),
                Some(witness) => {
                    self.paragraph("   ", &format!("These answers get `{level}`:"));
                    self.answers(witness);
                }
            }
        }
        self.undecided(3);
    }

    fn deciding(&mut self) {
        let verification = self.verification;
        let never = &verification.never_decisive;
        self.claim(
            4,
            never.is_empty() && verification.never_applying.is_empty(),
            false,
            "Every rule can be the one that decides: without it the level would be lower.",
        );
        let (deciding, all) = (verification.decisive.len(), verification.rulebook.rules().len());
        self.paragraph("   ", &format!("{deciding} of {} can.", count(all, "rule", "rules")));
        for never in never {
            let rule = self.rule(never.rule);
            let text = if never.subsumed_by.is_empty() {
                format!("`{rule}` never decides: its level is always `suitable`.")
            } else {
                let others = one_of(never.subsumed_by.iter().map(|&rule| self.rule(rule)));
                format!("`{rule}` never decides: whenever it raises the level, so does {others}.")
            };
            self.paragraph("   ", &text);
        }
        self.undecided(4);
    }

    fn applying(&mut self) {
        let verification = self.verification;
        let holds = verification.never_applying.is_empty();
        self.claim(5, holds, true, "Every rule can apply.");
        for &rule in &verification.never_applying {
            let text = format!("No answers make `{}` apply.", self.rule(rule));
            self.paragraph("   ", &text);
        }
        self.undecided(5);
    }

    fn silenced(&mut self) {
        let silenced = &self.verification.silenced;
        self.claim(
            6,
            silenced.is_empty(),
            false,
            "Where a question is not asked, no answer to it would turn `suitable` or `caution` into \
             `defer` or `avoid`.",
        );
        for silenced in silenced {
            let (question, after) = (self.question(silenced.question), &silenced.after);
            let text = format!(
                "With these answers, `{question}` is not asked. They get `{}` without an answer to \
                 it, and `{}` with the one listed:",
                silenced.before.1, after.1
            );
            self.paragraph("   ", &text);
            self.answers(&after.0);
        }
        self.undecided(6);
    }

    /// What of a claim was neither proven nor refuted.
    fn undecided(&mut self, claim: usize) {
        let undecided: Vec<String> =
            self.verification.undecided_of(claim).map(|unproven| self.about(unproven)).collect();
        if !undecided.is_empty() {
            let list = few(undecided.iter().map(String::as_str), undecided.len(), "and");
            let text = format!("Not decided within the budget of steps: {list}.");
            self.paragraph("   ", &text);
        }
    }

    fn about(&self, unproven: &Unproven) -> String {
        let rule = unproven.rule.map(|id| self.rule(id));
        let question = unproven.question.map(|id| self.question(id));
        let level = unproven.level.map(|level| level.to_string());
        let parts: Vec<_> = [rule, question, level].into_iter().flatten().collect();
        parts.join(" with ")
    }

    fn close(&mut self) {
        self.printer.gap();
        let (holds, is_refuted) = (self.verification.holds(), self.verification.is_refuted());
        let text = match (holds, is_refuted) {
            (true, _) => "They do.",
            (false, true) => "Not all of them do.",
            (false, false) => "Whether they do was not decided within the budget of steps.",
        };
        self.paragraph("", &format!("Claims 1, 2 and 5 have to hold. {text}"));
        self.paragraph(
            "",
            "In each set of answers, questions that are not listed are unanswered, and assumed as \
             the rulebook says.",
        );
    }

    /// A claim, and whether it is proven, unless it is refuted; where it is, whether it has to hold.
    fn claim(&mut self, number: usize, unrefuted: bool, required: bool, claim: &str) {
        let is_decided = self.verification.undecided_of(number).next().is_none();
        let (word, style) = match (unrefuted, required) {
            (true, _) if is_decided => ("PROVEN", style::GREEN),
            (true, true) => ("NOT DECIDED", style::RED),
            (true, false) => ("NOT DECIDED", style::BLUE),
            (false, true) => ("NOT SO", style::RED),
            (false, false) => ("NOT SO", style::BLUE),
        };
        let word = self.printer.page().paint(style, word);
        self.printer.gap();
        self.paragraph(&format!("{number}. "), &format!("{word}: {claim}"));
    }

    fn answers(&mut self, witness: &Witness) {
        if witness.has_a_day() {
            self.paragraph("     ", &format!("treatment on {}", witness.on()));
        }
        if witness.given().is_empty() {
            self.paragraph("     ", "none at all");
        }
        for &(id, value) in witness.given() {
            let question = &self.verification.rulebook[id];
            self.paragraph("     ", &format!("{} = {}", question.id, value.shown(question)));
        }
    }

    fn question(&self, id: QuestionId) -> String {
        self.verification.rulebook[id].id.clone()
    }

    fn rule(&self, id: RuleId) -> String {
        escape::line(&self.verification.rulebook[id].id).into_owned()
    }

    fn paragraph(&mut self, first: &str, text: &str) {
        self.printer.paragraph(first, text);
    }
}
