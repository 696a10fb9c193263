//! Rules that are always accompanied by others at least as strict.

use super::Prover;
use crate::rulebook::{Level, RuleId};

impl Prover<'_> {
    /// Rules that between them always apply at a level at least as high where this one raises
    /// the level; none of them can be left out. Nothing if it can decide a verdict, or never
    /// raises one.
    pub(super) fn cover(&self, rule: RuleId) -> Vec<RuleId> {
        const RAISING: Level = Level::Caution;
        if self.covers(rule, &[], RAISING) {
            return Vec::new();
        }
        if let Some(one) = self.single_cover(rule, RAISING) {
            return vec![one];
        }
        let mut cover: Vec<RuleId> = self.rules().filter(|&other| other != rule).collect();
        if !self.covers(rule, &cover, RAISING) {
            return Vec::new();
        }
        for other in cover.clone() {
            let without: Vec<RuleId> = cover.iter().copied().filter(|&id| id != other).collect();
            if self.covers(rule, &without, RAISING) {
                cover = without;
            }
        }
        cover
    }

    /// One rule that does all of that alone.
    fn single_cover(&self, rule: RuleId, from: Level) -> Option<RuleId> {
        let mut others = self.rules().filter(|&other| other != rule);
        others.find(|&other| self.covers(rule, &[other], from))
    }

    /// Whether, wherever a rule applies at a level of at least `from`, one of the others applies
    /// at a level no lower.
    fn covers(&self, rule: RuleId, others: &[RuleId], from: Level) -> bool {
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
