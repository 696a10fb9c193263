//! The questionnaire: an interview line by line, so that it works over ssh, in a pipe and with a
//! screen reader, and leaves the terminal as it was.

mod draw;
mod line;

use std::io;

use self::line::{Line, PromptCommand};
use super::console::Console;
use crate::answers::Answers;
use crate::interview::Interview;

/// Asks every question of a rulebook that applies and is not answered yet.
///
/// Returns the answers to screen; `None` if the person left, or the input ended half way.
pub(super) fn ask<'r>(
    mut console: Console<'_>,
    answers: Answers<'r>,
) -> io::Result<Option<Answers<'r>>> {
    console.greet(answers.rulebook().head())?;
    let mut interview = Interview::new(answers);
    while let Some(prompt) = interview.prompt() {
        console.show(&prompt)?;
        loop {
            console.mark()?;
            match line::read(console.input)? {
                Line::Entry(entry) => match interview.read(&entry) {
                    Ok(understood) => {
                        console.tell(&understood)?;
                        break;
                    }
                    Err(refusal) => console.refuse(&refusal, &prompt)?,
                },
                Line::TooLong => {
                    console.say("That was too long to be an answer. Please try again.")?;
                }
                Line::Command(PromptCommand::Why) => console.explain(&prompt)?,
                Line::Command(PromptCommand::Back) => {
                    if !interview.back() {
                        console.say("This is the first question.")?;
                    }
                    break;
                }
                Line::Command(PromptCommand::Done) => {
                    interview.finish();
                    break;
                }
                Line::Command(PromptCommand::Quit) => return Ok(None),
                Line::End => {
                    writeln!(console.out)?;
                    return Ok(None);
                }
            }
        }
    }
    Ok(Some(interview.into_answers()))
}
