//! The rules that apply or might apply to one person's answers, a line for each.

use serde::Serialize;

use super::facts::RulebookFacts;
use super::show::json;
use crate::answers::Answers;
use crate::layout::{Page, Printer};
use crate::rulebook::{Level, RuleId};
use crate::screening::{Form, Holds, Known, Outcome, Screener, TracedCondition};
use crate::text::list::count;
use crate::text::long_date;

/// The rules that apply or might apply to one person's answers: the highest possible level first,
/// then those that apply, then file order.
#[derive(Clone, Debug, Serialize)]
pub struct ApplyingRules<'r> {
    rulebook: RulebookFacts<'r>,
    on: String,
    rules: Vec<ApplyingRule<'r>>,
    #[serde(skip)]
    date: String,
}

/// A rule that applies or might apply.
#[derive(Clone, Debug, Serialize)]
struct ApplyingRule<'r> {
    rule: &'r str,
    title: &'r str,
    applies: Holds,
    /// The level that is certain; `None` if the rule only might apply.
    level: Option<Level>,
    /// The highest level that is possible; `None` if that is `level`.
    could_be: Option<Level>,
    /// The open questions that decide whether it applies.
    open: Vec<&'r str>,
    #[serde(skip)]
    flags: Vec<String>,
}

impl<'r> ApplyingRules<'r> {
    pub(super) fn of(screener: &Screener<'r>, answers: &Answers<'r>) -> Self {
        let rulebook = screener.rulebook();
        let outcome = screener.outcome(answers);
        let rules = rulebook.rule_ids();
        let mut rules: Vec<_> =
            rules.filter_map(|id| ApplyingRule::of(screener, answers, &outcome, id)).collect();
        // The sort is stable.
        rules.sort_by_key(|rule| std::cmp::Reverse((rule.at_worst(), rule.applies)));
        Self {
            rulebook: RulebookFacts::of(rulebook),
            on: answers.on().to_string(),
            rules,
            date: long_date(answers.on()),
        }
    }

    /// The list as text, a line for each rule.
    #[must_use]
    pub fn to_text(&self, page: Page) -> String {
        let mut printer = Printer::new(page);
        let rules = match self.rules.len() {
            0 => "No rule applies or might apply".to_owned(),
            1 => "1 rule applies or might apply".to_owned(),
            n => format!("{} apply or might apply", count(n, "rule", "rules")),
        };
        printer.title(&format!("{rules} to these answers"));
        printer.paragraph("", &format!("For treatment on {}.", self.date));
        printer.gap();
        for rule in &self.rules {
            rule.print(&mut printer);
        }
        if !self.rules.is_empty() {
            printer.gap();
        }
        printer.paragraph("", &self.rulebook.sentence());
        let rule = self.rules.first().map_or("RULE", |rule| rule.rule);
        let how = format!("To see why, test by test, add --rule, such as: --rule {rule}");
        printer.paragraph("", &how);
        printer.finish()
    }

    /// The list as one line of JSON, without a line feed.
    #[must_use]
    pub fn to_json(&self) -> String {
        json(self)
    }
}

impl<'r> ApplyingRule<'r> {
    /// `None` for a rule that certainly does not apply.
    fn of(
        screener: &Screener<'r>,
        answers: &Answers<'r>,
        outcome: &Outcome,
        id: RuleId,
    ) -> Option<Self> {
        let rulebook = screener.rulebook();
        let rule = &rulebook[id];
        let finding = outcome.findings.iter().find(|finding| finding.rule == id);
        let when = TracedCondition::of(&rule.when, answers, outcome);
        let (level, could_be) = match finding {
            Some(finding) => (Some(finding.level), finding.could_be),
            None if when.holds == Holds::No => return None,
            None => (None, Some(screener.levels_of(answers, outcome, id).1)),
        };
        let mut open = Vec::new();
        open_questions(&when, &mut open);
        let flag = |id: &&str| format!("--{}", id.replace('_', "-"));
        Some(Self {
            rule: &rule.id,
            title: &rule.title,
            applies: when.holds,
            level,
            could_be,
            flags: open.iter().map(flag).collect(),
            open,
        })
    }

    fn at_worst(&self) -> Option<Level> {
        self.could_be.or(self.level)
    }

    fn print(&self, printer: &mut Printer) {
        let Self { rule, title, level, could_be, .. } = self;
        let page = printer.page();
        let Some(shown) = level.or(*could_be) else { return };
        let word = page.in_level(shown, &format!("{:8}", shown.as_str().to_uppercase()));
        let (applies, more) = match (level, could_be) {
            (Some(_), None) => ("applies", String::new()),
            (Some(_), Some(worse)) => ("applies", format!(" (could be {})", page.level(*worse))),
            (None, _) => ("might apply", format!(" (open: {})", self.flags.join(", "))),
        };
        printer.paragraph(&format!("{word}  {applies:11}  "), &format!("{rule}: {title}{more}"));
    }
}

/// Adds the questions because of which a condition is undecided, each once.
fn open_questions<'r>(when: &TracedCondition<'r>, open: &mut Vec<&'r str>) {
    if when.holds != Holds::Maybe {
        return;
    }
    match &when.form {
        Form::All(parts) | Form::Any(parts) => {
            for part in parts {
                open_questions(part, open);
            }
        }
        Form::Test(test) => {
            if let Some(asked_when) = &test.ask_when {
                open_questions(asked_when, open);
            }
            let is_open = matches!(test.known, Known::Unsure | Known::Withheld | Known::Unanswered);
            if is_open && !open.contains(&test.question.id.as_str()) {
                open.push(&test.question.id);
            }
        }
    }
}
