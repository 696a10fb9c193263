//! Where questions are asked and answered, line by line.

use std::io::{self, BufRead, Write};

use anstyle::Style;

use crate::layout::{Page, Printer, Width, style};

/// A terminal, used like a typewriter: nothing that was written is drawn over.
pub(super) struct Console<'a> {
    pub(super) input: &'a mut dyn BufRead,
    pub(super) out: &'a mut dyn Write,
    /// How wide lines are; a terminal may be resized between two questions.
    pub(super) width: LineWidth<'a>,
    pub(super) color: bool,
}

/// What decides how wide lines are: whether it is a terminal, and how wide that is just now.
#[derive(Clone, Copy)]
pub(super) struct LineWidth<'a> {
    pub(super) is_terminal: bool,
    pub(super) columns: &'a dyn Fn() -> Option<u16>,
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

impl Console<'_> {
    /// A paragraph, as wide as the terminal is now.
    pub(super) fn say(&mut self, text: &str) -> io::Result<()> {
        self.say_item("", text)
    }

    /// As [`Console::say`], with what stands before the first line; the others are indented as far.
    pub(super) fn say_item(&mut self, first: &str, text: &str) -> io::Result<()> {
        let mut printer = Printer::new(Page { width: self.width.now(), color: self.color });
        printer.paragraph(first, text);
        self.out.write_all(printer.finish().as_bytes())
    }

    /// A string in bold, if there are colours.
    pub(super) fn bold(&self, text: &str) -> String {
        self.paint(style::BOLD, text)
    }

    /// A string in a style, if there are colours.
    pub(super) fn paint(&self, style: Style, text: &str) -> String {
        Page { color: self.color, ..Page::PLAIN }.paint(style, text)
    }
}
