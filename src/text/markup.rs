//! Escapes text for Markdown, and addresses. Texts of HTML pages are escaped by their templates.

use super::append;

/// Escapes text for Markdown and puts it on one line: for a paragraph, a heading, a list item or a
/// table cell.
pub(crate) fn markdown(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut safe = String::with_capacity(text.len() + 8);
    for (at, c) in text.char_indices() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            // On code hosts, `@` mentions people and `$` starts a formula.
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '#' | '@' | '$' => {
                safe.push('\\');
                safe.push(c);
            }
            // Otherwise GitHub turns a bare address into a link.
            ':' if text[at..].starts_with("://") => safe.push_str("\\:"),
            // At the start of a line these begin a list, a thematic break or a heading.
            '-' | '+' | '=' if at == 0 => {
                safe.push('\\');
                safe.push(c);
            }
            '.' | ')' if at > 0 && text[..at].bytes().all(|b| b.is_ascii_digit()) => {
                safe.push('\\');
                safe.push(c);
            }
            _ => safe.push(c),
        }
    }
    safe
}

/// Percent-encodes the characters of an address that could end a link in HTML or Markdown. What
/// is percent-encoded already stays as it is.
pub(crate) fn address(url: &str) -> String {
    let mut safe = String::with_capacity(url.len());
    for byte in url.bytes() {
        if byte.is_ascii_graphic() && !b"<>\"'`\\|{}^[]()*".contains(&byte) {
            safe.push(char::from(byte));
        } else {
            append(&mut safe, format_args!("%{byte:02X}"));
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::{address, markdown};

    #[test]
    fn foreign_text_stays_text() {
        assert_eq!(markdown("a | `b` [c](d) <e>"), r"a \| \`b\` \[c\](d) &lt;e&gt;");
        assert_eq!(markdown("at https://e.org: x"), r"at https\://e.org: x");
        assert_eq!(markdown("1. one"), r"1\. one");
        assert_eq!(markdown("- one\n- two"), r"\- one - two");
        assert_eq!(address("https://e.org/a(b)?c=1&d=%20<"), "https://e.org/a%28b%29?c=1&d=%20%3C");
    }
}
