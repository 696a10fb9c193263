//! Parses entries that choose from a numbered list.

use std::fmt;

use super::refusal::Refusal;

/// The items of a checklist that were chosen, as indices from 0 in ascending order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ticks {
    /// The items that apply.
    pub ticked: Vec<usize>,
    /// The items of which the person is not sure.
    pub unsure: Vec<usize>,
}

impl fmt::Display for Ticks {
    /// By their numbers, from 1: `1 3, not sure of 2`, or `none`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = |places: &[usize]| {
            places.iter().map(|place| (place + 1).to_string()).collect::<Vec<_>>().join(" ")
        };
        match (&self.ticked[..], &self.unsure[..]) {
            ([], []) => f.write_str("none"),
            (ticked, []) => f.write_str(&list(ticked)),
            ([], unsure) => write!(f, "not sure of {}", list(unsure)),
            (ticked, unsure) => write!(f, "{}, not sure of {}", list(ticked), list(unsure)),
        }
    }
}

/// Reads `1 3`, `2-4, 6`, `acne`, `1 s 3`, `none`. The person is not sure of those after an `s`.
/// Each item of the list has two names.
pub(super) fn ticks(entry: &str, names: &[[&str; 2]]) -> Result<Ticks, Refusal> {
    let mut ticks = Ticks::default();
    if ["0", "none", "no"].contains(&entry.to_lowercase().as_str()) {
        return Ok(ticks);
    }
    let mut unsure = false;
    for word in entry.split([' ', ',', ';', '\t']).filter(|word| !word.is_empty()) {
        if word.eq_ignore_ascii_case("s") || word.eq_ignore_ascii_case("unsure") {
            unsure = true;
            continue;
        }
        let glued = word.strip_prefix(['s', 'S']).filter(|rest| starts_with_digit(rest));
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
        return Err(Refusal::NoItem);
    }
    ticks.ticked.sort_unstable();
    ticks.unsure.sort_unstable();
    Ok(ticks)
}

fn starts_with_digit(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
}

/// The places that one word names: `3`, `2-4`, or a beginning that only one item has.
fn places(word: &str, names: &[[&str; 2]]) -> Result<Vec<usize>, Refusal> {
    if !starts_with_digit(word) {
        return place(word, names).map(|place| vec![place]);
    }
    let last = names.len();
    let (from, to) = word.split_once('-').unwrap_or((word, word));
    match (from.parse::<usize>(), to.parse::<usize>()) {
        (Ok(from), Ok(to)) if 1 <= from && from <= to && to <= last => Ok((from - 1..to).collect()),
        _ => Err(Refusal::Unlisted { entry: word.to_owned(), last }),
    }
}

/// The place of the one item with this number, name or beginning of a name. Letter case
/// does not matter, and `_` is a space.
pub(super) fn place(entry: &str, names: &[[&str; 2]]) -> Result<usize, Refusal> {
    let last = names.len();
    let unlisted = || Refusal::Unlisted { entry: entry.to_owned(), last };
    if let Ok(number) = entry.parse::<usize>() {
        let place = number.checked_sub(1).filter(|place| *place < last);
        return place.ok_or_else(unlisted);
    }
    let wanted = fold(entry);
    let has =
        |at: usize, fits: &dyn Fn(&str) -> bool| names[at].iter().any(|name| fits(&fold(name)));
    let exact = (0..last).find(|&at| has(at, &|name| name == wanted));
    let begun: Vec<usize> =
        (0..last).filter(|&at| has(at, &|name| name.starts_with(&wanted))).collect();
    match (exact, &begun[..]) {
        (Some(place), _) => Ok(place),
        (None, [place]) => Ok(*place),
        (None, []) => Err(unlisted()),
        (None, several) => {
            let numbers = several.iter().map(|place| place + 1).collect();
            Err(Refusal::Ambiguous { entry: entry.to_owned(), numbers })
        }
    }
}

fn fold(text: &str) -> String {
    text.to_lowercase().replace('_', " ")
}
