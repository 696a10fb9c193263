//! What a person types at a prompt.

use std::io::{self, BufRead, Read as _};

use crate::text::list::one_of;

/// The longest line that is listened to, in bytes.
const LONGEST: u64 = 4_096;

/// A line as typed, or why there is none.
pub(super) enum Line {
    Text(String),
    /// Longer than anybody types on purpose; the rest of the line was thrown away.
    TooLong,
    /// The input has ended.
    End,
}

/// Reads one line, however long and whatever bytes it is made of.
pub(super) fn read_line(input: &mut dyn BufRead) -> io::Result<Line> {
    let mut bytes = Vec::new();
    let read = (&mut *input).take(LONGEST).read_until(b'\n', &mut bytes)?;
    if read == 0 {
        return Ok(Line::End);
    }
    if bytes.last() != Some(&b'\n') && read as u64 == LONGEST {
        input.skip_until(b'\n')?;
        return Ok(Line::TooLong);
    }
    Ok(Line::Text(String::from_utf8_lossy(&bytes).trim().to_owned()))
}

/// What works at every prompt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Command {
    Why,
    Back,
    Done,
    Quit,
}

impl Command {
    pub(super) fn of(text: &str) -> Option<Self> {
        match text.to_lowercase().as_str() {
            "?" | "why" | "help" => Some(Self::Why),
            "b" | "back" => Some(Self::Back),
            "d" | "done" => Some(Self::Done),
            "q" | "quit" | "exit" => Some(Self::Quit),
            _ => None,
        }
    }
}

/// The items of a checklist that were typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Ticks {
    pub(super) ticked: Vec<usize>,
    pub(super) unsure: Vec<usize>,
}

/// Reads `1 3`, `2-4, 6`, `acne`, `1 s 3`, `none`: places in `names`, from 0. Whatever follows an
/// `s` is not sure.
pub(super) fn ticks(text: &str, names: &[Vec<String>]) -> Result<Ticks, String> {
    let mut ticks = Ticks::default();
    if ["0", "none", "no"].contains(&text.to_lowercase().as_str()) {
        return Ok(ticks);
    }
    let mut unsure = false;
    for word in text.split([' ', ',', ';', '\t']).filter(|word| !word.is_empty()) {
        let glued = word.strip_prefix(['s', 'S']).filter(|rest| is_numeric(rest));
        if word.eq_ignore_ascii_case("s") || word.eq_ignore_ascii_case("unsure") {
            unsure = true;
            continue;
        }
        unsure |= glued.is_some();
        let chosen = places(glued.unwrap_or(word), names)?;
        let (into, other) = if unsure {
            (&mut ticks.unsure, &mut ticks.ticked)
        } else {
            (&mut ticks.ticked, &mut ticks.unsure)
        };
        for place in chosen {
            other.retain(|known| *known != place);
            if !into.contains(&place) {
                into.push(place);
            }
        }
    }
    if ticks == Ticks::default() {
        return Err("Say which: for example `s 3` if you are not sure of item 3.".to_owned());
    }
    ticks.ticked.sort_unstable();
    ticks.unsure.sort_unstable();
    Ok(ticks)
}

fn is_numeric(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
}

/// The places that one word names: `3`, `2-4`, or a beginning that only one item has.
fn places(word: &str, names: &[Vec<String>]) -> Result<Vec<usize>, String> {
    if !is_numeric(word) {
        return place(word, names).map(|place| vec![place]);
    }
    let (from, to) = word.split_once('-').unwrap_or((word, word));
    let (Ok(from), Ok(to)) = (from.parse::<usize>(), to.parse::<usize>()) else {
        return Err(format!("{} is not a number from 1 to {}.", one_of([word]), names.len()));
    };
    if from == 0 || from > to || to > names.len() {
        return Err(format!(
            "There are the numbers 1 to {}, and no {}.",
            names.len(),
            one_of([word])
        ));
    }
    Ok((from - 1..to).collect())
}

/// The one place that has this string as a name, or as the beginning of one; letter case and `_`
/// do not matter.
pub(super) fn place(text: &str, names: &[Vec<String>]) -> Result<usize, String> {
    if let Ok(number) = text.parse::<usize>() {
        return number.checked_sub(1).filter(|place| *place < names.len()).ok_or_else(|| {
            format!("There are the numbers 1 to {}, and no {number}.", names.len())
        });
    }
    let wanted = fold(text);
    let exact = names.iter().position(|names| names.iter().any(|name| fold(name) == wanted));
    let begun: Vec<usize> = (0..names.len())
        .filter(|&at| names[at].iter().any(|name| fold(name).starts_with(&wanted)))
        .collect();
    match (exact, &begun[..]) {
        (Some(place), _) => Ok(place),
        (None, [place]) => Ok(*place),
        (None, []) => Err(format!(
            "{} is none of these. Type a number from 1 to {}, or ? for help.",
            one_of([text]),
            names.len()
        )),
        (None, several) => {
            let numbers = several.iter().map(|place| place + 1);
            Err(format!("{} could be {}: type the number.", one_of([text]), one_of(numbers)))
        }
    }
}

fn fold(text: &str) -> String {
    text.to_lowercase().replace('_', " ")
}
