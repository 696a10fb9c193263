//! A question on its own.

use std::io;

use super::entry::place;
use super::prompt::{Reply, Why};
use super::{Interview, NO_WHY};
use crate::answers::{self, Answer};
use crate::rulebook::{Kind, OptionId, QuestionId, Value};
use crate::text::{capitalised, put};

impl Interview<'_, '_, '_> {
    pub(super) fn single(&mut self, id: QuestionId) -> io::Result<Reply<()>> {
        let ask = self.rulebook[id].ask.clone();
        self.one(id, &ask)
    }

    /// A ticked item of a checklist, asked for when, how much or which.
    pub(super) fn more(&mut self, id: QuestionId) -> io::Result<Reply<()>> {
        let question = &self.rulebook[id];
        let ask = match question.kind {
            Kind::Date => format!("{}: when was the last time?", question.ask),
            _ => question.ask.clone(),
        };
        self.console.say("")?;
        self.one(id, &ask)
    }

    fn one(&mut self, id: QuestionId, ask: &str) -> io::Result<Reply<()>> {
        let rulebook = self.rulebook;
        let question = &rulebook[id];
        let ask = self.console.bold(ask);
        self.console.say(&ask)?;
        let choices = choices(&question.kind);
        for (at, names) in choices.iter().enumerate() {
            let label = names.last().map_or("", String::as_str).to_owned();
            self.console.say_item(&format!("  {:>2}. ", at + 1), &label)?;
        }
        let before = self.answers.get(id);
        let hint = self.hint(id);
        self.console.say(&hint)?;
        let why = [Why::is(question.why.as_deref().unwrap_or(NO_WHY))];
        let on = self.answers.on();
        let reply = self.console.prompt(&why, |text| match text.to_lowercase().as_str() {
            "" if before.is_some() || question.assume.is_some() => Ok(before),
            "" => Err("This one has to be answered: if you do not know, type s.".to_owned()),
            "s" | "unsure" | "not sure" => Ok(Some(Answer::Unsure)),
            _ if choices.is_empty() => {
                answers::read(question, text, on).map(Some).map_err(|fault| understood_not(&fault))
            }
            _ => place(text, &choices).map(|at| Some(Answer::Value(chosen(&question.kind, at)))),
        })?;
        Ok(match reply {
            Reply::Given(answer) => {
                self.put(id, answer);
                let understood = self.understood(id, answer);
                self.console.say_item("  ", &understood)?;
                Reply::Given(())
            }
            Reply::Asked(command) => Reply::Asked(command),
            Reply::End => Reply::End,
        })
    }

    /// What an answer was taken for: a date in words as its day, a number as its label.
    fn understood(&self, id: QuestionId, answer: Option<Answer>) -> String {
        let question = &self.rulebook[id];
        match answer {
            None => format!("{}.", capitalised(&self.skipped(id))),
            Some(Answer::Unsure) => "Not sure.".to_owned(),
            Some(Answer::Value(value)) => match value {
                Value::Choice(_) if matches!(question.kind, Kind::YesNo) => {
                    format!("{}.", capitalised(&value.labelled(question)))
                }
                Value::Choice(_) => format!("{}.", value.labelled(question)),
                Value::Number(_) | Value::Date(_) => {
                    format!("Taken as: {}", value.labelled(question))
                }
            },
        }
    }

    /// What may be typed, and what Enter alone does.
    fn hint(&self, id: QuestionId) -> String {
        let question = &self.rulebook[id];
        let how = match &question.kind {
            Kind::YesNo | Kind::Choice(_) => "Type a number".to_owned(),
            Kind::Number { unit, min, max } => {
                let unit = unit.as_deref().map(|unit| format!(" ({unit})")).unwrap_or_default();
                format!("Type {min} to {max}{unit}")
            }
            Kind::Date if question.group.is_none() => {
                "Type never, 3 weeks ago, August 2026 or 2026-08-01".to_owned()
            }
            Kind::Date => "Type today, 3 weeks ago, August 2026 or 2026-08-01".to_owned(),
        };
        // Choices are called by their numbers, as they are typed.
        let name = |value: Value| match value {
            Value::Choice(option) => match question.kind {
                Kind::YesNo => if value == Value::YES { "1" } else { "2" }.to_owned(),
                _ => (option.index() + 1).to_string(),
            },
            _ => value.shown(question).to_string(),
        };
        let enter = match (self.answers.get(id), self.taken(id)) {
            (Some(Answer::Unsure), _) => ". Enter: not sure.".to_owned(),
            (Some(Answer::Value(value)), _) => {
                format!(". Enter keeps {}. s: not sure.", name(value))
            }
            (None, Some(value)) => {
                format!(", or Enter to skip (taken as {}). s: not sure.", name(value))
            }
            (None, None) if question.assume.is_some() => {
                ", or Enter to leave it open. s: not sure.".to_owned()
            }
            (None, None) => ". s: not sure.".to_owned(),
        };
        format!("{how}{enter}{}", self.back_hint())
    }
}

/// The names that each option goes by, its label last; none for kinds without options.
fn choices(kind: &Kind) -> Vec<Vec<String>> {
    match kind {
        Kind::YesNo => vec![vec!["Yes".to_owned()], vec!["No".to_owned()]],
        Kind::Choice(options) => {
            options.iter().map(|option| vec![option.id.clone(), option.label.clone()]).collect()
        }
        Kind::Number { .. } | Kind::Date => Vec::new(),
    }
}

fn chosen(kind: &Kind, at: usize) -> Value {
    match kind {
        Kind::YesNo => Value::yes_no(at == 0),
        _ => Value::Choice(OptionId::new(at)),
    }
}

/// A fault as one line for somebody at a prompt.
fn understood_not(fault: &answers::Fault) -> String {
    let mut line = capitalised(&fault.problem.message);
    if let Some(meant) = &fault.problem.suggestion {
        put(&mut line, format_args!(". Did you mean {meant}?"));
    } else if let Some(accepted) = &fault.problem.expected {
        put(&mut line, format_args!(". Accepted: {accepted}."));
    }
    line
}
