//! A block while it is asked: a question, or a checklist and then its ticked items one by one.

use super::agenda::Agenda;
use super::block::Block;
use super::entry::Ticks;
use super::prompt::{Progress, Prompt, Subject};
use super::refusal::Refusal;
use super::understood::Echo;
use super::{checklist, kind, single};
use crate::answers::Answers;
use crate::rulebook::QuestionId;
use crate::screening::Outcome;

/// A block while it is asked.
#[derive(Clone, Debug)]
pub(super) struct Round {
    /// The place of the block.
    pub(super) at: usize,
    /// Whether it is asked because the person wants to change an answer.
    pub(super) is_change: bool,
    /// What held before it was asked, if any of it was answered by then.
    pub(super) before: Option<Outcome>,
    /// Those of its questions that are asked.
    items: Vec<QuestionId>,
    /// What was ticked in this round.
    ticks: Option<Ticks>,
    /// The ticked items that have yet to be asked when, how much or which; the first is asked now.
    follow_ups: Vec<QuestionId>,
}

impl Round {
    /// Begins to ask a block.
    pub(super) fn new(
        at: usize,
        is_change: bool,
        answers: &Answers<'_>,
        agenda: &mut Agenda<'_>,
    ) -> Self {
        let outcome = agenda.outcome(answers);
        let items = agenda.items(at, &outcome);
        for &id in &items {
            agenda.set_shown(id, true);
        }
        let is_answered = items.iter().any(|&id| answers.get(id).is_some());
        let before = is_answered.then_some(outcome);
        Self { at, is_change, before, items, ticks: None, follow_ups: Vec::new() }
    }

    /// What is asked now.
    pub(super) fn prompt<'r>(&self, answers: &Answers<'r>, agenda: &Agenda<'r>) -> Prompt<'r> {
        let rulebook = answers.rulebook();
        let progress = match self.ticks {
            Some(_) => None,
            None if self.is_change => Some(Progress::Change),
            None => Some(agenda.progress(self.at, answers)),
        };
        let (ask, subject) = match (self.follow_ups.first(), agenda.block(self.at)) {
            (Some(&id), _) => {
                (kind::follow_up(&rulebook[id]), single::subject(id, answers, agenda))
            }
            (None, &Block::Single(id)) => {
                (rulebook[id].ask.as_str().into(), single::subject(id, answers, agenda))
            }
            (None, &Block::Checklist(group, _)) => {
                let items = self.items.iter().map(|&id| &rulebook[id]).collect();
                let subject = Subject::Checklist { items, ticks: self.ticks_before(answers) };
                (rulebook[group].ask.as_str().into(), subject)
            }
        };
        Prompt { progress, ask, subject, can_go_back: agenda.has_answered_blocks() }
    }

    /// What an empty entry at the checklist keeps.
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
        agenda: &Agenda<'r>,
    ) -> Result<Vec<Echo<'r>>, Refusal> {
        let rulebook = answers.rulebook();
        let id = match (self.follow_ups.first(), agenda.block(self.at)) {
            (Some(&id), _) | (None, &Block::Single(id)) => id,
            (None, Block::Checklist(..)) => {
                let before = self.ticks_before(answers);
                let ticks = checklist::read(entry, &self.items, before, rulebook)?;
                let echo = checklist::echo(&self.items, &ticks, rulebook);
                self.follow_ups = checklist::answer(&self.items, &ticks, answers);
                self.ticks = Some(ticks);
                return Ok(echo);
            }
        };
        let answer = single::read(entry, id, answers)?;
        answers.put(id, answer);
        if !self.follow_ups.is_empty() {
            self.follow_ups.remove(0);
        }
        Ok(vec![single::echo(id, answers, agenda)])
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
