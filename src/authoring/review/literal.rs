//! Maps a position in the value of a TOML string to the position in its source text.

use std::ops::Range;

/// For a TOML string as written, quotes included: where each byte of `text`, which it stands for,
/// comes from, and the end. `None` if the literal does not have the value `text`.
pub(super) fn offsets(raw: &str, text: &str) -> Option<Vec<usize>> {
    let (quotes, escaped) = match raw {
        _ if raw.starts_with("\"\"\"") => (3, true),
        _ if raw.starts_with("'''") => (3, false),
        _ if raw.starts_with('"') => (1, true),
        _ if raw.starts_with('\'') => (1, false),
        _ => return None,
    };
    let end = raw.len().checked_sub(quotes).filter(|&end| end >= quotes)?;
    let mut at = quotes;
    if quotes == 3 {
        let first = ["\r\n", "\n"].iter().find(|first| raw[at..end].starts_with(**first));
        at += first.map_or(0, |first| first.len());
    }
    let (mut found, mut from) = (String::with_capacity(text.len()), Vec::new());
    while at < end {
        let (c, len) = match raw[at..end].chars().next()? {
            '\\' if escaped => unescape(&raw[at..end])?,
            c => (Some(c), c.len_utf8()),
        };
        if let Some(c) = c {
            found.push(c);
            from.resize(found.len(), at);
        }
        at += len;
    }
    from.push(end);
    (found == text).then_some(from)
}

/// What an escape stands for, nothing for a line that goes on, and how long it is.
fn unescape(raw: &str) -> Option<(Option<char>, usize)> {
    let code = |digits: usize| {
        let code = u32::from_str_radix(raw.get(2..2 + digits)?, 16).ok()?;
        Some((Some(char::from_u32(code)?), 2 + digits))
    };
    let one = |c: char| Some((Some(c), 2));
    match raw.chars().nth(1)? {
        'b' => one('\u{8}'),
        't' => one('\t'),
        'n' => one('\n'),
        'f' => one('\u{c}'),
        'r' => one('\r'),
        'e' => one('\u{1b}'),
        c @ ('"' | '\\') => one(c),
        'x' => code(2),
        'u' => code(4),
        'U' => code(8),
        c if c.is_whitespace() => {
            let rest = raw[1..].trim_start_matches([' ', '\t', '\r', '\n']);
            Some((None, raw.len() - rest.len()))
        }
        _ => None,
    }
}

/// The span in the file for a range of a text that stands at `span` of `file`; all of it where
/// the two cannot be told to fit.
pub(super) fn within(
    file: &str,
    span: &Range<usize>,
    text: &str,
    range: &Range<usize>,
) -> Range<usize> {
    let place = || {
        let from = offsets(file.get(span.clone())?, text)?;
        Some(span.start + from[range.start]..span.start + from[range.end])
    };
    place().filter(|place| !place.is_empty()).unwrap_or_else(|| span.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_to_write_a_text_leads_back_to_its_place() {
        for raw in [
            "\"one safe two\"",
            "'one safe two'",
            "'''\none safe two'''",
            "\"\"\"\r\none \\\n   safe \\  \r\n two\"\"\"",
            "\"\\u006fn\\x65 safe two\"",
        ] {
            let file = format!("key = {raw} # safe");
            let at = within(&file, &(6..6 + raw.len()), "one safe two", &(4..8));
            assert_eq!(&file[at], "safe", "{raw}");
        }
        let escaped = "\"\\\"\\t\\u00e9\"";
        assert_eq!(offsets(escaped, "\"\té"), Some(vec![1, 3, 5, 5, 11]));
        assert_eq!(within(escaped, &(0..escaped.len()), "another", &(0..1)), 0..escaped.len());
    }
}
