//! Output streams: whether they are terminals, their width, and when output is coloured.

use std::io::Write;

use super::identity::Identity;
use crate::layout::Width;
use crate::text::word::words;

/// An output stream.
pub struct Stream<'a> {
    /// Where the bytes go.
    pub writer: &'a mut (dyn Write + Send),
    /// Which file it is, if it is one.
    pub file: Option<Identity>,
    /// Whether it is a terminal.
    pub is_terminal: bool,
    /// How many columns the terminal has now; `None` if that is unknown.
    pub columns: &'a dyn Fn() -> Option<u16>,
}

impl<'a> Stream<'a> {
    /// What decides how wide its lines are.
    pub(super) fn line_width(&self) -> LineWidth<'a> {
        LineWidth { is_terminal: self.is_terminal, columns: self.columns }
    }

    /// How wide its lines are.
    pub(super) fn width(&self) -> Width {
        self.line_width().now()
    }
}

/// The parts of a stream that determine the width of lines.
#[derive(Clone, Copy)]
pub(super) struct LineWidth<'a> {
    is_terminal: bool,
    columns: &'a dyn Fn() -> Option<u16>,
}

impl LineWidth<'_> {
    /// At most 80 columns on a terminal; no limit elsewhere.
    pub(super) fn now(&self) -> Width {
        const WIDEST: usize = 80;
        if !self.is_terminal {
            return Width::Unlimited;
        }
        let columns = (self.columns)().map_or(WIDEST, usize::from);
        // A terminal that is 0 wide does not know its width.
        Width::Columns(if columns == 0 { WIDEST } else { columns.min(WIDEST) })
    }
}

words! {
    /// When to colour.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub(super) enum Color {
        /// As the environment and the stream suggest.
        Auto = "auto",
        /// Always.
        Always = "always",
        /// Never.
        Never = "never",
    }
}
