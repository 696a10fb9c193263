//! A complete search for answers of which one rulebook makes more than the other.
//!
//! It looks at one person after the other, each screened with both rulebooks. At first only what
//! the search starts from is said, and all else is as usual. Where that is no example, it hangs on a
//! few questions that it is none, and each answer to one of them is tried. An answer to any other
//! question changes nothing, so nothing is lost.

use std::cell::Cell;

use super::shared::Book;
use super::space::{Clause, Picks, RuleClauses, Space};
use crate::authoring::proof::Undecided;
use crate::bits::Set;
use crate::rulebook::{Level, QuestionId, RuleId};
use crate::screening::{Outcome, Verdict};

/// What the answers are to show.
#[derive(Clone, Copy)]
pub(super) enum Goal {
    /// This rule applies on the worse side, at a level over the verdict of the better one.
    Rule(RuleId),
    /// This rule stops a treatment on the worse side, and the better one has a go.
    Stopped(RuleId),
    /// This question prevents a go on the worse side, and the better one has a go.
    Open(QuestionId),
}

/// One of the two that are compared: a rulebook, and an answer that only this one has.
#[derive(Clone, Copy)]
pub(super) struct Side {
    pub(super) book: Book,
    pub(super) instead: Option<(usize, usize)>,
}

impl Side {
    pub(super) fn of(book: Book) -> Self {
        Self { book, instead: None }
    }
}

/// What there is to do with a person who is no example yet.
enum Look {
    Found,
    Hopeless,
    Ask(usize),
}

pub(super) struct Search<'s, 'r> {
    space: &'s Space<'r>,
    goal: Goal,
    worse: Side,
    better: Side,
    /// For each question what has been said; `None` where that was not looked at.
    said: Vec<Option<usize>>,
    steps: &'s Cell<u64>,
}

impl<'s, 'r> Search<'s, 'r> {
    /// Answers that show this; `None` if there are none. `steps` are those that may be taken.
    ///
    /// # Errors
    ///
    /// If these do not suffice.
    pub(super) fn example(
        space: &'s Space<'r>,
        goal: Goal,
        [worse, better]: [Side; 2],
        steps: &'s Cell<u64>,
    ) -> Result<Option<Picks>, Undecided> {
        let single = space.questions.iter().map(|question| question.classes.len() == 1);
        let mut said: Vec<_> = single.map(|single| single.then_some(0)).collect();
        for (place, _) in [worse, better].into_iter().filter_map(|side| side.instead) {
            said[place] = Some(0);
        }
        let mut search = Self { space, goal, worse, better, said, steps };
        for start in search.starts() {
            let asked: Vec<(usize, Set)> =
                start.iter().filter(|(place, _)| search.said[*place].is_none()).cloned().collect();
            let holds = |(place, classes): &(usize, Set)| {
                search.said[*place].is_none() || classes.contains(search.picked(worse, *place))
            };
            if !start.iter().all(holds) {
                continue;
            }
            if let Some(found) = search.start(&asked)? {
                return Ok(Some(search.plainest(found)));
            }
        }
        Ok(None)
    }

    /// Clauses of which one holds in every example.
    fn starts(&self) -> Vec<Clause> {
        let Self { space, worse, .. } = *self;
        let rulebook = space.books[worse.book];
        let levels_by = rulebook.head().levels_by.map(|id| space.place(worse.book, id));
        let any = |place: usize| (place, Set::of(space.questions[place].classes.len(), |_| true));
        match self.goal {
            Goal::Rule(rule) | Goal::Stopped(rule) => {
                let level = levels_by.filter(|_| rulebook[rule].level.differs());
                let clauses = &space.rules[worse.book][rule.index()].applies;
                let with_level = |clause: &Clause| {
                    let level = level.filter(|&at| clause.iter().all(|&(place, _)| place != at));
                    clause.iter().cloned().chain(level.map(any)).collect()
                };
                clauses.iter().map(with_level).collect()
            }
            Goal::Open(question) => {
                let place = space.place(worse.book, question);
                let mut starts = Vec::new();
                for id in rulebook.rule_ids() {
                    let rule = &rulebook[id];
                    let RuleClauses { might, doubtful, hangs_on, .. } =
                        &space.rules[worse.book][id.index()];
                    let by_level = levels_by == Some(place) && rule.level.differs();
                    // Where the other rulebook has the same rule, it waits for the same question,
                    // so that the other verdict is no go, or is that of another rule.
                    let can_differ = self.space.is_affected(worse.book, id)
                        || (space.assumes(worse.book, place)
                            && rule.level.range(None).1 >= Level::Caution);
                    if !hangs_on.contains(place) || !can_differ {
                        continue;
                    }
                    for clause in might.iter().chain(doubtful) {
                        let own = clause.iter().find(|(known, _)| *known == place);
                        let left_out = Set::none(space.questions[place].classes.len()).just(0);
                        let mut start: Clause = clause.clone();
                        match own {
                            Some((_, classes)) if classes.contains(0) => {
                                start.retain(|(known, _)| *known != place);
                            }
                            None if by_level => {}
                            _ => continue,
                        }
                        start.insert(0, (place, left_out));
                        for start in self.giving_way(place, start) {
                            if !starts.contains(&start) {
                                starts.push(start);
                            }
                        }
                    }
                }
                starts
            }
        }
    }

    /// This clause; where an answer is assumed for the question, which is open only if that gives
    /// way, once with each question whose answer can make it.
    fn giving_way(&self, place: usize, start: Clause) -> Vec<Clause> {
        let Self { space, worse, .. } = *self;
        if !space.assumes(worse.book, place) {
            return vec![start];
        }
        let others = space.overriding(worse.book, place).filter_map(|other| {
            let classes = Set::of(space.questions[other].classes.len(), |class| {
                space.overrides(worse.book, other, class)
            });
            let mut clause = start.clone();
            match clause.iter_mut().find(|(known, _)| *known == other) {
                Some((_, known)) => known.intersect_with(&classes),
                None => clause.insert(1, (other, classes)),
            }
            clause.iter().all(|(_, classes)| !classes.is_empty()).then_some(clause)
        });
        others.collect()
    }

    /// Says in turn all that a clause allows, then looks for an example.
    fn start(&mut self, clause: &[(usize, Set)]) -> Result<Option<Picks>, Undecided> {
        let Some(((place, classes), rest)) = clause.split_first() else { return self.find() };
        let usual = self.space.usual[*place];
        let mut allowed: Vec<usize> = classes.iter().collect();
        // What is usual says most about others, and an answer more than none.
        allowed.sort_by_key(|&class| (class != usual, class == 0));
        for class in allowed {
            self.said[*place] = Some(class);
            if self.is_hopeless() {
                continue;
            }
            if let Some(found) = self.start(rest)? {
                return Ok(Some(found));
            }
        }
        self.said[*place] = None;
        Ok(None)
    }

    fn find(&mut self) -> Result<Option<Picks>, Undecided> {
        if self.is_hopeless() {
            return Ok(None);
        }
        let cost = self.space.steps_of_screening() as u64;
        let left = self.steps.get().checked_sub(cost).ok_or(Undecided);
        self.steps.set(left.unwrap_or_default());
        left?;
        let picks = self.person();
        let place = match self.look(&picks) {
            Look::Found => return Ok(Some(picks)),
            Look::Hopeless => return Ok(None),
            Look::Ask(place) => place,
        };
        let usual = self.space.usual[place];
        let mut classes: Vec<usize> = (0..self.space.questions[place].classes.len()).collect();
        // What is usual has just been looked at.
        classes.sort_by_key(|&class| (class == usual, class == 0));
        for class in classes {
            self.said[place] = Some(class);
            if let Some(found) = self.find()? {
                return Ok(Some(found));
            }
        }
        self.said[place] = None;
        Ok(None)
    }

    fn person(&self) -> Picks {
        let said = self.said.iter().zip(&self.space.usual);
        said.map(|(said, usual)| said.unwrap_or(*usual)).collect()
    }

    /// The class of an answer on one side.
    fn picked(&self, side: Side, place: usize) -> usize {
        match side.instead {
            Some((at, class)) if at == place => class,
            _ => self.said[place].unwrap_or(self.space.usual[place]),
        }
    }

    fn outcome(&self, side: Side, picks: &Picks) -> Outcome {
        match side.instead {
            None => self.space.outcome(side.book, picks),
            Some((place, class)) => {
                let mut picks = picks.clone();
                picks[place] = class;
                self.space.outcome(side.book, &picks)
            }
        }
    }

    /// Whether a person is an example.
    fn is_example(&self, picks: &Picks) -> bool {
        matches!(self.look(picks), Look::Found)
    }

    /// The same example with as much as possible as it is usually.
    fn plainest(&self, mut picks: Picks) -> Picks {
        for place in (0..picks.len()).rev() {
            let before = std::mem::replace(&mut picks[place], self.space.usual[place]);
            if before != picks[place] && !self.is_example(&picks) {
                picks[place] = before;
            }
        }
        picks
    }

    fn look(&self, picks: &Picks) -> Look {
        let worse = self.outcome(self.worse, picks);
        let better = self.outcome(self.better, picks);
        match self.goal {
            Goal::Rule(rule) | Goal::Stopped(rule) => self.look_at_rule(rule, &worse, &better),
            Goal::Open(question) => self.look_at_open(question, &worse, &better),
        }
    }

    fn look_at_rule(&self, rule: RuleId, worse: &Outcome, better: &Outcome) -> Look {
        let own = self.ask(self.worse, [rule]);
        let Some(found) = worse.findings.iter().find(|found| found.rule == rule) else {
            return own;
        };
        let is_stopped = matches!(self.goal, Goal::Stopped(_));
        let differs = self.space.books[self.worse.book][rule].level.differs();
        let least = if is_stopped { Level::Defer } else { Level::Caution };
        if found.level < least {
            return if differs { own } else { Look::Hopeless };
        }
        let (limit, is_better) = if is_stopped {
            (least, better.verdict().is_go())
        } else {
            let rank = Verdict::Level(found.level).rank();
            (found.level, better.verdict().rank() < rank)
        };
        match self.below(self.better, limit, better) {
            _ if is_better => Look::Found,
            Look::Hopeless if differs => own,
            look => look,
        }
    }

    fn look_at_open(&self, question: QuestionId, worse: &Outcome, better: &Outcome) -> Look {
        if worse.floor.is_stop() {
            return self.below(self.worse, Level::Defer, worse);
        }
        let mut open = worse.open.iter();
        if !open.any(|open| open.question == question && prevents_go(worse, open)) {
            let place = self.space.place(self.worse.book, question);
            let rules = &self.space.rules[self.worse.book];
            let all = self.space.books[self.worse.book].rule_ids();
            let reads = |rule: &RuleId| rules[rule.index()].hangs_on.contains(place);
            let raised = worse.findings.iter().filter(|found| found.level > Level::Suitable);
            return self.ask(self.worse, all.filter(reads).chain(raised.map(|found| found.rule)));
        }
        if better.verdict().is_go() {
            return Look::Found;
        }
        self.below(self.better, Level::Defer, better)
    }

    /// What could bring the verdict of a side below this level, or to a go where this is `defer`.
    fn below(&self, side: Side, limit: Level, outcome: &Outcome) -> Look {
        let rules = &self.space.rules[side.book];
        let mut strict = outcome.findings.iter().filter(|found| found.level >= limit).peekable();
        if strict.peek().is_some() {
            let mut asked = None;
            for found in strict {
                let clauses = &rules[found.rule.index()].applies;
                let is_least = self.least_level(side, found.rule) >= limit;
                if is_least && clauses.iter().any(|clause| self.is_settled(side, clause, true)) {
                    return Look::Hopeless;
                }
                asked = asked.or_else(|| self.unsaid_in(side, clauses));
                match self.ask(side, [found.rule]) {
                    Look::Ask(place) => asked = asked.or(Some(place)),
                    look => return look,
                }
            }
            return asked.map_or(Look::Hopeless, Look::Ask);
        }
        let waits = |rule: &RuleId| {
            let hangs_on = &rules[rule.index()].hangs_on;
            outcome
                .open
                .iter()
                .any(|open| hangs_on.contains(self.space.place(side.book, open.question)))
        };
        let all = self.space.books[side.book].rule_ids();
        let waiting: Vec<RuleId> = all.filter(waits).collect();
        let mut asked = None;
        for &rule in &waiting {
            let clauses = &rules[rule.index()].might;
            if self.keeps_from(side, rule, limit) {
                return Look::Hopeless;
            }
            asked = asked.or_else(|| self.unsaid_in(side, clauses));
        }
        let open = outcome.open.iter().map(|open| self.space.place(side.book, open.question));
        let asked = open.into_iter().find(|&place| self.said[place].is_none()).or(asked);
        match asked.map_or_else(|| self.ask(side, waiting), Look::Ask) {
            // What is open leads to a caution at most: with one that is certain, the verdict is a go.
            Look::Hopeless if limit == Level::Defer && ends_in_caution(outcome) => {
                let can_be_caution = |rule: &RuleId| {
                    let (low, high) = self.space.books[side.book][*rule].level.range(None);
                    (low..=high).contains(&Level::Caution)
                };
                self.ask(side, self.space.books[side.book].rule_ids().filter(can_be_caution))
            }
            look => look,
        }
    }

    /// Whether a rule certainly keeps the verdict of a side from being a go below this level,
    /// whatever else is said: it might apply at the level at least, or it waits for a question that
    /// was left open.
    fn keeps_from(&self, side: Side, rule: RuleId, limit: Level) -> bool {
        let RuleClauses { applies, might, .. } = &self.space.rules[side.book][rule.index()];
        let settled = || might.iter().filter(|clause| self.is_settled(side, clause, false));
        let is_out = |clause: &Clause| {
            clause.iter().any(|(place, classes)| {
                self.is_said(side, *place) && !classes.contains(self.picked(side, *place))
            })
        };
        let is_open =
            |place: usize| self.picked(side, place) == 0 && !self.space.assumes(side.book, place);
        (self.least_level(side, rule) >= limit && settled().next().is_some())
            || settled().any(|clause| clause.iter().any(|&(place, _)| is_open(place)))
                && applies.iter().all(is_out)
    }

    /// Whether no answers that are still to be given bring a go to the side that is to have one.
    fn is_hopeless(&self) -> bool {
        let mut rules = self.space.books[self.better.book].rule_ids();
        !matches!(self.goal, Goal::Rule(_))
            && rules.any(|rule| self.keeps_from(self.better, rule, Level::Defer))
    }

    /// The lowest level that a rule can have, after all that was said.
    fn least_level(&self, side: Side, rule: RuleId) -> Level {
        let rulebook = self.space.books[side.book];
        let option = rulebook.head().levels_by.and_then(|id| {
            let place = self.space.place(side.book, id);
            let class = match side.instead {
                Some((at, class)) if at == place => Some(class),
                _ => self.said[place],
            };
            match self.space.questions[place].classes[class?][side.book]? {
                crate::rulebook::Value::Choice(option) => Some(option),
                _ => None,
            }
        });
        rulebook[rule].level.range(option).0
    }

    fn is_said(&self, side: Side, place: usize) -> bool {
        self.said[place].is_some() || side.instead.is_some_and(|(at, _)| at == place)
    }

    /// Whether a clause holds whatever else is said; with `surely`, also if that makes assumptions
    /// give way.
    fn is_settled(&self, side: Side, clause: &Clause, surely: bool) -> bool {
        clause.iter().all(|(place, classes)| {
            let class = self.picked(side, *place);
            self.is_said(side, *place)
                && classes.contains(class)
                && !(surely && class == 0 && self.may_give_way(side, *place))
        })
    }

    /// Whether the assumption for a question may give way to an answer.
    fn may_give_way(&self, side: Side, place: usize) -> bool {
        self.space.assumes(side.book, place)
            && self.space.overriding(side.book, place).any(|other| {
                !self.is_said(side, other)
                    || self.space.overrides(side.book, other, self.picked(side, other))
            })
    }

    /// A question in a clause that holds, to which nothing was said so far.
    fn unsaid_in(&self, side: Side, clauses: &[Clause]) -> Option<usize> {
        let holds = |clause: &&Clause| {
            clause.iter().all(|(place, classes)| classes.contains(self.picked(side, *place)))
        };
        let unsaid = |clause: &Clause| {
            clause.iter().map(|&(place, _)| place).find(|&place| !self.is_said(side, place))
        };
        clauses.iter().filter(holds).find_map(unsaid)
    }

    /// A question on which one of these rules hangs, to which nothing was said so far.
    fn ask(&self, side: Side, rules: impl IntoIterator<Item = RuleId>) -> Look {
        let mut places = rules
            .into_iter()
            .flat_map(|rule| self.space.rules[side.book][rule.index()].hangs_on.iter());
        let unsaid = places.find(|&place| !self.is_said(side, place));
        unsaid.map_or(Look::Hopeless, Look::Ask)
    }
}

/// Whether all that is open can only lead to a caution.
fn ends_in_caution(outcome: &Outcome) -> bool {
    outcome.at_worst == Level::Caution && !outcome.open.iter().any(|open| open.needed)
}

/// Whether an open question keeps the verdict from being a go.
pub(super) fn prevents_go(outcome: &Outcome, open: &crate::screening::OpenQuestion) -> bool {
    open.needed || open.could_be > outcome.floor
}
