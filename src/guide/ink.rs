//! Writing on a page: headings, paragraphs and lists, with colour where it is wanted.

use anstyle::Style;

use super::facts::Cell;
use super::wording::Phrase;
use crate::report::{Page, level_style};
use crate::rulebook::Level;
use crate::text::wrap;

/// A page that is being written.
pub(super) struct Ink {
    pub(super) page: Page,
    pub(super) out: String,
}

impl Ink {
    pub(super) fn new(page: Page) -> Self {
        Self { page, out: String::new() }
    }

    /// The first line of a page.
    pub(super) fn title(&mut self, text: &str) {
        let painted = self.bold(text);
        self.paragraph("", &painted);
    }

    /// A heading with an empty line before it.
    pub(super) fn heading(&mut self, text: &str) {
        self.gap();
        self.title(text);
    }

    /// An empty line, unless the page has only just begun.
    pub(super) fn gap(&mut self) {
        if !self.out.is_empty() {
            self.out.push('\n');
        }
    }

    /// A heading and one paragraph.
    pub(super) fn section(&mut self, heading: &str, text: &str) {
        self.heading(heading);
        self.paragraph("  ", text);
    }

    pub(super) fn paragraph(&mut self, first: &str, text: &str) {
        wrap::paragraph(&mut self.out, self.page.width, first, text);
    }

    /// A condition, its parts as nested lists.
    pub(super) fn phrase(&mut self, phrase: &Phrase, depth: usize) {
        let indent = "  ".repeat(depth + 1);
        let mark = if depth == 0 { indent } else { format!("{}- ", &indent[2..]) };
        match phrase {
            Phrase::Test(text) => self.paragraph(&mark, text),
            Phrase::All(parts) => self.parts(&mark, "all of these:", parts, depth),
            Phrase::Any(parts) => self.parts(&mark, "at least one of these:", parts, depth),
        }
    }

    fn parts(&mut self, mark: &str, heading: &str, parts: &[Phrase], depth: usize) {
        self.paragraph(mark, heading);
        for part in parts {
            self.phrase(part, depth + 1);
        }
    }

    /// A rule's levels in few words: `avoid`, or `clinic defer, home avoid`.
    pub(super) fn levels(&self, cells: &[Cell<'_>]) -> String {
        let first = cells.first().and_then(|cell| cell.level);
        if let Some(level) = first
            && cells.iter().all(|cell| cell.level == first)
        {
            return self.level(level, level.as_str());
        }
        let known = cells.iter().filter_map(|cell| {
            let level = cell.level?;
            let word = self.level(level, level.as_str());
            Some(cell.option.map_or(word.clone(), |option| format!("{option} {word}")))
        });
        let known: Vec<_> = known.collect();
        if known.is_empty() { "can never apply".to_owned() } else { known.join(", ") }
    }

    pub(super) fn level(&self, level: Level, text: &str) -> String {
        self.paint(level_style(level), text)
    }

    pub(super) fn bold(&self, text: &str) -> String {
        self.paint(Style::new().bold(), text)
    }

    fn paint(&self, style: Style, text: &str) -> String {
        if self.page.color { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }
}
