//! Explains one question.

use serde::Serialize;
use serde_json::{Value, json};

use super::Guide;
use super::facts::{AftercareFacts, RuleLine, levels};
use super::wording::{self, Phrase};
use crate::answers::accepted;
use crate::layout::Printer;
use crate::rulebook::{Choice, Condition, Group, Kind, Modification, Number, Question, QuestionId};

/// What stands before the lines below a flag.
const INDENT: &str = "      ";

/// A question explained.
#[derive(Clone, Debug, Serialize)]
pub(super) struct QuestionFacts<'r> {
    id: &'r str,
    flag: String,
    group: Option<GroupName<'r>>,
    ask: &'r str,
    why: Option<&'r str>,
    kind: &'r str,
    options: Vec<Named<'r>>,
    unit: Option<&'r str>,
    min: Option<Number>,
    max: Option<Number>,
    accepted: String,
    asked_when: Option<Phrase>,
    /// Whether a go verdict needs an answer wherever it is asked: nothing is assumed.
    needed: bool,
    assume: Option<Value>,
    #[serde(skip)]
    assumed: String,
    change: Vec<WayFacts<'r>>,
    sets_levels: bool,
    rules: Vec<RuleLine<'r>>,
    questions: Vec<Named<'r>>,
    aftercare: Vec<AftercareFacts<'r>>,
}

/// The group of a question.
#[derive(Clone, Debug, Serialize)]
struct GroupName<'r> {
    id: &'r str,
    title: Option<&'r str>,
    ask: &'r str,
}

impl<'r> GroupName<'r> {
    fn of(group: &'r Group) -> Self {
        Self { id: &group.id, title: group.title.as_deref(), ask: &group.ask }
    }

    /// Its id, its title if it has one, and what is asked of all its questions.
    fn sentence(&self) -> String {
        let Self { id, title, ask } = self;
        let title = title.map(|title| format!(" ({title})")).unwrap_or_default();
        format!("{id}{title}: {ask}")
    }
}

/// An option or a question, with its words.
#[derive(Clone, Debug, Serialize)]
struct Named<'r> {
    id: &'r str,
    ask: &'r str,
}

/// A way to change an answer; if `from` is `None`, from any other number.
#[derive(Clone, Debug, Serialize)]
struct WayFacts<'r> {
    from: Option<Value>,
    to: Value,
    how: &'r str,
    #[serde(skip)]
    says: String,
}

impl<'r> WayFacts<'r> {
    fn of(question: &'r Question, way: &'r Modification) -> Self {
        let from = way.from.map_or("any other".to_owned(), |from| from.with_unit(question));
        Self {
            from: way.from.map(|from| json!(from.shown(question))),
            to: json!(way.to.shown(question)),
            how: &way.how,
            says: format!("From {from} to {}: {}", way.to.with_unit(question), way.how),
        }
    }
}

impl<'r> QuestionFacts<'r> {
    pub(super) fn of(guide: &Guide<'r>, id: QuestionId) -> Self {
        let rulebook = guide.rulebook;
        let question = &rulebook[id];
        let read_by = |condition: &Condition| condition.questions().contains(&id);
        let (unit, min, max) = match &question.kind {
            Kind::Number { unit, min, max } => (unit.as_deref(), Some(*min), Some(*max)),
            _ => (None, None, None),
        };
        let options = match &question.kind {
            Kind::Choice(options) => &options[..],
            _ => &[],
        };
        let others = rulebook.questions().iter();
        let others = others.filter(|other| other.ask_when.as_ref().is_some_and(read_by));
        let option = |Choice { id, label }: &'r Choice| Named { id, ask: label };
        let aftercare = rulebook.aftercare().iter();
        Self {
            id: &question.id,
            flag: format!("--{}", question.flag()),
            group: question.group.map(|id| GroupName::of(&rulebook[id])),
            ask: &question.ask,
            why: question.why.as_deref(),
            kind: question.kind.word().as_str(),
            options: options.iter().map(option).collect(),
            unit,
            min,
            max,
            accepted: accepted(question),
            asked_when: question.ask_when.as_ref().map(|at| wording::condition(rulebook, at)),
            needed: question.assume.is_none(),
            assume: question
                .assume
                .and_then(|value| serde_json::to_value(value.shown(question)).ok()),
            assumed: question.assume.map_or_else(
                || "nothing: it stays open".to_owned(),
                |value| value.with_unit(question),
            ),
            change: question.change.iter().map(|way| WayFacts::of(question, way)).collect(),
            sets_levels: rulebook.head().levels_by == Some(id),
            rules: rulebook
                .rule_ids()
                .filter(|&rule| read_by(&rulebook[rule].when))
                .map(|rule| RuleLine::of(guide, rule))
                .collect(),
            questions: others.map(|other| Named { id: &other.id, ask: &other.ask }).collect(),
            aftercare: aftercare
                .filter(|entry| entry.when.as_ref().is_some_and(read_by))
                .map(AftercareFacts::of)
                .collect(),
        }
    }

    /// Prints it as part of a list: flag and text, what is accepted, and what is assumed.
    pub(super) fn print_line(&self, says_why: bool, printer: &mut Printer) {
        let flag = printer.page().bold(&self.flag);
        printer.hanging("  ", INDENT, &format!("{flag}: {}", self.ask));
        let left_out = match (self.needed, &self.asked_when) {
            (false, _) => format!("assumed: {}", self.assumed),
            (true, None) => "needed for a verdict".to_owned(),
            (true, Some(_)) => "needed for a verdict, where it is asked".to_owned(),
        };
        printer.paragraph(INDENT, &format!("{} ({left_out})", self.accepted));
        for option in &self.options {
            printer.paragraph(&format!("{INDENT}- "), &format!("{}: {}", option.id, option.ask));
        }
        if let Some(why) = self.why.filter(|_| says_why) {
            printer.paragraph(INDENT, &format!("Why: {why}"));
        }
    }

    pub(super) fn print(&self, printer: &mut Printer) {
        printer.title(&format!("Question {}: {}", self.id, self.ask));
        if let Some(group) = &self.group {
            printer.section("Asked in the group", &group.sentence());
        }
        if let Some(why) = self.why {
            printer.section("Why it is asked", why);
        }
        printer.section("What is accepted", &self.accepted);
        for option in &self.options {
            printer.paragraph("  - ", &format!("{}: {}", option.id, option.ask));
        }
        printer.heading("When it is asked");
        match &self.asked_when {
            None => printer.paragraph("  ", "always"),
            Some(when) => when.print(0, printer),
        }
        printer.section("What is assumed when it is left unanswered", &self.assumed);
        if !self.change.is_empty() {
            printer.heading("How the answer can be changed");
            for way in &self.change {
                printer.paragraph("  - ", &way.says);
            }
        }
        let names = format!("flag {}, JSON key \"{}\"", self.flag, self.id);
        printer.section("Its names", &names);
        if self.sets_levels {
            printer.section("What depends on it", "The level of a rule may differ by its answer.");
        }
        self.readers(printer);
    }

    /// Prints what reads the answer.
    fn readers(&self, printer: &mut Printer) {
        printer.heading("Rules that test it");
        if self.rules.is_empty() {
            printer.paragraph("  ", "none");
        }
        for rule in &self.rules {
            let levels = levels(&rule.levels, printer.page());
            printer.paragraph("  - ", &format!("{}: {}: {levels}", rule.id, rule.title));
        }
        if !self.questions.is_empty() {
            printer.heading("Questions whose `ask_when` tests it");
            for question in &self.questions {
                printer.paragraph("  - ", &format!("{}: {}", question.id, question.ask));
            }
        }
        if !self.aftercare.is_empty() {
            printer.heading("Aftercare that tests it");
            for entry in &self.aftercare {
                entry.print(printer);
            }
        }
    }
}
