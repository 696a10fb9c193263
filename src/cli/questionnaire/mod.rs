//! The questionnaire: an interview line by line, so that it works over ssh, in a pipe and with a
//! screen reader, and leaves the terminal as it was.

mod draw;
mod ending;
mod keep;
mod line;

use std::io;

pub(super) use self::ending::Ending;
use self::ending::{Next, say_left};
use self::line::{Line, PromptCommand};
use super::console::Console;
use crate::answers::Answers;
use crate::interview::{Interview, Subject};
use crate::report::Report;

/// How a questionnaire ended.
pub(super) enum Asked<'r> {
    /// With this report.
    Done(Box<Report<'r>>),
    /// The person left, or the input ended, before there was a result.
    Left,
    /// The person left, or the input ended, while an answer was changed.
    LeftAfterResult,
}

/// Asks every question of a rulebook that applies and is not answered yet, and shows the result,
/// as often as the person changes an answer.
pub(super) fn ask<'r>(
    mut console: Console<'_>,
    answers: Answers<'r>,
    ending: &Ending<'_, 'r>,
) -> anyhow::Result<Asked<'r>> {
    let head = answers.rulebook().head();
    let mut interview = Interview::new(answers);
    console.greet(head, interview.estimate())?;
    let mut left = Asked::Left;
    // Enter alone offers them once, so that it always comes to an end.
    let mut offers = true;
    loop {
        let reached = converse(&mut console, &mut interview)?;
        let report = Report::with(ending.screener, interview.answers());
        match reached {
            Reached::Nothing => return Ok(left),
            Reached::End => {}
            Reached::EarlyEnd => say_left(&report, &mut console)?,
        }
        left = Asked::LeftAfterResult;
        match ending.show(&report, offers, &mut console)? {
            Next::Done => return Ok(Asked::Done(Box::new(report))),
            Next::Change => interview.review(),
            Next::Answer => {
                offers = false;
                interview.ask(report.outcome().open.iter().map(|open| open.question));
            }
        }
    }
}

/// How far a person went.
enum Reached {
    /// All questions were asked that had to be.
    End,
    /// The person wants the result without the other questions.
    EarlyEnd,
    /// The person left, or the input ended.
    Nothing,
}

/// Asks until the interview is over, or the person leaves.
fn converse(console: &mut Console<'_>, interview: &mut Interview<'_>) -> io::Result<Reached> {
    while let Some(prompt) = interview.prompt() {
        console.show(&prompt)?;
        loop {
            let typed = match console.prompt(line::read)? {
                Line::Typed(typed) => typed,
                Line::TooLong => {
                    console.say("That was too long to be an answer. Please try again.")?;
                    continue;
                }
                Line::End => {
                    console.say("")?;
                    return Ok(Reached::Nothing);
                }
            };
            match PromptCommand::of(&typed) {
                Some(PromptCommand::Why(item)) => console.explain(&prompt, item)?,
                Some(PromptCommand::Back) => {
                    if !interview.back() {
                        console.say("This is the first question.")?;
                    }
                    break;
                }
                Some(PromptCommand::Done) => {
                    interview.finish();
                    return Ok(match prompt.subject {
                        Subject::Review { .. } => Reached::End,
                        _ => Reached::EarlyEnd,
                    });
                }
                Some(PromptCommand::Quit) => return Ok(Reached::Nothing),
                None => match interview.read(&typed) {
                    Ok(understood) => {
                        console.tell(&understood)?;
                        break;
                    }
                    Err(refusal) => console.refuse(&refusal, &prompt)?,
                },
            }
        }
    }
    Ok(Reached::End)
}
