//! Fills in an outcome from the evaluated clauses: findings with their reasons, open questions, and
//! what was assumed.

use std::cmp::Reverse;
use std::ops::Range;

use jiff::civil::Date;

use super::Screener;
use super::evaluated::Evaluated;
use super::outcome::{Finding, OpenQuestion, Outcome, Unasked};
use super::truth::{Holds, Truth};
use super::waiting::{AskWhenQueue, Waiting};
use crate::answers::Answer;
use crate::rulebook::{Level, QuestionId, RuleId, Value};

impl Evaluated<'_> {
    /// Fills in the outcome. `waiting` is a buffer; `recycled` keeps the lists of earlier findings
    /// for their allocations.
    #[inline]
    pub(super) fn fill_outcome(
        &self,
        outcome: &mut Outcome,
        waiting: &mut Waiting,
        recycled: &mut Vec<Vec<(QuestionId, Value)>>,
    ) {
        let rulebook = self.screener.rulebook;
        let option = self.option;
        while let Some(earlier) = outcome.findings.pop() {
            recycled.push(earlier.because);
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
                let because = recycled.pop().unwrap_or_default();
                outcome.findings.push(self.finding(id, low, high, because));
            } else {
                let clauses = self.screener.program.rule(id);
                self.screener.each_awaited(clauses, self.assignment, self.truth, |question| {
                    waiting.raise(question, high);
                });
            }
            if low < high {
                // A level is uncertain only while the `levels_by` question is open.
                if let Some(levels_by) = rulebook.head().levels_by {
                    waiting.raise(levels_by, high);
                }
            }
        }
        outcome
            .findings
            .sort_by_key(|finding| (Reverse(finding.level), rulebook[finding.rule].evidence));
        if self.time_changes_asking {
            self.end_day_by_day(&mut outcome.findings);
        }
        self.asked(outcome);
        outcome.open.extend(waiting.iter().map(|(id, level)| self.open(id, level)));
        Screener::sort_open(&mut outcome.open);
        let meant =
            |&entry: &usize| self.screener.program.aftercare_holds(entry, self.truth) != Holds::No;
        outcome.aftercare.extend((0..rulebook.aftercare().len()).filter(meant));
    }

    /// The finding for a rule that applies. `because` is a list to reuse.
    fn finding(
        &self,
        rule: RuleId,
        low: Level,
        high: Level,
        mut because: Vec<(QuestionId, Value)>,
    ) -> Finding {
        // The answer to the `levels_by` question is a reason, even if the rule does not test it.
        let decides = low == high && self.screener.rulebook[rule].level.differs();
        self.because(rule, decides, &mut because);
        let ends = self.rule_ends(rule);
        Finding { rule, level: low, could_be: (low < high).then_some(high), because, ends }
    }

    /// Replaces a list by the answers that a rule rests on, in file order.
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
            program.reads().questions[clause].iter().for_each(|&id| add(id));
            let mut behind = program.ask_whens_of_unanswered(clause, &self.assignment.answered);
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
        // The questions of one clause are sorted and without repeats.
        if parts > 1 {
            because.sort_unstable_by_key(|(id, _)| *id);
            because.dedup_by_key(|(id, _)| *id);
        }
    }

    /// Calls `add` with every question because of which an unanswered question is asked, for the
    /// unanswered questions that these clauses read. The same question may come several times.
    #[cold]
    fn each_reason_to_ask(&self, clauses: Range<usize>, add: &mut impl FnMut(QuestionId)) {
        let program = &self.screener.program;
        let mut ask_whens = AskWhenQueue::default();
        let mut next = Some(clauses.clone());
        while let Some(clauses_of_ask_when) = next {
            let is_ask_when = clauses_of_ask_when != clauses;
            for clause in self.clauses(clauses_of_ask_when, Holds::Yes) {
                if is_ask_when {
                    program.reads().questions[clause].iter().for_each(|&id| add(id));
                }
                let behind = program.ask_whens_of_unanswered(clause, &self.assignment.answered);
                behind.for_each(|ask_when| ask_whens.push(ask_when));
            }
            next = ask_whens.next();
        }
    }

    /// The first day on which a rule no longer applies; `None` if time alone does not end it.
    fn rule_ends(&self, rule: RuleId) -> Option<Date> {
        // The fast case: most people are not within a wait.
        if self.ends.is_empty() || self.time_changes_asking {
            return None;
        }
        let rule = self.screener.program.rule(rule);
        let holding = self.clauses(rule.clone(), Holds::Yes).map(|clause| self.clause_ends(clause));
        let end = holding.reduce(|a, b| Some(a?.max(b?)))??;
        // A clause that only might hold could still hold after all others have ended.
        let mut maybe = self.clauses(rule, Holds::Maybe);
        maybe
            .all(|clause| self.clause_ends(clause).is_some_and(|other| other <= end))
            .then_some(end)
    }

    /// Sets the end of each finding if time also changes which questions are asked: evaluates all
    /// clauses again for each day on which a wait ends.
    fn end_day_by_day(&self, findings: &mut [Finding]) {
        let mut lasting: Vec<&mut Finding> = findings.iter_mut().collect();
        let mut after_waits = Truth::default();
        self.each_later_day(&mut after_waits, |day, later| {
            lasting.retain_mut(|finding| {
                let holds = later.truth.any(self.screener.program.rule(finding.rule));
                if holds == Holds::No {
                    finding.ends = Some(day);
                }
                holds == Holds::Yes
            });
        });
    }

    /// The clauses of a range that have this truth value.
    fn clauses(&self, clauses: Range<usize>, holds: Holds) -> impl Iterator<Item = usize> {
        clauses.filter(move |&clause| self.truth.clause(clause) == holds)
    }

    /// The first day on which a clause, which holds or might, certainly does not; `None` if time
    /// alone does not end it.
    fn clause_ends(&self, clause: usize) -> Option<Date> {
        let waits = self.screener.program.reads().waits[clause].iter();
        let ends = waits.filter_map(|wait| self.ends.iter().find(|end| end.column == *wait));
        ends.map(|end| end.on).min()
    }

    /// Fills in the questions that are not asked, those that were assumed or withheld, and the
    /// answers to questions that are not asked.
    fn asked(&self, outcome: &mut Outcome) {
        let Outcome { inapplicable, unasked, assumed, withheld, .. } = outcome;
        let answered = self.answers.answered();
        inapplicable.reset_like(answered);
        self.screener.program.inapplicable(self.truth, inapplicable);
        withheld.copy_from(&self.assignment.withheld);
        assumed.assign_difference(&self.screener.assumable, [answered, inapplicable, withheld]);
        let answered = answered.intersection(inapplicable);
        unasked.extend(answered.filter_map(|question| {
            Some(Unasked { question, answer: self.answers.get(question)? })
        }));
    }

    fn open(&self, question: QuestionId, could_be: Level) -> OpenQuestion {
        let unsure = self.answers.get(question) == Some(Answer::Unsure);
        let needed = self.screener.rulebook[question].assume.is_none();
        let (best, worst) = self.answers_lead_to(question);
        OpenQuestion { question, unsure, could_be, best, worst, needed }
    }
}
