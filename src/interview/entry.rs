//! Parses entries that choose from a numbered list.

use std::fmt;

use super::find::List;
use super::refusal::Refusal;
use super::words::{
    folded, is_all, is_filler, is_no, is_none, is_unsure, is_yes, unsure_mark, words,
};

/// The items of a checklist that were chosen, as indices from 0 in ascending order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ticks {
    /// The items that apply.
    pub ticked: Vec<usize>,
    /// The items of which the person is not sure.
    pub unsure: Vec<usize>,
}

impl fmt::Display for Ticks {
    /// By their numbers, from 1: `1 3, not sure about 2`, or `none`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = |places: &[usize]| {
            places.iter().map(|place| (place + 1).to_string()).collect::<Vec<_>>().join(" ")
        };
        match (&self.ticked[..], &self.unsure[..]) {
            ([], []) => f.write_str("none"),
            (ticked, []) => f.write_str(&list(ticked)),
            ([], unsure) => write!(f, "not sure about {}", list(unsure)),
            (ticked, unsure) => write!(f, "{}, not sure about {}", list(ticked), list(unsure)),
        }
    }
}

/// Reads `1 3`, `2-4, 6`, `1 and 3`, `acne`, `1 s 3`, `none`. The person is not sure about those
/// after an `s`, or about any item if there is nothing but that.
pub(super) fn ticks(entry: &str, items: &List<'_>) -> Result<Ticks, Refusal> {
    // `1 ?` is `1?`.
    let text = folded(entry).replace(" ?", "?");
    let every = || (0..items.last()).collect();
    if let Some(place) = items.named(&text) {
        return Ok(Ticks { ticked: vec![place], ..Ticks::default() });
    } else if is_none(&text) {
        return Ok(Ticks::default());
    } else if is_all(&text) {
        return Ok(Ticks { ticked: every(), ..Ticks::default() });
    } else if is_unsure(&text) {
        return Ok(Ticks { unsure: every(), ..Ticks::default() });
    } else if is_yes(&text) {
        return Err(Refusal::WhichItems);
    }
    let mut reader = Reader { items, ticks: Ticks::default(), is_unsure: false, said: Vec::new() };
    reader.read(&text, entry)?;
    let Reader { mut ticks, .. } = reader;
    if ticks == Ticks::default() {
        return Err(items.unlisted(entry));
    }
    ticks.ticked.sort_unstable();
    ticks.unsure.sort_unstable();
    Ok(ticks)
}

/// Reads an entry from left to right.
struct Reader<'a> {
    items: &'a List<'a>,
    ticks: Ticks,
    /// Whether the person is not sure about what follows.
    is_unsure: bool,
    /// The words since the last number or item, as far as they may belong together.
    said: Vec<&'a str>,
}

impl<'a> Reader<'a> {
    fn read(&mut self, text: &'a str, entry: &str) -> Result<(), Refusal> {
        let tokens = tokens(text);
        let mut at = 0;
        let mut is_dangling = false;
        while let Some(&token) = tokens.get(at) {
            let rest = &tokens[at + 1..];
            let mark = unsure_mark(&tokens[at..]);
            let glued = token.strip_prefix('s').filter(|rest| starts_with_digit(rest));
            let doubted = token.strip_suffix('?').filter(|start| starts_with_digit(start));
            if mark > 0 {
                self.end_words()?;
                (self.is_unsure, is_dangling) = (true, true);
                at += mark;
                continue;
            }
            at += 1;
            if matches!(token, "," | "and") {
                self.end_words()?;
                continue;
            }
            if let Some(doubted) = doubted {
                self.end_words()?;
                let was_unsure = std::mem::replace(&mut self.is_unsure, true);
                self.tick(numbers(doubted, self.items)?);
                self.is_unsure = was_unsure;
            } else if glued.is_some() || starts_with_digit(token.trim_start_matches(['#', '('])) {
                self.end_words()?;
                let was_unsure = self.is_unsure;
                self.is_unsure |= glued.is_some();
                let first = glued.unwrap_or(token);
                // `1 to 3`, `1 - 3`
                let range = match rest {
                    ["to" | "through" | "-", last, ..] if digits(last).is_some() => {
                        at += 2;
                        format!("{}-{last}", digits(first).unwrap_or(first))
                    }
                    _ => first.to_owned(),
                };
                self.tick(numbers(&range, self.items)?);
                self.is_unsure = was_unsure;
            } else if rest.first().is_some_and(|next| digits(next).is_some())
                && (matches!(token, "number" | "numbers" | "item" | "items")
                    || matches!(token, "only" | "just"))
                || at == 1 && is_yes(token) && !rest.is_empty()
            {
                // What may stand before numbers.
                continue;
            } else if let Some(start) = token.strip_suffix('?') {
                self.said.push(start);
                let was_unsure = std::mem::replace(&mut self.is_unsure, true);
                self.end_words()?;
                self.is_unsure = was_unsure;
            } else if words(token).next().is_some() {
                self.said.push(token);
            } else if at > 1 || token != "-" {
                return Err(self.items.unlisted(token));
            }
            is_dangling = false;
        }
        self.end_words()?;
        if is_dangling && entry.split_whitespace().count() > 1 {
            return Err(Refusal::NoItem);
        }
        Ok(())
    }

    /// Ticks what was named in words since the last number.
    fn end_words(&mut self) -> Result<(), Refusal> {
        let said = std::mem::take(&mut self.said);
        if said.iter().flat_map(|token| words(token)).all(is_filler) {
            return Ok(());
        }
        let ids: Option<Vec<usize>> = said.iter().map(|id| self.items.with_id(id)).collect();
        let places = match (self.items.place(&said.join(" ")), ids) {
            (Ok(place), _) => vec![place],
            (Err(_), Some(places)) => places,
            (Err(refusal), None) => return Err(refusal),
        };
        self.tick(places);
        Ok(())
    }

    fn tick(&mut self, places: Vec<usize>) {
        let Ticks { ticked, unsure } = &mut self.ticks;
        let (into, other) = if self.is_unsure { (unsure, ticked) } else { (ticked, unsure) };
        for place in places {
            other.retain(|known| *known != place);
            if !into.contains(&place) {
                into.push(place);
            }
        }
    }
}

/// The words and numbers of an entry, with `,` for what stands between items.
fn tokens(text: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    for (at, part) in text.split([',', ';', '&', '+']).enumerate() {
        if at > 0 {
            tokens.push(",");
        }
        tokens.extend(part.split_whitespace());
    }
    tokens
}

fn starts_with_digit(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
}

/// The digits of a number as it stands in a list: `3`, `3.`, `3)`, `#3`.
fn digits(token: &str) -> Option<&str> {
    let digits = token.trim_start_matches(['#', '(']).trim_end_matches(['.', ')', ':']);
    let fits = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    fits.then_some(digits)
}

/// The places that `3`, `3.` or `2-4` names.
fn numbers(token: &str, items: &List<'_>) -> Result<Vec<usize>, Refusal> {
    let (from, to) = token.split_once('-').unwrap_or((token, token));
    let number = |text| digits(text)?.parse::<usize>().ok();
    match (number(from), number(to)) {
        (Some(from), Some(to)) if 1 <= from && from <= to && to <= items.last() => {
            Ok((from - 1..to).collect())
        }
        _ => Err(items.unlisted(token)),
    }
}

/// The place of the one option that an entry names: by its number, by words of its label, or by yes
/// or no.
pub(super) fn place(entry: &str, options: &List<'_>) -> Result<usize, Refusal> {
    let text = folded(entry);
    if text.ends_with('?') {
        return Err(options.unlisted(entry));
    }
    let number = text.trim_start_matches(|c: char| c.is_alphabetic() || c == ' ');
    let before = &text[..text.len() - number.len()];
    if let (Some(number), "" | "number " | "option ") = (digits(number), before) {
        let place = number.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        return place
            .filter(|place| *place < options.last())
            .ok_or_else(|| options.unlisted(entry));
    }
    let word = if is_yes(&text) {
        "yes"
    } else if is_no(&text) {
        "no"
    } else {
        return options.place(entry);
    };
    match (options.with_id(word), &options.beginning(word)[..]) {
        (Some(place), _) | (None, &[place]) => Ok(place),
        (None, []) => Err(options.unlisted(entry)),
        (None, several) => Err(super::find::ambiguous(entry, several)),
    }
}
