//! The terminal or pipe on which questions are asked and answered, line by line.

use std::io::{self, BufRead, Write};

use super::terminal::LineWidth;
use crate::layout::{Page, Printer};

/// A terminal, used like a typewriter: nothing that was written is drawn over.
pub(super) struct Console<'a> {
    pub(super) input: &'a mut dyn BufRead,
    pub(super) out: &'a mut dyn Write,
    /// How wide lines are; a terminal may be resized between two questions.
    pub(super) width: LineWidth<'a>,
    pub(super) color: bool,
}

impl Console<'_> {
    /// A paragraph, as wide as the terminal is now.
    pub(super) fn say(&mut self, text: &str) -> io::Result<()> {
        self.say_item("", text)
    }

    /// As [`Console::say`], with what stands before the first line; the others are indented as far.
    pub(super) fn say_item(&mut self, first: &str, text: &str) -> io::Result<()> {
        let mut printer = Printer::new(self.page());
        printer.paragraph(first, text);
        self.out.write_all(printer.finish().as_bytes())
    }

    /// What lines are laid out for, as wide as the terminal is now.
    pub(super) fn page(&self) -> Page {
        Page { width: self.width.now(), color: self.color }
    }
}
