//! From the clauses that hold to findings, open questions and the rest of an outcome.

use std::cmp::Reverse;

use jiff::civil::Date;

use super::column::Cut;
use super::outcome::{Finding, Ignored, Open, Outcome};
use super::program::{Holds, Truth};
use super::{Known, Screener};
use crate::answers::{Answer, Answers};
use crate::rulebook::{Level, PastDate, QuestionId, RuleId, Value};

pub(super) fn outcome(
    screener: &Screener<'_>,
    answers: &Answers<'_>,
    known: &[Known],
    classes: &[Option<usize>],
    truth: &Truth,
) -> Outcome {
    Explainer { screener, answers, known, classes, truth }.outcome()
}

struct Explainer<'a> {
    screener: &'a Screener<'a>,
    answers: &'a Answers<'a>,
    known: &'a [Known],
    classes: &'a [Option<usize>],
    truth: &'a Truth,
}

impl Explainer<'_> {
    fn outcome(&self) -> Outcome {
        let rulebook = self.screener.rulebook;
        let option = self.screener.level_option(self.known);
        let mut outcome = Outcome {
            floor: Level::Suitable,
            at_worst: Level::Suitable,
            findings: Vec::new(),
            open: Vec::new(),
            assumed: Vec::new(),
            ignored: Vec::new(),
            inapplicable: Vec::new(),
            aftercare: Vec::new(),
        };
        // For each open question, the highest level that waits for it.
        let mut waiting: Vec<Option<Level>> = vec![None; rulebook.questions().len()];
        for (index, rule) in rulebook.rules().iter().enumerate() {
            let id = RuleId::new(index);
            let holds = self.truth.any(self.screener.program.rule(id));
            if holds == Holds::No {
                continue;
            }
            let (low, high) = rule.level.range(option);
            outcome.at_worst = outcome.at_worst.max(high);
            if holds == Holds::Yes {
                outcome.floor = outcome.floor.max(low);
                outcome.findings.push(self.finding(id, low, high));
            } else {
                self.wait_for_tests(id, high, &mut waiting);
            }
            if low < high {
                // Only an open `levels_by` question leaves a level between two cells.
                if let Some(levels_by) = rulebook.head().levels_by {
                    raise(&mut waiting, levels_by, high);
                }
            }
        }
        outcome.findings.sort_by_key(|finding| Reverse(finding.level));
        for id in rulebook.question_ids() {
            self.question(id, waiting[id.index()], &mut outcome);
        }
        Screener::sort_open(&mut outcome.open);
        outcome.aftercare = (0..rulebook.aftercare().len())
            .filter(|&entry| self.screener.program.meant(entry, self.truth) != Holds::No)
            .collect();
        outcome
    }

    fn finding(&self, rule: RuleId, low: Level, high: Level) -> Finding {
        let rulebook = self.screener.rulebook;
        let clauses = self.screener.program.rule(rule);
        let holding = || clauses.clone().filter(|&clause| self.truth.clause(clause) == Holds::Yes);
        let mut because: Vec<QuestionId> = holding()
            .flat_map(|clause| self.screener.program.reads(clause))
            .map(|(_, column)| column.question)
            .collect();
        if low == high && rulebook[rule].level.differs() {
            // The level rests on this answer, even where the rule itself does not ask for it.
            because.extend(rulebook.head().levels_by);
        }
        because.sort_unstable();
        because.dedup();
        let ends = holding().map(|clause| self.ends(clause)).reduce(|a, b| Some(a?.max(b?)));
        // A clause that only might hold could go on holding after all the others have ended.
        let mut maybe = clauses.clone().filter(|&clause| self.truth.clause(clause) == Holds::Maybe);
        let ends = ends
            .flatten()
            .filter(|&end| maybe.all(|clause| self.ends(clause).is_some_and(|other| other <= end)));
        Finding {
            rule,
            level: low,
            could_be: (low < high).then_some(high),
            because: because.into_iter().filter_map(|id| Some((id, self.value(id)?))).collect(),
            ends,
        }
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

    fn question(&self, id: QuestionId, waiting: Option<Level>, outcome: &mut Outcome) {
        let applies = self.screener.program.applies(id, self.truth);
        if applies == Holds::No {
            outcome.inapplicable.push(id);
        }
        let answer = self.answers.get(id);
        match answer {
            Some(answer) if applies == Holds::No => {
                outcome.ignored.push(Ignored { question: id, answer });
            }
            None if applies != Holds::No => {
                if let Some(value) = self.screener.assumed(id) {
                    outcome.assumed.push((id, value));
                }
            }
            _ => {}
        }
        if let Some(could_be) = waiting {
            let unsure = answer == Some(Answer::Unsure);
            let needed = self.screener.rulebook[id].assume.is_none();
            let option = self.screener.level_option(self.known);
            let (best, worst) = self.screener.answers_lead_to(id, self.classes, option);
            outcome.open.push(Open { question: id, unsure, could_be, best, worst, needed });
        }
    }

    fn value(&self, id: QuestionId) -> Option<Value> {
        match self.known[id.index()] {
            Known::Value(value) => Some(value),
            Known::Open => None,
        }
    }
}

fn raise(waiting: &mut [Option<Level>], question: QuestionId, level: Level) {
    let so_far = &mut waiting[question.index()];
    *so_far = (*so_far).max(Some(level));
}
