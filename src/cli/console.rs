//! The terminal or pipe on which questions are asked and answered, line by line.

use std::io::{self, BufRead, Write};

use anstyle::{AnsiColor, Style};

use super::interrupt::Interrupt;
use super::terminal::LineWidth;
use crate::layout::{Page, Printer};

/// What helps and can be passed over: keys, and an answer that is repeated.
const DIM: Style = Style::new().dimmed();
/// What is typed.
const TYPED: Style = AnsiColor::Cyan.on_default();

/// A terminal, used like a typewriter: nothing that was written is drawn over.
pub(super) struct Console<'a> {
    pub(super) input: &'a mut dyn BufRead,
    /// Where questions are asked.
    pub(super) prompts: Paper<'a>,
    /// Where reports are shown; `None` if that is where the questions are asked.
    pub(super) reports: Option<Paper<'a>>,
    pub(super) interrupt: Interrupt,
}

/// What a console writes on.
pub(super) struct Paper<'a> {
    pub(super) writer: &'a mut dyn Write,
    /// How wide lines are; a terminal may be resized between two questions.
    pub(super) width: LineWidth<'a>,
    pub(super) color: bool,
}

impl Paper<'_> {
    /// What lines are laid out for, as wide as the terminal is now.
    fn page(&self) -> Page {
        Page { width: self.width.now(), color: self.color }
    }

    fn write(&mut self, text: &str) -> io::Result<()> {
        self.writer.write_all(text.as_bytes())?;
        self.writer.flush()
    }
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
        self.print(printer)
    }

    /// What was laid out for [`Console::page`].
    pub(super) fn print(&mut self, printer: Printer) -> io::Result<()> {
        self.prompts.write(&printer.finish())
    }

    /// A report, where reports are shown, with an empty line before it.
    pub(super) fn report(&mut self, text: impl Fn(Page) -> String) -> io::Result<()> {
        let paper = self.reports.as_mut().unwrap_or(&mut self.prompts);
        let text = text(paper.page());
        paper.write(&format!("\n{text}"))
    }

    /// What lines are laid out for, as wide as the terminal is now.
    pub(super) fn page(&self) -> Page {
        self.prompts.page()
    }

    /// A text that helps and can be passed over.
    pub(super) fn dim(&self, text: &str) -> String {
        self.page().paint(DIM, text)
    }

    /// The mark after which a line is typed, and then what `read` reads. It is typed in a colour of
    /// its own, which ends with the line, with the input, and on Ctrl-C.
    pub(super) fn prompt<T>(
        &mut self,
        read: impl FnOnce(&mut dyn BufRead) -> io::Result<T>,
    ) -> io::Result<T> {
        let page = self.page();
        self.prompts.write(&format!("{} ", page.bold(">")))?;
        if !page.color {
            return read(self.input);
        }
        self.interrupt.set_end_of_colour(true);
        self.prompts.write(&TYPED.to_string())?;
        let line = read(self.input);
        self.prompts.write(&format!("{TYPED:#}"))?;
        self.interrupt.set_end_of_colour(false);
        line
    }
}
