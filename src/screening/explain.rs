//! From the clauses that hold to findings, open questions and the rest of an outcome.

use std::cmp::Reverse;

use jiff::civil::Date;

use super::column::Cut;
use super::outcome::{Finding, Ignored, Open, Outcome};
use super::program::{Holds, Truth};
use super::{Screener, Workspace};
use crate::answers::{Answer, Answers};
use crate::rulebook::{Level, PastDate, QuestionId, RuleId, Value};

/// Fills in the outcome of a room in which it is known what holds.
pub(super) fn outcome(screener: &Screener<'_>, answers: &Answers<'_>, room: &mut Workspace) {
    let Workspace { classes, since: _, truth, waiting, spare, outcome } = room;
    for finding in outcome.findings.drain(..) {
        spare.push(finding.because);
    }
    outcome.open.clear();
    outcome.assumed.clear();
    outcome.ignored.clear();
    outcome.inapplicable.clear();
    outcome.aftercare.clear();
    waiting.clear();
    waiting.resize(screener.rulebook.questions().len(), None);
    Explainer { screener, answers, classes, truth }.explain(outcome, waiting, spare);
}

struct Explainer<'a> {
    screener: &'a Screener<'a>,
    answers: &'a Answers<'a>,
    classes: &'a [Option<usize>],
    truth: &'a Truth,
}

impl Explainer<'_> {
    fn explain(
        &self,
        outcome: &mut Outcome,
        waiting: &mut [Option<Level>],
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
                    raise(waiting, levels_by, high);
                }
            }
        }
        outcome.findings.sort_by_key(|finding| Reverse(finding.level));
        self.unused(outcome);
        let waiting = rulebook.question_ids().zip(&*waiting);
        outcome.open.extend(waiting.filter_map(|(id, level)| Some(self.open(id, (*level)?))));
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
        let rulebook = self.screener.rulebook;
        let clauses = self.screener.program.rule(rule);
        let holding = || clauses.clone().filter(|&clause| self.truth.clause(clause) == Holds::Yes);
        // The level rests on this answer, even where the rule itself does not ask for it.
        let decides = low == high && rulebook[rule].level.differs();
        let decides = rulebook.head().levels_by.filter(|_| decides);
        because.clear();
        because.extend(
            holding()
                .flat_map(|clause| self.screener.program.reads(clause))
                .map(|(_, column)| column.question)
                .chain(decides)
                .filter_map(|id| Some((id, self.value(id)?))),
        );
        because.sort_unstable_by_key(|(id, _)| *id);
        because.dedup_by_key(|(id, _)| *id);
        let ends = holding().map(|clause| self.ends(clause)).reduce(|a, b| Some(a?.max(b?)));
        // A clause that only might hold could go on holding after all the others have ended.
        let mut maybe = clauses.clone().filter(|&clause| self.truth.clause(clause) == Holds::Maybe);
        let ends = ends
            .flatten()
            .filter(|&end| maybe.all(|clause| self.ends(clause).is_some_and(|other| other <= end)));
        Finding { rule, level: low, could_be: (low < high).then_some(high), because, ends }
    }

    /// The first day on which a clause that holds, or might, certainly no longer does, if time
    /// alone ends it.
    fn ends(&self, clause: usize) -> Option<Date> {
        self.screener
            .program
            .reads(clause)
            .filter_map(|(_, column)| match (&column.cut, self.value(column.question)?) {
                (Cut::Wait(wait), Value::Date(PastDate::On(date))) => Some(wait.after(date)),
                _ => None,
            })
            .min()
    }

    /// Notes that a rule which might apply waits for every open question in its way.
    fn wait_for_tests(&self, rule: RuleId, high: Level, waiting: &mut [Option<Level>]) {
        let clauses = self.screener.program.rule(rule);
        for clause in clauses.filter(|&clause| self.truth.clause(clause) == Holds::Maybe) {
            for (at, column) in self.screener.program.reads(clause) {
                if self.classes[at].is_none() {
                    raise(waiting, column.question, high);
                }
            }
        }
    }

    /// What was assumed, and what was answered in vain.
    fn unused(&self, outcome: &mut Outcome) {
        let Outcome { inapplicable, ignored, assumed, .. } = outcome;
        inapplicable.extend(self.screener.program.inapplicable(self.truth));
        // Between the questions that are answered or do not apply, everything is assumed.
        let mut start = 0;
        let mut assume_up_to = |end: usize| {
            if start < end {
                assumed.extend_from_slice(self.screener.assumed_among(start..end));
            }
            start = end + 1;
        };
        let mut gone = inapplicable.iter().copied().peekable();
        for (id, answer) in self.answers.given() {
            while let Some(gone) = gone.next_if(|gone| *gone < id) {
                assume_up_to(gone.index());
            }
            if gone.next_if_eq(&id).is_some() {
                ignored.push(Ignored { question: id, answer });
            }
            assume_up_to(id.index());
        }
        gone.for_each(|gone| assume_up_to(gone.index()));
        assume_up_to(self.screener.rulebook.questions().len());
    }

    fn open(&self, question: QuestionId, could_be: Level) -> Open {
        let unsure = self.answers.get(question) == Some(Answer::Unsure);
        let needed = self.screener.rulebook[question].assume.is_none();
        let option = self.screener.level_option(self.answers);
        let (best, worst) = self.screener.answers_lead_to(question, self.truth, option);
        Open { question, unsure, could_be, best, worst, needed }
    }

    fn value(&self, id: QuestionId) -> Option<Value> {
        self.screener.value(self.answers, id)
    }
}

fn raise(waiting: &mut [Option<Level>], question: QuestionId, level: Level) {
    let so_far = &mut waiting[question.index()];
    *so_far = (*so_far).max(Some(level));
}
