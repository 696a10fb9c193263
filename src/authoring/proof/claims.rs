//! The claims of a verification, each as a search for an example or a counterexample.

use super::search::{Conjunction, Domains, Literal, Picks, find};
use super::space::Space;
use super::{Prover, Witness, agreed};
use crate::rulebook::{Kind, Level, OptionId, QuestionId, RuleId, Value};
use crate::screening::Verdict;

impl Prover<'_> {
    /// Answers that get this go verdict while a question that applies is open.
    ///
    /// With only that question open, a rule possibly applies if the rest of one of its clauses
    /// holds, and certainly if a clause holds that does not read the question at all. The verdict
    /// is `level` if no rule that might be higher possibly applies, and one that is certain to
    /// reach it certainly does.
    pub(super) fn unsafe_go(&self, open: QuestionId, level: Level) -> Option<Witness> {
        let options = if self.hangs_on(open) { vec![None] } else { self.rulebook.level_options() };
        let every_space = self.spaces.iter().flat_map(|s| options.iter().map(move |&o| (s, o)));
        let found = every_space.into_iter().find_map(|(space, option)| {
            let range = |rule: RuleId| self.rulebook[rule].level.range(option);
            let higher = self.rulebook.rule_ids().filter(|&rule| range(rule).1 > level);
            let mut failing: Vec<Conjunction> = higher
                .flat_map(|rule| &space.rules[rule.index()])
                .map(|clause| without(open, clause))
                .collect();
            failing.extend(nothing_else_open(space, open));
            let mut domains = space.all(option);
            domains[open.index()].subtract(&space.left_out(open.index()).classes);
            let reaching = self.rulebook.rule_ids().filter(|&rule| range(rule).0 == level);
            let reaching = reaching.flat_map(|rule| &space.rules[rule.index()]);
            let mut reaching: Vec<Conjunction> =
                reaching.filter(|c| !reads(open, c)).cloned().collect();
            if level == Level::Suitable {
                // No rule is needed for it.
                reaching.insert(0, Conjunction::new());
            }
            let mut holding = vec![reaching.as_slice()];
            holding.extend(space.gates[open.index()].as_deref());
            // No rule may wait for the question: else it is needed, and the verdict incomplete.
            let waits = self.waits(space, open, |rule| range(rule).0 < range(rule).1);
            let failing: Vec<Vec<&Literal>> =
                failing.iter().map(|clause| clause.iter().collect()).collect();
            let picks = unawaited(&waits, &domains, &holding, &failing)?;
            Some(self.witness(space, &picks, Some(open)))
        });
        found.inspect(|witness| {
            let outcome = self.screen(witness);
            agreed(outcome.verdict() == Verdict::Level(level));
        })
    }

    /// How each rule that reads a question in some of its clauses, or whose level is `unsettled`
    /// by it, could be kept from waiting for it.
    fn waits<'s>(
        &self,
        space: &'s Space,
        open: QuestionId,
        unsettled: impl Fn(RuleId) -> bool,
    ) -> Vec<Wait<'s>> {
        let rest = |clause: &'s Conjunction| {
            clause.iter().filter(|l| l.question != open.index()).collect::<Vec<_>>()
        };
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
                    hold: plain.into_iter().cloned().collect(),
                }
            })
            .filter(|wait| !wait.fail.is_empty())
            .collect()
    }

    fn hangs_on(&self, open: QuestionId) -> bool {
        self.rulebook.head().levels_by == Some(open)
    }

    /// Answers to which a rule applies, but where ticking the question takes it away and leaves
    /// a lower level than its own: the answers before, and after.
    pub(super) fn non_monotone(
        &self,
        rule: RuleId,
        ticked: QuestionId,
    ) -> Option<(Witness, Witness)> {
        if !matches!(self.rulebook[ticked].kind, Kind::YesNo) {
            return None;
        }
        let at = ticked.index();
        let found = self.spaces.iter().find_map(|space| {
            let (no, yes) = (space.only(ticked, Value::NO), space.only(ticked, Value::YES));
            let needs_no = |clause: &&Conjunction| {
                clause.iter().any(|l| l.question == at && l.classes.is_disjoint(&yes))
            };
            let losable = space.rules[rule.index()].iter().filter(needs_no).cloned();
            let losable: Vec<Conjunction> = losable.collect();
            if losable.is_empty() || no == yes {
                return None;
            }
            self.rulebook.level_options().into_iter().find_map(|option| {
                let level = self.level(rule, option);
                if level == Level::Suitable {
                    return None;
                }
                // What would keep the level up once the question is ticked.
                let failing = self
                    .rules_from(space, level, option)
                    .filter(|clause| !needs_no(clause))
                    .map(|clause| clause.iter().filter(|l| l.question != at).collect());
                // Nothing is open then, either.
                let limits = space.limits.iter().map(|(_, limit)| limit);
                let limits = limits.filter(|limit| !needs_no(limit));
                let limits =
                    limits.map(|limit| limit.iter().filter(|l| l.question != at).collect());
                let failing: Vec<_> = failing.chain(limits).collect();
                let mut domains = space.all(option);
                domains[at] = no.clone();
                let yes = yes.first()?;
                let tick = |picks: &Picks| {
                    let mut ticked = picks.clone();
                    ticked[at] = yes;
                    ticked
                };
                let holding = [losable.as_slice()];
                self.pair((space, ticked), &domains, &holding, &failing, tick, [&|_| true; 2])
            })
        });
        found.inspect(|(before, after)| {
            let applies = |witness| self.screen(witness).findings.iter().any(|f| f.rule == rule);
            agreed(applies(before) && !applies(after));
            agreed(self.screened_level(before) > self.screened_level(after));
        })
    }

    /// Answers with a go verdict that leave a question out which is not asked, and the same with an
    /// answer to it that makes the verdict a stop.
    pub(super) fn silenced(&self, question: QuestionId) -> Option<(Witness, Witness)> {
        let at = question.index();
        let found = self.spaces.iter().find_map(|space| {
            let gate = space.gates[at].as_ref()?;
            let left_out = space.left_out(at).classes;
            self.rulebook.level_options().into_iter().find_map(|option| {
                let mut domains = space.all(option);
                domains[at].subtract(&left_out);
                // While it is left out and not asked, no test on it holds.
                let (reading, others): (Vec<_>, Vec<_>) = self
                    .rules_from(space, Level::Defer, option)
                    .partition(|clause| reads(question, clause));
                let failing: Vec<Vec<&Literal>> =
                    others.into_iter().chain(gate).map(|clause| clause.iter().collect()).collect();
                let left_out = left_out.first()?;
                let leave_out = |picks: &Picks| {
                    let mut before = picks.clone();
                    before[at] = left_out;
                    before
                };
                reading.into_iter().find_map(|clause| {
                    let holding = [std::slice::from_ref(clause)];
                    // What else is open does not keep the clause from holding.
                    let matters = |id: QuestionId| {
                        let left_out = space.left_out(id.index()).classes;
                        let literal = clause.iter().find(|l| l.question == id.index());
                        literal.is_some_and(|l| !l.classes.is_disjoint(&left_out))
                    };
                    let matters: [&dyn Fn(QuestionId) -> bool; 2] = [&matters, &|_| true];
                    let sides = (space, question);
                    let (after, before) =
                        self.pair(sides, &domains, &holding, &failing, leave_out, matters)?;
                    Some((before, after))
                })
            })
        });
        found.inspect(|(before, after)| {
            agreed(self.screened_level(before).is_go() && self.screened_level(after).is_stop());
        })
    }

    /// Answers that get this level, as plain as there are for any one rule that brings it about.
    pub(super) fn reached(&self, level: Level) -> Option<Witness> {
        let mut plainest: Option<Witness> = None;
        let mut offer = |witness: Witness| {
            if plainest.as_ref().is_none_or(|known| witness.given().len() < known.given().len()) {
                plainest = Some(witness);
            }
        };
        for space in &self.spaces {
            for option in self.rulebook.level_options() {
                let failing = self.above(space, level, option);
                let mut find = |holding: &[&[Conjunction]]| {
                    if let Some(picks) = space.find(&space.all(option), holding, &failing) {
                        offer(self.witness(space, &picks, None));
                    }
                };
                if level == Level::Suitable {
                    find(&[]);
                }
                for rule in
                    self.rulebook.rule_ids().filter(|&rule| self.level(rule, option) == level)
                {
                    find(&[&space.rules[rule.index()]]);
                }
            }
        }
        plainest.inspect(|witness| agreed(self.screened_level(witness) == level))
    }

    /// Answers to which this rule decides the verdict: without it the level would be lower.
    pub(super) fn decisive(&self, rule: RuleId) -> Option<Witness> {
        let found = self.spaces.iter().find_map(|space| {
            self.rulebook.level_options().into_iter().find_map(|option| {
                let level = self.level(rule, option);
                let others = self.rulebook.rule_ids().filter(|&other| other != rule);
                let others = others.filter(|&other| self.level(other, option) >= level);
                let failing: Vec<_> = others
                    .flat_map(|other| &space.rules[other.index()])
                    .map(|clause| clause.iter().collect())
                    .collect();
                let holding = [space.rules[rule.index()].as_slice()];
                let picks = (level > Level::Suitable)
                    .then(|| space.find(&space.all(option), &holding, &failing))??;
                Some(self.witness(space, &picks, None))
            })
        });
        found.inspect(|witness| {
            let level = self.screened_level(witness);
            let outcome = self.screen(witness);
            let mut deciding = outcome.findings.iter().filter(|f| f.level == level);
            agreed(deciding.next().is_some_and(|f| f.rule == rule) && deciding.next().is_none());
        })
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

    /// The clauses of all rules above a level.
    fn above<'s>(
        &self,
        space: &'s Space,
        level: Level,
        option: Option<OptionId>,
    ) -> Vec<Vec<&'s Literal>> {
        let rules = self.rulebook.rule_ids().filter(|&rule| self.level(rule, option) > level);
        let clauses = rules.flat_map(|rule| &space.rules[rule.index()]);
        clauses.map(|clause| clause.iter().collect()).collect()
    }
}

/// What has to fail so that one question is open and no other: none is left out that is, or
/// might be, asked and for which nothing is assumed.
///
/// Where it hangs on the open question whether one is asked for which something is assumed,
/// that one is answered with it: what holds or fails for certain while it is left out also does
/// when it is answered.
fn nothing_else_open(space: &Space, open: QuestionId) -> Vec<Conjunction> {
    let others = space.limits.iter().filter(|(question, _)| *question != open.index());
    let mut failing: Vec<Conjunction> = others.map(|(_, limit)| without(open, limit)).collect();
    for (question, gate) in space.gates.iter().enumerate() {
        let gate = gate.as_deref().unwrap_or_default();
        if gate.iter().any(|clause| reads(open, clause)) {
            failing.extend(gate.iter().map(|clause| {
                let left_out = [space.left_out(question)];
                left_out.into_iter().chain(without(open, clause)).collect()
            }));
        }
    }
    failing
}

/// Whether a clause reads a question.
fn reads(question: QuestionId, clause: &[Literal]) -> bool {
    clause.iter().any(|literal| literal.question == question.index())
}

/// What a clause reads besides a question.
fn without(question: QuestionId, clause: &[Literal]) -> Conjunction {
    clause.iter().filter(|literal| literal.question != question.index()).cloned().collect()
}

/// What keeps a rule from waiting for an open question: all of these fail, or one of those that do
/// not read it holds, so that the rule applies either way.
struct Wait<'s> {
    fail: Vec<Vec<&'s Literal>>,
    hold: Vec<Conjunction>,
}

/// As [`find`], with every wait kept off in one of its two ways.
fn unawaited(
    waits: &[Wait<'_>],
    all: &Domains,
    holding: &[&[Conjunction]],
    failing: &[Vec<&Literal>],
) -> Option<Picks> {
    let Some((wait, others)) = waits.split_first() else {
        return find(all, holding, failing);
    };
    let failing_too: Vec<_> = failing.iter().chain(&wait.fail).cloned().collect();
    unawaited(others, all, holding, &failing_too).or_else(|| {
        if wait.hold.is_empty() {
            return None;
        }
        let holding_too: Vec<_> = holding.iter().copied().chain([wait.hold.as_slice()]).collect();
        unawaited(others, all, &holding_too, failing)
    })
}
