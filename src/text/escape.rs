//! Making foreign text harmless on a terminal.

use std::borrow::Cow;

/// Whether a character can change what a terminal shows around it: a control character, or one
/// that reorders the text beside it.
pub(crate) fn is_unprintable(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{2028}' | '\u{2029}')
        || ('\u{202a}'..='\u{202e}').contains(&c)
        || ('\u{2066}'..='\u{2069}').contains(&c)
}

/// The first character of a text that does not belong into a line of text.
pub(crate) fn unprintable(text: &str) -> Option<char> {
    // Nearly every text is plain ASCII, and that is seen many bytes at a time.
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return None;
    }
    text.chars().find(|&c| is_unprintable(c))
}

/// The text with every unprintable character written as `\u{..}`; line feeds too.
pub(crate) fn line(text: &str) -> Cow<'_, str> {
    if !text.contains(is_unprintable) {
        return Cow::Borrowed(text);
    }
    let mut harmless = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if is_unprintable(c) {
            harmless.extend(c.escape_default());
        } else {
            harmless.push(c);
        }
    }
    Cow::Owned(harmless)
}

/// JSON with every unprintable character of its strings written as `\\u....`: it means the same,
/// and does nothing to a terminal.
/// Line feeds between documents stay; within a string there are none.
pub(crate) fn json(json: String) -> String {
    let bad = |c: char| is_unprintable(c) && c != '\n';
    if !json.contains(bad) {
        return json;
    }
    let mut harmless = String::with_capacity(json.len() + 16);
    for c in json.chars() {
        if bad(c) {
            super::put(&mut harmless, format_args!("\\u{:04x}", u32::from(c)));
        } else {
            harmless.push(c);
        }
    }
    harmless
}

/// What a person wrote, in backticks, harmless and cut to a length that fits a message.
pub(crate) fn quoted(text: &str) -> String {
    const LONGEST: usize = 60;
    let text = line(text);
    match text.char_indices().nth(LONGEST) {
        Some((cut, _)) => format!("`{}...`", &text[..cut]),
        None => format!("`{text}`"),
    }
}
