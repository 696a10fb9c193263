//! Wraps paragraphs to a width.

use textwrap::core::display_width;
use textwrap::{Options, WordSplitter};

/// The maximum width of a line of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Width {
    /// Lines are not wrapped: for a pipe or a file.
    Unlimited,
    /// Lines have at most this many columns, unless a single word is longer.
    Columns(usize),
}

/// Appends `text` as a paragraph: `first` before its first line, spaces of the same width before
/// the other lines.
///
/// Words are never cut. If the width leaves fewer than 12 columns beside `first`, the other lines
/// are not indented.
pub(crate) fn paragraph(out: &mut String, width: Width, first: &str, text: &str) {
    hanging(out, width, first, &" ".repeat(display_width(first)), text);
}

/// Appends a paragraph like [`paragraph`], with `rest` before every line but the first.
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
            // Where lines are short, the words need the space more than the indent.
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
