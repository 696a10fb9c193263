//! Wrapping prose to a width.

use textwrap::core::display_width;
use textwrap::{Options, WordSplitter};

/// How wide a text may be: as wide as it likes, or so many columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Width {
    /// No wrapping: what a pipe or a file gets.
    Unlimited,
    /// At most this many columns, where words allow it.
    Columns(usize),
}

/// Appends `text` as a paragraph: `first` before its first line, as much space before the others.
///
/// A width too narrow for the indent still gets one word a line; nothing is cut.
pub(crate) fn paragraph(out: &mut String, width: Width, first: &str, text: &str) {
    hanging(out, width, first, &" ".repeat(display_width(first)), text);
}

/// As [`paragraph`], with `rest` before every line but the first.
pub(crate) fn hanging(out: &mut String, width: Width, first: &str, rest: &str, text: &str) {
    match width {
        Width::Unlimited => {
            out.push_str(first);
            for (index, word) in text.split_whitespace().enumerate() {
                if index > 0 {
                    out.push(' ');
                }
                out.push_str(word);
            }
            out.push('\n');
        }
        Width::Columns(columns) => {
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            // What goes before the lines is worth less than room for the words in them.
            let before = display_width(first).max(display_width(rest));
            let (first, rest, text) = if columns < before + 12 {
                ("", "", format!("{} {text}", first.trim()).trim_start().to_owned())
            } else {
                (first, rest, text)
            };
            let options = Options::new(columns.max(1))
                .initial_indent(first)
                .subsequent_indent(rest)
                .break_words(false)
                .word_splitter(WordSplitter::NoHyphenation);
            for line in textwrap::wrap(&text, options) {
                out.push_str(line.trim_end());
                out.push('\n');
            }
        }
    }
}
