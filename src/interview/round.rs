//! A block while it is asked: a question, or a checklist and then its ticked items one by one.

use super::agenda::Agenda;
use super::block::Block;
use super::entry::Ticks;
use super::prompt::{Progress, Prompt, Subject};
use super::refusal::Refusal;
use super::understood::Echo;
use super::{checklist, kind, single};
use crate::answers::{Answer, Answers};
use crate::rulebook::QuestionId;
use crate::screening::Outcome;

/// A block while it is asked.
#[derive(Clone, Debug)]
pub(super) struct Round {
    /// The place of the block.
    pub(super) at: usize,
    /// Why it is asked, if that is not because it is its turn.
    pub(super) out_of_turn: Option<Progress>,
    /// What held before it was asked, if any of it was answered by then.
    pub(super) before: Option<Outcome>,
    /// Those of its questions that are asked.
    items: Vec<QuestionId>,
    /// What was ticked in this round.
    ticks: Option<Ticks>,
    /// The ticked items that have yet to be asked when, how much or which; the first is asked now.
    follow_ups: Vec<QuestionId>,
    /// The ticked items that count as "not sure" only until they are asked.
    awaited: Vec<QuestionId>,
}

impl Round {
    /// Begins to ask a block.
    pub(super) fn new(
        at: usize,
        out_of_turn: Option<Progress>,
        answers: &Answers<'_>,
        agenda: &Agenda<'_>,
    ) -> Self {
        let items = agenda.items(at, &agenda.outcome(answers));
        Self::about(items, at, out_of_turn, answers, agenda)
    }

    /// Begins to ask these questions of a block.
    pub(super) fn about(
        items: Vec<QuestionId>,
        at: usize,
        out_of_turn: Option<Progress>,
        answers: &Answers<'_>,
        agenda: &Agenda<'_>,
    ) -> Self {
        let outcome = agenda.outcome(answers);
        let is_answered = items.iter().any(|&id| answers.get(id).is_some());
        let before = is_answered.then_some(outcome);
        Self {
            at,
            out_of_turn,
            before,
            items,
            ticks: None,
            follow_ups: Vec::new(),
            awaited: Vec::new(),
        }
    }

    /// What is asked now.
    pub(super) fn prompt<'r>(&self, answers: &Answers<'r>, agenda: &Agenda<'r>) -> Prompt<'r> {
        let rulebook = answers.rulebook();
        let in_turn = || agenda.progress(self.at, answers);
        let progress = match self.ticks {
            Some(_) => None,
            None => Some(self.out_of_turn.unwrap_or_else(in_turn)),
        };
        let (ask, subject) = match (self.follow_ups.first(), agenda.block(self.at)) {
            (Some(&id), _) => (
                kind::follow_up(&rulebook[id]),
                single::subject(&rulebook[id], self.kept(id, answers)),
            ),
            (None, &Block::Single(id)) => (
                rulebook[id].ask.as_str().into(),
                single::subject(&rulebook[id], self.kept(id, answers)),
            ),
            (None, &Block::Checklist(group, _)) => {
                let items = self.items.iter().map(|&id| &rulebook[id]).collect();
                let ticks = self.ticks_before(answers);
                let subject =
                    Subject::Checklist { items, ticks, can_keep: self.can_keep(answers, agenda) };
                (rulebook[group].ask.as_str().into(), subject)
            }
        };
        let title = match agenda.block(self.at) {
            Block::Checklist(group, _) if progress.is_some() => rulebook[*group].title.as_deref(),
            _ => None,
        };
        Prompt { progress, title, ask, subject, can_go_back: agenda.has_answered_blocks() }
    }

    /// The answer to a question that an empty entry keeps.
    fn kept(&self, id: QuestionId, answers: &Answers<'_>) -> Option<Answer> {
        answers.get(id).filter(|_| !self.awaited.contains(&id))
    }

    /// Whether every item of the checklist was answered before: an empty entry answers none.
    fn can_keep(&self, answers: &Answers<'_>, agenda: &Agenda<'_>) -> bool {
        let is_answered = |&id| agenda.was_entered(id) || answers.get(id).is_some();
        self.items.iter().all(is_answered) && self.ticks_before(answers).is_some()
    }

    /// What was ticked before at the checklist.
    fn ticks_before(&self, answers: &Answers<'_>) -> Option<Ticks> {
        self.ticks.clone().or_else(|| checklist::ticks(&self.items, answers))
    }

    /// Takes an entry as the answer to what is asked now.
    ///
    /// # Errors
    ///
    /// An entry that is no answer to it. It is asked again.
    pub(super) fn read<'r>(
        &mut self,
        entry: &str,
        answers: &mut Answers<'r>,
        agenda: &mut Agenda<'r>,
    ) -> Result<Vec<Echo<'r>>, Refusal> {
        let rulebook = answers.rulebook();
        let id = match (self.follow_ups.first(), agenda.block(self.at)) {
            (Some(&id), _) | (None, &Block::Single(id)) => id,
            (None, Block::Checklist(..)) => {
                let before = self.ticks_before(answers).filter(|_| self.can_keep(answers, agenda));
                let ticks = checklist::read(entry, &self.items, before, rulebook)?;
                for &id in &self.items {
                    agenda.set_entered(id, true);
                }
                let echo = checklist::echo(&self.items, &ticks, rulebook);
                self.follow_ups =
                    checklist::answer(&self.items, &ticks, &mut self.awaited, answers);
                self.ticks = Some(ticks);
                return Ok(echo);
            }
        };
        let answer = single::read(entry, &rulebook[id], self.kept(id, answers), answers.on())?;
        answers.put(id, Some(answer));
        agenda.set_entered(id, true);
        self.awaited.retain(|&awaited| awaited != id);
        if !self.follow_ups.is_empty() {
            self.follow_ups.remove(0);
        }
        Ok(vec![single::echo(answer, &rulebook[id])])
    }

    /// Whether nothing is left to ask, once an entry was taken.
    pub(super) fn is_complete(&self) -> bool {
        self.follow_ups.is_empty()
    }

    /// Goes back from a ticked item to its checklist; false if that is not where the person is.
    pub(super) fn back(&mut self) -> bool {
        let is_at_item = !self.follow_ups.is_empty();
        self.follow_ups.clear();
        is_at_item
    }
}
