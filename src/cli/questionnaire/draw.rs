//! Writes an interview to a terminal: the question, the keys for it, and the effects of an entry.

use std::io;

use super::super::console::Console;
use crate::interview::{Estimate, IfEmpty, Prompt, Refusal, Subject, Ticks, Understood};
use crate::layout::Printer;
use crate::rulebook::Head;
use crate::text::{capitalised, escape, lead_in};

/// The most lines of a question with what belongs to it that are seen at a glance.
const GLANCE: usize = 10;

impl Console<'_> {
    pub(super) fn greet(&mut self, head: &Head, estimate: Estimate) -> io::Result<()> {
        let title = self.page().bold(&head.title);
        self.say(&title)?;
        self.say(&head.notice)?;
        self.say("")?;
        self.say(&format!(
            "About {estimate}. Nothing is sent anywhere. Nothing is kept unless you ask for it."
        ))?;
        let keys = self.dim(
            "Type an answer and press Enter. At every question: ? help, b back, s not sure or \
             rather not say, d result now, q quit.",
        );
        self.say(&keys)
    }

    pub(super) fn show(&mut self, prompt: &Prompt<'_>) -> io::Result<()> {
        let page = self.page();
        let mut printer = Printer::new(page);
        printer.paragraph("", "");
        if let Some(progress) = prompt.progress {
            let title = prompt.title.map(|title| format!(": {title}")).unwrap_or_default();
            printer.paragraph("", &self.dim(&format!("{progress}{title}")));
        }
        self.print(printer)?;
        let mut printer = Printer::new(page);
        printer.title(&prompt.ask);
        match &prompt.subject {
            Subject::Checklist { items, .. } => {
                list(&mut printer, items.iter().map(|item| item.ask.as_str()));
            }
            Subject::Single { options, .. } => list(&mut printer, options.iter().copied()),
            Subject::Review { entries, withdrawn } => {
                printer.gap();
                let entries = entries.iter().map(|entry| {
                    format!("{} {}", lead_in(entry.heading), page.bold(&entry.answer))
                });
                list(&mut printer, entries);
                if let Some(withdrawn) = withdrawn {
                    printer.gap();
                    if !withdrawn.asks().is_empty() {
                        printer.paragraph("", &withdrawn.to_string());
                    }
                }
                printer.gap();
            }
        }
        let text = printer.finish();
        let lines = text.lines().count();
        let keys = self.keys(prompt);
        let mut printer = Printer::new(page);
        printer.paragraph("", &keys);
        let is_long = lines + printer.finish().lines().count() > GLANCE;
        self.prompts.writer.write_all(text.as_bytes())?;
        if is_long && matches!(prompt.subject, Subject::Checklist { .. }) {
            // By now the question may have left the screen.
            return self.remind(prompt);
        }
        self.say(&keys)
    }

    /// The question once more, and the keys for it.
    fn remind(&mut self, prompt: &Prompt<'_>) -> io::Result<()> {
        // As short as it can be: the question says what the numbers are for.
        let keys = self.keys(prompt).replace("Numbers that apply,", "Numbers,");
        self.say(&format!("{} {keys}", prompt.ask))
    }

    /// The keys for a prompt.
    fn keys(&self, prompt: &Prompt<'_>) -> String {
        let keys = match &prompt.subject {
            Subject::Checklist { items, ticks, can_keep } => {
                checklist_keys(items.len(), ticks.as_ref(), *can_keep)
            }
            Subject::Single { expected, if_empty, .. } => {
                let keeps = match if_empty {
                    IfEmpty::KeepsUnsure => "Enter keeps \"not sure\". ".to_owned(),
                    IfEmpty::Keeps(entry) => format!("Enter keeps {entry}. "),
                    IfEmpty::Refused => String::new(),
                };
                format!("{keeps}{}. s not sure, ? help", capitalised(&format!("type {expected}")))
            }
            Subject::Review { .. } => {
                return self.dim("Enter for the result, or a number to change that answer.");
            }
        };
        self.dim(&if prompt.can_go_back { keys + ", b back" } else { keys })
    }

    /// Why it is asked, or why an item is, and what works at every prompt.
    pub(super) fn explain(&mut self, prompt: &Prompt<'_>, item: Option<usize>) -> io::Result<()> {
        let Subject::Checklist { items, .. } = &prompt.subject else {
            for (_, reason) in prompt.reasons() {
                self.say(reason)?;
            }
            if let Subject::Review { .. } = &prompt.subject {
                let keys = self.keys(prompt);
                return self.say(&keys);
            }
            return self.explain_keys("");
        };
        if item.is_some_and(|item| item == 0 || item > items.len()) {
            return self.say(&format!("Items have the numbers 1 to {}.", items.len()));
        }
        for (number, reason) in prompt.reasons() {
            if item.is_some() && number != item {
                continue;
            }
            match number {
                None => self.say(reason)?,
                Some(number) => {
                    let ask = lead_in(&items[number - 1].ask);
                    self.say_item(&numbered(number), &format!("{ask} {reason}"))?;
                }
            }
        }
        if item.is_none() {
            self.explain_keys("?3 for the reason of item 3 alone, ")?;
        }
        self.say("")?;
        self.remind(prompt)
    }

    fn explain_keys(&mut self, more: &str) -> io::Result<()> {
        let keys = self.dim(&format!(
            "Type {more}b to go back, s if you are not sure or would rather not say, d for the \
             result with what is known so far, or q to quit."
        ));
        self.say(&keys)
    }

    pub(super) fn tell(&mut self, understood: &Understood<'_>) -> io::Result<()> {
        for echo in &understood.echo {
            let word = echo.word.map(|word| format!("{word}: ")).unwrap_or_default();
            let text = self.dim(&echo.text);
            self.say_item(&format!("  {word}"), &text)?;
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
        let is_checklist = matches!(prompt.subject, Subject::Checklist { .. });
        let help = match (refusal, &prompt.subject) {
            (Refusal::Unlisted { last, .. }, Subject::Review { .. }) => {
                format!("Type a number from 1 to {last}, or press Enter.")
            }
            (Refusal::Unlisted { meant: Some(meant), .. }, _) => {
                format!("Then type {}.", meant.number)
            }
            (Refusal::Unlisted { last, .. }, _) if is_checklist => {
                format!("Type numbers from 1 to {last}, 0 for none, or ? for help.")
            }
            (Refusal::Unlisted { last, .. }, _) => {
                format!("Type a number from 1 to {last}, or ? for help.")
            }
            (Refusal::WhichItems, _) => "Type the numbers.".to_owned(),
            (Refusal::Negated { .. } | Refusal::Unanswered, Subject::Checklist { .. }) => {
                "Type the numbers that apply, or 0 for none.".to_owned()
            }
            (Refusal::Ambiguous { .. } | Refusal::Negated { .. }, _) => {
                "Type the number.".to_owned()
            }
            (Refusal::NoItem, _) => "Type s and its number, such as s3.".to_owned(),
            (Refusal::Unanswered, Subject::Single { expected, .. }) => {
                format!("Type {expected}, or s if you do not know.")
            }
            (Refusal::Unanswered | Refusal::Unfit(_), _) => String::new(),
        };
        let text = match refusal {
            Refusal::Unanswered => help,
            _ => format!("{refusal} {help}"),
        };
        self.say(&escape::line(&text))
    }
}

/// Texts with their numbers, from 1.
fn list<T: AsRef<str>>(printer: &mut Printer, texts: impl Iterator<Item = T>) {
    for (number, text) in (1..).zip(texts) {
        printer.paragraph(&numbered(number), text.as_ref());
    }
}

/// A number in front of an item.
fn numbered(number: usize) -> String {
    format!("  {number:>2}. ")
}

fn checklist_keys(items: usize, ticks: Option<&Ticks>, can_keep: bool) -> String {
    let before = match ticks {
        None => String::new(),
        Some(ticks) if can_keep => format!("Now: {ticks}. Enter keeps that. "),
        Some(ticks) => format!("So far: {ticks}. Not all of these were asked before. "),
    };
    format!("{before}Numbers that apply, 0 none, ? help, s{0} not sure about {0}", items.min(3))
}
