//! What a person could change, alone or together with waiting, to come to a better verdict.

use jiff::civil::Date;

use super::evaluated::Evaluated;
use super::trial::Trial;
use super::truth::Holds;
use super::{Finding, Outcome, Outlook, Screener, Verdict};
use crate::answers::{Answer, Answers};
use crate::rulebook::{Level, QuestionId, Rule, Rulebook, Value};

/// How many answers are changed at once, at most.
pub const MOST_CHANGES: usize = 3;

/// Changes that lead to a better verdict than today's, all other answers unchanged.
///
/// Nothing that asks for less is as good: no fewer of these changes, no earlier day, and not
/// waiting alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What to change, and to what: at least one question, at most [`MOST_CHANGES`], in file
    /// order.
    pub set: Vec<(QuestionId, Value)>,
    /// The answer that each of them takes the place of.
    pub from: Vec<Value>,
    /// The day to wait for as well, if waiting is part of it.
    pub wait_until: Option<Date>,
    /// The answers that no longer count then, as they would not be asked for: what was said of a
    /// roller at home says nothing of a clinic. In file order.
    pub withdrawn: Vec<QuestionId>,
    /// The verdict that this leads to.
    pub verdict: Verdict,
}

impl Change {
    /// What to do for each member of the set, in the words of the rulebook that it was found
    /// with.
    pub fn how<'r>(&self, rulebook: &'r Rulebook) -> impl Iterator<Item = &'r str> {
        let ways = self.set.iter().zip(&self.from);
        ways.filter_map(|(&(question, _), &from)| Some(&*rulebook[question].way_from(from)?.how))
    }

    /// Whether it asks for no more than another one, and leads to nothing worse.
    fn covers(&self, other: &Self) -> bool {
        self.wait_until <= other.wait_until
            && self.verdict.rank() <= other.verdict.rank()
            && self.set.iter().all(|change| other.set.contains(change))
    }
}

impl Evaluated<'_> {
    /// What could be changed to come to a better verdict, in the order of
    /// [`Screening::changes`](super::Screening::changes).
    pub(super) fn changes(&self, outcome: &Outcome, outlook: &Outlook) -> Vec<Change> {
        let Self { screener, answers, .. } = *self;
        let today = outcome.verdict();
        if today == Verdict::Level(Level::Suitable) {
            return Vec::new();
        }
        let item = |question| screener.item(answers, outcome, question);
        // A finding that stays whatever is changed, however long one waits, and is as bad as the
        // verdict, leaves nothing to look for: all that it rests on is in `because`.
        let moves = |question| item(question).is_some() || screener.movable.contains(question);
        let stays = |finding: &Finding| {
            today == Verdict::Level(finding.level)
                && outlook.lasting.contains(&finding.rule)
                && !finding.because.iter().any(|&(question, _)| moves(question))
        };
        if outcome.findings.iter().any(stays) {
            return Vec::new();
        }
        let items: Vec<Item> =
            answers.answered().intersection(&screener.changeable).filter_map(item).collect();
        if items.is_empty() {
            return Vec::new();
        }
        let trial = Trial::new(self, items.iter().map(|item| item.question));
        let mut search =
            Search { screener, trial, today, items, set: Vec::new(), found: Vec::new() };
        search.try_out(None);
        for ended in self.ends_to_come().chunk_by(|a, b| a.on == b.on) {
            search.trial.pass(ended);
            search.try_out(Some(ended[0].on));
        }
        search.smallest()
    }
}

impl Screener<'_> {
    /// The answer to a question, if it can be changed and there is any use in it.
    fn item(&self, answers: &Answers<'_>, outcome: &Outcome, id: QuestionId) -> Option<Item> {
        let Some(Answer::Value(from)) = answers.get(id) else { return None };
        let to = self.rulebook[id].way_from(from)?.to;
        let applies = !outcome.inapplicable.contains(id);
        applies.then_some(Item { question: id, from, to })
    }
}

/// An answer that can be changed, and to what.
#[derive(Clone, Copy)]
struct Item {
    question: QuestionId,
    from: Value,
    to: Value,
}

/// Looks for the sets on one day after the other.
///
/// It only ever tries what could help. To do better than a level, every clause that makes a rule
/// certain at that level has to break, so whatever helps must change an answer that one such
/// clause reads, or the answer that levels hang on, or one that can move these: a set is tried with
/// one of these added, and not with any other. Nothing that helps is missed, and a reason to stop that no change breaks
/// ends the search at once.
struct Search<'a> {
    screener: &'a Screener<'a>,
    trial: Trial<'a>,
    today: Verdict,
    items: Vec<Item>,
    /// The items that are changed at the moment.
    set: Vec<usize>,
    /// Everything better than today, waiting alone included.
    found: Vec<Change>,
}

impl Search<'_> {
    /// Notes what the set comes to on a day, and adds to it whatever could do better.
    fn try_out(&mut self, wait_until: Option<Date>) {
        let verdict = self.trial.verdict();
        if verdict.rank() < self.today.rank() {
            self.note(wait_until, verdict);
        }
        if self.set.len() == MOST_CHANGES {
            return;
        }
        for at in self.helpers(verdict) {
            let Item { question, to, .. } = self.items[at];
            self.set.push(at);
            let before = self.trial.put(question, to);
            self.try_out(wait_until);
            self.trial.put_back(question, &before);
            self.set.pop();
        }
    }

    fn note(&mut self, wait_until: Option<Date>, verdict: Verdict) {
        let mut set = self.set.clone();
        set.sort_unstable();
        let items = || set.iter().map(|&at| self.items[at]);
        let change = Change {
            set: items().map(|item| (item.question, item.to)).collect(),
            from: items().map(|item| item.from).collect(),
            wait_until,
            withdrawn: self.trial.withdrawn().collect(),
            verdict,
        };
        if !self.found.iter().any(|other| other.covers(&change)) {
            self.found.retain(|other| !change.covers(other));
            self.found.push(change);
        }
    }

    /// The items that are not in the set yet, and one of which has to be in whatever does better
    /// than this verdict.
    fn helpers(&self, verdict: Verdict) -> Vec<usize> {
        let level = match verdict {
            Verdict::Level(Level::Suitable) => return Vec::new(),
            Verdict::Level(level) => level,
            // Open questions stand in the way; any change may take them away.
            Verdict::Incomplete => return self.left().collect(),
        };
        let mut fewest: Option<Vec<usize>> = None;
        for (id, _) in self.screener.program.applying(self.trial.truth()) {
            let rule = &self.screener.rulebook[id];
            if rule.level.range(self.trial.option()).0 < level {
                continue;
            }
            for clause in self.screener.program.rule(id) {
                if self.trial.truth().clause(clause) == Holds::Yes {
                    let breaks = |&at: &usize| self.breaks(self.items[at], rule, clause, level);
                    let helpers: Vec<usize> = self.left().filter(breaks).collect();
                    if helpers.is_empty() {
                        return helpers;
                    }
                    if fewest.as_ref().is_none_or(|fewest| helpers.len() < fewest.len()) {
                        fewest = Some(helpers);
                    }
                }
            }
        }
        fewest.unwrap_or_else(|| self.left().collect())
    }

    /// The items that are not in the set.
    fn left(&self) -> impl Iterator<Item = usize> {
        (0..self.items.len()).filter(|at| !self.set.contains(at))
    }

    /// Whether changing an item keeps a rule's clause from making it certain at this level.
    fn breaks(&self, item: Item, rule: &Rule, clause: usize, level: Level) -> bool {
        if let Value::Choice(option) = item.to
            && self.screener.rulebook.head().levels_by == Some(item.question)
            && rule.level.range(Some(option)).0 < level
        {
            return true;
        }
        let program = &self.screener.program;
        let reads = program.reads(clause);
        if self.screener.moves_others(item.question) {
            let levels_by =
                self.screener.rulebook.head().levels_by.filter(|_| rule.level.differs());
            let mut questions = reads.questions.iter().copied().chain(levels_by);
            if questions.any(|id| self.screener.movable.contains(id)) {
                return true;
            }
        }
        reads.questions.contains(&item.question)
            && program.columns_of(item.question).any(|at| {
                let class = self.trial.class_of(&program.columns()[at], item.to);
                !program.satisfies(at, class, clause)
            })
    }

    /// Of all that was found, what takes more than waiting, best first.
    fn smallest(mut self) -> Vec<Change> {
        self.found.retain(|change| !change.set.is_empty());
        let questions = |change: &Change| change.set.iter().map(|&(id, _)| id).collect::<Vec<_>>();
        self.found.sort_by_cached_key(|change| {
            (change.verdict.rank(), change.set.len(), change.wait_until, questions(change))
        });
        self.found
    }
}
