//! The verdict alone, without the reasons: what outlook, changes and open questions compare.

use super::taken::Picture;
use super::truth::{Holds, Truth};
use super::{Screener, Verdict};
use crate::rulebook::{Level, OptionId, QuestionId};

/// The range that the verdict lies in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Standing {
    pub(super) floor: Level,
    pub(super) at_worst: Level,
}

impl Screener<'_> {
    /// The range of levels where these clauses hold, and levels hang on this option.
    pub(super) fn standing(&self, truth: &Truth, option: Option<OptionId>) -> Standing {
        let mut standing = Standing { floor: Level::Suitable, at_worst: Level::Suitable };
        for (rule, holds) in self.program.applying(truth) {
            let (low, high) = self.rulebook[rule].level.range(option);
            standing.at_worst = standing.at_worst.max(high);
            if holds == Holds::Yes {
                standing.floor = standing.floor.max(low);
            }
        }
        standing
    }

    /// The verdict that [`Outcome::verdict`](super::Outcome::verdict) comes to, without an
    /// outcome.
    pub(super) fn verdict(
        &self,
        truth: &Truth,
        picture: &Picture,
        option: Option<OptionId>,
    ) -> Verdict {
        let Standing { floor, at_worst } = self.standing(truth, option);
        if floor.is_stop() || (floor == at_worst && !self.awaits_answer(truth, picture, option)) {
            Verdict::Level(floor)
        } else {
            Verdict::Incomplete
        }
    }

    /// Whether a rule waits for an open question that nothing is assumed for.
    fn awaits_answer(&self, truth: &Truth, picture: &Picture, option: Option<OptionId>) -> bool {
        let needed = |question: QuestionId| self.rulebook[question].assume.is_none();
        self.program.applying(truth).any(|(rule, holds)| {
            let (low, high) = self.rulebook[rule].level.range(option);
            // Only an open `levels_by` question leaves a level between two cells.
            let mut awaits = low < high && self.rulebook.head().levels_by.is_some_and(needed);
            if holds == Holds::Maybe {
                self.each_awaited(self.program.rule(rule), picture, truth, |question| {
                    awaits |= needed(question);
                });
            }
            awaits
        })
    }
}
