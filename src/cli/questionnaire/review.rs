//! All answers on one screen before the verdict, each to be changed by its number.

use std::io;

use super::Interview;
use super::entry::Command;
use super::prompt::{Reply, Why};
use super::step::Step;
use crate::answers::Answer;
use crate::rulebook::QuestionId;

impl Interview<'_, '_, '_> {
    /// Shows every answer. Returns the step to ask again; none to go on.
    pub(super) fn review(&mut self) -> io::Result<Reply<Option<usize>>> {
        let outcome = self.outcome();
        let shown: Vec<usize> = (0..self.steps.len())
            .filter(|&at| {
                let questions = self.steps[at].questions();
                questions
                    .iter()
                    .any(|&id| !outcome.inapplicable.contains(id) || self.answers.get(id).is_some())
            })
            .collect();
        let title = self.console.bold("Your answers");
        self.console.say("")?;
        self.console.say(&title)?;
        self.console.say("")?;
        for (place, &at) in shown.iter().enumerate() {
            let text = self.answered(at);
            self.console.say_item(&format!("  {:>2}. ", place + 1), &text)?;
        }
        let withdrawn: Vec<_> = self.withdrawn.clone();
        if !withdrawn.is_empty() {
            self.console.say("")?;
            self.say_of(&withdrawn, "No longer asked, and the", "withdrawn")?;
        }
        self.console.say("")?;
        self.console.say("Press Enter for the result, or type a number to change that answer.")?;
        let why = [Why::is("You can look over your answers before the result.")];
        let reply = self.console.prompt(&why, |text| {
            if text.is_empty() {
                return Ok(None);
            }
            text.parse::<usize>()
                .ok()
                .and_then(|number| number.checked_sub(1))
                .and_then(|place| shown.get(place).copied())
                .map(Some)
                .ok_or_else(|| format!("Type a number from 1 to {}, or press Enter.", shown.len()))
        })?;
        Ok(match reply {
            Reply::Asked(Command::Done) => Reply::Given(None),
            other => other,
        })
    }

    /// A step and what was answered to it, on one line.
    fn answered(&self, at: usize) -> String {
        let rulebook = self.rulebook;
        match &self.steps[at] {
            Step::Single(id) => {
                format!(
                    "{} {}",
                    rulebook[*id].ask,
                    self.console.bold(&self.value(*id).unwrap_or_default())
                )
            }
            Step::Checklist(group, items) => {
                let said: Vec<String> = items
                    .iter()
                    .filter_map(|&id| {
                        let value = self.value(id)?;
                        let ask = &rulebook[id].ask;
                        match value.as_str() {
                            "no" | "never" => None,
                            "yes" => Some(ask.clone()),
                            _ => Some(format!("{ask} ({value})")),
                        }
                    })
                    .collect();
                let asked = items.iter().any(|&id| self.answers.get(id).is_some());
                let said = match (said.is_empty(), asked) {
                    (false, _) => said.join("; "),
                    (true, true) => "none".to_owned(),
                    (true, false) => "not answered".to_owned(),
                };
                format!("{} {}", rulebook[*group].ask, self.console.bold(&said))
            }
        }
    }

    /// What is known of a question that was not answered.
    pub(super) fn skipped(&self, id: QuestionId) -> String {
        let question = &self.rulebook[id];
        match self.taken(id) {
            None => "not answered".to_owned(),
            Some(value) => format!("not answered, taken as: {}", value.labelled(question)),
        }
    }

    /// An answer in words; none for an item of a checklist that was not answered.
    pub(super) fn value(&self, id: QuestionId) -> Option<String> {
        Some(match self.answers.get(id) {
            None if self.rulebook[id].group.is_some() => return None,
            None => self.skipped(id),
            Some(Answer::Unsure) => "not sure".to_owned(),
            Some(Answer::Value(value)) => value.labelled(&self.rulebook[id]),
        })
    }
}
