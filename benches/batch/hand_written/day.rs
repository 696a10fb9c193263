//! Days of the calendar.

/// A day; later days are greater.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(clippy::struct_field_names, reason = "a day of the month is called day, too")]
pub(super) struct Day {
    year: i32,
    month: i32,
    day: i32,
}

/// How long to wait.
#[derive(Clone, Copy)]
pub(super) enum Wait {
    Days(i32),
    Months(i32),
}

impl Day {
    /// Reads `2026-11-22`.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let text = text.as_bytes();
        if text.len() != 10 || text[4] != b'-' || text[7] != b'-' {
            return None;
        }
        let number = |digits: &[u8]| {
            digits.iter().try_fold(0, |number, digit| {
                digit.is_ascii_digit().then(|| 10 * number + i32::from(digit - b'0'))
            })
        };
        let (year, month, day) = (number(&text[..4])?, number(&text[5..7])?, number(&text[8..])?);
        let exists = (1..=12).contains(&month) && (1..=days_in(year, month)).contains(&day);
        exists.then_some(Self { year, month, day })
    }

    /// The day on which a wait is over: the last of the month, if that month is shorter.
    pub(super) fn after(self, wait: Wait) -> Self {
        match wait {
            Wait::Days(days) => Self::of_number(self.number() + days),
            Wait::Months(months) => {
                let months = 12 * self.year + self.month - 1 + months;
                let (year, month) = (months / 12, months % 12 + 1);
                Self { year, month, day: self.day.min(days_in(year, month)) }
            }
        }
    }

    /// The days since the year 0; see Howard Hinnant, "chrono-compatible low-level date
    /// algorithms". Years start in March, so that the leap day is the last of its year.
    fn number(self) -> i32 {
        let year = self.year - i32::from(self.month <= 2);
        let month = (self.month + 9) % 12;
        365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + self.day - 1
    }

    fn of_number(number: i32) -> Self {
        const ERA: i32 = 146_097;
        let (era, day) = (number / ERA, number % ERA);
        let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
        let day = day - (365 * year + year / 4 - year / 100);
        let month = (5 * day + 2) / 153;
        let day = day - (153 * month + 2) / 5 + 1;
        let (month, next) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
        Self { year: 400 * era + year + next, month, day }
    }
}

fn days_in(year: i32, month: i32) -> i32 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}
