//! The bounds of the level and the verdict without the reasons, for the outlook, the changes and
//! the open questions, which compare many of them.

use super::assumptions::Assignment;
use super::truth::{Holds, Truth};
use super::{Screener, Verdict};
use crate::rulebook::{Level, OptionId, QuestionId};

/// The lower and the upper bound of the level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Bounds {
    pub(super) floor: Level,
    pub(super) at_worst: Level,
}

impl Screener<'_> {
    /// The bounds of the level; `option` is the answer to the `levels_by` question, if it is
    /// known.
    pub(super) fn bounds(&self, truth: &Truth, option: Option<OptionId>) -> Bounds {
        let mut bounds = Bounds { floor: Level::Suitable, at_worst: Level::Suitable };
        for (rule, holds) in self.program.applying(truth) {
            let (low, high) = self.rulebook[rule].level.range(option);
            bounds.at_worst = bounds.at_worst.max(high);
            if holds == Holds::Yes {
                bounds.floor = bounds.floor.max(low);
            }
        }
        bounds
    }

    /// The same verdict as [`Outcome::verdict`](super::Outcome::verdict), without an outcome.
    pub(super) fn verdict(
        &self,
        truth: &Truth,
        assignment: &Assignment,
        option: Option<OptionId>,
    ) -> Verdict {
        let Bounds { floor, at_worst } = self.bounds(truth, option);
        if floor.is_stop() || (floor == at_worst && !self.awaits_answer(truth, assignment, option))
        {
            Verdict::Level(floor)
        } else {
            Verdict::Incomplete
        }
    }

    /// Whether a rule waits for an open question for which the rulebook has no `assume`.
    fn awaits_answer(
        &self,
        truth: &Truth,
        assignment: &Assignment,
        option: Option<OptionId>,
    ) -> bool {
        let needed = |question: QuestionId| self.rulebook[question].assume.is_none();
        self.program.applying(truth).any(|(rule, holds)| {
            let (low, high) = self.rulebook[rule].level.range(option);
            // A level is uncertain only while the `levels_by` question is open.
            let mut awaits = low < high && self.rulebook.head().levels_by.is_some_and(needed);
            if holds == Holds::Maybe {
                self.each_awaited(self.program.rule(rule), assignment, truth, |question| {
                    awaits |= needed(question);
                });
            }
            awaits
        })
    }
}
