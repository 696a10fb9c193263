//! The formats of a report: the one list of them, and the endings of file names that stand for them.

use std::path::Path;

use super::{Page, Report};
use crate::text::escape;
use crate::text::list::one_of;
use crate::text::nearest::nearest;
use crate::text::problem::Problem;
use crate::text::word::{Word as _, words};

words! {
    /// The format of a report or another result.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Format {
        /// Text for people.
        Text = "text",
        /// JSON on one line, for tools.
        Json = "json",
        /// Markdown, for notes and tickets.
        Markdown = "markdown",
        /// An HTML page to print.
        Html = "html",
    }
}

impl Format {
    /// The format of a file, by the ending of its name: `.html`, `.md`, `.json`, `.txt` and their
    /// longer and shorter forms, in capitals or small letters. A name without an ending is text.
    ///
    /// # Errors
    ///
    /// Any other ending, such as `.pdf`: the problem says which are accepted.
    pub fn of_file(file: &Path) -> Result<Self, Problem> {
        let Some(ending) = ending(file) else { return Ok(Self::Text) };
        let formats = Self::ALL.iter().rev().map(|(format, _)| *format);
        let found = formats.clone().find(|format| format.endings().contains(&ending.as_str()));
        found.ok_or_else(|| {
            if ending == "pdf" {
                return Problem::new(
                    "`.pdf` is not a format: write `.html` and print it to PDF from a browser",
                );
            }
            let accepted: Vec<_> = formats.map(|format| format.endings()[0]).collect();
            not_a_format(&ending, &accepted)
        })
    }

    /// The endings of file names that stand for it, in small letters; the usual one first.
    fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Text => &["txt", "text"],
            Self::Json => &["json"],
            Self::Markdown => &["md", "markdown"],
            Self::Html => &["html", "htm"],
        }
    }
}

/// Checks that the name of a file has one of these endings, in small letters, or none.
///
/// # Errors
///
/// Any other ending: the problem says which are accepted.
pub fn check_ending(file: &Path, accepted: &[&str]) -> Result<(), Problem> {
    match ending(file) {
        Some(ending) if !accepted.contains(&ending.as_str()) => {
            Err(not_a_format(&ending, accepted))
        }
        _ => Ok(()),
    }
}

/// The ending of a file name without its full stop, in small letters; `None` if it has none.
fn ending(file: &Path) -> Option<String> {
    let ending = file.extension()?.to_string_lossy().to_lowercase();
    (!ending.is_empty()).then_some(ending)
}

fn not_a_format(ending: &str, accepted: &[&str]) -> Problem {
    let meant = nearest(ending, accepted.iter().copied()).map(|ending| format!(".{ending}"));
    let accepted = one_of(accepted.iter().map(|ending| format!(".{ending}")));
    Problem::new(format!(
        "{} is not a format that is written here",
        escape::quoted(&format!(".{ending}"))
    ))
    .expected(format!("a name that ends in {accepted}, or has no ending"))
    .suggestion(meant)
}

impl Report<'_> {
    /// The report in this format, ending with a line feed. `page` and `is_full` are used for text
    /// only: for how it is laid out, and whether it has every fact.
    #[must_use]
    pub fn in_format(&self, format: Format, page: Page, is_full: bool) -> String {
        match format {
            Format::Text if is_full => self.to_full_text(page),
            Format::Text => self.to_text(page),
            Format::Json => self.to_json() + "\n",
            Format::Markdown => self.to_markdown(),
            Format::Html => self.to_html(),
        }
    }
}
