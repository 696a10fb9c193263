//! Numbers and times as people type them, with their unit or a word around them.

use super::words::folded;

/// The number in an entry that has nothing else but its unit and words that say nothing: `30yo`,
/// `I am 30`, `0,5 mm`. `None` if there is none, or if anything else stands there.
pub(super) fn number(entry: &str, unit: Option<&str>) -> Option<String> {
    let text = folded(entry);
    let start = text.find(|c: char| c.is_ascii_digit() || c == '.' || c == ',')?;
    let (before, rest) = text.split_at(start);
    let is_number = |c: char| c.is_ascii_digit() || c == '.' || c == ',';
    let (number, after) = rest.split_at(rest.find(|c| !is_number(c)).unwrap_or(rest.len()));
    let mut before = before.split(' ').filter(|word| !word.is_empty());
    let mut after = after.split(' ').filter(|word| !word.is_empty());
    let fits = before.all(is_said_before)
        && after.all(|word| is_said_after(word) || unit.is_some_and(|unit| is_unit(word, unit)));
    if !fits {
        return None;
    }
    decimal(number)
}

/// A number with its decimal comma as a point, and a zero before a point at its start.
fn decimal(number: &str) -> Option<String> {
    let (whole, fraction) = number.split_once([',', '.']).unwrap_or((number, ""));
    // `1,000` may be a thousand or one.
    let is_unclear = number.contains(',') && fraction.len() == 3 && whole != "0";
    let is_digits = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit());
    if is_unclear || !is_digits(whole) || !is_digits(fraction) || whole.len() + fraction.len() == 0
    {
        return None;
    }
    let whole = if whole.is_empty() { "0" } else { whole };
    Some(if fraction.is_empty() { whole.to_owned() } else { format!("{whole}.{fraction}") })
}

fn is_said_before(word: &str) -> bool {
    ["i", "am", "im", "its", "it", "is", "my", "age", "aged", "age:"].contains(&word)
}

fn is_said_after(word: &str) -> bool {
    ["old", "of", "age"].contains(&word)
}

/// Whether a word is a unit, in full or as it is shortened.
fn is_unit(word: &str, unit: &str) -> bool {
    /// Symbols and what they stand for.
    const SYMBOLS: [(&str, &[&str]); 4] = [
        ("mm", &["millimetre", "millimeter"]),
        ("cm", &["centimetre", "centimeter"]),
        ("m", &["metre", "meter"]),
        ("kg", &["kilo", "kilogram"]),
    ];
    let unit = folded(unit);
    let is_plural_of =
        |one: &str| word.strip_prefix(one).is_some_and(|end| end.is_empty() || end == "s");
    let one = unit.strip_suffix('s').unwrap_or(&unit);
    word == unit
        || unit.len() > 3 && is_plural_of(one)
        || one == "year" && ["y", "yr", "yrs", "yo", "y/o"].contains(&word)
        || SYMBOLS
            .iter()
            .any(|(symbol, names)| *symbol == unit && names.iter().any(|name| is_plural_of(name)))
}

/// A time without a word in front of it that says nothing, and with its numbers as digits:
/// `about two weeks ago`, `in June 2026`.
pub(super) fn time(entry: &str) -> String {
    const NUMBERS: [&str; 12] = [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve",
    ];
    let entry = entry.trim_end_matches(['.', '!']);
    let words = entry.split_whitespace().map(|word| {
        let lower = word.to_ascii_lowercase();
        match NUMBERS.iter().position(|number| *number == lower) {
            Some(at) => (at + 1).to_string(),
            None => word.to_owned(),
        }
    });
    let words: Vec<String> = words.collect();
    let is = |word: &str, known: &[&str]| known.contains(&word.to_ascii_lowercase().as_str());
    match words.as_slice() {
        [about, time @ ..] if is(about, &["about", "around"]) => time.join(" "),
        // Not `in 2 weeks`, which is to come.
        [at, time @ ..]
            if is(at, &["in", "on"]) && !time.iter().any(|word| is_unit_of_time(word)) =>
        {
            time.join(" ")
        }
        words => words.join(" "),
    }
}

fn is_unit_of_time(word: &str) -> bool {
    let word = word.to_ascii_lowercase();
    ["day", "week", "month", "year"].iter().any(|unit| word.starts_with(unit))
}
