//! Lists and counts as parts of a sentence.

use std::fmt::Display;

/// Quotes the items and joins them with "or": `` `a`, `b` or `c` ``.
pub(crate) fn one_of<T: Display>(items: impl IntoIterator<Item = T>) -> String {
    join(items.into_iter().map(|item| format!("`{item}`")), "or")
}

/// Joins the items with commas, and the last with `word`: `a, b and c`. Empty for no items.
pub(crate) fn join(items: impl IntoIterator<Item = String>, word: &str) -> String {
    let mut items: Vec<String> = items.into_iter().collect();
    match items.pop() {
        None => String::new(),
        Some(last) if items.is_empty() => last,
        Some(last) => format!("{} {word} {last}", items.join(", ")),
    }
}

/// A number with its noun: `one` for 1, `many` for any other.
pub(crate) fn count(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}
