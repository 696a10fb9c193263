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

/// The lines of a paragraph, at least one, with `first` before the first and `rest` before every
/// other.
///
/// Words are never cut. If the width leaves fewer than 12 columns beside `first` and `rest`, no
/// line is indented.
pub(crate) fn wrapped(width: Width, first: &str, rest: &str, text: &str) -> Vec<String> {
    // Where lines are short, the words need the space more than the indent.
    const MIN_TEXT_COLUMNS: usize = 12;
    let text = single_spaced(text);
    let Width::Columns(columns) = width else {
        return vec![first.to_owned() + &text];
    };
    let before = display_width(first).max(display_width(rest));
    let (first, rest, text) = if columns < before + MIN_TEXT_COLUMNS {
        ("", "", format!("{} {text}", first.trim()).trim_start().to_owned())
    } else {
        (first, rest, text)
    };
    let options = Options::new(columns.max(1))
        .initial_indent(first)
        .subsequent_indent(rest)
        .break_words(false)
        .word_splitter(WordSplitter::NoHyphenation);
    let lines = textwrap::wrap(&text, options);
    lines.iter().map(|line| line.trim_end().to_owned()).collect()
}

/// The words of a text with one space between them.
fn single_spaced(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !spaced.is_empty() {
            spaced.push(' ');
        }
        spaced.push_str(word);
    }
    spaced
}
