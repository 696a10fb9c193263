//! Keeps a result as a page, in a file that the person names.

use std::fmt;
use std::path::{Path, PathBuf};

use super::super::atomic_file;
use super::super::console::Console;
use super::ending::Ending;
use super::line::{self, Line};
use crate::interview::Refusal;
use crate::layout::Page;
use crate::report::{Format, Report};
use crate::text::escape;

/// What is typed by somebody who wants no page after all.
const LEAVES: [&str; 9] = ["b", "back", "q", "quit", "n", "no", "none", "cancel", "exit"];

impl<'r> Ending<'_, 'r> {
    /// Asks for the name of a file and writes the report to it, until that succeeds or the person
    /// goes back. Nothing that fails here loses the result.
    pub(super) fn keep(
        &self,
        report: &Report<'r>,
        console: &mut Console<'_>,
    ) -> anyhow::Result<()> {
        loop {
            let free = free_name(report.answers().on());
            let hint = console.dim("A name that ends in .html, .md, .json or .txt. b back");
            console.say(&format!("Enter keeps it in {free}. {hint}"))?;
            let Line::Typed(name) = console.prompt(line::read)? else {
                return Ok(console.say("")?);
            };
            match name.to_lowercase().as_str() {
                "?" | "help" | "s" | "d" => continue,
                typed if LEAVES.contains(&typed) => return Ok(()),
                _ => {}
            }
            let (path, format) = match named(&name, &free) {
                Ok(named) => named,
                Err(why) => {
                    console.say(&why)?;
                    continue;
                }
            };
            if let Err(error) = self.files.check("the page", &path) {
                console.say(&sentence(&error))?;
                continue;
            }
            if path.is_file() {
                let shown = path.display();
                console.say(&format!("{shown} is there already. Type yes to replace it."))?;
                let answer = console.prompt(line::read)?;
                let Line::Typed(answer) = answer else { return Ok(console.say("")?) };
                if !["yes", "y"].contains(&answer.to_lowercase().as_str()) {
                    console.say(&format!("{shown} was left as it is."))?;
                    continue;
                }
            }
            let text = report.in_format(format, Page::PLAIN, true);
            let Err(error) = atomic_file::save("the page", &path, &text, &console.interrupt) else {
                console.interrupt.note_kept();
                console.say(&format!("The page is in {}.", path.display()))?;
                return Ok(console.say("")?);
            };
            console.say(&sentence(&error))?;
        }
    }
}

/// The file that was typed, and its format by its ending.
fn named(typed: &str, free: &str) -> Result<(PathBuf, Format), String> {
    let name = if typed.is_empty() { free } else { typed };
    if escape::unprintable(name).is_some() {
        return Err("A name has no control characters.".to_owned());
    }
    let path = Path::new(name);
    if name.ends_with(std::path::is_separator) || path.is_dir() {
        return Err(format!("{name} is a folder. Type the name of a file in it."));
    }
    if path.extension().is_none() {
        return Ok((PathBuf::from(format!("{name}.html")), Format::Html));
    }
    let format = Format::of_file(path).map_err(|problem| Refusal::Unfit(problem).to_string())?;
    Ok((path.to_owned(), format))
}

/// A name that no file in this folder has.
fn free_name(day: impl fmt::Display) -> String {
    let first = format!("needlecheck-{day}.html");
    let others = (2..).map(|number| format!("needlecheck-{day}-{number}.html"));
    let mut names = std::iter::once(first.clone()).chain(others);
    // Also a link to nowhere is there.
    names.find(|name| std::fs::symlink_metadata(name).is_err()).unwrap_or(first)
}

/// An error as a sentence.
fn sentence(error: &anyhow::Error) -> String {
    crate::text::capitalised(&escape::line(&format!("{error:#}"))) + "."
}
