//! What a person types at a prompt.

use std::io::{self, BufRead, Read as _};

/// The longest line that is read, in bytes.
const MAX_BYTES: u64 = 4_096;

/// What was typed at a prompt.
pub(super) enum Line {
    /// What works at every prompt.
    Command(PromptCommand),
    /// Anything else, without space around it.
    Entry(String),
    /// Longer than anybody types on purpose; the rest of the line was thrown away.
    TooLong,
    /// The input has ended.
    End,
}

/// What works at every prompt.
pub(super) enum PromptCommand {
    Why,
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
    let text = String::from_utf8_lossy(&bytes).trim().to_owned();
    Ok(match text.to_lowercase().as_str() {
        "?" | "why" | "help" => Line::Command(PromptCommand::Why),
        "b" | "back" => Line::Command(PromptCommand::Back),
        "d" | "done" => Line::Command(PromptCommand::Done),
        "q" | "quit" | "exit" => Line::Command(PromptCommand::Quit),
        _ => Line::Entry(text),
    })
}
