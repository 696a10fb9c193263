//! The rules that a change affects, and whether a case notices what it makes of them.
//!
//! A case names exactly the rules that apply. So a change is noticed if the affected rules alone
//! come to other findings, and is not if no case could tell what they come to apart. Only in
//! between does it take the whole rulebook to tell.

use std::cell::OnceCell;

use jiff::civil::Date;

use super::comparison::{self, Grade};
use super::mutant::Mutant;
use super::relevance::Relevance;
use crate::answers::Answer;
use crate::authoring::cases::{Case, Screeners};
use crate::rulebook::{QuestionId, QuestionSet, RuleId, Rulebook};

/// About how many steps it takes to screen a case, and to make a rule or question ready for that.
const STEPS_OF_A_CASE: usize = 1_000;
const STEPS_OF_A_RULE: usize = 60;

/// A change, and the rules that it affects.
pub(super) struct Affected<'a> {
    rulebook: &'a Rulebook,
    mutant: &'a Mutant,
    rules: Vec<RuleId>,
    /// The questions with answers that can make a difference to these rules.
    answers: QuestionSet,
}

/// All of a case that can make a difference to the rules affected.
type Relevant = (Date, bool, Vec<(QuestionId, Answer)>);

impl<'a> Affected<'a> {
    pub(super) fn by(
        rulebook: &'a Rulebook,
        mutant: &'a Mutant,
        relevance: &Relevance<'_>,
        steps: &mut usize,
    ) -> Self {
        let rules = comparison::reached(rulebook, &mutant.edit, relevance.hangs_on);
        let mut involved = rulebook.dependencies(mutant.edit.question());
        for &rule in &rules {
            involved.union_with(&relevance.hangs_on[rule.index()]);
        }
        *steps += (1 + rules.len() / 64) * rulebook.questions().len() + relevance.steps();
        Self { rulebook, mutant, rules, answers: relevance.answers(&involved) }
    }

    /// The place of the first of these cases that notices the change, if one does. All of them pass
    /// as the rulebook is.
    pub(super) fn noticing<'c>(
        &self,
        cases: impl Iterator<Item = &'c Case>,
        steps: &mut usize,
    ) -> Option<usize> {
        let is = comparison::cut(self.rulebook, &self.rules);
        *steps += self.steps_of_building(self.rules.len());
        let is = Screeners::new(&is);
        let by_date = self.mutant.by_date(cases.enumerate(), |(_, case)| case.on);
        by_date.into_iter().find_map(|(on, cases)| {
            *steps += self.steps_of_building(self.rules.len());
            let would_be = self.mutant.cut(self.rulebook, on, &self.rules);
            let would_be = Screeners::new(&would_be);
            let whole = OnceCell::new();
            let mut seen: Vec<Relevant> = Vec::new();
            let mut notices = |case: &Case| {
                let relevant = self.relevant(case);
                if seen.contains(&relevant) {
                    return false;
                }
                *steps += STEPS_OF_A_CASE + self.rules.len();
                let (is, would_be) = (is.screen_case(case), would_be.screen_case(case));
                match comparison::grade(&is, &would_be) {
                    None => {
                        seen.push(relevant);
                        false
                    }
                    Some(Grade::Rules) => true,
                    Some(Grade::Rest | Grade::Ends) => {
                        *steps += STEPS_OF_A_CASE + self.rulebook.rules().len();
                        let whole = whole.get_or_init(|| self.mutant.of(self.rulebook, on));
                        !Screeners::new(whole).agree(case)
                    }
                }
            };
            cases.into_iter().find_map(|(at, case)| notices(case).then_some(at))
        })
    }

    /// About how many steps it takes to make this number of rules ready for screening.
    fn steps_of_building(&self, rules: usize) -> usize {
        STEPS_OF_A_RULE * (rules + self.rulebook.questions().len())
            + self.mutant.steps(self.rulebook)
    }

    fn relevant(&self, case: &Case) -> Relevant {
        let answers = case.answers.iter().filter(|(id, _)| self.answers.contains(*id));
        (case.on, case.strict, answers.copied().collect())
    }
}
