//! The end of the questionnaire: the result, and what can be done with it.

use std::io;

use super::super::console::Console;
use super::super::files_in_use::FilesInUse;
use super::line::{self, Line};
use crate::report::{Format, Report};
use crate::screening::Screener;
use crate::text::escape;
use crate::text::list::count;

/// What the end of a questionnaire takes from the command line.
pub(in super::super) struct Ending<'e, 'r> {
    pub(in super::super) screener: &'e Screener<'r>,
    /// The command that gives the same result again, after a line that says so.
    pub(in super::super) again: &'e dyn Fn(&Report<'r>) -> String,
    /// The files that a page must not replace.
    pub(in super::super) files: &'e FilesInUse,
    /// Whether a report in text has every fact.
    pub(in super::super) is_full: bool,
}

/// What comes after a result.
pub(super) enum Next {
    Done,
    /// The review of the answers.
    Change,
    /// The open questions.
    Answer,
}

impl<'r> Ending<'_, 'r> {
    /// Shows a result, and does with it what the person wants, until something else comes. Where
    /// `offers` is true, Enter answers the open questions; otherwise it is the end.
    pub(super) fn show(
        &self,
        report: &Report<'r>,
        offers: bool,
        console: &mut Console<'_>,
    ) -> anyhow::Result<Next> {
        console.report(|page| report.in_format(Format::Text, page, self.is_full))?;
        console.say("")?;
        let open = report.outcome().open.len();
        let offers = offers && open > 0;
        loop {
            console.say(&key_bar(report, offers, console))?;
            let typed = match console.prompt(line::read)? {
                Line::Typed(typed) => typed.to_lowercase(),
                Line::TooLong => {
                    console.say("That was too long to be a key.")?;
                    continue;
                }
                Line::End => {
                    console.say("")?;
                    return Ok(Next::Done);
                }
            };
            match typed.as_str() {
                "" if offers => return Ok(Next::Answer),
                "a" | "answer" if open > 0 => return Ok(Next::Answer),
                "" | "q" | "quit" | "exit" | "d" | "done" => return Ok(Next::Done),
                "c" | "change" | "b" | "back" => return Ok(Next::Change),
                "f" | "full" | "everything" => {
                    console.report(|page| report.to_full_text(page) + &(self.again)(report))?;
                    console.say("")?;
                }
                "p" | "page" | "keep" => self.keep(report, console)?,
                "?" | "help" | "why" => explain(offers, console)?,
                _ => console.say(&format!("{} is none of the keys.", escape::quoted(&typed)))?,
            }
        }
    }
}

/// The verdict, and the keys.
fn key_bar(report: &Report<'_>, offers: bool, console: &Console<'_>) -> String {
    let verdict = report.verdict_word(console.page());
    let open = report.outcome().open.len();
    let are_open = match open {
        1 => "1 question is open. Enter answers it now.".to_owned(),
        _ => format!("{open} questions are open. Enter answers them now."),
    };
    let keys = "f everything, p keep a page, c change an answer";
    if offers {
        return format!("{verdict}. {are_open} {}", console.dim(&format!("{keys}, q done")));
    }
    let answer = match open {
        0 => String::new(),
        _ => format!("a answer {}, ", count(open, "open question", "open questions")),
    };
    format!("{verdict}. {}", console.dim(&format!("{answer}{keys}, Enter done")))
}

/// What the keys do.
fn explain(offers: bool, console: &mut Console<'_>) -> io::Result<()> {
    for (key, does) in [
        (
            "f",
            "shows everything: why, the sources, all answers, and the command that repeats this.",
        ),
        ("p", "keeps the result in a file, as a page to print or to show. You can give it a name."),
        ("c", "shows your answers. Change any of them, and see the result again."),
        ("a", "asks the questions that are still open, if there are any."),
        ("q", "ends. Nothing is kept but the pages and files that you asked for."),
    ] {
        console.say_item(&format!("  {key}  "), does)?;
    }
    let enter = if offers { "the same as a, this once" } else { "the same as q" };
    console.say_item("  Enter  ", &format!("is {enter}."))?;
    console.say("")
}

/// Says how many questions were left, to a person who ended before the last of them.
pub(super) fn say_left(report: &Report<'_>, console: &mut Console<'_>) -> io::Result<()> {
    let (assumed, open) = (report.outcome().assumed.len(), report.outcome().open.len());
    let mut said = Vec::new();
    match assumed {
        0 => {}
        1 => said
            .push("1 question was not answered: the usual answer is taken for granted.".to_owned()),
        _ => said.push(format!(
            "{assumed} questions were not answered: the usual answer is taken for granted."
        )),
    }
    match (open, assumed) {
        (0, _) => {}
        (1, 0) => said.push("1 question stays open.".to_owned()),
        (1, _) => said.push("1 stays open.".to_owned()),
        (_, 0) => said.push(format!("{open} questions stay open.")),
        _ => said.push(format!("{open} stay open.")),
    }
    if said.is_empty() {
        return Ok(());
    }
    console.say("")?;
    console.say(&said.join(" "))
}
