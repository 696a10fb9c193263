//! One rule held against the answers of one person, test by test.

use jiff::civil::Date;
use serde::Serialize;
use serde_json::{Value as Json, json};

use super::Guide;
use super::facts::{Cell, RulebookFacts, levels};
use super::show::json;
use crate::answers::Answers;
use crate::layout::{Page, Printer};
use crate::rulebook::{Level, RuleId, Value};
use crate::screening::{Form, Holds, Known, Screener, TracedCondition, TracedTest};
use crate::text::put;

/// Why a rule does, does not, or might apply to these answers.
#[derive(Clone, Debug, Serialize)]
pub struct Trace<'r> {
    rulebook: RulebookFacts<'r>,
    rule: &'r str,
    title: &'r str,
    on: String,
    applies: Holds,
    level: Option<Level>,
    could_be: Option<Level>,
    levels: Vec<Cell<'r>>,
    ends: Option<String>,
    until: Option<&'r str>,
    when: Node,
}

/// A part of a condition.
#[derive(Clone, Debug, Serialize)]
struct Node {
    holds: Holds,
    #[serde(flatten)]
    what: What,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
enum What {
    All(Vec<Node>),
    Any(Vec<Node>),
    #[serde(untagged)]
    Test(Box<Tested>),
}

/// A test, and the answer that it met.
#[derive(Clone, Debug, Serialize)]
struct Tested {
    test: String,
    question: String,
    answer: Json,
    /// Where the answer comes from.
    state: &'static str,
    needs: String,
    /// The answer in a sentence, and the one that the test looks for where that is another.
    #[serde(skip)]
    met: String,
    /// When the question is asked, where that is not always.
    asked_when: Option<Node>,
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
        let when = Node::of(&when, screener, answers.on());
        let (level, could_be) = match (finding, when.holds) {
            (Some(finding), _) => (Some(finding.level), finding.could_be),
            (None, Holds::No) => (None, None),
            (None, _) => (None, Some(screener.levels_of(answers, &outcome, id).1)),
        };
        Self {
            rulebook: RulebookFacts::of(rulebook),
            rule: &rule.id,
            title: &rule.title,
            on: answers.on().to_string(),
            applies: when.holds,
            level,
            could_be,
            levels: Cell::all(guide, id),
            ends: finding.and_then(|finding| finding.ends).map(|day| day.to_string()),
            until: rule.until.as_deref(),
            when,
        }
    }

    /// The trace as one line of JSON, without a line feed.
    #[must_use]
    pub fn to_json(&self) -> String {
        json(self)
    }

    /// The trace for a person to read.
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
        self.when.write(&mut printer, 0);
        self.level(&mut printer);
        if let Some(day) = &self.ends {
            printer.section("No longer holds from", day);
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

impl Node {
    fn of(traced: &TracedCondition<'_>, screener: &Screener<'_>, on: Date) -> Self {
        let nodes = |parts: &[TracedCondition<'_>]| {
            parts.iter().map(|part| Self::of(part, screener, on)).collect()
        };
        let holds = traced.holds;
        let what = match &traced.form {
            Form::All(parts) => What::All(nodes(parts)),
            Form::Any(parts) => What::Any(nodes(parts)),
            Form::Test(test) => What::Test(Box::new(Tested::of(test, holds, screener, on))),
        };
        Self { holds, what }
    }

    fn write(&self, printer: &mut Printer, depth: usize) {
        let indent = "  ".repeat(depth);
        let holds = match self.holds {
            Holds::No => "does not hold",
            Holds::Maybe => "cannot be told",
            Holds::Yes => "holds",
        };
        let (parts, heading) = match &self.what {
            What::All(parts) => (parts, "all of these"),
            What::Any(parts) => (parts, "at least one of these"),
            What::Test(tested) => {
                printer.paragraph(&format!("{indent}- "), &format!("{}: {holds}.", tested.test));
                printer.paragraph(&format!("{indent}  "), &tested.met);
                if let Some(asked_when) = &tested.asked_when
                    && asked_when.holds != Holds::Yes
                {
                    printer.paragraph(&format!("{indent}  "), "Asked only when:");
                    asked_when.write(printer, depth + 1);
                }
                return;
            }
        };
        printer.paragraph(&format!("{indent}- "), &format!("{heading}: {holds}."));
        for part in parts {
            part.write(printer, depth + 1);
        }
    }
}

impl Tested {
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
            put(&mut met, format_args!(" It would take: {needs}."));
        }
        Self {
            test: test.in_sentence(rulebook),
            question: question.id.clone(),
            answer: value.map_or(Json::Null, |value| json!(value.shown(question))),
            state,
            needs,
            met,
            asked_when: ask_when.as_ref().map(|when| Node::of(when, screener, on)),
        }
    }
}
