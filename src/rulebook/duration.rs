//! Lengths of time by the calendar.

use std::fmt;

use jiff::Span;
use jiff::civil::Date;

use crate::text::word::{Word as _, words};

words! {
    /// The unit of a duration.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub(crate) enum Unit {
        /// Days.
        Days = "days",
        /// Weeks of 7 days.
        Weeks = "weeks",
        /// Months of the calendar.
        Months = "months",
        /// Years of the calendar.
        Years = "years",
    }
}

impl Unit {
    /// The unit with this name, in the singular or the plural; `None` for other words.
    pub(crate) fn named(word: &str) -> Option<Self> {
        Self::from_word(word).or_else(|| Self::from_word(&format!("{word}s")))
    }

    const fn days(self) -> i64 {
        match self {
            Self::Days => 1,
            Self::Weeks => 7,
            Self::Months => 31,
            Self::Years => 366,
        }
    }
}

/// A length of time by the calendar: at least one day, at most about 200 years.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Duration {
    count: u32,
    unit: Unit,
}

impl Duration {
    const LONGEST_DAYS: i64 = 200 * 366;

    /// This number of units; `None` for zero and for more than about 200 years.
    pub(crate) fn new(count: u32, unit: Unit) -> Option<Self> {
        let days = i64::from(count) * unit.days();
        (1..=Self::LONGEST_DAYS).contains(&days).then_some(Self { count, unit })
    }

    /// Reads a duration such as `14 days` or `1 month`.
    pub(crate) fn from_text(text: &str) -> Option<Self> {
        let (count, unit) = text.split_once(' ')?;
        if !count.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        Self::new(count.parse().ok()?, Unit::named(unit)?)
    }

    /// The day this long after `date`, or the calendar's last day if that comes first.
    ///
    /// A month or a year later is the same day of that month, or its last day if it is shorter.
    pub(crate) fn after(self, date: Date) -> Date {
        date.saturating_add(self.span())
    }

    /// Whether a day comes before this long after `date`, also where the calendar ends before
    /// that.
    pub(crate) fn covers(self, date: Date, day: Date) -> bool {
        let end = self.after(date);
        day < end || end == Date::MAX
    }

    /// The day this long before `date`; the calendar's first day if there is none.
    pub(crate) fn before(self, date: Date) -> Date {
        date.saturating_sub(self.span())
    }

    /// The first beginning with which a wait of this length covers `day`. A wait that begins later
    /// covers it too.
    #[must_use]
    pub fn first_covering(self, day: Date) -> Date {
        let mut first = self.before(day);
        // By months the two directions differ by the length of one at the most.
        while !self.covers(first, day)
            && let Ok(next) = first.tomorrow()
        {
            first = next;
        }
        while let Ok(earlier) = first.yesterday()
            && self.covers(earlier, day)
        {
            first = earlier;
        }
        first
    }

    fn span(self) -> Span {
        let count = i64::from(self.count);
        match self.unit {
            Unit::Days => Span::new().days(count),
            Unit::Weeks => Span::new().weeks(count),
            Unit::Months => Span::new().months(count),
            Unit::Years => Span::new().years(count),
        }
    }
}

impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = self.unit.as_str();
        let unit = if self.count == 1 { &unit[..unit.len() - 1] } else { unit };
        write!(f, "{} {unit}", self.count)
    }
}
