//! Dates in numbers, in the order that a form has them.

use std::fmt;

use jiff::civil::Date;

use crate::answers::Fault;
use crate::answers::calendar::calendar_day;

/// The order of day, month and year, and the character between them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct DateOrder {
    parts: [Part; 3],
    separator: char,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Day,
    Month,
    Year,
}

const PARTS: [(Part, &str); 3] = [(Part::Day, "day"), (Part::Month, "month"), (Part::Year, "year")];

impl DateOrder {
    /// What is accepted as an order.
    pub(super) const ACCEPTED: &str =
        "`day`, `month` and `year` in any order, with `/`, `.` or `-` between them";

    /// The order that a text such as `day/month/year` names; `None` if it names none.
    pub(super) fn named(text: &str) -> Option<Self> {
        Self::by(text, |word| PARTS.iter().find(|(_, name)| *name == word).map(|(part, _)| *part))
    }

    /// The order that was likely meant by a pattern such as `dd/mm/yyyy` or `%d.%m.%Y`.
    pub(super) fn meant(text: &str) -> Option<Self> {
        Self::by(text, |word| match word.trim_start_matches('%').chars().next()? {
            'd' | 'D' | 't' | 'T' | 'j' => Some(Part::Day),
            'm' | 'M' => Some(Part::Month),
            'y' | 'Y' | 'J' | 'a' | 'A' => Some(Part::Year),
            _ => None,
        })
    }

    fn by(text: &str, part: impl Fn(&str) -> Option<Part>) -> Option<Self> {
        let separator = text.chars().find(|c| ['/', '.', '-'].contains(c))?;
        let parts: Vec<_> = text.split(separator).map(part).collect::<Option<_>>()?;
        let parts: [Part; 3] = parts.try_into().ok()?;
        let all = PARTS.iter().all(|(part, _)| parts.contains(part));
        all.then_some(Self { parts, separator })
    }

    /// The day that a text names; `None` if the text has another form, a fault if the calendar does
    /// not have that day. The year has four digits, day and month have one or two.
    pub(super) fn read(self, text: &str) -> Option<Result<Date, Fault>> {
        let mut written = text.split(self.separator);
        let (mut day, mut month, mut year) = (0, 0, 0);
        for part in self.parts {
            let digits = written.next()?;
            let (to, fits) = match part {
                Part::Day => (&mut day, matches!(digits.len(), 1 | 2)),
                Part::Month => (&mut month, matches!(digits.len(), 1 | 2)),
                Part::Year => (&mut year, digits.len() == 4),
            };
            if !fits || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
                return None;
            }
            *to = digits.parse().ok()?;
        }
        written.next().is_none().then(|| calendar_day(year, month, day))
    }
}

impl fmt::Display for DateOrder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, part) in self.parts.iter().enumerate() {
            if at > 0 {
                write!(f, "{}", self.separator)?;
            }
            let name = PARTS.iter().find(|(known, _)| known == part).map_or("", |(_, name)| name);
            f.write_str(name)?;
        }
        Ok(())
    }
}
