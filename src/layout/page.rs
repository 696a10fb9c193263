//! The medium of a text: its line width, and whether it has colours.

use anstyle::Style;

use super::style::{self, level_style};
use super::wrap::Width;
use crate::rulebook::Level;

/// The medium of a text: its line width, and whether it has colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// The maximum width of lines.
    pub width: Width,
    /// Whether levels and headings are coloured.
    pub color: bool,
}

impl Page {
    /// Unlimited lines without colours, for files and pipes.
    pub const PLAIN: Self = Self { width: Width::Unlimited, color: false };

    /// The text in a style, or unchanged on a page without colours.
    pub(crate) fn paint(self, style: Style, text: &str) -> String {
        let style = if self.color { style } else { Style::new() };
        format!("{style}{text}{style:#}")
    }

    /// The text in bold.
    pub(crate) fn bold(self, text: &str) -> String {
        self.paint(style::BOLD, text)
    }

    /// The text in the style of a level.
    pub(crate) fn in_level(self, level: Level, text: &str) -> String {
        self.paint(level_style(level), text)
    }

    /// The level's word in capitals, in its style.
    pub(crate) fn level(self, level: Level) -> String {
        self.in_level(level, &level.as_str().to_uppercase())
    }
}
