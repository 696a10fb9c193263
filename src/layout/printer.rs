//! Lays out headings, paragraphs and lists, one below the other.

use textwrap::core::display_width;

use super::page::Page;
use super::wrap::wrapped;

/// A text that is being laid out.
pub(crate) struct Printer {
    page: Page,
    out: String,
}

impl Printer {
    /// An empty text.
    pub(crate) fn new(page: Page) -> Self {
        Self { page, out: String::new() }
    }

    /// What the text is laid out for.
    pub(crate) fn page(&self) -> Page {
        self.page
    }

    /// The whole text; each line ends with a line feed.
    pub(crate) fn finish(self) -> String {
        self.out
    }

    /// A paragraph in bold, which names the whole text.
    pub(crate) fn title(&mut self, text: &str) {
        self.paragraph("", &self.page.bold(text));
    }

    /// A line in bold with an empty line before it.
    pub(crate) fn heading(&mut self, text: &str) {
        self.gap();
        self.title(text);
    }

    /// A line in bold between two empty lines.
    pub(crate) fn spaced_heading(&mut self, text: &str) {
        self.heading(text);
        self.gap();
    }

    /// An empty line, unless nothing stands before it.
    pub(crate) fn gap(&mut self) {
        if !self.out.is_empty() {
            self.out.push('\n');
        }
    }

    /// A heading and one indented paragraph.
    pub(crate) fn section(&mut self, heading: &str, text: &str) {
        self.heading(heading);
        self.paragraph("  ", text);
    }

    /// A paragraph with `first` before its first line; the others are indented as far.
    pub(crate) fn paragraph(&mut self, first: &str, text: &str) {
        self.hanging(first, &" ".repeat(display_width(first)), text);
    }

    /// A paragraph with `first` before its first line and `rest` before every other.
    pub(crate) fn hanging(&mut self, first: &str, rest: &str, text: &str) {
        for line in wrapped(self.page.width, first, rest, text) {
            self.line(&line);
        }
    }

    /// A line as it is.
    pub(super) fn line(&mut self, line: &str) {
        self.out.push_str(line);
        self.out.push('\n');
    }
}
