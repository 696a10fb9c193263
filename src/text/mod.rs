//! Work on text: positions in a file, escaping, suggestions for misspelt words.
//!
//! Nothing here depends on rules or on screening.

pub(crate) mod csv;
mod date;
pub(crate) mod escape;
pub(crate) mod list;
pub(crate) mod markup;
pub(crate) mod nearest;
pub(crate) mod position;
pub(crate) mod problem;
pub(crate) mod word;

pub(crate) use date::{WrittenDate, long_date, short_date};

/// Appends formatted text; writing into a string cannot fail.
pub(crate) fn append(out: &mut String, text: std::fmt::Arguments<'_>) {
    let _ = std::fmt::Write::write_fmt(out, text);
}

/// The text with its first letter as a capital.
pub(crate) fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// The text as it stands inside a sentence: its first letter is lower case, unless it begins with
/// an abbreviation or a name.
pub(crate) fn uncapitalised(text: &str) -> String {
    let first_word = text.split_whitespace().next().unwrap_or_default();
    let stays = first_word == "I" || first_word.chars().skip(1).any(char::is_uppercase);
    let mut chars = text.chars();
    match chars.next() {
        Some(first) if !stays => first.to_lowercase().chain(chars).collect(),
        _ => text.to_owned(),
    }
}

/// A question or a heading with an answer to follow it: with a colon if it has no end of its own.
pub(crate) fn lead_in(text: &str) -> String {
    let ended = text.ends_with(['.', '?', '!']);
    format!("{}{}", text.trim_end_matches(':'), if ended { "" } else { ":" })
}
