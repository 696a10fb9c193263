//! Escapes control characters, so that text from outside cannot act on a terminal.

use std::borrow::Cow;

/// Whether a character can change what a terminal shows around it: a control character, a line
/// separator, or a character that sets the direction of the text.
pub(crate) fn is_unprintable(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{2028}' | '\u{2029}')
        || ('\u{202a}'..='\u{202e}').contains(&c)
        || ('\u{2066}'..='\u{2069}').contains(&c)
}

/// The first unprintable character, line feeds included; `None` if there is none.
pub(crate) fn unprintable(text: &str) -> Option<char> {
    // Nearly every string is plain ASCII. Without an early end, many bytes are checked at a time.
    let is_plain = |plain, byte| plain & matches!(byte, b' '..=b'~');
    if text.bytes().fold(true, is_plain) {
        return None;
    }
    text.chars().find(|&c| is_unprintable(c))
}

/// Escapes every unprintable character as Rust does (`\u{..}`, `\n`), line feeds included.
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

/// Escapes the unprintable characters in the strings of a JSON text as `\u....`, which leaves its
/// meaning unchanged. Line feeds are kept: JSON has them only between values.
pub(crate) fn json(json: String) -> String {
    let bad = |c: char| is_unprintable(c) && c != '\n';
    if !json.contains(bad) {
        return json;
    }
    let mut harmless = String::with_capacity(json.len() + 16);
    for c in json.chars() {
        if bad(c) {
            super::append(&mut harmless, format_args!("\\u{:04x}", u32::from(c)));
        } else {
            harmless.push(c);
        }
    }
    harmless
}

/// The text as a string of TOML in quotes, on one line and with its unprintable characters escaped.
pub(crate) fn toml(text: &str) -> String {
    let mut written = String::with_capacity(text.len() + 2);
    written.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => written.extend(['\\', c]),
            '\n' => written.push_str("\\n"),
            '\r' => written.push_str("\\r"),
            '\t' => written.push_str("\\t"),
            c if is_unprintable(c) => {
                super::append(&mut written, format_args!("\\u{:04x}", u32::from(c)));
            }
            c => written.push(c),
        }
    }
    written.push('"');
    written
}

/// A string from outside in backticks: escaped, and cut after 60 characters to fit a message.
pub(crate) fn quoted(text: &str) -> String {
    const MAX_CHARS: usize = 60;
    let text = line(text);
    match text.char_indices().nth(MAX_CHARS) {
        Some((cut, _)) => format!("`{}...`", &text[..cut]),
        None => format!("`{text}`"),
    }
}
