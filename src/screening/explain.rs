//! From the clauses that hold to findings, open questions and the rest of an outcome.

use std::cmp::Reverse;

use jiff::civil::Date;

use super::outcome::{Finding, Ignored, Open, Outcome};
use super::trial::End;
use super::truth::{Holds, Truth};
use super::{Screener, Workspace};
use crate::answers::{Answer, Answers};
use crate::rulebook::{Level, QuestionId, QuestionSet, RuleId, Value};

/// Fills in the outcome of a room in which it is known what holds.
pub(super) fn outcome(screener: &Screener<'_>, answers: &Answers<'_>, room: &mut Workspace) {
    let Workspace { rows, ends, truth, waiting, spare, outcome, .. } = room;
    spare.extend(outcome.findings.drain(..).map(|finding| finding.because));
    outcome.open.clear();
    outcome.ignored.clear();
    outcome.aftercare.clear();
    waiting.clear(screener.rulebook.questions().len());
    Explainer { screener, answers, rows, ends, truth }.explain(outcome, waiting, spare);
}

/// Open questions that a rule waits for, each with the highest level of those rules.
#[derive(Debug, Default)]
pub(super) struct Waiting {
    questions: QuestionSet,
    /// For each question its level; whatever, if nothing waits for it.
    levels: Vec<Level>,
}

impl Waiting {
    fn clear(&mut self, questions: usize) {
        self.questions.clear();
        if self.levels.len() != questions {
            *self = Self {
                questions: QuestionSet::none(questions),
                levels: vec![Level::Suitable; questions],
            };
        }
    }

    fn raise(&mut self, question: QuestionId, level: Level) {
        let so_far = &mut self.levels[question.index()];
        *so_far = if self.questions.contains(question) { level.max(*so_far) } else { level };
        self.questions.insert(question);
    }

    fn iter(&self) -> impl Iterator<Item = (QuestionId, Level)> {
        self.questions.iter().map(|id| (id, self.levels[id.index()]))
    }
}

struct Explainer<'a> {
    screener: &'a Screener<'a>,
    answers: &'a Answers<'a>,
    rows: &'a [usize],
    ends: &'a [End],
    truth: &'a Truth,
}

impl Explainer<'_> {
    fn explain(
        &self,
        outcome: &mut Outcome,
        waiting: &mut Waiting,
        spare: &mut Vec<Vec<(QuestionId, Value)>>,
    ) {
        let rulebook = self.screener.rulebook;
        let option = self.screener.level_option(self.answers);
        outcome.floor = Level::Suitable;
        outcome.at_worst = Level::Suitable;
        for (id, holds) in self.screener.program.applying(self.truth) {
            let (low, high) = rulebook[id].level.range(option);
            outcome.at_worst = outcome.at_worst.max(high);
            if holds == Holds::Yes {
                outcome.floor = outcome.floor.max(low);
                let because = spare.pop().unwrap_or_default();
                outcome.findings.push(self.finding(id, low, high, because));
            } else {
                self.wait_for_tests(id, high, waiting);
            }
            if low < high {
                // Only an open `levels_by` question leaves a level between two cells.
                if let Some(levels_by) = rulebook.head().levels_by {
                    waiting.raise(levels_by, high);
                }
            }
        }
        outcome.findings.sort_by_key(|finding| Reverse(finding.level));
        self.unused(outcome);
        outcome.open.extend(waiting.iter().map(|(id, level)| self.open(id, level)));
        Screener::sort_open(&mut outcome.open);
        let meant = |&entry: &usize| self.screener.program.meant(entry, self.truth) != Holds::No;
        outcome.aftercare.extend((0..rulebook.aftercare().len()).filter(meant));
    }

    /// `because` is the list to fill, empty or from an earlier finding.
    fn finding(
        &self,
        rule: RuleId,
        low: Level,
        high: Level,
        mut because: Vec<(QuestionId, Value)>,
    ) -> Finding {
        // The level rests on this answer, even where the rule itself does not ask for it.
        let decides = low == high && self.screener.rulebook[rule].level.differs();
        self.because(rule, decides, &mut because);
        let ends = self.rule_ends(rule);
        Finding { rule, level: low, could_be: (low < high).then_some(high), because, ends }
    }

    /// Fills a list with the answers that a rule rests on, in file order.
    fn because(&self, rule: RuleId, with_levels_by: bool, because: &mut Vec<(QuestionId, Value)>) {
        because.clear();
        let mut add = |id| {
            if let Some(value) = self.screener.value(self.answers, id) {
                because.push((id, *value));
            }
        };
        let mut parts = 0;
        for clause in self.clauses(rule, Holds::Yes) {
            self.screener.program.reads(clause).questions.iter().for_each(|id| add(*id));
            parts += 1;
        }
        if let Some(levels_by) = self.screener.rulebook.head().levels_by
            && with_levels_by
        {
            add(levels_by);
            parts += 1;
        }
        // One clause has its questions in order, and each of them once.
        if parts > 1 {
            because.sort_unstable_by_key(|(id, _)| *id);
            because.dedup_by_key(|(id, _)| *id);
        }
    }

    /// The first day on which a rule that holds no longer does, if time alone ends it.
    fn rule_ends(&self, rule: RuleId) -> Option<Date> {
        // Mostly nothing that was said is within a wait.
        if self.ends.is_empty() {
            return None;
        }
        let holding = self.clauses(rule, Holds::Yes).map(|clause| self.clause_ends(clause));
        let end = holding.reduce(|a, b| Some(a?.max(b?)))??;
        // A clause that only might hold could go on holding after all the others have ended.
        let mut maybe = self.clauses(rule, Holds::Maybe);
        maybe
            .all(|clause| self.clause_ends(clause).is_some_and(|other| other <= end))
            .then_some(end)
    }

    /// The clauses of a rule that hold like this.
    fn clauses(&self, rule: RuleId, holds: Holds) -> impl Iterator<Item = usize> {
        let clauses = self.screener.program.rule(rule);
        clauses.filter(move |&clause| self.truth.clause(clause) == holds)
    }

    /// The first day on which a clause that holds, or might, certainly no longer does, if time
    /// alone ends it.
    fn clause_ends(&self, clause: usize) -> Option<Date> {
        let waits = self.screener.program.reads(clause).waits.iter();
        let ends = waits.filter_map(|wait| self.ends.iter().find(|end| end.column == *wait));
        ends.map(|end| end.on).min()
    }

    /// Notes that a rule which might apply waits for every open question in its way.
    fn wait_for_tests(&self, rule: RuleId, high: Level, waiting: &mut Waiting) {
        let program = &self.screener.program;
        for clause in self.clauses(rule, Holds::Maybe) {
            for &at in &program.reads(clause).columns {
                if program.is_open(at, self.rows) {
                    waiting.raise(program.columns()[at].question, high);
                }
            }
        }
    }

    /// What was assumed, and what was answered in vain.
    fn unused(&self, outcome: &mut Outcome) {
        let Outcome { inapplicable, ignored, assumed, .. } = outcome;
        let answered = self.answers.answered();
        inapplicable.become_empty_like(answered);
        self.screener.program.inapplicable(self.truth, inapplicable);
        assumed.become_difference(&self.screener.assumable, [answered, inapplicable]);
        let in_vain = answered.common(inapplicable);
        ignored.extend(in_vain.filter_map(|question| {
            Some(Ignored { question, answer: self.answers.get(question)? })
        }));
    }

    fn open(&self, question: QuestionId, could_be: Level) -> Open {
        let unsure = self.answers.get(question) == Some(Answer::Unsure);
        let needed = self.screener.rulebook[question].assume.is_none();
        let option = self.screener.level_option(self.answers);
        let (best, worst) = self.screener.answers_lead_to(question, self.rows, option);
        Open { question, unsure, could_be, best, worst, needed }
    }
}
