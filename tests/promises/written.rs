//! Answers as people and tools write them: as texts, as flags and as JSON.

use jiff::civil::{Date, date};
use needlecheck::{Answers, Rulebook};

use crate::dice::Dice;
use crate::generator::{Case, Kind, Question, Said, Unit, Wait, later, tenths};

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
    /// What an answer comes to for a treatment on the day `on`; nothing if it is none.
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
            Self::Ago(count, unit) => Fact::Day(Wait { count, unit }.count_from(on, -1)),
        })
    }

    /// The answer as a text, in one of the ways there are; nothing if nothing was said.
    pub(crate) fn text(&self, question: &Question, dice: &mut Dice) -> Option<String> {
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
        let month = |month: i8, dice: &mut Dice| {
            let name = MONTHS[usize::try_from(month).expect("1 to 12") - 1];
            if dice.once_in(2) { name } else { &name[..3] }
        };
        Some(match *self {
            Self::Nothing => return None,
            Self::Unsure => "unsure".to_owned(),
            Self::YesNo(yes) => (if yes { "yes" } else { "no" }).to_owned(),
            Self::Option(at) => question.kind.options()[at].clone(),
            Self::Number(number) => match (&question.kind, dice.below(3)) {
                (Kind::Number { unit: Some(unit), .. }, 1) => format!("{}{unit}", tenths(number)),
                (Kind::Number { unit: Some(unit), .. }, 2) => format!("{} {unit}", tenths(number)),
                (_, 1) if number % 10 == 0 => format!("{}.0", tenths(number)),
                _ => tenths(number),
            },
            Self::Never => "never".to_owned(),
            Self::Today => "today".to_owned(),
            Self::Day(day) => match dice.below(3) {
                0 | 1 => day.to_string(),
                _ => format!("{} {} {}", day.day(), month(day.month(), dice), day.year()),
            },
            Self::Month(year, at) => match dice.below(2) {
                0 => format!("{year}-{at:02}"),
                _ => format!("{} {year}", month(at, dice)),
            },
            Self::Year(year) => year.to_string(),
            Self::Ago(1, unit) if dice.once_in(2) => format!("a {} ago", unit.word()),
            Self::Ago(1, unit) => format!("1 {} ago", unit.word()),
            Self::Ago(count, unit) => format!("{count} {}s ago", unit.word()),
        })
    }

    /// The answer as a JSON value.
    fn json(&self, question: &Question, dice: &mut Dice) -> String {
        match self {
            Self::YesNo(yes) if dice.once_in(2) => yes.to_string(),
            Self::Number(number) if number % 10 == 0 && dice.once_in(3) => {
                format!("{}e0", tenths(*number))
            }
            Self::Number(number) => tenths(*number),
            _ => match self.text(question, dice) {
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
    pub(crate) fn answers<'r>(&self, rulebook: &'r Rulebook, dice: &mut Dice) -> Answers<'r> {
        let mut answers = Answers::new(rulebook, self.on);
        for (question, text) in self.texts(dice) {
            answers.set(&question.id, &text).unwrap_or_else(|fault| panic!("{text}: {fault}"));
        }
        answers
    }

    fn texts(&self, dice: &mut Dice) -> Vec<(&Question, String)> {
        let pairs = self.book.questions.iter().zip(&self.said);
        let pairs: Vec<_> = pairs
            .filter_map(|(question, said)| Some((question, said.text(question, dice)?)))
            .collect();
        dice.shuffled(pairs)
    }

    /// The answers as arguments of the program.
    pub(crate) fn flags(&self, dice: &mut Dice) -> Vec<String> {
        let mut args = Vec::new();
        for (question, text) in self.texts(dice) {
            let flag = format!("--{}", question.id.replace('_', "-"));
            match (&question.kind, text.as_str()) {
                // A yes-no flag alone means yes.
                (Kind::YesNo, "yes") if dice.once_in(2) => args.push(flag),
                // What starts with a dash and is not a mere number would look like a flag.
                _ if text.starts_with('-') && !text.ends_with(|c: char| c.is_ascii_digit()) => {
                    args.push(format!("{flag}={text}"));
                }
                _ if dice.once_in(2) => args.extend([flag, text]),
                _ => args.push(format!("{flag}={text}")),
            }
        }
        args
    }

    /// The answers as one JSON object, with the treatment date in it.
    pub(crate) fn json(&self, dice: &mut Dice) -> String {
        let mut members = vec![format!("\"on\": \"{}\"", self.on)];
        for (question, said) in self.book.questions.iter().zip(&self.said) {
            if *said != Said::Nothing || dice.once_in(2) {
                let value = said.json(question, dice);
                members.push(format!("{}:{value}", key(&question.id, dice)));
            }
        }
        let space = *dice.one_of(&["", " ", "\n", "\r\n\t"]);
        let members = dice.shuffled(members).join(&format!("{space},{space}"));
        format!("{space}{{{space}{members}{space}}}{space}")
    }
}

/// A key of a JSON object, at times with an escape that means the same.
pub(crate) fn key(id: &str, dice: &mut Dice) -> String {
    match id.chars().next() {
        Some(first) if dice.once_in(6) => {
            format!("\"\\u{:04x}{}\"", u32::from(first), &id[first.len_utf8()..])
        }
        _ => format!("\"{id}\""),
    }
}
