//! Why a rule applies to one person's answers or does not, test by test.

use jiff::civil::Date;
use serde::Serialize;
use serde_json::{Value as Json, json};

use super::Guide;
use super::facts::{LevelCell, RulebookFacts, levels};
use super::show::json;
use crate::answers::Answers;
use crate::layout::{Page, Printer};
use crate::rulebook::{Level, RuleId, Value};
use crate::screening::{Form, Holds, Known, Screener, TracedCondition, TracedTest};
use crate::text::{WrittenDate, append};

/// Why a rule applies, does not, or might apply to one person's answers.
#[derive(Clone, Debug, Serialize)]
pub struct Trace<'r> {
    rulebook: RulebookFacts<'r>,
    rule: &'r str,
    title: &'r str,
    on: WrittenDate,
    applies: Holds,
    level: Option<Level>,
    could_be: Option<Level>,
    levels: Vec<LevelCell<'r>>,
    ends: Option<WrittenDate>,
    until: Option<&'r str>,
    when: ConditionTrace,
}

/// A condition, or a part of one, and whether it holds.
#[derive(Clone, Debug, Serialize)]
struct ConditionTrace {
    holds: Holds,
    #[serde(flatten)]
    form: TraceForm,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
enum TraceForm {
    All(Vec<ConditionTrace>),
    Any(Vec<ConditionTrace>),
    #[serde(untagged)]
    Test(Box<TestTrace>),
}

/// A test, and the answer that was tested.
#[derive(Clone, Debug, Serialize)]
struct TestTrace {
    test: String,
    question: String,
    answer: Json,
    /// Where the answer comes from.
    state: &'static str,
    needs: String,
    /// The answer in a sentence; unless the test holds, also the answers with which it would.
    #[serde(skip)]
    met: String,
    /// When the question is asked; `None` if always.
    asked_when: Option<ConditionTrace>,
}

impl<'r> Trace<'r> {
    pub(super) fn of(
        guide: &Guide<'r>,
        screener: &Screener<'r>,
        answers: &Answers<'r>,
        id: RuleId,
    ) -> Self {
        let rulebook = guide.rulebook;
        let rule = &rulebook[id];
        let outcome = screener.outcome(answers);
        let finding = outcome.findings.iter().find(|finding| finding.rule == id);
        let when = TracedCondition::of(&rule.when, answers, &outcome);
        let when = ConditionTrace::of(&when, screener, answers.on());
        let (level, could_be) = match (finding, when.holds) {
            (Some(finding), _) => (Some(finding.level), finding.could_be),
            (None, Holds::No) => (None, None),
            (None, _) => (None, Some(screener.levels_of(answers, &outcome, id).1)),
        };
        Self {
            rulebook: RulebookFacts::of(rulebook),
            rule: &rule.id,
            title: &rule.title,
            on: WrittenDate(answers.on()),
            applies: when.holds,
            level,
            could_be,
            levels: LevelCell::all(guide, id),
            ends: finding.and_then(|finding| finding.ends).map(WrittenDate),
            until: rule.until.as_deref(),
            when,
        }
    }

    /// The trace as one line of JSON, without a line feed.
    #[must_use]
    pub fn to_json(&self) -> String {
        json(self)
    }

    /// The trace as text.
    #[must_use]
    pub fn to_text(&self, page: Page) -> String {
        let mut printer = Printer::new(page);
        printer.title(&format!("Rule {}: {}", self.rule, self.title));
        let applies = match self.applies {
            Holds::Yes => "This rule applies",
            Holds::No => "This rule does not apply",
            Holds::Maybe => "This rule might apply: an open question decides",
        };
        printer.paragraph("", &format!("{applies}, for treatment on {}.", self.on));
        printer.heading("Test by test");
        self.when.print(0, &mut printer);
        self.level(&mut printer);
        if let Some(day) = &self.ends {
            printer.section("No longer holds from", &day.to_string());
        }
        if let Some(until) = self.until.filter(|_| self.applies != Holds::No) {
            printer.section("Until", until);
        }
        printer.gap();
        printer.paragraph("", &self.rulebook.sentence());
        printer.finish()
    }

    fn level(&self, printer: &mut Printer) {
        let word = |level| printer.page().level(level);
        let (heading, text) = match (self.level, self.could_be) {
            (Some(level), Some(could_be)) => {
                let (level, could_be) = (word(level), word(could_be));
                ("Its level here", format!("{level}, and it could still be {could_be}"))
            }
            (Some(level), None) => {
                ("Its level here", format!("{}: {}", word(level), level.meaning()))
            }
            (None, Some(could_be)) => ("At worst", word(could_be)),
            (None, None) => ("If it did apply", levels(&self.levels, printer.page())),
        };
        printer.section(heading, &text);
    }
}

impl ConditionTrace {
    fn of(traced: &TracedCondition<'_>, screener: &Screener<'_>, on: Date) -> Self {
        let nodes = |parts: &[TracedCondition<'_>]| {
            parts.iter().map(|part| Self::of(part, screener, on)).collect()
        };
        let holds = traced.holds;
        let form = match &traced.form {
            Form::All(parts) => TraceForm::All(nodes(parts)),
            Form::Any(parts) => TraceForm::Any(nodes(parts)),
            Form::Test(test) => TraceForm::Test(Box::new(TestTrace::of(test, holds, screener, on))),
        };
        Self { holds, form }
    }

    fn print(&self, depth: usize, printer: &mut Printer) {
        let indent = "  ".repeat(depth);
        let holds = match self.holds {
            Holds::No => "does not hold",
            Holds::Maybe => "undecided",
            Holds::Yes => "holds",
        };
        let (parts, heading) = match &self.form {
            TraceForm::All(parts) => (parts, "all of these"),
            TraceForm::Any(parts) => (parts, "at least one of these"),
            TraceForm::Test(test) => {
                printer.paragraph(&format!("{indent}- "), &format!("{}: {holds}.", test.test));
                printer.paragraph(&format!("{indent}  "), &test.met);
                if let Some(asked_when) = &test.asked_when
                    && asked_when.holds != Holds::Yes
                {
                    printer.paragraph(&format!("{indent}  "), "Asked only when:");
                    asked_when.print(depth + 1, printer);
                }
                return;
            }
        };
        printer.paragraph(&format!("{indent}- "), &format!("{heading}: {holds}."));
        for part in parts {
            part.print(depth + 1, printer);
        }
    }
}

impl TestTrace {
    fn of(traced: &TracedTest<'_>, holds: Holds, screener: &Screener<'_>, on: Date) -> Self {
        let TracedTest { test, question, ask_when, .. } = traced;
        let rulebook = screener.rulebook();
        let said = |value: Value| value.with_unit(question);
        let (value, state, mut met) = match traced.known {
            Known::Given(value) => {
                let unasked = match traced.asked() {
                    Holds::No => ", which counts though it is not asked here",
                    Holds::Maybe | Holds::Yes => "",
                };
                (Some(value), "given", format!("The answer is {}{unasked}.", said(value)))
            }
            Known::Assumed(value) => {
                (Some(value), "assumed", format!("Not answered; assumed: {}.", said(value)))
            }
            Known::Unsure => (None, "unsure", "You are not sure.".to_owned()),
            Known::Withheld => {
                let met = "Not answered, and another answer makes it unsafe to assume.";
                (None, "doubtful", met.to_owned())
            }
            Known::Unanswered => (None, "unanswered", "Not answered.".to_owned()),
            Known::NotAsked => {
                (screener.assumed(test.question), "not-asked", "Not asked here.".to_owned())
            }
        };
        let needs = test.accepted_answers(rulebook, on);
        if holds != Holds::Yes {
            append(&mut met, format_args!(" It holds for: {needs}."));
        }
        Self {
            test: test.in_sentence(rulebook),
            question: question.id.clone(),
            answer: value.map_or(Json::Null, |value| json!(value.shown(question))),
            state,
            needs,
            met,
            asked_when: ask_when.as_ref().map(|when| ConditionTrace::of(when, screener, on)),
        }
    }
}
