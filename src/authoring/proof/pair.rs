//! Pairs of answers that differ in one question.

use super::budget::Undecided;
use super::problem::{Conjunction, Literal, Picks, Problem};
use super::space::Space;
use super::{Prover, Witness};
use crate::bits::Set;
use crate::rulebook::{QuestionId, QuestionSet};

impl Prover<'_> {
    /// Answers to this problem, and the `other` that each of them has, with another answer to one
    /// question.
    ///
    /// What is assumed in the first or in the other, and `matters` there, must not give way to an
    /// answer. That hangs on a few questions only, so where it does, answers are looked for that
    /// are not the same in all of these.
    pub(super) fn pair(
        &self,
        (space, question): (&Space, QuestionId),
        mut problem: Problem,
        other: impl Fn(&Picks) -> Picks,
        matters: [&dyn Fn(QuestionId) -> bool; 2],
    ) -> Result<Option<(Witness, Witness)>, Undecided> {
        loop {
            let Some(picks) = problem.clone().solve(&self.budget)? else { return Ok(None) };
            let sides = [&picks, &other(&picks)];
            // Both sides show the same questions.
            let mut shown = vec![question];
            for side in sides {
                let witness = self.said(space, side, &[]);
                shown.extend(witness.given().iter().map(|&(id, _)| id));
            }
            let [one, two] = sides.map(|side| self.said(space, side, &shown));
            let sides = [&one, &two].into_iter().zip(matters);
            let doubt = sides.into_iter().find_map(|(side, matters)| self.doubt(side, matters));
            let Some(mut doubt) = doubt else { return Ok(Some((one, two))) };
            doubt.remove(question);
            let same = |id: QuestionId| {
                let at = id.index();
                let classes = Set::none(space.domains[at].classes()).just(picks[at]);
                Literal { question: at, classes }
            };
            let doubtful: Conjunction = doubt.iter().map(same).collect();
            problem.fail(&doubtful);
        }
    }

    /// An answer to which an assumption that matters gives way, and all that it hangs on whether it
    /// does.
    fn doubt(
        &self,
        witness: &Witness,
        matters: impl Fn(QuestionId) -> bool,
    ) -> Option<QuestionSet> {
        let withheld = self.screen(witness).withheld;
        let withheld: Vec<_> = withheld.iter().filter(|&id| matters(id)).collect();
        if withheld.is_empty() {
            return None;
        }
        let answered = witness.given().iter().map(|&(id, _)| id);
        let mut hangs_on = answered.map(|id| self.rulebook.dependencies([id]));
        hangs_on.find(|behind| withheld.iter().any(|&id| behind.contains(id)))
    }
}
