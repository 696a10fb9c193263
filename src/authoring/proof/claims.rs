//! The claims of a verification, each as a search for an example or a counterexample.

use super::budget::{Undecided, first_found};
use super::problem::{Conjunction, Literal, Picks, Problem};
use super::space::{Space, slices};
use super::{Prover, Witness, agreed};
use crate::rulebook::{Kind, Level, OptionId, QuestionId, RuleId, Value};
use crate::screening::Verdict;

/// What a search for an example or a counterexample comes to: `None` if there is none.
type Found<T> = Result<Option<T>, Undecided>;

impl Prover<'_> {
    /// Answers that get this go verdict while a question that applies is open.
    ///
    /// With only that question open, a rule possibly applies if the rest of one of its clauses
    /// holds, and certainly if a clause holds that does not read the question at all. The verdict
    /// is `level` if no rule that might be higher possibly applies, and one that is certain to
    /// reach it certainly does.
    pub(super) fn unsafe_go(&self, open: QuestionId, level: Level) -> Found<Witness> {
        let options = if self.hangs_on(open) { vec![None] } else { self.rulebook.level_options() };
        let found = self.find_in_spaces_for(&options, |space, option| {
            let range = |rule: RuleId| self.rulebook[rule].level.range(option);
            let mut problem = space.all(option);
            problem.remove(open.index(), &space.left_out(open.index()).classes);
            // No rule may wait for the question: else it is needed, and the verdict incomplete.
            for wait in self.waits(space, open, |rule| range(rule).0 < range(rule).1) {
                problem.fail_or_hold(&wait.fail, &wait.hold);
            }
            let reaching = self.rulebook.rule_ids().filter(|&rule| range(rule).0 == level);
            let reaching = reaching.flat_map(|rule| &space.rules[rule.index()]);
            let reaching = reaching.filter(|clause| !reads(open, clause)).map(Vec::as_slice);
            // No rule is needed for `suitable`.
            let none = (level == Level::Suitable).then_some(&[][..]);
            problem.hold(&none.into_iter().chain(reaching).collect::<Vec<_>>());
            if let Some(gate) = &space.gates[open.index()] {
                problem.hold(&slices(gate));
            }
            let higher = self.rulebook.rule_ids().filter(|&rule| range(rule).1 > level);
            for clause in higher.flat_map(|rule| &space.rules[rule.index()]) {
                problem.fail(without(open, clause));
            }
            leave_nothing_else_open(&mut problem, space, open);
            let picks = problem.solve(&self.budget)?;
            Ok(picks.map(|picks| self.witness(space, &picks, Some(open))))
        })?;
        if let Some(witness) = &found {
            agreed(self.screen(witness).verdict() == Verdict::Level(level));
        }
        Ok(found)
    }

    /// How each rule that reads a question in some of its clauses, or whose level is `unsettled`
    /// by it, could be kept from waiting for it.
    fn waits<'s>(
        &self,
        space: &'s Space,
        open: QuestionId,
        unsettled: impl Fn(RuleId) -> bool,
    ) -> Vec<Wait<'s>> {
        let rest = |clause: &'s Conjunction| without(open, clause).collect::<Vec<_>>();
        self.rulebook
            .rule_ids()
            .map(|rule| {
                let clauses = &space.rules[rule.index()];
                if self.hangs_on(open) && unsettled(rule) {
                    return Wait { fail: clauses.iter().map(rest).collect(), hold: Vec::new() };
                }
                let (reading, plain): (Vec<_>, Vec<_>) =
                    clauses.iter().partition(|clause| reads(open, clause));
                Wait {
                    fail: reading.into_iter().map(rest).collect(),
                    hold: plain.into_iter().map(Vec::as_slice).collect(),
                }
            })
            .filter(|wait| !wait.fail.is_empty())
            .collect()
    }

    fn hangs_on(&self, open: QuestionId) -> bool {
        self.rulebook.head().levels_by == Some(open)
    }

    /// The yes-no questions with which ticking could take a rule away.
    pub(super) fn may_take_away(&self, rule: RuleId) -> Vec<QuestionId> {
        let clauses = self.spaces.iter().flat_map(|space| &space.rules[rule.index()]);
        let mut read = vec![false; self.rulebook.questions().len()];
        clauses.flatten().for_each(|literal| read[literal.question] = true);
        let is_yes_no = |id: &QuestionId| matches!(self.rulebook[*id].kind, Kind::YesNo);
        let questions = self.rulebook.question_ids().filter(|id| read[id.index()]);
        questions.filter(is_yes_no).collect()
    }

    /// Answers to which a rule applies, but where ticking the question takes it away and leaves
    /// a lower level than its own: the answers before, and after.
    pub(super) fn non_monotone(
        &self,
        rule: RuleId,
        ticked: QuestionId,
    ) -> Found<(Witness, Witness)> {
        let at = ticked.index();
        let found = self.find_in_spaces(|space, option| {
            let level = self.level(rule, option);
            let (no, yes) = (space.only(ticked, Value::NO), space.only(ticked, Value::YES));
            let needs_no = |clause: &&Conjunction| {
                clause.iter().any(|l| l.question == at && l.classes.is_disjoint(&yes))
            };
            let losable = space.rules[rule.index()].iter().filter(needs_no);
            let losable: Vec<&[Literal]> = losable.map(Vec::as_slice).collect();
            let Some(ticked_class) = yes.first() else { return Ok(None) };
            if losable.is_empty() || no == yes || level == Level::Suitable {
                return Ok(None);
            }
            let mut problem = space.answered(option);
            problem.keep(at, &no);
            problem.hold(&losable);
            // What would keep the level up once the question is ticked fails; nothing is open
            // then, either.
            let limits = space.limits.iter().map(|(_, limit)| limit);
            let failing = self.rules_from(space, level, option).chain(limits);
            for clause in failing.filter(|clause| !needs_no(clause)) {
                problem.fail(without(ticked, clause));
            }
            let tick = |picks: &Picks| {
                let mut ticked = picks.clone();
                ticked[at] = ticked_class;
                ticked
            };
            self.pair((space, ticked), problem, tick, [&|_| true; 2])
        })?;
        if let Some((before, after)) = &found {
            let applies = |witness| self.screen(witness).findings.iter().any(|f| f.rule == rule);
            agreed(applies(before) && !applies(after));
            agreed(self.screened_level(before) > self.screened_level(after));
        }
        Ok(found)
    }

    /// Answers with a go verdict that leave a question out which is not asked, and the same with an
    /// answer to it that makes the verdict a stop.
    pub(super) fn silenced(&self, question: QuestionId) -> Found<(Witness, Witness)> {
        let at = question.index();
        if self.rulebook[question].ask_when.is_none() {
            return Ok(None);
        }
        let found = self.find_in_spaces(|space, option| {
            let left_out = space.left_out(at).classes;
            let Some(left_out_class) = left_out.first() else { return Ok(None) };
            let mut problem = space.answered(option);
            problem.remove(at, &left_out);
            // While it is left out and not asked, no test on it holds.
            let (reading, others): (Vec<_>, Vec<_>) = self
                .rules_from(space, Level::Defer, option)
                .partition(|clause| reads(question, clause));
            let gate = space.gates[at].iter().flatten();
            others.into_iter().chain(gate).for_each(|clause| problem.fail(clause));
            let leave_out = |picks: &Picks| {
                let mut before = picks.clone();
                before[at] = left_out_class;
                before
            };
            first_found(reading.into_iter().map(|clause| {
                let mut problem = problem.clone();
                problem.hold(&[clause]);
                // What else is open does not keep the clause from holding.
                let matters = |id: QuestionId| {
                    let left_out = space.left_out(id.index()).classes;
                    let literal = clause.iter().find(|l| l.question == id.index());
                    literal.is_some_and(|l| !l.classes.is_disjoint(&left_out))
                };
                let matters: [&dyn Fn(QuestionId) -> bool; 2] = [&matters, &|_| true];
                let pair = self.pair((space, question), problem, leave_out, matters)?;
                Ok(pair.map(|(after, before)| (before, after)))
            }))
        })?;
        if let Some((before, after)) = &found {
            agreed(self.screened_level(before).is_go() && self.screened_level(after).is_stop());
        }
        Ok(found)
    }

    /// Answers that get this level, as plain as there are for any one rule that brings it about.
    pub(super) fn reached(&self, level: Level) -> Found<Witness> {
        let mut plainest: Option<Witness> = None;
        let found = self.find_in_spaces(|space, option| {
            let mut above = space.answered(option);
            self.fail_rules(&mut above, space, |rule| self.level(rule, option) > level);
            let mut offer = |problem: Problem| {
                let Some(picks) = problem.solve(&self.budget)? else { return Ok(None) };
                let witness = self.witness(space, &picks, None);
                let fewer = |known: &Witness| witness.given().len() < known.given().len();
                if plainest.as_ref().is_none_or(fewer) {
                    plainest = Some(witness);
                }
                Ok(None::<Witness>)
            };
            let no_rule = (level == Level::Suitable).then(|| offer(above.clone()));
            let is_at = |rule: &RuleId| self.level(*rule, option) == level;
            let by_rule = self.rulebook.rule_ids().filter(is_at).map(|rule| {
                let mut problem = above.clone();
                space.hold_rule(&mut problem, rule);
                offer(problem)
            });
            first_found(no_rule.into_iter().chain(by_rule))
        });
        if let Some(witness) = &plainest {
            agreed(self.screened_level(witness) == level);
            return Ok(plainest);
        }
        found
    }

    /// Answers to which this rule decides the verdict: without it the level would be lower.
    pub(super) fn decisive(&self, rule: RuleId) -> Found<Witness> {
        let found = self.find_in_spaces(|space, option| {
            let level = self.level(rule, option);
            if level == Level::Suitable {
                return Ok(None);
            }
            let mut problem = space.answered(option);
            space.hold_rule(&mut problem, rule);
            let is_as_high = |other| other != rule && self.level(other, option) >= level;
            self.fail_rules(&mut problem, space, is_as_high);
            let picks = problem.solve(&self.budget)?;
            Ok(picks.map(|picks| self.witness(space, &picks, None)))
        })?;
        if let Some(witness) = &found {
            let outcome = self.screen(witness);
            let level = outcome.floor;
            let mut deciding = outcome.findings.iter().filter(|f| f.level == level);
            agreed(outcome.verdict() == Verdict::Level(level));
            agreed(deciding.next().is_some_and(|f| f.rule == rule) && deciding.next().is_none());
        }
        Ok(found)
    }

    /// The clauses of all rules that have at least this level for an option.
    fn rules_from<'s>(
        &'s self,
        space: &'s Space,
        level: Level,
        option: Option<OptionId>,
    ) -> impl Iterator<Item = &'s Conjunction> {
        let rules = self.rulebook.rule_ids().filter(move |&rule| self.level(rule, option) >= level);
        rules.flat_map(|rule| &space.rules[rule.index()])
    }

    /// Lets the clauses of these rules fail.
    fn fail_rules(&self, problem: &mut Problem, space: &Space, these: impl Fn(RuleId) -> bool) {
        let rules = self.rulebook.rule_ids().filter(|&rule| these(rule));
        let clauses = rules.flat_map(|rule| &space.rules[rule.index()]);
        clauses.for_each(|clause| problem.fail(clause));
    }
}

/// Leaves open no question but one: none is left out that is, or might be, asked and for which
/// nothing is assumed.
///
/// Where it hangs on the open question whether one is asked for which something is assumed,
/// that one is answered with it: what holds or fails for certain while it is left out also does
/// when it is answered.
fn leave_nothing_else_open(problem: &mut Problem, space: &Space, open: QuestionId) {
    for (_, limit) in space.limits.iter().filter(|(question, _)| *question != open.index()) {
        problem.fail(without(open, limit));
    }
    for (question, gate) in space.gates.iter().enumerate() {
        let gate = gate.as_deref().unwrap_or_default();
        if gate.iter().any(|clause| reads(open, clause)) {
            let left_out = space.left_out(question);
            for clause in gate {
                problem.fail([&left_out].into_iter().chain(without(open, clause)));
            }
        }
    }
}

/// Whether a clause reads a question.
fn reads(question: QuestionId, clause: &[Literal]) -> bool {
    clause.iter().any(|literal| literal.question == question.index())
}

/// What a clause reads besides a question.
fn without(question: QuestionId, clause: &[Literal]) -> impl Iterator<Item = &Literal> {
    clause.iter().filter(move |literal| literal.question != question.index())
}

/// What keeps a rule from waiting for an open question: all of these fail, or one of those that do
/// not read it holds, so that the rule applies either way.
struct Wait<'s> {
    fail: Vec<Vec<&'s Literal>>,
    hold: Vec<&'s [Literal]>,
}
