//! Answers to questions that are no longer asked because another answer was changed.

use super::agenda::Agenda;
use super::kind;
use crate::answers::{Answer, Answers};
use crate::rulebook::{QuestionId, Rulebook};
use crate::screening::Outcome;

/// Answers that were withdrawn. They are kept, to be restored once their questions are asked again.
#[derive(Clone, Debug, Default)]
pub(super) struct Withdrawn(Vec<(QuestionId, Answer)>);

impl Withdrawn {
    /// Withdraws the answers to questions that are no longer asked because of a change, as they were
    /// given about another situation; `before` is the outcome before the change. Answers given
    /// before the interview stay: they count whether or not they are asked for. Returns the
    /// questions to report, as they are worded.
    pub(super) fn withdraw<'r>(
        &mut self,
        before: &Outcome,
        answers: &mut Answers<'r>,
        agenda: &mut Agenda<'r>,
    ) -> Vec<&'r str> {
        let mut lost: Vec<(QuestionId, Answer)> = Vec::new();
        loop {
            // Each may decide about the next.
            let outcome = agenda.outcome(answers);
            let next = outcome.unasked.iter().find(|unasked| {
                let id = unasked.question;
                !before.inapplicable.contains(id) && !agenda.was_given(id)
            });
            let Some(unasked) = next else { break };
            lost.push((unasked.question, unasked.answer));
            answers.put(unasked.question, None);
            agenda.set_entered(unasked.question, false);
        }
        lost.sort_unstable_by_key(|(id, _)| *id);
        self.0.retain(|(known, _)| !lost.iter().any(|(id, _)| id == known));
        self.0.extend(&lost);
        told(&lost, answers.rulebook())
    }

    /// Restores the withdrawn answers whose questions are asked again. Returns the questions to
    /// report, as they are worded.
    pub(super) fn restore<'r>(
        &mut self,
        answers: &mut Answers<'r>,
        agenda: &mut Agenda<'r>,
    ) -> Vec<&'r str> {
        self.0.retain(|(id, _)| answers.get(*id).is_none());
        let mut back = Vec::new();
        loop {
            // Each may decide about the next.
            let outcome = agenda.outcome(answers);
            let is_asked = |(id, _): &(QuestionId, Answer)| !outcome.inapplicable.contains(*id);
            let Some(at) = self.0.iter().position(is_asked) else { break };
            let (id, answer) = self.0.remove(at);
            answers.put(id, Some(answer));
            agenda.set_entered(id, true);
            back.push((id, answer));
        }
        told(&back, answers.rulebook())
    }

    /// Forgets the answers that are none for the treatment date of `answers`.
    pub(super) fn forget_unfit(&mut self, answers: &Answers<'_>) {
        self.0.retain(|(id, answer)| {
            let mut alone = Answers::new(answers.rulebook(), answers.on());
            alone.put(*id, Some(*answer));
            alone.moved_to(answers.on()).is_ok()
        });
    }

    /// The questions to report whose answers are withdrawn now; `None` if no answer is withdrawn.
    pub(super) fn told<'r>(&self, rulebook: &'r Rulebook) -> Option<Vec<&'r str>> {
        (!self.0.is_empty()).then(|| told(&self.0, rulebook))
    }
}

/// The wording of the questions, without those that were answered with a plain no.
fn told<'r>(answers: &[(QuestionId, Answer)], rulebook: &'r Rulebook) -> Vec<&'r str> {
    let told =
        answers.iter().filter(|(id, answer)| kind::unticked(&rulebook[*id]) != Some(*answer));
    told.map(|(id, _)| rulebook[*id].ask.as_str()).collect()
}
