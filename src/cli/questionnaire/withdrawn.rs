//! Answers that a change of mind makes unasked, and what becomes of them.

use std::io;

use super::Interview;
use crate::answers::Answer;
use crate::rulebook::QuestionId;
use crate::screening::Outcome;
use crate::text::list::join;

impl Interview<'_, '_, '_> {
    /// What is asked before a step is answered otherwise; none if it was not answered yet.
    pub(super) fn before_a_change(&self, at: usize) -> Option<Outcome> {
        let outcome = self.outcome();
        let items = self.items(at, &outcome);
        items.iter().any(|&id| self.answers.get(id).is_some()).then_some(outcome)
    }

    /// Withdraws the answers to questions that a change of mind makes unasked, and says so, but for
    /// a plain no. What was said of them was said of something else. Not those that were given
    /// before the start: nobody asked for them, and they count.
    pub(super) fn withdraw(&mut self, before: &Outcome) -> io::Result<()> {
        let mut lost: Vec<(QuestionId, Answer)> = Vec::new();
        loop {
            // Each may decide about the next.
            let outcome = self.outcome();
            let more = outcome.unasked.iter().find(|unasked| {
                let id = unasked.question;
                !before.inapplicable.contains(id) && !self.fixed.contains(&id)
            });
            let Some(unasked) = more else { break };
            lost.push((unasked.question, unasked.answer));
            self.answers.put(unasked.question, None);
            self.shown[unasked.question.index()] = false;
        }
        lost.sort_unstable_by_key(|(id, _)| *id);
        self.withdrawn.retain(|(known, _)| !lost.iter().any(|(id, _)| id == known));
        self.withdrawn.extend(&lost);
        self.say_of(&lost, "No longer asked, and the", "withdrawn")
    }

    /// Takes up again what was withdrawn, once it is asked as before.
    pub(super) fn restore(&mut self) -> io::Result<()> {
        let answers = &*self.answers;
        self.withdrawn.retain(|(id, _)| answers.get(*id).is_none());
        let mut back = Vec::new();
        loop {
            // Each may decide about the next.
            let outcome = self.outcome();
            let is_asked = |(id, _): &(QuestionId, Answer)| !outcome.inapplicable.contains(*id);
            let Some(at) = self.withdrawn.iter().position(is_asked) else { break };
            let (id, answer) = self.withdrawn.remove(at);
            self.answers.put(id, Some(answer));
            self.shown[id.index()] = true;
            back.push((id, answer));
        }
        self.say_of(&back, "Asked again, and the", "taken up")
    }

    /// Says what became of answers, but for a plain no.
    pub(super) fn say_of(
        &mut self,
        answers: &[(QuestionId, Answer)],
        what: &str,
        done: &str,
    ) -> io::Result<()> {
        let is_no = |&&(id, answer): &&(QuestionId, Answer)| {
            self.rulebook[id].kind.denial().map(Answer::Value) == Some(answer)
        };
        let told = answers.iter().filter(|given| !is_no(given));
        let names: Vec<_> = told.map(|(id, _)| format!("\"{}\"", self.rulebook[*id].ask)).collect();
        if names.is_empty() {
            return Ok(());
        }
        let word = if names.len() == 1 { "answer" } else { "answers" };
        self.console.say(&format!("{what} {word} {done}: {}.", join(names, "and")))
    }
}
