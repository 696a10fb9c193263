//! One rule held against the answers of one person, test by test.

use jiff::civil::Date;
use serde::Serialize;
use serde_json::{Value as Json, json};

use super::Guide;
use super::facts::{Cell, RulebookFacts};
use super::ink::Ink;
use super::show::json;
use super::wording::{self, bounds};
use crate::answers::{Answer, Answers};
use crate::report::Page;
use crate::rulebook::{
    Condition, Kind, Level, Question, QuestionId, RuleId, Rulebook, Test, Value, Wants,
};
use crate::screening::{Holds, Outcome, Screener};
use crate::text::list::join;

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
    #[serde(skip)]
    said: String,
    state: State,
    needs: String,
    #[serde(skip)]
    is_asked: bool,
    /// When the question is asked, where that is not always.
    asked_when: Option<Node>,
}

/// Where an answer comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
enum State {
    Given,
    Assumed,
    Unsure,
    /// Nothing is assumed, because another answer speaks against it.
    Doubtful,
    Unanswered,
    NotAsked,
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
        let when = Tracer { rulebook, screener, answers, outcome: &outcome }.node(&rule.when);
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
        let mut ink = Ink::new(page);
        ink.title(&format!("Rule {}: {}", self.rule, self.title));
        let applies = match self.applies {
            Holds::Yes => "This rule applies",
            Holds::No => "This rule does not apply",
            Holds::Maybe => "This rule might apply: an open question decides",
        };
        ink.paragraph("", &format!("{applies}, for treatment on {}.", self.on));
        ink.heading("Test by test");
        self.when.write(&mut ink, 0);
        self.level(&mut ink);
        if let Some(day) = &self.ends {
            ink.section("No longer holds from", day);
        }
        if let Some(until) = self.until.filter(|_| self.applies != Holds::No) {
            ink.section("Until", until);
        }
        ink.gap();
        ink.paragraph("", &self.rulebook.sentence());
        ink.out
    }

    fn level(&self, ink: &mut Ink) {
        let word = |ink: &Ink, level: Level| ink.level(level, &level.as_str().to_uppercase());
        let (heading, text) = match (self.level, self.could_be) {
            (Some(level), Some(could_be)) => {
                let (level, could_be) = (word(ink, level), word(ink, could_be));
                ("Its level here", format!("{level}, and it could still be {could_be}"))
            }
            (Some(level), None) => {
                ("Its level here", format!("{}: {}", word(ink, level), level.meaning()))
            }
            (None, Some(could_be)) => ("At worst", word(ink, could_be)),
            (None, None) => ("If it did apply", ink.levels(&self.levels)),
        };
        ink.section(heading, &text);
    }
}

impl Node {
    fn write(&self, ink: &mut Ink, depth: usize) {
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
                ink.paragraph(&format!("{indent}- "), &format!("{}: {holds}.", tested.test));
                ink.paragraph(&format!("{indent}  "), &tested.met(self.holds));
                if let Some(asked_when) = &tested.asked_when
                    && asked_when.holds != Holds::Yes
                {
                    ink.paragraph(&format!("{indent}  "), "Asked only when:");
                    asked_when.write(ink, depth + 1);
                }
                return;
            }
        };
        ink.paragraph(&format!("{indent}- "), &format!("{heading}: {holds}."));
        for part in parts {
            part.write(ink, depth + 1);
        }
    }
}

impl Tested {
    /// The answer that the test met, and the one that it looks for where that is another.
    fn met(&self, holds: Holds) -> String {
        let met = match self.state {
            State::Given if !self.is_asked => {
                format!("The answer is {}, which counts though it is not asked here.", self.said)
            }
            State::Given => format!("The answer is {}.", self.said),
            State::Assumed => format!("Not answered; assumed: {}.", self.said),
            State::Unsure => "You are not sure.".to_owned(),
            State::Doubtful => {
                "Not answered, and another answer makes it unsafe to assume.".to_owned()
            }
            State::Unanswered => "Not answered.".to_owned(),
            State::NotAsked => "Not asked here.".to_owned(),
        };
        match holds {
            Holds::Yes => met,
            _ => format!("{met} It would take: {}.", self.needs),
        }
    }
}

/// Holds conditions against answers.
struct Tracer<'a, 'r> {
    rulebook: &'r Rulebook,
    screener: &'a Screener<'r>,
    answers: &'a Answers<'r>,
    outcome: &'a Outcome,
}

impl Tracer<'_, '_> {
    fn node(&self, condition: &Condition) -> Node {
        let nodes = |parts: &[Condition]| parts.iter().map(|part| self.node(part)).collect();
        // INVARIANT: a list has at least one part.
        match condition {
            // A list of one is no list.
            Condition::All(parts) | Condition::Any(parts) if parts.len() == 1 => {
                self.node(&parts[0])
            }
            Condition::All(parts) => {
                let parts: Vec<Node> = nodes(parts);
                let holds = parts.iter().map(|part| part.holds).min().unwrap_or(Holds::Yes);
                Node { holds, what: What::All(parts) }
            }
            Condition::Any(parts) => {
                let parts: Vec<Node> = nodes(parts);
                let holds = parts.iter().map(|part| part.holds).max().unwrap_or(Holds::No);
                Node { holds, what: What::Any(parts) }
            }
            Condition::Test(test) => self.test(test),
        }
    }

    /// An answer that was given counts, whether its question is asked or not; what was left
    /// unanswered only counts where it is.
    fn test(&self, test: &Test) -> Node {
        let question = &self.rulebook[test.question];
        let asked_when = question.ask_when.as_ref().map(|when| self.node(when));
        let asked = asked_when.as_ref().map_or(Holds::Yes, |node| node.holds);
        let (value, state) = self.known(test.question, asked);
        let fits = match value {
            None => Holds::Maybe,
            Some(value) if test.wants.accepts(value, self.answers.on()) => Holds::Yes,
            Some(_) => Holds::No,
        };
        let is_answered = self.answers.get(test.question).is_some();
        let tested = Tested {
            test: wording::test(self.rulebook, test),
            question: question.id.clone(),
            answer: value.map_or(Json::Null, |value| json!(value.shown(question))),
            said: value.map(|value| value.with_unit(question)).unwrap_or_default(),
            state,
            needs: needs(question, &test.wants, self.answers.on()),
            is_asked: asked != Holds::No,
            asked_when,
        };
        let holds = if is_answered { fits } else { asked.min(fits) };
        Node { holds, what: What::Test(Box::new(tested)) }
    }

    fn known(&self, question: QuestionId, asked: Holds) -> (Option<Value>, State) {
        match self.answers.get(question) {
            Some(Answer::Value(value)) => (Some(value), State::Given),
            Some(Answer::Unsure) => (None, State::Unsure),
            None if self.outcome.withheld.contains(question) => (None, State::Doubtful),
            None => match (self.screener.assumed(question), asked) {
                (value, Holds::No) => (value, State::NotAsked),
                (Some(value), _) => (Some(value), State::Assumed),
                (None, _) => (None, State::Unanswered),
            },
        }
    }
}

/// The answers that a test looks for.
fn needs(question: &Question, wants: &Wants, on: Date) -> String {
    match wants {
        Wants::YesNo(yes) => (if *yes { "yes" } else { "no" }).to_owned(),
        Wants::OneOf(options) => {
            join(options.iter().map(|id| question.options()[id.index()].id.clone()), "or")
        }
        Wants::Range(range) => match &question.kind {
            Kind::Number { unit: Some(unit), .. } => format!("{} {unit}", bounds(range)),
            _ => bounds(range),
        },
        Wants::Within(wait) => format!("a day from {} on", wait.first_covering(on)),
    }
}
