//! Lists and counts as parts of a sentence.

use std::fmt::Display;

use super::escape;

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

/// The names in backticks, with `word` before the last; of a long list only the first ones, and how
/// many others there are.
pub(crate) fn few<'n>(
    names: impl IntoIterator<Item = &'n str>,
    count: usize,
    word: &str,
) -> String {
    const MOST: usize = 12;
    let others = if count > MOST + 1 { count - MOST } else { 0 };
    let shown = names.into_iter().take(count - others).map(escape::quoted);
    join(shown.chain((others > 0).then(|| format!("{others} others"))), word)
}

/// A number with its noun: `one` for 1, `many` for any other.
pub(crate) fn count(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}
