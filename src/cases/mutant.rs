//! Rulebooks with one small change.

use super::change::{self, Change, Steps};
use super::pin::Pin;
use super::sample;
use crate::rulebook::{
    Condition, Kind, Level, Levels, Node, OptionId, QuestionId, RuleId, Rulebook, SourceMap, Value,
    body,
};
use crate::text::position::Lines;
use crate::text::word::Word as _;

/// One small change of a rulebook.
pub(super) struct Mutant {
    pub(super) pin: Pin,
    /// What was changed, by name.
    pub(super) name: String,
    /// The change in words.
    pub(super) words: String,
    /// The line of the rule file on which it would be made.
    pub(super) line: usize,
    pub(super) edit: Edit,
}

/// A change, ready to be made.
pub(super) enum Edit {
    When(RuleId, Condition),
    Level(RuleId, Levels),
    AskWhen(QuestionId, Option<Condition>),
    Assume(QuestionId, Option<Value>),
}

impl Edit {
    /// The question of which it changes when it is asked or what is assumed, if it does.
    pub(super) fn question(&self) -> Option<QuestionId> {
        match self {
            Self::AskWhen(question, _) | Self::Assume(question, _) => Some(*question),
            Self::When(..) | Self::Level(..) => None,
        }
    }

    /// Makes the change.
    ///
    /// INVARIANT: no edit tests a question that its condition did not test before.
    pub(super) fn make(&self, rulebook: &mut Rulebook) {
        match self {
            Self::When(rule, when) => rulebook.rule_mut(*rule).when = when.clone(),
            Self::Level(rule, level) => rulebook.rule_mut(*rule).level = level.clone(),
            Self::AskWhen(question, when) => {
                rulebook.question_mut(*question).ask_when.clone_from(when);
            }
            Self::Assume(question, assume) => rulebook.question_mut(*question).assume = *assume,
        }
    }

    /// The change that takes this one back.
    pub(super) fn undo(&self, before: &Rulebook) -> Self {
        match self {
            Self::When(rule, _) => Self::When(*rule, before[*rule].when.clone()),
            Self::Level(rule, _) => Self::Level(*rule, before[*rule].level.clone()),
            Self::AskWhen(question, _) => {
                Self::AskWhen(*question, before[*question].ask_when.clone())
            }
            Self::Assume(question, _) => Self::Assume(*question, before[*question].assume),
        }
    }
}

/// Every small change of a rulebook, in file order.
pub(super) fn all(rulebook: &Rulebook) -> Vec<Mutant> {
    let lister = Lister {
        rulebook,
        map: rulebook.source_map(),
        lines: Lines::of(body(rulebook.text())),
        steps: Steps::of_rulebook(rulebook),
        mutants: Vec::new(),
    };
    lister.all()
}

struct Lister<'r> {
    rulebook: &'r Rulebook,
    map: SourceMap,
    lines: Lines<'r>,
    steps: Steps,
    mutants: Vec<Mutant>,
}

impl Lister<'_> {
    fn all(mut self) -> Vec<Mutant> {
        for id in self.rulebook.question_ids() {
            self.ask_when(id);
            self.assume(id);
        }
        for id in self.rulebook.rule_ids() {
            self.rule(id);
            self.levels(id);
        }
        self.mutants
    }

    /// The line on which an entry starts.
    fn line(&self, node: Option<&Node>) -> usize {
        node.map_or(1, |node| self.lines.position(node.key_span.start).line)
    }

    fn ask_when(&mut self, id: QuestionId) {
        let question = &self.rulebook[id];
        let Some(when) = &question.ask_when else { return };
        let line = self.line(self.map.question(id).get("ask_when"));
        let site = format!("question `{}`", question.id);
        self.mutants.push(Mutant {
            pin: Pin::AskWhen,
            name: question.id.clone(),
            words: format!("{site}: it could be asked of everybody"),
            line,
            edit: Edit::AskWhen(id, None),
        });
        for Change { name, words, to, .. } in change::all(self.rulebook, &self.steps, when) {
            self.mutants.push(Mutant {
                pin: Pin::AskWhen,
                name: format!("{}: {name}", question.id),
                words: format!("{site}: in `ask_when`, {words}"),
                line,
                edit: Edit::AskWhen(id, Some(to)),
            });
        }
    }

    fn assume(&mut self, id: QuestionId) {
        let question = &self.rulebook[id];
        let Some(assumed) = question.assume else { return };
        for value in self.other_values(id, assumed) {
            let was = assumed.shown(question);
            let other = value.shown(question).to_string();
            self.mutants.push(Mutant {
                pin: Pin::Assumption,
                name: question.id.clone(),
                words: format!(
                    "question `{}`: `{was}` is assumed and could be `{other}`",
                    question.id
                ),
                line: self.line(self.map.question(id).get("assume")),
                edit: Edit::Assume(id, Some(value)),
            });
        }
    }

    /// Other values that rules could tell from this one.
    fn other_values(&self, id: QuestionId, than: Value) -> Vec<Value> {
        let question = &self.rulebook[id];
        let values: Vec<Value> = match &question.kind {
            Kind::YesNo => [false, true].map(Value::YesNo).into(),
            Kind::Choice(options) => {
                (0..options.len()).map(|at| Value::Choice(OptionId::new(at))).collect()
            }
            Kind::Number { .. } => {
                sample::numbers(&self.rulebook[id], &sample::wants(self.rulebook, id))
                    .into_iter()
                    .map(Value::Number)
                    .collect()
            }
            // Nothing else can be assumed.
            Kind::Date => Vec::new(),
        };
        values.into_iter().filter(|value| *value != than).collect()
    }

    fn rule(&mut self, id: RuleId) {
        let rule = &self.rulebook[id];
        self.mutants.push(Mutant {
            pin: Pin::Rule,
            name: rule.id.clone(),
            words: format!("rule `{}`: it could be left out", rule.id),
            line: self.line(Some(self.map.rule(id))),
            // An `any` of nothing never holds.
            edit: Edit::When(id, Condition::Any(Vec::new())),
        });
        let line = self.line(self.map.rule(id).get("when"));
        for Change { pin, name, words, to } in change::all(self.rulebook, &self.steps, &rule.when) {
            self.mutants.push(Mutant {
                pin,
                name: format!("{}: {name}", rule.id),
                words: format!("rule `{}`: {words}", rule.id),
                line,
                edit: Edit::When(id, to),
            });
        }
    }

    fn levels(&mut self, id: RuleId) {
        let rule = &self.rulebook[id];
        let line = self.line(self.map.rule(id).get("level"));
        let (cells, options) = match (&rule.level, self.rulebook.head().levels_by) {
            (Levels::ByOption(cells), Some(question)) => {
                (cells.clone(), self.rulebook[question].options())
            }
            (Levels::One(level), _) => (vec![*level], &[][..]),
            (Levels::ByOption(_), None) => return,
        };
        for (at, &cell) in cells.iter().enumerate() {
            let name = match options.get(at) {
                Some(option) => format!("level.{}", option.id),
                None => "level".to_owned(),
            };
            for level in next_to(cell) {
                let to = if options.is_empty() {
                    Levels::One(level)
                } else {
                    let mut cells = cells.clone();
                    cells[at] = level;
                    Levels::ByOption(cells)
                };
                self.mutants.push(Mutant {
                    pin: Pin::Cell,
                    name: format!("{}: {name}", rule.id),
                    words: format!("rule `{}`: `{name} = {cell}` could be `{level}`", rule.id),
                    line,
                    edit: Edit::Level(id, to),
                });
            }
        }
    }
}

/// The level below and the level above.
fn next_to(level: Level) -> Vec<Level> {
    let all: Vec<Level> = Level::ALL.iter().map(|(level, _)| *level).collect();
    let below = all.iter().copied().rfind(|&other| other < level);
    below.into_iter().chain(all.iter().copied().find(|&other| other > level)).collect()
}
