//! Answers as people and tools write them: as texts, as flags and as JSON.

use jiff::civil::{Date, Weekday, date};
use needlecheck::{Answers, Rulebook};

use crate::generator::{Case, Kind, Question, Said, Unit, Wait, later, tenths};
use crate::rng::Rng;

/// An answer that screening can count with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Fact {
    YesNo(bool),
    Option(usize),
    Number(i32),
    Never,
    Day(Date),
}

impl Said {
    /// What an answer comes to for a treatment on the day `on`; `None` if it is no
    /// answer.
    pub(crate) fn fact(&self, on: Date) -> Option<Fact> {
        Some(match *self {
            Self::Nothing | Self::Unsure => return None,
            Self::YesNo(yes) => Fact::YesNo(yes),
            Self::Option(at) => Fact::Option(at),
            Self::Number(number) => Fact::Number(number),
            Self::Never => Fact::Never,
            Self::Today => Fact::Day(on),
            Self::Day(day) => Fact::Day(day),
            Self::Month(year, month) => {
                let next = Wait { count: 1, unit: Unit::Month };
                Fact::Day(later(next.count_from(date(year, month, 1), 1), -1).min(on))
            }
            Self::Year(year) => Fact::Day(date(year, 12, 31).min(on)),
            Self::Ago(count, unit) => Fact::Day(careful_end(count, unit, on)),
            Self::Last(unit) => Fact::Day(latest(on, |day| match unit {
                Unit::Day => day < on,
                Unit::Week => day < on && day.weekday() == Weekday::Sunday,
                Unit::Month => day.month() != on.month(),
                Unit::Year => day.year() != on.year(),
            })),
            Self::Named(month) => Fact::Day(latest(on, |day| day.month() == month)),
        })
    }

    /// The answer as a text, in one of its forms; `None` if nothing was said.
    pub(crate) fn text(&self, question: &Question, rng: &mut Rng) -> Option<String> {
        const MONTHS: [&str; 12] = [
            "January",
            "February",
            "march",
            "April",
            "may",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ];
        let month = |month: i8, rng: &mut Rng| {
            let name = MONTHS[usize::try_from(month).expect("1 to 12") - 1];
            if rng.once_in(2) { name } else { &name[..3] }
        };
        Some(match *self {
            Self::Nothing => return None,
            Self::Unsure => "unsure".to_owned(),
            Self::YesNo(yes) => (if yes { "yes" } else { "no" }).to_owned(),
            Self::Option(at) => question.kind.options()[at].clone(),
            Self::Number(number) => match (&question.kind, rng.below(3)) {
                (Kind::Number { unit: Some(unit), .. }, 1) => format!("{}{unit}", tenths(number)),
                (Kind::Number { unit: Some(unit), .. }, 2) => format!("{} {unit}", tenths(number)),
                (_, 1) if number % 10 == 0 => format!("{}.0", tenths(number)),
                _ => tenths(number),
            },
            Self::Never => "never".to_owned(),
            Self::Today => "today".to_owned(),
            Self::Day(day) => {
                let (at, number, year) = (day.month(), day.day(), day.year());
                let name = month(at, rng);
                let sign = *rng.one_of(&["-", "/", "."]);
                // Which is the day and which is the month has to be clear.
                let clear = number > 12 || number == at;
                let text = match rng.below(7) {
                    2 => format!("{number} {name} {year}"),
                    3 => format!("{name} {number}, {year}"),
                    4 => format!("{year}{sign}{at}{sign}{number}"),
                    5 if clear => format!("{number:02}{sign}{at}{sign}{year}"),
                    6 if clear => format!("{at:02}{sign}{number}{sign}{year}"),
                    _ => return Some(day.to_string()),
                };
                casually(&text, rng)
            }
            Self::Month(year, at) => {
                let sign = *rng.one_of(&["-", "/", "."]);
                let text = match rng.below(3) {
                    0 => format!("{year}{sign}{at:02}"),
                    1 => format!("{at}{sign}{year}"),
                    _ => format!("{} {year}", month(at, rng)),
                };
                casually(&text, rng)
            }
            Self::Year(year) => year.to_string(),
            Self::Ago(count, unit) => {
                let plural = if count == 1 { "" } else { "s" };
                let ago = if rng.once_in(3) { "" } else { " ago" };
                let count = match count {
                    1 => (*rng.one_of(&["a", "1", "one"])).to_owned(),
                    _ => count.to_string(),
                };
                casually(&format!("{count} {}{plural}{ago}", unit.word()), rng)
            }
            Self::Last(Unit::Day) => casually("yesterday", rng),
            Self::Last(unit) => casually(&format!("last {}", unit.word()), rng),
            Self::Named(at) => casually(month(at, rng), rng),
        })
    }

    /// The answer as a JSON value.
    fn json(&self, question: &Question, rng: &mut Rng) -> String {
        match self {
            Self::YesNo(yes) if rng.once_in(2) => yes.to_string(),
            Self::Number(number) if number % 10 == 0 && rng.once_in(3) => {
                format!("{}e0", tenths(*number))
            }
            Self::Number(number) => tenths(*number),
            _ => match self.text(question, rng) {
                Some(text) => format!("\"{text}\""),
                None => "null".to_owned(),
            },
        }
    }
}

impl Case {
    /// The checked rulebook.
    ///
    /// # Panics
    ///
    /// If the generator has made one that is not valid.
    pub(crate) fn rulebook(&self) -> Rulebook {
        let toml = self.book.to_toml();
        Rulebook::from_toml("random.toml", toml.clone())
            .unwrap_or_else(|faults| panic!("{toml}\n{faults}"))
    }

    /// The answers of this person, given one text after the other.
    pub(crate) fn answers<'r>(&self, rulebook: &'r Rulebook, rng: &mut Rng) -> Answers<'r> {
        let mut answers = Answers::new(rulebook, self.on);
        for (question, text) in self.texts(rng) {
            answers.set(&question.id, &text).unwrap_or_else(|fault| panic!("{text}: {fault}"));
        }
        answers
    }

    fn texts(&self, rng: &mut Rng) -> Vec<(&Question, String)> {
        let pairs = self.book.questions.iter().zip(&self.said);
        let pairs: Vec<_> = pairs
            .filter_map(|(question, said)| Some((question, said.text(question, rng)?)))
            .collect();
        rng.shuffled(pairs)
    }

    /// The answers as arguments of the program.
    pub(crate) fn flags(&self, rng: &mut Rng) -> Vec<String> {
        let mut args = Vec::new();
        for (question, text) in self.texts(rng) {
            let flag = format!("--{}", question.id.replace('_', "-"));
            match (&question.kind, text.as_str()) {
                // A yes-no flag alone means yes.
                (Kind::YesNo, "yes") if rng.once_in(2) => args.push(flag),
                // What starts with a dash and is not a mere number would look like a flag.
                _ if text.starts_with('-') && !text.ends_with(|c: char| c.is_ascii_digit()) => {
                    args.push(format!("{flag}={text}"));
                }
                _ if rng.once_in(2) => args.extend([flag, text]),
                _ => args.push(format!("{flag}={text}")),
            }
        }
        args
    }

    /// The answers as one JSON object, with the treatment date in it.
    pub(crate) fn json(&self, rng: &mut Rng) -> String {
        let mut members = vec![format!("\"on\": \"{}\"", self.on)];
        for (question, said) in self.book.questions.iter().zip(&self.said) {
            if *said != Said::Nothing || rng.once_in(2) {
                let value = said.json(question, rng);
                members.push(format!("{}:{value}", key(&question.id, rng)));
            }
        }
        let space = *rng.one_of(&["", " ", "\n", "\r\n\t"]);
        let members = rng.shuffled(members).join(&format!("{space},{space}"));
        format!("{space}{{{space}{members}{space}}}{space}")
    }
}

/// The day on which a wait that began so long before another ends last, as people round.
fn careful_end(count: i32, unit: Unit, on: Date) -> Date {
    let months = |count| Wait { count, unit: Unit::Month }.count_from(on, -1);
    match unit {
        _ if count == 0 => on,
        Unit::Day => later(on, -count),
        Unit::Week => later(on, 3 - 7 * count),
        Unit::Month => {
            let (mut first, mut last) = (months(count), months(count - 1));
            // From both ends to the middle.
            while first < last {
                last = later(last, -1);
                if first < last {
                    first = later(first, 1);
                }
            }
            first
        }
        Unit::Year => months(12 * count - 2),
    }
}

/// The latest day up to another of which something holds.
fn latest(on: Date, holds: impl Fn(Date) -> bool) -> Date {
    let mut day = on;
    while !holds(day) {
        day = later(day, -1);
    }
    day
}

/// A text with letters and spaces as somebody in a hurry types them.
fn casually(text: &str, rng: &mut Rng) -> String {
    match rng.below(6) {
        3 => text.to_uppercase(),
        4 => text.to_lowercase().replace(' ', "  "),
        5 => format!(" {text} "),
        _ => text.to_owned(),
    }
}

/// A key of a JSON object, at times with an escape that means the same.
pub(crate) fn key(id: &str, rng: &mut Rng) -> String {
    match id.chars().next() {
        Some(first) if rng.once_in(6) => {
            format!("\"\\u{:04x}{}\"", u32::from(first), &id[first.len_utf8()..])
        }
        _ => format!("\"{id}\""),
    }
}
