//! The formats of a report: the one list of them.

use std::path::Path;

use super::{Page, Report};
use crate::text::word::words;

words! {
    /// How a report, or another result, is written.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Format {
        /// For a person to read.
        Text = "text",
        /// For a tool: one line.
        Json = "json",
        /// For notes and tickets.
        Markdown = "markdown",
        /// A page to print.
        Html = "html",
    }
}

impl Format {
    /// The format that the ending of a file's name stands for; `None` if it stands for none.
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
    /// The report in a format, ending with a line feed; `page` lays out text.
    #[must_use]
    pub fn in_format(&self, format: Format, page: Page) -> String {
        match format {
            Format::Text => self.to_text(page),
            Format::Json => self.to_json() + "\n",
            Format::Markdown => self.to_markdown(),
            Format::Html => self.to_html(),
        }
    }
}
