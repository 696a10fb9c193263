//! Rules that are always accompanied by others at least as strict.

use super::Prover;
use crate::rulebook::{Level, RuleId};

impl Prover<'_> {
    /// Rules that between them always apply at a level at least as high where this one raises
    /// the level; none of them can be left out. None if it can decide a verdict, or never
    /// raises one.
    pub(super) fn subsumed_by(&self, rule: RuleId) -> Vec<RuleId> {
        const RAISING: Level = Level::Caution;
        if self.is_subsumed(rule, &[], RAISING) {
            return Vec::new();
        }
        if let Some(one) = self.subsumed_by_one(rule, RAISING) {
            return vec![one];
        }
        let mut others: Vec<RuleId> =
            self.rulebook.rule_ids().filter(|&other| other != rule).collect();
        if !self.is_subsumed(rule, &others, RAISING) {
            return Vec::new();
        }
        for other in others.clone() {
            let without: Vec<RuleId> = others.iter().copied().filter(|&id| id != other).collect();
            if self.is_subsumed(rule, &without, RAISING) {
                others = without;
            }
        }
        others
    }

    /// One rule that does all of that alone.
    fn subsumed_by_one(&self, rule: RuleId, from: Level) -> Option<RuleId> {
        let mut others = self.rulebook.rule_ids().filter(|&other| other != rule);
        others.find(|&other| self.is_subsumed(rule, &[other], from))
    }

    /// Whether, wherever a rule applies at a level of at least `from`, one of the others applies
    /// at a level no lower.
    fn is_subsumed(&self, rule: RuleId, others: &[RuleId], from: Level) -> bool {
        self.spaces.iter().all(|space| {
            self.rulebook.level_options().into_iter().all(|option| {
                let level = self.level(rule, option);
                let strict = others.iter().filter(|&&other| self.level(other, option) >= level);
                let failing: Vec<_> = strict
                    .flat_map(|other| &space.rules[other.index()])
                    .map(|clause| clause.iter().collect())
                    .collect();
                let holding = [space.rules[rule.index()].as_slice()];
                level < from || space.find(&space.all(option), &holding, &failing).is_none()
            })
        })
    }
}
