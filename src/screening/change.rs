//! The changes that lead to a better verdict, alone or together with waiting.

use std::cell::Cell;

use jiff::civil::Date;

use super::evaluated::Evaluated;
use super::truth::Holds;
use super::what_if::WhatIf;
use super::{Finding, Outcome, Outlook, Screener, Verdict};
use crate::answers::{Answer, Answers};
use crate::rulebook::{Level, QuestionId, Rule, Rulebook, Value};

/// The maximum number of answers changed together.
pub const MAX_CHANGES: usize = 3;

/// The maximum number of sets of changes in a [`Screening`](super::Screening).
pub const MAX_SETS: usize = 100;

/// A set of changes that leads to a better verdict than today's, all other answers unchanged.
///
/// It is minimal: with only some of these changes, on an earlier day, or by waiting alone the
/// verdict is worse.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The questions whose answers change, and the new answers: at least one, at most
    /// [`MAX_CHANGES`], in file order.
    pub set: Vec<(QuestionId, Value)>,
    /// The present answers to these questions, in the same order.
    pub from: Vec<Value>,
    /// The day to wait for as well; `None` if waiting is not part of it.
    pub wait_until: Option<Date>,
    /// The questions that are no longer asked after the changes, so that their answers no longer
    /// count: an answer about a roller at home says nothing about a clinic. In file order.
    pub withdrawn: Vec<QuestionId>,
    /// The verdict after the changes.
    pub verdict: Verdict,
}

impl Change {
    /// For each change, the rulebook's words for how to make it. `rulebook` must be the one that
    /// was screened with.
    pub fn how<'r>(&self, rulebook: &'r Rulebook) -> impl Iterator<Item = &'r str> {
        let ways = self.set.iter().zip(&self.from);
        ways.filter_map(|(&(question, _), &from)| {
            Some(&*rulebook[question].modification_from(from)?.how)
        })
    }

    /// Whether this needs nothing that `other` does not need, and leads to no worse verdict.
    fn covers(&self, other: &Self) -> bool {
        self.wait_until <= other.wait_until
            && self.verdict.rank() <= other.verdict.rank()
            && self.set.iter().all(|change| other.set.contains(change))
    }
}

impl Evaluated<'_> {
    /// The minimal changes that lead to a better verdict, in the order of
    /// [`Screening::changes`](super::Screening::changes), and whether some were omitted.
    pub(super) fn changes(&self, outcome: &Outcome, outlook: &Outlook) -> (Vec<Change>, bool) {
        let Self { screener, answers, .. } = *self;
        let none = (Vec::new(), false);
        let today = outcome.verdict();
        if today == Verdict::Level(Level::Suitable) {
            return none;
        }
        let candidate = |question| screener.candidate(answers, outcome, question);
        // If a finding at the level of the verdict can neither end with time nor be changed, there
        // is nothing to search for. All answers that it rests on are in `because`.
        let moves =
            |question| candidate(question).is_some() || screener.affected.contains(question);
        let stays = |finding: &Finding| {
            today == Verdict::Level(finding.level)
                && outlook.lasting.contains(&finding.rule)
                && !finding.because.iter().any(|&(question, _)| moves(question))
        };
        if outcome.findings.iter().any(stays) {
            return none;
        }
        let candidates: Vec<Candidate> =
            answers.answered().intersection(&screener.changeable).filter_map(candidate).collect();
        if candidates.is_empty() {
            return none;
        }
        let searched = |most, found| {
            let mut search = Search::new(self, today, &candidates, most, found);
            search.search(self);
            search
        };
        let search = searched(MAX_CHANGES, Vec::new());
        if !search.is_cut_short() {
            return best(search.found, false);
        }
        // There are very many. So that the simplest ones are among those found, sets of one change are
        // searched for first, then those of two, and so on: each step knows all smaller sets.
        let mut found = Vec::new();
        for most in 1..=MAX_CHANGES {
            let search = searched(most, found);
            let is_cut_short = search.is_cut_short();
            found = search.found;
            if is_cut_short {
                break;
            }
        }
        best(found, true)
    }
}

/// The best sets of changes, the best first and without waiting alone, and whether there are more:
/// some were not found, or are too many.
fn best(mut found: Vec<Change>, are_there_more: bool) -> (Vec<Change>, bool) {
    found.retain(|change| !change.set.is_empty());
    let questions = |change: &Change| change.set.iter().map(|&(id, _)| id).collect::<Vec<_>>();
    found.sort_by_cached_key(|change| {
        (change.verdict.rank(), change.set.len(), change.wait_until, questions(change))
    });
    let are_too_many = found.len() > MAX_SETS;
    found.truncate(MAX_SETS);
    (found, are_there_more || are_too_many)
}

impl Screener<'_> {
    /// The change of one answer; `None` if the answer cannot be changed or its question is not
    /// asked.
    fn candidate(
        &self,
        answers: &Answers<'_>,
        outcome: &Outcome,
        id: QuestionId,
    ) -> Option<Candidate> {
        let Some(Answer::Value(from)) = answers.get(id) else { return None };
        let to = self.rulebook[id].modification_from(from)?.to;
        let applies = !outcome.inapplicable.contains(id);
        applies.then_some(Candidate { question: id, from, to })
    }
}

/// A possible change of one answer.
#[derive(Clone, Copy)]
struct Candidate {
    question: QuestionId,
    from: Value,
    to: Value,
}

/// The search for the minimal sets, day by day.
///
/// It tries only changes that can help. For a verdict better than a level, every clause that makes
/// a rule certain at that level has to become false. So a set that helps must change, for any one
/// such clause, an answer that the clause reads, the answer to the `levels_by` question, or an
/// answer that affects one of these. The search takes the clause with the fewest such changes and
/// extends the set by each of them in turn. This misses no set that helps, and it ends at once if
/// there is a clause that no change makes false.
struct Search<'a> {
    screener: &'a Screener<'a>,
    what_if: WhatIf<'a>,
    today: Verdict,
    candidates: &'a [Candidate],
    /// The maximum number of changes in a set.
    most: usize,
    /// The indices of the candidates in the current set.
    set: Vec<usize>,
    /// The minimal sets found so far. The empty set stands for waiting alone.
    found: Vec<Change>,
    /// The number of steps that are left: each candidate costs one for every evaluation, and one for
    /// every clause that it is compared with.
    steps_left: Cell<usize>,
}

impl<'a> Search<'a> {
    fn new(
        evaluated: &Evaluated<'a>,
        today: Verdict,
        candidates: &'a [Candidate],
        most: usize,
        found: Vec<Change>,
    ) -> Self {
        /// Enough to try every set of three out of 40 changes.
        const MAX_STEPS: usize = 1_000_000;
        let what_if = WhatIf::new(evaluated, candidates.iter().map(|candidate| candidate.question));
        let (screener, steps_left) = (evaluated.screener, Cell::new(MAX_STEPS));
        Self { screener, what_if, today, candidates, most, set: Vec::new(), found, steps_left }
    }

    /// Searches day by day.
    fn search(&mut self, evaluated: &Evaluated<'_>) {
        self.try_out(None);
        for ended in evaluated.ends_to_come().chunk_by(|a, b| a.on == b.on) {
            self.what_if.advance(ended);
            self.try_out(Some(ended[0].on));
        }
    }

    /// Whether the search came to an end before everything was tried out: it took too many steps, or
    /// found more than anybody will read.
    fn is_cut_short(&self) -> bool {
        self.steps_left.get() == 0 || self.found.len() > 4 * MAX_SETS
    }

    fn spend(&self, steps: usize) {
        self.steps_left.set(self.steps_left.get().saturating_sub(steps));
    }

    /// Evaluates the current set on a day, then extends it by each candidate that could help.
    fn try_out(&mut self, wait_until: Option<Date>) {
        self.spend(self.candidates.len());
        if self.is_cut_short() {
            return;
        }
        let verdict = self.what_if.verdict();
        if verdict.rank() < self.today.rank() {
            self.note(wait_until, verdict);
        }
        if self.set.len() == self.most {
            return;
        }
        for at in self.helpers(verdict) {
            let Candidate { question, to, .. } = self.candidates[at];
            self.set.push(at);
            let before = self.what_if.change(question, to);
            self.try_out(wait_until);
            self.what_if.undo(question, &before);
            self.set.pop();
        }
    }

    fn note(&mut self, wait_until: Option<Date>, verdict: Verdict) {
        let mut set = self.set.clone();
        set.sort_unstable();
        let candidates = || set.iter().map(|&at| self.candidates[at]);
        let change = Change {
            set: candidates().map(|candidate| (candidate.question, candidate.to)).collect(),
            from: candidates().map(|candidate| candidate.from).collect(),
            wait_until,
            withdrawn: self.what_if.withdrawn().collect(),
            verdict,
        };
        if !self.found.iter().any(|other| other.covers(&change)) {
            self.found.retain(|other| !change.covers(other));
            self.found.push(change);
        }
    }

    /// Candidates outside the set, of which at least one is in every extension of the set that is
    /// better than this verdict.
    fn helpers(&self, verdict: Verdict) -> Vec<usize> {
        let level = match verdict {
            Verdict::Level(Level::Suitable) => return Vec::new(),
            Verdict::Level(level) => level,
            // Any change may make the open questions irrelevant.
            Verdict::Incomplete => return self.left().collect(),
        };
        let mut fewest: Option<Vec<usize>> = None;
        for (id, _) in self.screener.program.applying(self.what_if.truth()) {
            let rule = &self.screener.rulebook[id];
            if rule.level.range(self.what_if.option()).0 < level {
                continue;
            }
            for clause in self.screener.program.rule(id) {
                if self.what_if.truth().clause(clause) == Holds::Yes {
                    self.spend(self.candidates.len());
                    let breaks =
                        |&at: &usize| self.breaks(self.candidates[at], rule, clause, level);
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

    /// The candidates outside the set.
    fn left(&self) -> impl Iterator<Item = usize> {
        (0..self.candidates.len()).filter(|at| !self.set.contains(at))
    }

    /// Whether a change can keep a clause from making its rule certain at this level.
    fn breaks(&self, candidate: Candidate, rule: &Rule, clause: usize, level: Level) -> bool {
        if let Value::Choice(option) = candidate.to
            && self.screener.rulebook.head().levels_by == Some(candidate.question)
            && rule.level.range(Some(option)).0 < level
        {
            return true;
        }
        let program = &self.screener.program;
        let questions = &program.reads().questions[clause];
        if self.screener.affects_others(candidate.question) {
            let levels_by =
                self.screener.rulebook.head().levels_by.filter(|_| rule.level.differs());
            let mut may_move = questions.iter().copied().chain(levels_by);
            if may_move.any(|id| self.screener.affected.contains(id)) {
                return true;
            }
        }
        questions.contains(&candidate.question)
            && program.columns_of(candidate.question).any(|at| {
                let class = self.what_if.class_of(&program.columns()[at], candidate.to);
                !program.satisfies(at, class, clause)
            })
    }
}
