//! A prompt: one line is typed, which is a command or an answer.

use std::io;

use super::super::console::Console;
use super::entry::{self, Command, Line};
use crate::text::escape;

/// What `?` says after the reason.
const COMMANDS: &str = "Type b to go back, s if you are not sure, d for the result with what is \
                        known so far, or q to quit.";

/// A reason why something is asked.
pub(super) struct Why {
    /// What stands before it: the number of an item.
    pub(super) first: String,
    pub(super) text: String,
}

impl Why {
    pub(super) fn is(text: &str) -> Self {
        Self { first: String::new(), text: text.to_owned() }
    }
}

/// What came of one prompt.
pub(super) enum Reply<T> {
    /// An answer.
    Given(T),
    /// One of the commands that work everywhere.
    Asked(Command),
    /// The input has ended.
    End,
}

impl Console<'_> {
    /// Asks for a line until one comes that is a command, or that `understand` takes.
    pub(super) fn prompt<T>(
        &mut self,
        why: &[Why],
        mut understand: impl FnMut(&str) -> Result<T, String>,
    ) -> io::Result<Reply<T>> {
        loop {
            let mark = self.bold(">");
            write!(self.out, "{mark} ")?;
            self.out.flush()?;
            let text = match entry::read_line(self.input)? {
                Line::End => {
                    writeln!(self.out)?;
                    return Ok(Reply::End);
                }
                Line::TooLong => {
                    self.say("That was too long to be an answer. Please try again.")?;
                    continue;
                }
                Line::Text(text) => text,
            };
            match Command::of(&text) {
                Some(Command::Why) => {
                    for Why { first, text } in why {
                        self.say_item(first, text)?;
                    }
                    self.say(COMMANDS)?;
                }
                Some(command) => return Ok(Reply::Asked(command)),
                None => match understand(&text) {
                    Ok(value) => return Ok(Reply::Given(value)),
                    Err(problem) => self.say(&escape::line(&problem))?,
                },
            }
        }
    }
}
