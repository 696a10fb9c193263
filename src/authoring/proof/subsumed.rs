//! Rules that are always accompanied by others at least as strict.

use std::ops::Range;

use super::Prover;
use super::budget::Undecided;
use super::problem::Picks;
use super::space::Space;
use crate::rulebook::{Level, OptionId, RuleId};

/// Answers to which a rule raises the level, for one option.
struct Example<'s> {
    space: &'s Space,
    option: Option<OptionId>,
    picks: Picks,
}

impl Prover<'_> {
    /// Rules that between them always apply at a level at least as high where this one raises
    /// the level; none of them can be left out. None if it can decide a verdict, or never
    /// raises one.
    pub(super) fn subsumed_by(&self, rule: RuleId) -> Result<Vec<RuleId>, Undecided> {
        let Some(example) = self.uncovered(rule, &[])? else { return Ok(Vec::new()) };
        let mut others: Vec<RuleId> =
            self.rulebook.rule_ids().filter(|&other| other != rule).collect();
        // One rule that does all of that alone also does it in the example.
        for &other in others.iter().filter(|&&other| self.covers(&example, rule, other)) {
            if self.uncovered(rule, &[other])?.is_none() {
                return Ok(vec![other]);
            }
        }
        if self.uncovered(rule, &others)?.is_some() {
            return Ok(Vec::new());
        }
        let mut kept = 0;
        let all = 0..others.len();
        self.leave_out(rule, &mut others, &mut kept, all)?;
        Ok(others)
    }

    /// Leaves out, from first to last, each of these others without which the rest still covers the
    /// rule: all of them at once where that will do, otherwise half by half. `kept` of those
    /// before them stay.
    fn leave_out(
        &self,
        rule: RuleId,
        others: &mut Vec<RuleId>,
        kept: &mut usize,
        these: Range<usize>,
    ) -> Result<(), Undecided> {
        let these = *kept..*kept + these.len();
        let rest = [&others[..these.start], &others[these.end..]].concat();
        if self.uncovered(rule, &rest)?.is_none() {
            *others = rest;
        } else if these.len() == 1 {
            *kept += 1;
        } else {
            let half = these.len() / 2;
            self.leave_out(rule, others, kept, 0..half)?;
            self.leave_out(rule, others, kept, half..these.len())?;
        }
        Ok(())
    }

    /// Answers to which a rule raises the level, and none of the others applies at a level no lower.
    fn uncovered(&self, rule: RuleId, others: &[RuleId]) -> Result<Option<Example<'_>>, Undecided> {
        self.find_in_spaces(|space, option| {
            let level = self.level(rule, option);
            if level < Level::Caution {
                return Ok(None);
            }
            let mut problem = space.answered(option);
            space.hold_rule(&mut problem, rule);
            for other in others.iter().filter(|&&other| self.level(other, option) >= level) {
                space.rules[other.index()].iter().for_each(|clause| problem.fail(clause));
            }
            let picks = problem.solve(&self.budget)?;
            Ok(picks.map(|picks| Example { space, option, picks }))
        })
    }

    /// Whether another rule applies in an example of a rule, at a level no lower.
    fn covers(&self, example: &Example<'_>, rule: RuleId, other: RuleId) -> bool {
        let Example { space, option, picks } = example;
        self.level(other, *option) >= self.level(rule, *option)
            && space.rules[other.index()].iter().any(|clause| {
                clause.iter().all(|literal| literal.classes.contains(picks[literal.question]))
            })
    }
}
