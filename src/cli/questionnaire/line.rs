//! What a person types at a prompt.

use std::io::{self, BufRead, Read as _};

/// The longest line that is read, in bytes.
const MAX_BYTES: u64 = 4_096;

/// A line that was typed.
pub(super) enum Line {
    /// Its text, without space around it.
    Typed(String),
    /// Longer than anybody types on purpose; the rest of the line was thrown away.
    TooLong,
    /// The input has ended.
    End,
}

/// What works at every question.
pub(super) enum PromptCommand {
    /// Why it is asked, or why this item is.
    Why(Option<usize>),
    Back,
    Done,
    Quit,
}

/// Reads one line, of any length and any bytes.
pub(super) fn read(input: &mut dyn BufRead) -> io::Result<Line> {
    let mut bytes = Vec::new();
    let read = (&mut *input).take(MAX_BYTES).read_until(b'\n', &mut bytes)?;
    if read == 0 {
        return Ok(Line::End);
    }
    if bytes.last() != Some(&b'\n') && read as u64 == MAX_BYTES {
        input.skip_until(b'\n')?;
        return Ok(Line::TooLong);
    }
    Ok(Line::Typed(String::from_utf8_lossy(&bytes).trim().to_owned()))
}

impl PromptCommand {
    /// The command that was typed; `None` for an answer.
    pub(super) fn of(typed: &str) -> Option<Self> {
        let typed = typed.to_lowercase();
        let item = ["?", "why ", "help "].iter().find_map(|start| typed.strip_prefix(start));
        let item =
            item.map(|item| item.trim().trim_start_matches('#').trim_end_matches(['.', '?']));
        if let Some(Ok(item)) = item.map(str::parse) {
            return Some(Self::Why(Some(item)));
        }
        match typed.as_str() {
            "?" | "why" | "why?" | "help" => Some(Self::Why(None)),
            "b" | "back" => Some(Self::Back),
            "d" | "done" => Some(Self::Done),
            "q" | "quit" | "exit" => Some(Self::Quit),
            _ => None,
        }
    }
}
