//! Splits what was typed in a shell into words.

use std::path::Path;

/// The words of a line as a shell would split it, without their quotes, and with the home folder
/// for a `~/` at the start of one. The last word is the unfinished one at the line's end, which is
/// empty after a space. Nothing else is expanded, and nothing is run.
pub(super) fn split(line: &str, home: Option<&Path>) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    let mut rest = line.chars();
    while let Some(c) = rest.next() {
        match (quote, c) {
            (Some(open), _) if c == open => quote = None,
            (None | Some('"'), '\\') => word.get_or_insert_default().extend(rest.next()),
            (None, '\'' | '"') => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            (None, '~') if word.is_none() && rest.as_str().starts_with('/') => {
                let home = home.map(|home| home.to_string_lossy().into_owned());
                word = Some(home.unwrap_or_else(|| "~".to_owned()));
            }
            (None, _) if c.is_whitespace() => words.extend(word.take()),
            _ => word.get_or_insert_default().push(c),
        }
    }
    words.push(word.unwrap_or_default());
    words
}
