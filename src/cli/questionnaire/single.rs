//! A question on its own.

use std::io;

use super::entry::place;
use super::{Interview, NO_WHY, Reply};
use crate::answers::{self, Answer};
use crate::rulebook::{Kind, OptionId, QuestionId, Value};
use crate::text::put;

impl Interview<'_, '_, '_> {
    pub(super) fn single(&mut self, id: QuestionId) -> io::Result<Reply<()>> {
        let rulebook = self.rulebook;
        let question = &rulebook[id];
        let ask = self.bold(&question.ask);
        self.say(&ask)?;
        let choices = choices(&question.kind);
        for (at, names) in choices.iter().enumerate() {
            let label = names.last().map_or("", String::as_str).to_owned();
            self.say_item(&format!("  {:>2}. ", at + 1), &label)?;
        }
        let before = self.answers.get(id);
        let hint = self.hint(id);
        self.say(&hint)?;
        let why = |_: &Self| question.why.clone().unwrap_or_else(|| NO_WHY.to_owned());
        let on = self.answers.on();
        let reply = self.prompt(&why, |_, text| match text.to_lowercase().as_str() {
            "" if before.is_some() || question.assume.is_some() => Ok(before),
            "" => Err("This one has to be answered: if you do not know, type s.".to_owned()),
            "s" | "unsure" | "not sure" => Ok(Some(Answer::Unsure)),
            _ if choices.is_empty() => answers::read(question, &text.to_lowercase(), on)
                .map(Some)
                .map_err(|fault| understood_not(&fault)),
            _ => place(text, &choices).map(|at| Some(Answer::Value(chosen(&question.kind, at)))),
        })?;
        Ok(match reply {
            Reply::Given(answer) => {
                self.put(id, answer);
                if let Some(Answer::Value(value)) = answer
                    && choices.is_empty()
                {
                    // A date in words is shown as the day that it was taken for.
                    let shown = value.shown(question).to_string();
                    self.say_item("  ", &format!("Taken as: {shown}"))?;
                }
                Reply::Given(())
            }
            Reply::Asked(command) => Reply::Asked(command),
            Reply::End => Reply::End,
        })
    }

    /// What may be typed, and what Enter alone does.
    fn hint(&self, id: QuestionId) -> String {
        let question = &self.rulebook[id];
        let how = match &question.kind {
            Kind::YesNo | Kind::Choice(_) => "Type a number".to_owned(),
            Kind::Number { unit, min, max } => {
                let unit = unit.as_deref().map(|unit| format!(" {unit}")).unwrap_or_default();
                format!("Type a number from {min} to {max}{unit}")
            }
            Kind::Date => "When was the last time? Type today, 3 weeks ago, August 2026, \
                           2026-08-01 or never"
                .to_owned(),
        };
        let enter = match (self.answers.get(id), question.assume) {
            (Some(Answer::Unsure), _) => ", or Enter to stay with not sure".to_owned(),
            (Some(Answer::Value(value)), _) => {
                format!(", or Enter to stay with {}", value.shown(question))
            }
            (None, Some(value)) => {
                format!(", or Enter to skip ({} is assumed)", value.shown(question))
            }
            (None, None) => String::new(),
        };
        format!("{how}{enter}. s: not sure.")
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
        Kind::YesNo => Value::YesNo(at == 0),
        _ => Value::Choice(OptionId::new(at)),
    }
}

/// A fault as one line for somebody at a prompt.
fn understood_not(fault: &answers::Fault) -> String {
    let mut line = capital(&fault.message);
    if let Some(meant) = &fault.suggestion {
        put(&mut line, format_args!(". Did you mean {meant}?"));
    } else if let Some(accepted) = &fault.accepted {
        put(&mut line, format_args!(". Accepted: {accepted}."));
    }
    line
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
