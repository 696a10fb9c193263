//! What the answers to an open question could lead to.

use std::cmp::Reverse;
use std::ops::Range;

use super::Screener;
use super::outcome::Open;
use super::standing::Standing;
use super::truth::Truth;
use crate::rulebook::{Kind, Level, OptionId, QuestionId};

impl Screener<'_> {
    /// Puts those open questions first that could lead to the worst, and among them those that
    /// could lead to the best.
    pub(super) fn sort_open(open: &mut [Open]) {
        // A stable sort: equals stay in the order of the file.
        open.sort_by_key(|open| (Reverse(open.worst), open.best));
    }

    /// The lowest floor and the highest `at_worst` that any answer to one question leads to, the
    /// others staying as they are.
    pub(super) fn answers_lead_to(
        &self,
        question: QuestionId,
        rows: &[usize],
        option: Option<OptionId>,
    ) -> (Level, Level) {
        let sets_levels = self.rulebook.head().levels_by == Some(question);
        let columns = self.program.columns_of(question);
        let (before, after) = (&rows[..columns.start], &rows[columns.end..]);
        let (mut others, mut truth) = (Truth::default(), Truth::default());
        self.program.truth(&before.iter().chain(after).copied(), &mut others);
        let (mut best, mut worst) = (Level::Avoid, Level::Suitable);
        for answer in self.answer_classes(question) {
            truth.copy(&others);
            for at in columns.clone() {
                self.program.narrow(&mut truth, self.program.row(at, answer));
            }
            let option = if sets_levels { Some(OptionId::new(answer)) } else { option };
            let Standing { floor, at_worst } = self.standing(&truth, option);
            best = best.min(floor);
            worst = worst.max(at_worst);
        }
        (best, worst)
    }

    /// Classes that, taken in every column of a question, stand for all its answers. A date has
    /// a column for each wait: in none of them it never happened, in all of them it was today,
    /// and no other day leads to anything better than the first or worse than the second.
    fn answer_classes(&self, question: QuestionId) -> Range<usize> {
        match &self.rulebook[question].kind {
            Kind::YesNo | Kind::Date => 0..2,
            Kind::Choice(options) => 0..options.len(),
            Kind::Number { .. } => {
                let column = self.program.columns_of(question).next();
                // A number that no test reads can be any number.
                column.map_or(0..1, |at| self.reachable(&self.program.columns()[at], None))
            }
        }
    }
}
