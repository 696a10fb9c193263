//! Whether a changed rulebook gives another outcome for any answers.
//!
//! A change affects only some rules, and whether a rule applies depends only on the questions that
//! it reads. If the change is one of an `ask_when` or an `assume`, it also depends on the changed
//! question: an answer to it can contradict what is assumed for others. So for each affected rule,
//! every combination of answers to these questions is tried, on both rulebooks reduced to the rules
//! that read no other question. If all outcomes are the same, the changed rulebook gives the same
//! outcome for all answers.
//!
//! The answers tried are one of each class that the tests of either rulebook can tell apart, on
//! enough treatment dates to cover what is possible on any date.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::mutant::{Edit, Mutant};
use crate::answers::Answer;
use crate::authoring::cases::answers_of;
use crate::authoring::proof::{self, Budget, Domain};
use crate::rulebook::{Level, Levels, QuestionId, QuestionSet, Rule, RuleId, Rulebook, Wants};
use crate::screening::{Outcome, Screener, Verdict};
use crate::text::word::Word as _;

/// More combinations than this are not tried.
pub(super) const MAX_COMBINATIONS: usize = 100_000;

/// What comparing a changed rulebook with the one as it is came to.
pub(super) enum Compared {
    /// No answers tell the two apart.
    Equivalent,
    /// These do, for themselves; the most telling first.
    Apart(Vec<Telling>),
    /// There were more than [`MAX_COMBINATIONS`].
    TooMany,
}

/// Answers to the questions involved between which the two rulebooks differ.
#[derive(Clone)]
pub(super) struct Telling {
    pub(super) on: Date,
    /// `None` where the question is left unanswered.
    pub(super) answers: Vec<(QuestionId, Option<Answer>)>,
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

/// Tries out a change, on the day `on` where one day does.
pub(super) fn compare(
    rulebook: &Rulebook,
    mutant: &Mutant,
    on: Date,
    reads: &[QuestionSet],
    budget: &Budget,
) -> Compared {
    let mut telling = Vec::new();
    let mut combinations = MAX_COMBINATIONS;
    for rule in reached(rulebook, &mutant.edit, reads) {
        let mut involved = reads[rule.index()].clone();
        if let Some(question) = mutant.edit.question() {
            involved.union_with(&rulebook.dependencies([question]));
        }
        let is_among = |rule: &RuleId| reads[rule.index()].is_subset(&involved);
        let comparison = Comparison {
            rulebook,
            mutant,
            rules: rulebook.rule_ids().filter(is_among).collect(),
            involved: involved.iter().collect(),
            budget,
        };
        let Some(more) = comparison.telling(on, &mut combinations) else {
            if telling.is_empty() {
                return Compared::TooMany;
            }
            break;
        };
        telling.extend(more);
    }
    telling.sort_by_key(|telling: &Telling| telling.grade);
    if telling.is_empty() { Compared::Equivalent } else { Compared::Apart(telling) }
}

/// The rules of which a change could make something else.
pub(super) fn reached(rulebook: &Rulebook, edit: &Edit, reads: &[QuestionSet]) -> Vec<RuleId> {
    let Some(question) = edit.question() else { return edit.rule().into_iter().collect() };
    let is_touched = |id: &QuestionId| *id == question || rulebook[*id].assume.is_some();
    let touched: Vec<QuestionId> =
        rulebook.dependencies([question]).iter().filter(is_touched).collect();
    let is_reached = |rule: &RuleId| touched.iter().any(|&id| reads[rule.index()].contains(id));
    rulebook.rule_ids().filter(is_reached).collect()
}

/// The questions that each rule hangs on: those that it tests, those on which it hangs whether these
/// are asked, and the one that its level hangs on. No edit adds to them.
pub(super) fn reads(rulebook: &Rulebook) -> Vec<QuestionSet> {
    let of = |rule: &Rule| {
        let by_option = matches!(rule.level, Levels::ByOption(_));
        let levels_by = rulebook.head().levels_by.filter(|_| by_option);
        rulebook.dependencies(rule.when.questions().into_iter().chain(levels_by))
    };
    rulebook.rules().iter().map(of).collect()
}

/// A rulebook with these rules only, and without their texts.
pub(super) fn cut(rulebook: &Rulebook, rules: &[RuleId]) -> Rulebook {
    let rules = rules.iter().map(|&id| rulebook[id].bare()).collect();
    rulebook.with(rulebook.shared_questions(), rules)
}

/// A rulebook and a change of it, some of its rules, and the questions that these read.
struct Comparison<'a> {
    rulebook: &'a Rulebook,
    mutant: &'a Mutant,
    rules: Vec<RuleId>,
    involved: Vec<QuestionId>,
    budget: &'a Budget,
}

impl Comparison<'_> {
    /// Every combination of answers between which the two differ; `None` if there are more than
    /// these, or than the budget still covers.
    fn telling(&self, on: Date, most: &mut usize) -> Option<Vec<Telling>> {
        const STEPS_OF_A_COMBINATION: usize = 2_000;
        const STEPS_OF_A_RULE: usize = 100;
        let size = self.rules.len() + self.rulebook.questions().len();
        self.budget.spend(STEPS_OF_A_RULE * size + self.rulebook.rules().len()).ok()?;
        let is = cut(self.rulebook, &self.rules);
        let mut telling = Vec::new();
        for on in self.treatment_dates(&is, on)? {
            let would_be = self.mutant.cut(self.rulebook, on, &self.rules);
            let pair = [&is, &would_be].map(Screener::new);
            let tests = proof::tests(&is, is.conditions().chain(would_be.conditions()));
            let choices: Vec<Vec<Option<Answer>>> =
                self.involved.iter().map(|&id| self.choices(id, &tests[id.index()], on)).collect();
            let combinations = choices
                .iter()
                .try_fold(1_usize, |so_far, choices| so_far.checked_mul(choices.len()))?;
            *most = most.checked_sub(combinations)?;
            self.budget.spend(STEPS_OF_A_COMBINATION * combinations).ok()?;
            for combination in 0..combinations {
                telling.extend(self.difference(&pair, &choices, combination, on));
            }
        }
        Some(telling)
    }

    /// The treatment dates on which together every combination of answers can be seen; `None` if
    /// working them out would take too long.
    fn treatment_dates(&self, is: &Rulebook, on: Date) -> Option<Vec<Date>> {
        const FOUR_YEARS: usize = 1_461;
        let would_be = self.mutant.cut(self.rulebook, on, &self.rules);
        let changed = would_be.conditions().filter(|_| !self.mutant.is_dated);
        let tests = proof::tests(is, is.conditions().chain(changed));
        let waits: Vec<_> =
            self.involved.iter().map(|id| proof::waits(&tests[id.index()])).collect();
        // Waits that keep their order on every day are clear of each other by more than the day
        // by which one of them is changed. Where they do not, each day has a change of its own.
        if self.mutant.is_dated && !waits.iter().all(|waits| proof::is_steady(waits)) {
            return Some(on.series(jiff::Span::new().days(1)).take(FOUR_YEARS).collect());
        }
        let (days, is_whole) = proof::telling_days(&waits, on, self.budget);
        is_whole.then_some(days)
    }

    /// What may be said to a question, and `None` where leaving it out could show something.
    fn choices(&self, id: QuestionId, tests: &[&Wants], on: Date) -> Vec<Option<Answer>> {
        let question = &self.rulebook[id];
        let is_gated = question.ask_when.is_some();
        match self.mutant.edit {
            // Another assumption shows only where there is no answer, unless it is held against an
            // answer that is not asked for.
            Edit::Assume(changed, _) if changed == id && !is_gated => return vec![None],
            _ => {}
        }
        let levels = self.rulebook.head().levels_by == Some(id);
        let domain = Domain::of(question, tests, levels, on);
        let answers = domain.values().map(Answer::Value).chain([Answer::Unsure]).map(Some);
        // What is assumed for a question that is always asked is as good as said, until it gives
        // way to an answer.
        let may_give_way = self.mutant.edit.question().is_some() && question.assume.is_some();
        answers.chain((is_gated || may_give_way).then_some(None)).collect()
    }

    fn difference(
        &self,
        pair: &[Screener<'_>; 2],
        choices: &[Vec<Option<Answer>>],
        mut combination: usize,
        on: Date,
    ) -> Option<Telling> {
        let mut answers = Vec::with_capacity(choices.len());
        for (choices, id) in choices.iter().zip(&self.involved) {
            answers.push((*id, choices[combination % choices.len()]));
            combination /= choices.len();
        }
        let given = || answers.iter().filter_map(|&(id, answer)| Some((id, answer?)));
        let [is, would_be] = pair
            .each_ref()
            .map(|screener| screener.outcome(&answers_of(screener.rulebook(), on, given())));
        let grade = grade(&is, &would_be)?;
        let unsure = given().filter(|(_, answer)| *answer == Answer::Unsure).count();
        Some(Telling { on, answers, grade: (grade, unsure) })
    }
}

/// What differs between two outcomes that a case could tell; `None` if no case could,
/// with any findings of other rules.
pub(super) fn grade(is: &Outcome, would_be: &Outcome) -> Option<Grade> {
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

/// The verdict beside every floor and worst case that the other rules can come to.
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
