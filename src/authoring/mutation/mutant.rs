//! Rulebooks with one small change.

use jiff::civil::Date;

use super::MutationSite;
use super::change::{self, ConditionChange};
use super::undecided::{OUT_OF_STEPS, Undecided};
use crate::authoring::proof::{self, Budget, Domain};
use crate::rulebook::{
    Condition, Level, Levels, Node, QuestionId, RuleId, Rulebook, SourceMap, Value, Wants, body,
};
use crate::text::position::Lines;
use crate::text::word::Word as _;

/// One small change of a rulebook.
pub(super) struct Mutant {
    pub(super) site: MutationSite,
    /// What was changed, by name.
    pub(super) name: String,
    /// The change in words, as it is for the treatment date of the cases that name none.
    pub(super) words: String,
    /// The line of the rule file on which it would be made.
    pub(super) line: usize,
    /// Whether it is another change for each treatment date.
    pub(super) is_dated: bool,
    pub(super) edit: Edit,
}

/// What is changed, and how.
pub(super) enum Edit {
    /// A rule is left out.
    LeaveOut(RuleId),
    /// Of the changes of a rule's condition this one.
    When(RuleId, usize),
    Level(RuleId, Levels),
    /// A question is asked without its `ask_when`.
    AskAlways(QuestionId),
    /// Of the changes of a question's `ask_when` this one.
    AskWhen(QuestionId, usize),
    Assume(QuestionId, Value),
}

impl Edit {
    /// The rule that it changes, if it changes one.
    pub(super) fn rule(&self) -> Option<RuleId> {
        match self {
            Self::LeaveOut(rule) | Self::When(rule, _) | Self::Level(rule, _) => Some(*rule),
            Self::AskAlways(_) | Self::AskWhen(..) | Self::Assume(..) => None,
        }
    }

    /// The question of which it changes when it is asked or what is assumed, if it does.
    pub(super) fn question(&self) -> Option<QuestionId> {
        match self {
            Self::AskAlways(question) | Self::AskWhen(question, _) | Self::Assume(question, _) => {
                Some(*question)
            }
            Self::LeaveOut(_) | Self::When(..) | Self::Level(..) => None,
        }
    }
}

impl Mutant {
    /// The changed rulebook, for treatments on the day `on`, without the texts of its rules.
    pub(super) fn of(&self, rulebook: &Rulebook, on: Date) -> Rulebook {
        self.cut(rulebook, on, &rulebook.rule_ids().collect::<Vec<_>>())
    }

    /// The changed rulebook with these rules only, for treatments on the day `on`.
    pub(super) fn cut(&self, rulebook: &Rulebook, on: Date, rules: &[RuleId]) -> Rulebook {
        let changed =
            |when: &Condition, nth: usize| change::all(rulebook, when, on).swap_remove(nth).to;
        let rules = rules.iter().map(|&id| {
            let mut rule = rulebook[id].bare();
            match &self.edit {
                // An `any` of nothing never holds.
                Edit::LeaveOut(edited) if *edited == id => rule.when = Condition::Any(Vec::new()),
                Edit::When(edited, nth) if *edited == id => rule.when = changed(&rule.when, *nth),
                Edit::Level(edited, level) if *edited == id => rule.level = level.clone(),
                _ => {}
            }
            rule
        });
        let rules = rules.collect();
        let Some(id) = self.edit.question() else {
            return rulebook.with(rulebook.shared_questions(), rules);
        };
        let mut questions = rulebook.questions().to_vec();
        let question = &mut questions[id.index()];
        match &self.edit {
            Edit::AskAlways(_) => question.ask_when = None,
            Edit::AskWhen(_, nth) => {
                question.ask_when = question.ask_when.as_ref().map(|when| changed(when, *nth));
            }
            Edit::Assume(_, value) => question.assume = Some(*value),
            Edit::LeaveOut(_) | Edit::When(..) | Edit::Level(..) => {}
        }
        // INVARIANT: no change tests a question that its condition did not test before.
        rulebook.with(questions.into(), rules)
    }

    /// About how many steps it takes to make the change.
    pub(super) fn steps(&self, rulebook: &Rulebook) -> usize {
        match self.edit {
            Edit::When(rule, _) => steps(&rulebook[rule].when),
            Edit::AskWhen(question, _) => rulebook[question].ask_when.as_ref().map_or(0, steps),
            _ => 0,
        }
    }

    /// These things in the order in which they come, but sorted by their treatment dates where the
    /// change hangs on that.
    pub(super) fn by_date<T>(
        &self,
        things: impl IntoIterator<Item = T>,
        on: impl Fn(&T) -> Date,
    ) -> Vec<(Date, Vec<T>)> {
        let mut by_date: Vec<(Date, Vec<T>)> = Vec::new();
        for thing in things {
            let on = on(&thing);
            match by_date.iter_mut().find(|(known, _)| !self.is_dated || *known == on) {
                Some((_, things)) => things.push(thing),
                None => by_date.push((on, vec![thing])),
            }
        }
        by_date
    }
}

/// About how many steps it takes to list every change of a condition.
fn steps(condition: &Condition) -> usize {
    const STEPS_OF_A_TEST: usize = 50;
    let mut tests: usize = 0;
    condition.each_test(&mut |_| tests += 1);
    STEPS_OF_A_TEST * tests * tests
}

/// Every small change of a rulebook, in file order, and those for which the budget does not suffice;
/// `on` is the treatment date of the words.
pub(super) fn all(rulebook: &Rulebook, on: Date, budget: &Budget) -> (Vec<Mutant>, Vec<Undecided>) {
    let lister = Lister {
        rulebook,
        on,
        map: rulebook.source_map(),
        lines: Lines::of(body(rulebook.text())),
        tests: proof::tests(rulebook, rulebook.conditions()),
        mutants: Vec::new(),
        budget,
        unlisted: Vec::new(),
    };
    lister.all()
}

struct Lister<'r> {
    rulebook: &'r Rulebook,
    map: SourceMap,
    lines: Lines<'r>,
    /// The tests on each question.
    tests: Vec<Vec<&'r Wants>>,
    on: Date,
    mutants: Vec<Mutant>,
    budget: &'r Budget,
    unlisted: Vec<Undecided>,
}

impl Lister<'_> {
    fn all(mut self) -> (Vec<Mutant>, Vec<Undecided>) {
        for id in self.rulebook.question_ids() {
            self.ask_when(id);
            self.assume(id);
        }
        for id in self.rulebook.rule_ids() {
            self.rule(id);
            self.levels(id);
        }
        (self.mutants, self.unlisted)
    }

    /// The changes of a condition, unless it has so many tests that they take too long.
    fn changes(&mut self, when: &Condition, of: &str, line: usize) -> Vec<ConditionChange> {
        if self.budget.spend_share(steps(when)).is_ok() {
            return change::all(self.rulebook, when, self.on);
        }
        let change = format!("{of}: its condition could be changed");
        self.unlisted.push(Undecided { change, line, why: OUT_OF_STEPS.to_owned() });
        Vec::new()
    }

    /// The line on which an entry starts.
    fn line(&self, node: Option<&Node>) -> usize {
        node.map_or(1, |node| self.lines.position(node.key_span.start).line)
    }

    fn ask_when(&mut self, id: QuestionId) {
        let question = &self.rulebook[id];
        let Some(when) = &question.ask_when else { return };
        let line = self.line(self.map.question(id).get("ask_when"));
        let (site, name) = (MutationSite::AskWhen, &question.id);
        self.mutants.push(Mutant {
            site,
            name: name.clone(),
            words: format!("question `{name}`: it could be asked of everybody"),
            line,
            is_dated: false,
            edit: Edit::AskAlways(id),
        });
        let changes = self.changes(when, &format!("question `{name}`"), line);
        let changes = changes.into_iter().enumerate();
        self.mutants.extend(changes.map(|(nth, change)| Mutant {
            site,
            name: format!("{name}: {}", change.name),
            words: format!("question `{name}`: in `ask_when`, {}", change.words),
            line,
            is_dated: change.is_dated,
            edit: Edit::AskWhen(id, nth),
        }));
    }

    /// Other values that rules could tell from what is assumed.
    fn assume(&mut self, id: QuestionId) {
        let question = &self.rulebook[id];
        let Some(assumed) = question.assume else { return };
        let line = self.line(self.map.question(id).get("assume"));
        let levels = self.rulebook.head().levels_by == Some(id);
        let domain = Domain::of(question, &self.tests[id.index()], levels, self.on);
        let (name, was) = (&question.id, assumed.shown(question));
        // No day can be assumed.
        let can_be = |value: &Value| *value != assumed && !matches!(value, Value::Date(_));
        let others = domain.values().filter(can_be);
        self.mutants.extend(others.map(|value| Mutant {
            site: MutationSite::Assumption,
            name: name.clone(),
            words: format!(
                "question `{name}`: `{was}` is assumed and could be `{}`",
                value.shown(question)
            ),
            line,
            is_dated: false,
            edit: Edit::Assume(id, value),
        }));
    }

    fn rule(&mut self, id: RuleId) {
        let rule = &self.rulebook[id];
        self.mutants.push(Mutant {
            site: MutationSite::Rule,
            name: rule.id.clone(),
            words: format!("rule `{}`: it could be left out", rule.id),
            line: self.line(Some(self.map.rule(id))),
            is_dated: false,
            edit: Edit::LeaveOut(id),
        });
        let line = self.line(self.map.rule(id).get("when"));
        let changes = self.changes(&rule.when, &format!("rule `{}`", rule.id), line);
        let changes = changes.into_iter().enumerate();
        self.mutants.extend(changes.map(|(nth, change)| {
            let ConditionChange { site, name, words, is_dated, .. } = change;
            let (name, words) =
                (format!("{}: {name}", rule.id), format!("rule `{}`: {words}", rule.id));
            Mutant { site, name, words, line, is_dated, edit: Edit::When(id, nth) }
        }));
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
                    site: MutationSite::Cell,
                    name: format!("{}: {name}", rule.id),
                    words: format!("rule `{}`: `{name} = {cell}` could be `{level}`", rule.id),
                    line,
                    is_dated: false,
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
