//! Lists in a sentence.

use std::fmt::Display;

/// The items in backticks, joined as in a sentence: `` `a`, `b` or `c` ``.
pub(crate) fn one_of<T: Display>(items: impl IntoIterator<Item = T>) -> String {
    join(items.into_iter().map(|item| format!("`{item}`")), "or")
}

/// The items joined as in a sentence, with `word` before the last.
pub(crate) fn join(items: impl IntoIterator<Item = String>, word: &str) -> String {
    let mut items: Vec<String> = items.into_iter().collect();
    match items.pop() {
        None => String::new(),
        Some(last) if items.is_empty() => last,
        Some(last) => format!("{} {word} {last}", items.join(", ")),
    }
}

/// A count with its noun, in the singular for one.
pub(crate) fn count(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}
