//! Writes an interview to a terminal: the question, the keys for it, and the effects of an entry.

use std::borrow::Cow;
use std::io;

use super::super::console::Console;
use crate::interview::{IfEmpty, Prompt, Refusal, Subject, Ticks, Understood};
use crate::rulebook::Head;
use crate::text::{escape, lead_in};

impl Console<'_> {
    pub(super) fn greet(&mut self, head: &Head) -> io::Result<()> {
        let title = self.page().bold(&head.title);
        self.say(&title)?;
        self.say(&head.notice)?;
        self.say("")?;
        self.say(
            "Type your answer and press Enter. At every question: ? why it is asked, b back, \
             s not sure, d done, q quit.",
        )?;
        self.say("Nothing is sent anywhere. Nothing is kept unless you asked for it.")
    }

    pub(super) fn show(&mut self, prompt: &Prompt<'_>) -> io::Result<()> {
        self.say("")?;
        if let Some(progress) = prompt.progress {
            self.say(&progress.to_string())?;
        }
        let ask = self.page().bold(&prompt.ask);
        self.say(&ask)?;
        let hint = match &prompt.subject {
            Subject::Checklist { items, ticks } => {
                self.list(items.iter().map(|item| item.ask.as_str().into()))?;
                checklist_hint(items.len(), ticks.as_ref())
            }
            Subject::Single { options, expected, if_empty, .. } => {
                self.list(options.iter().map(|&label| label.into()))?;
                single_hint(expected, if_empty)
            }
            Subject::Review { entries, withdrawn } => {
                self.say("")?;
                let page = self.page();
                let lines = entries.iter().map(|entry| {
                    format!("{} {}", lead_in(entry.heading), page.bold(&entry.answer)).into()
                });
                self.list(lines)?;
                if let Some(withdrawn) = withdrawn {
                    self.say("")?;
                    if !withdrawn.asks().is_empty() {
                        self.say(&withdrawn.to_string())?;
                    }
                }
                self.say("")?;
                "Press Enter for the result, or type a number to change that answer.".to_owned()
            }
        };
        let is_review = matches!(prompt.subject, Subject::Review { .. });
        let back = if prompt.can_go_back && !is_review { " b: back." } else { "" };
        self.say(&format!("{hint}{back}"))
    }

    /// The mark after which a line is typed.
    pub(super) fn mark(&mut self) -> io::Result<()> {
        let mark = self.page().bold(">");
        write!(self.out, "{mark} ")?;
        self.out.flush()
    }

    /// Why it is asked, and what works at every prompt.
    pub(super) fn explain(&mut self, prompt: &Prompt<'_>) -> io::Result<()> {
        for (number, reason) in prompt.reasons() {
            self.say_item(&number.map(numbered).unwrap_or_default(), reason)?;
        }
        self.say(
            "Type b to go back, s if you are not sure, d for the result with what is known so \
             far, or q to quit.",
        )
    }

    pub(super) fn tell(&mut self, understood: &Understood<'_>) -> io::Result<()> {
        for echo in &understood.echo {
            let word = echo.word.map(|word| format!("{word}: ")).unwrap_or_default();
            self.say_item(&format!("  {word}"), &echo.text)?;
        }
        for effect in &understood.effects {
            self.say(&effect.to_string())?;
        }
        let Some(level) = understood.settled else { return Ok(()) };
        let word = self.page().level(level);
        self.say("")?;
        self.say(&format!(
            "Nothing that is left can change the verdict: {word}. Go on to find every reason, or \
             type d for the result."
        ))
    }

    pub(super) fn refuse(&mut self, refusal: &Refusal, prompt: &Prompt<'_>) -> io::Result<()> {
        let text = match (refusal, &prompt.subject) {
            (Refusal::Unlisted { last, .. }, Subject::Review { .. }) => {
                format!("Type a number from 1 to {last}, or press Enter.")
            }
            (Refusal::Unlisted { last, .. }, _) => {
                format!("{refusal} Type a number from 1 to {last}, or ? for help.")
            }
            (Refusal::Ambiguous { .. }, _) => format!("{refusal} Type the number."),
            (Refusal::NoItem, _) => {
                format!("{refusal} If you are not sure of item 3, for example, type s 3.")
            }
            (Refusal::Unanswered, _) => format!("{refusal} If you do not know, type s."),
            (Refusal::Unfit(_), _) => refusal.to_string(),
        };
        self.say(&escape::line(&text))
    }

    /// Texts with their numbers, from 1.
    fn list<'t>(&mut self, texts: impl Iterator<Item = Cow<'t, str>>) -> io::Result<()> {
        for (number, text) in (1..).zip(texts) {
            self.say_item(&numbered(number), &text)?;
        }
        Ok(())
    }
}

/// A number in front of an item.
fn numbered(number: usize) -> String {
    format!("  {number:>2}. ")
}

fn checklist_hint(items: usize, ticks: Option<&Ticks>) -> String {
    let enter = match ticks {
        None => "Type the numbers that apply, or Enter for none.".to_owned(),
        Some(ticks) => format!("Now: {ticks}. Enter keeps that, 0 is none."),
    };
    format!("{enter} s {0}: not sure of {0}.", items.min(3))
}

fn single_hint(expected: &str, if_empty: &IfEmpty) -> String {
    let enter = match if_empty {
        IfEmpty::KeepsUnsure => return format!("Type {expected}. Enter: not sure."),
        IfEmpty::Keeps(entry) => format!(". Enter keeps {entry}"),
        IfEmpty::Assumes(entry) => format!(", or Enter to skip (assumed: {entry})"),
        IfEmpty::LeavesOpen => ", or Enter to leave it open".to_owned(),
        IfEmpty::Refused => String::new(),
    };
    format!("Type {expected}{enter}. s: not sure.")
}
