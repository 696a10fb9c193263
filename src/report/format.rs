//! The formats of a report: the one list of them.

use std::path::Path;

use super::{Page, Report};
use crate::text::word::words;

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
    /// The format that belongs to the extension of a file name; `None` if there is none.
    #[must_use]
    pub fn of_file(file: &Path) -> Option<Self> {
        match file.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "txt" => Some(Self::Text),
            "json" => Some(Self::Json),
            "md" | "markdown" => Some(Self::Markdown),
            "html" | "htm" => Some(Self::Html),
            _ => None,
        }
    }
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
