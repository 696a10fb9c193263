//! Whether any answers tell a changed rulebook from the one as it is.
//!
//! A change reaches only some rules, and what becomes of a rule hangs only on the questions that
//! it reads, and where the change is one of what is asked or assumed also on the question changed:
//! an answer to it can put in doubt what is assumed elsewhere. So for each rule that a change
//! reaches, every combination of answers to those questions is tried, on both rulebooks cut down to
//! the rules that read nothing else. Where all of that is the same, the changed rulebook does the
//! same with all answers whatsoever.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::mutant::{Edit, Mutant};
use super::sample::{self, UNSURE};
use crate::answers::Answers;
use crate::rulebook::{Level, Levels, QuestionId, QuestionSet, RuleId, Rulebook, Wants};
use crate::screening::{Outcome, Screener, Verdict};
use crate::text::word::Word as _;

/// More combinations than this are not tried.
pub(super) const MOST: usize = 100_000;

/// What trying out came to.
pub(super) enum Found {
    /// No answers tell the two apart.
    Equivalent,
    /// These do, for themselves; the most telling first.
    Apart(Vec<Telling>),
    /// There were more than [`MOST`] combinations.
    TooMany,
}

/// Answers to the questions involved between which the two rulebooks differ.
#[derive(Clone)]
pub(super) struct Telling {
    pub(super) on: Date,
    /// Nothing where the question is left unanswered.
    pub(super) answers: Vec<(QuestionId, Option<String>)>,
    pub(super) grade: (Grade, usize),
}

/// What shows the difference: the sooner the better.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Grade {
    /// Other rules, or other levels.
    Rules,
    /// Another verdict, or other open questions.
    Rest,
    /// Only the day on which a finding ends.
    Ends,
}

/// Tries out a change. `changed` is the rulebook with the change made.
pub(super) fn examine(rulebook: &Rulebook, changed: &Rulebook, mutant: &Mutant, on: Date) -> Found {
    let mut telling = Vec::new();
    let mut budget = MOST;
    for rule in reached(rulebook, &mutant.edit) {
        let mut involved = reads(rulebook, rule);
        if let Some(question) = mutant.edit.question() {
            involved.union_with(&rulebook.dependencies([question]));
        }
        let among: Vec<RuleId> = rulebook
            .rule_ids()
            .filter(|&rule| reads(rulebook, rule).is_subset(&involved))
            .collect();
        let pair = [rulebook.only(&among), changed.only(&among)];
        let trial = Trial { pair: &pair, involved: involved.iter().collect(), edit: &mutant.edit };
        let Some(more) = trial.telling(on, &mut budget) else {
            if telling.is_empty() {
                return Found::TooMany;
            }
            break;
        };
        telling.extend(more);
    }
    telling.sort_by_key(|telling: &Telling| telling.grade);
    if telling.is_empty() { Found::Equivalent } else { Found::Apart(telling) }
}

/// The rules of which a change could make something else.
fn reached(rulebook: &Rulebook, edit: &Edit) -> Vec<RuleId> {
    match edit {
        Edit::When(rule, _) | Edit::Level(rule, _) => vec![*rule],
        Edit::AskWhen(question, _) | Edit::Assume(question, _) => {
            let is_touched = |id: &QuestionId| id == question || rulebook[*id].assume.is_some();
            let touched: Vec<QuestionId> =
                rulebook.dependencies([*question]).iter().filter(is_touched).collect();
            let is_reached = |rule: &RuleId| {
                let reads = reads(rulebook, *rule);
                touched.iter().any(|&id| reads.contains(id))
            };
            rulebook.rule_ids().filter(is_reached).collect()
        }
    }
}

/// The questions that a rule hangs on: those that it tests, those on which it hangs whether these
/// are asked, and the one that its level hangs on. No edit adds to them.
fn reads(rulebook: &Rulebook, rule: RuleId) -> QuestionSet {
    let rule = &rulebook[rule];
    let by_option = matches!(rule.level, Levels::ByOption(_));
    let levels_by = rulebook.head().levels_by.filter(|_| by_option);
    rulebook.dependencies(rule.when.questions().into_iter().chain(levels_by))
}

/// Two small rulebooks that differ by one change, and the questions that their rules read.
struct Trial<'a> {
    pair: &'a [Rulebook; 2],
    involved: Vec<QuestionId>,
    edit: &'a Edit,
}

impl Trial<'_> {
    /// Every combination of answers between which the two differ; nothing if there are more than
    /// the budget still covers.
    fn telling(&self, on: Date, budget: &mut usize) -> Option<Vec<Telling>> {
        let wants: Vec<Vec<Wants>> = self
            .involved
            .iter()
            .map(|&id| self.pair.iter().flat_map(|rulebook| sample::wants(rulebook, id)).collect())
            .collect();
        let durations: Vec<_> = wants.iter().map(|wants| sample::waits(wants)).collect();
        let screeners = self.pair.each_ref().map(Screener::new);
        let mut telling = Vec::new();
        for on in sample::treatment_dates(&durations, on) {
            let choices: Vec<Vec<Option<String>>> = self
                .involved
                .iter()
                .zip(&wants)
                .map(|(&id, wants)| self.choices(id, wants, on))
                .collect();
            let combinations = choices
                .iter()
                .try_fold(1_usize, |so_far, choices| so_far.checked_mul(choices.len()))?;
            *budget = budget.checked_sub(combinations)?;
            for combination in 0..combinations {
                telling.extend(self.compare(&screeners, &choices, combination, on));
            }
        }
        Some(telling)
    }

    /// The answers to try for a question.
    /// What may be said to a question, nothing included where that could show something.
    fn choices(&self, id: QuestionId, wants: &[Wants], on: Date) -> Vec<Option<String>> {
        let question = &self.pair[0][id];
        let is_gated = self.pair.iter().any(|rulebook| rulebook[id].ask_when.is_some());
        match self.edit {
            // Another assumption shows only where there is no answer, unless it is held against an
            // answer that is not asked for.
            Edit::Assume(changed, _) if *changed == id && !is_gated => return vec![None],
            _ => {}
        }
        let answers = sample::answers(&self.pair[0], id, wants, on).into_iter().map(Some);
        // What is assumed for a question that is always asked is as good as said, until it gives
        // way to an answer.
        let may_give_way = self.edit.question().is_some() && question.assume.is_some();
        answers.chain((is_gated || may_give_way).then_some(None)).collect()
    }

    fn compare(
        &self,
        screeners: &[Screener<'_>; 2],
        choices: &[Vec<Option<String>>],
        mut combination: usize,
        on: Date,
    ) -> Option<Telling> {
        let mut given = Vec::with_capacity(choices.len());
        for (choices, id) in choices.iter().zip(&self.involved) {
            given.push((*id, &choices[combination % choices.len()]));
            combination /= choices.len();
        }
        let [is, would_be] = [0, 1].map(|at| {
            let rulebook = &self.pair[at];
            let mut answers = Answers::new(rulebook, on);
            for (id, text) in &given {
                if let Some(text) = text {
                    // INVARIANT: only answers that fit are offered.
                    answers.set(&rulebook[*id].id, text).expect("the answer fits");
                }
            }
            screeners[at].outcome(&answers)
        });
        let grade = grade(&is, &would_be)?;
        let unsure = given.iter().filter(|(_, text)| text.as_deref() == Some(UNSURE)).count();
        let answers = given.into_iter().map(|(id, text)| (id, text.clone())).collect();
        Some(Telling { on, answers, grade: (grade, unsure) })
    }
}

/// What differs between two outcomes that a case could tell; nothing if no case could, whatever
/// the other rules came to.
fn grade(is: &Outcome, would_be: &Outcome) -> Option<Grade> {
    let rules = |outcome: &Outcome| -> Vec<_> {
        outcome.findings.iter().map(|finding| (finding.rule, finding.level)).collect()
    };
    let ends = |outcome: &Outcome| -> Vec<_> {
        outcome.findings.iter().map(|finding| finding.ends).collect()
    };
    // A case names them in no order.
    let open = |outcome: &Outcome| -> BTreeSet<_> {
        outcome.open.iter().map(|open| open.question).collect()
    };
    if rules(is) != rules(would_be) {
        Some(Grade::Rules)
    } else if open(is) != open(would_be) || verdicts_differ(is, would_be) {
        Some(Grade::Rest)
    } else if ends(is) != ends(would_be) {
        Some(Grade::Ends)
    } else {
        None
    }
}

fn verdicts_differ(is: &Outcome, would_be: &Outcome) -> bool {
    let range = |outcome: &Outcome| (outcome.floor, outcome.at_worst);
    range(is) != range(would_be) && verdicts(is) != verdicts(would_be)
}

/// The verdict beside whatever floor and worst case the other rules come to.
fn verdicts(outcome: &Outcome) -> Vec<Verdict> {
    let levels = || Level::ALL.iter().map(|(level, _)| *level);
    let mut beside = outcome.clone();
    let mut verdicts = Vec::new();
    for floor in levels() {
        for at_worst in levels().filter(|&level| level >= floor) {
            beside.floor = outcome.floor.max(floor);
            beside.at_worst = outcome.at_worst.max(at_worst);
            verdicts.push(beside.verdict());
        }
    }
    verdicts
}
