//! From the clauses that hold to findings, open questions and the rest of an outcome.

use std::cmp::Reverse;
use std::ops::Range;

use jiff::civil::Date;

use super::Screener;
use super::evaluated::Evaluated;
use super::outcome::{Finding, Open, Outcome, Unasked};
use super::truth::{Holds, Truth};
use super::waiting::{Gates, Waiting};
use crate::answers::Answer;
use crate::rulebook::{Level, QuestionId, RuleId, Value};

impl Evaluated<'_> {
    /// Fills in the outcome. `waiting` is a buffer, and `spare` keeps lists of earlier findings.
    #[inline]
    pub(super) fn explain(
        &self,
        outcome: &mut Outcome,
        waiting: &mut Waiting,
        spare: &mut Vec<Vec<(QuestionId, Value)>>,
    ) {
        let rulebook = self.screener.rulebook;
        let option = self.option;
        while let Some(earlier) = outcome.findings.pop() {
            spare.push(earlier.because);
        }
        outcome.open.clear();
        outcome.unasked.clear();
        outcome.aftercare.clear();
        waiting.clear(rulebook.questions().len());
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
                let clauses = self.screener.program.rule(id);
                self.screener.each_awaited(clauses, self.picture, self.truth, |question| {
                    waiting.raise(question, high);
                });
            }
            if low < high {
                // Only an open `levels_by` question leaves a level between two cells.
                if let Some(levels_by) = rulebook.head().levels_by {
                    waiting.raise(levels_by, high);
                }
            }
        }
        outcome.findings.sort_by_key(|finding| Reverse(finding.level));
        if self.time_moves_gates {
            self.end_day_by_day(&mut outcome.findings);
        }
        self.asked(outcome);
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
        let program = &self.screener.program;
        let mut add = |id| {
            if let Some(value) = self.screener.value(self.answers, id) {
                because.push((id, *value));
            }
        };
        let (mut parts, mut is_assumed) = (0, false);
        for clause in self.clauses(program.rule(rule), Holds::Yes) {
            let reads = program.reads(clause);
            reads.questions.iter().for_each(|&id| add(id));
            let mut behind = program.gates_of_unanswered(reads, &self.picture.answered);
            is_assumed |= behind.next().is_some();
            parts += 1;
        }
        if is_assumed {
            self.each_reason_to_ask(program.rule(rule), &mut add);
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

    /// Calls `add` with every question on which it rests that an unanswered one is asked which these
    /// clauses read.
    #[cold]
    fn each_reason_to_ask(&self, clauses: Range<usize>, add: &mut impl FnMut(QuestionId)) {
        let program = &self.screener.program;
        let mut gates = Gates::default();
        let mut next = Some(clauses.clone());
        while let Some(clauses_of_gate) = next {
            let is_gate = clauses_of_gate != clauses;
            for clause in self.clauses(clauses_of_gate, Holds::Yes) {
                let reads = program.reads(clause);
                if is_gate {
                    reads.questions.iter().for_each(|&id| add(id));
                }
                let behind = program.gates_of_unanswered(reads, &self.picture.answered);
                behind.for_each(|gate| gates.add(gate));
            }
            next = gates.take();
        }
    }

    /// The first day on which a rule that holds no longer does, if time alone ends it.
    fn rule_ends(&self, rule: RuleId) -> Option<Date> {
        // Mostly nothing that was said is within a wait.
        if self.ends.is_empty() || self.time_moves_gates {
            return None;
        }
        let rule = self.screener.program.rule(rule);
        let holding = self.clauses(rule.clone(), Holds::Yes).map(|clause| self.clause_ends(clause));
        let end = holding.reduce(|a, b| Some(a?.max(b?)))??;
        // A clause that only might hold could go on holding after all the others have ended.
        let mut maybe = self.clauses(rule, Holds::Maybe);
        maybe
            .all(|clause| self.clause_ends(clause).is_some_and(|other| other <= end))
            .then_some(end)
    }

    /// Notes when each finding ends, if time also changes which questions are asked: then what
    /// holds is looked up anew for each day on which a wait ends.
    fn end_day_by_day(&self, findings: &mut [Finding]) {
        let mut lasting: Vec<&mut Finding> = findings.iter_mut().collect();
        let mut later = Truth::default();
        self.each_day_ahead(&mut later, |day, ahead| {
            lasting.retain_mut(|finding| {
                let holds = ahead.truth.any(self.screener.program.rule(finding.rule));
                if holds == Holds::No {
                    finding.ends = Some(day);
                }
                holds == Holds::Yes
            });
        });
    }

    /// Those of some clauses that hold like this.
    fn clauses(&self, clauses: Range<usize>, holds: Holds) -> impl Iterator<Item = usize> {
        clauses.filter(move |&clause| self.truth.clause(clause) == holds)
    }

    /// The first day on which a clause that holds, or might, certainly no longer does, if time
    /// alone ends it.
    fn clause_ends(&self, clause: usize) -> Option<Date> {
        let waits = self.screener.program.reads(clause).waits.iter();
        let ends = waits.filter_map(|wait| self.ends.iter().find(|end| end.column == *wait));
        ends.map(|end| end.on).min()
    }

    /// What was assumed, what was not, and what was answered though it would not be asked.
    fn asked(&self, outcome: &mut Outcome) {
        let Outcome { inapplicable, unasked, assumed, withheld, .. } = outcome;
        let answered = self.answers.answered();
        inapplicable.reset_like(answered);
        self.screener.program.inapplicable(self.truth, inapplicable);
        withheld.copy_from(&self.picture.withheld);
        assumed.assign_difference(&self.screener.assumable, [answered, inapplicable, withheld]);
        let answered = answered.intersection(inapplicable);
        unasked.extend(answered.filter_map(|question| {
            Some(Unasked { question, answer: self.answers.get(question)? })
        }));
    }

    fn open(&self, question: QuestionId, could_be: Level) -> Open {
        let unsure = self.answers.get(question) == Some(Answer::Unsure);
        let needed = self.screener.rulebook[question].assume.is_none();
        let (best, worst) = self.answers_lead_to(question);
        Open { question, unsure, could_be, best, worst, needed }
    }
}
