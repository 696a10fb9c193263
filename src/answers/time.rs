//! Dates in the words that people use: `yesterday`, `3 weeks ago`, `June 2026`.
//!
//! An imprecise date counts as the latest day that is likely to be meant, so that no wait is taken
//! to be over too early: `2 weeks ago` counts as 11 days ago, `last month` as the last day of
//! that month.

use jiff::Span;
use jiff::civil::Date;

use super::UNSURE;
use super::calendar::{calendar_day, day};
use super::fault::{Fault, FaultCode};
use crate::rulebook::{Duration, Unit};
use crate::text::append;
use crate::text::escape;
use crate::text::nearest::nearest;

/// The names of the months and their abbreviations, which may have a point behind them.
const MONTHS: [(&str, &[&str]); 12] = [
    ("january", &["jan"]),
    ("february", &["feb"]),
    ("march", &["mar"]),
    ("april", &["apr"]),
    ("may", &[]),
    ("june", &["jun"]),
    ("july", &["jul"]),
    ("august", &["aug"]),
    ("september", &["sept", "sep"]),
    ("october", &["oct"]),
    ("november", &["nov"]),
    ("december", &["dec"]),
];

/// The characters between the numbers of a date.
const SEPARATORS: [char; 3] = ['-', '/', '.'];

/// A date in the past as it was said, before it is applied to a treatment date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Time {
    Never,
    Day(Date),
    /// On one of the days from `first` to `last`.
    Within {
        first: Date,
        last: Date,
    },
    /// In the most recent month of this number, from 1 to 12, that has begun.
    Month(i16),
    /// In the day, week, month or year before that of the treatment.
    Last(Unit),
    /// This many units before the treatment.
    Ago(u32, Unit),
}

impl Time {
    /// Parses a date in the past. Upper and lower case count as the same, and so do several spaces
    /// and one.
    pub(super) fn read(text: &str) -> Result<Self, Fault> {
        if let Some(day) = day(text.as_bytes()) {
            return day.map(Self::Day);
        }
        let folded = folded(text);
        let read = match folded.split(' ').collect::<Vec<_>>()[..] {
            ["never"] => Some(Ok(Self::Never)),
            ["today"] => Some(Ok(Self::Ago(0, Unit::Days))),
            ["yesterday"] => Some(Ok(Self::Last(Unit::Days))),
            ["last", "week"] => Some(Ok(Self::Last(Unit::Weeks))),
            ["last", "month"] => Some(Ok(Self::Last(Unit::Months))),
            ["last", "year"] => Some(Ok(Self::Last(Unit::Years))),
            [word] => match month(word) {
                Some(month) => Some(Ok(Self::Month(month))),
                None => in_numbers(word, text),
            },
            [count, unit, "ago"] => ago(count, unit),
            [first, second] => ago(first, second)
                .or_else(|| by_name(first, None, Some(second), text))
                .or_else(|| by_name(second, Some(first), None, text)),
            [first, second, year] => by_name(second, Some(first), Some(year), text).or_else(|| {
                let day = second.strip_suffix(',').unwrap_or(second);
                by_name(first, Some(day), Some(year), text)
            }),
            _ => None,
        };
        read.unwrap_or_else(|| Err(unreadable(text)))
    }

    /// Whether the day depends on the treatment date.
    pub(super) fn counts_from_treatment(self) -> bool {
        matches!(self, Self::Month(_) | Self::Last(_) | Self::Ago(..))
    }

    /// The day that this counts as for a treatment on the day `on`; `None` for `never`. It is
    /// after `on` only if every day that can be meant is.
    pub(super) fn day(self, on: Date) -> Option<Date> {
        let days_before = |days: i16| on.saturating_sub(Span::new().days(days));
        Some(match self {
            Self::Never => return None,
            Self::Day(day) => day,
            Self::Within { first, last } => last.min(on).max(first),
            Self::Month(month) => {
                let months = (i16::from(on.month()) - month).rem_euclid(12);
                on.saturating_sub(Span::new().months(months)).last_of_month().min(on)
            }
            Self::Last(Unit::Days) => days_before(1),
            Self::Last(Unit::Weeks) => days_before(on.weekday().to_monday_one_offset().into()),
            Self::Last(Unit::Months) => days_before(on.day().into()),
            Self::Last(Unit::Years) => days_before(on.day_of_year()),
            Self::Ago(0, _) => on,
            Self::Ago(count, Unit::Days) => before(on, count, Unit::Days),
            Self::Ago(count, Unit::Weeks) => {
                before(on, count, Unit::Weeks).saturating_add(Span::new().days(3))
            }
            Self::Ago(count, Unit::Months) => {
                let day = before(on, count, Unit::Months);
                let half = (before(on, count - 1, Unit::Months) - day).get_days() / 2;
                day.saturating_add(Span::new().days(half))
            }
            Self::Ago(count, Unit::Years) => before(on, 12 * count - 2, Unit::Months),
        })
    }
}

/// Whether the day that a text stands for depends on the treatment date: `3 weeks ago`,
/// `yesterday`, `June`.
#[must_use]
pub fn counts_from_treatment(text: &str) -> bool {
    Time::read(text).is_ok_and(Time::counts_from_treatment)
}

/// The text in lower case, with single spaces between the words and none around them.
pub(super) fn folded(text: &str) -> String {
    let words: Vec<&str> = text.split(' ').filter(|word| !word.is_empty()).collect();
    words.join(" ").to_ascii_lowercase()
}

/// A regular expression, for JSON Schema, of the answers to a date question. It accepts too much:
/// days that the calendar does not have, days after the treatment, and dates in which day and
/// month could be confused.
pub(crate) fn pattern() -> String {
    let months = MONTHS.map(|(name, short)| {
        let short = short.iter().map(|short| format!("|{short}[.]?"));
        name.to_owned() + &short.collect::<String>()
    });
    let months = months.join("|");
    let number = "[0-9]{1,2}";
    let year = "[0-9]{4}";
    let mut forms = format!(
        "never|{UNSURE}|today|yesterday|last (week|month|year)\
         |([0-9]{{1,4}}|an?|one) (day|week|month|year)s?( ago)?\
         |({number} )?({months}) {year}|({months})( {number},? {year})?|{year}"
    );
    for separator in SEPARATORS {
        let then = format!("[{separator}]");
        append(
            &mut forms,
            format_args!("|{year}({then}{number}){{1,2}}|({number}{then}){{1,2}}{year}"),
        );
    }
    // Regular expressions of JSON Schema have no flag that ignores the case.
    let any_case = |c: char| match c {
        'a'..='z' => format!("[{}{c}]", c.to_ascii_uppercase()),
        ' ' => " +".to_owned(),
        other => other.to_string(),
    };
    format!("^ *({}) *$", forms.chars().map(any_case).collect::<String>())
}

/// The day this many units before `on`, by the calendar; `Date::MIN` if the number is too large
/// for a duration.
fn before(on: Date, count: u32, unit: Unit) -> Date {
    match count {
        0 => on,
        _ => Duration::new(count, unit).map_or(Date::MIN, |duration| duration.before(on)),
    }
}

fn ago(count: &str, unit: &str) -> Option<Result<Time, Fault>> {
    let count = match count {
        "a" | "an" | "one" => 1,
        _ => u32::try_from(number(count)?.0).ok()?,
    };
    Some(Ok(Time::Ago(count, Unit::named(unit)?)))
}

/// Parses a date with the name of a month; `None` if it is not one.
fn by_name(
    name: &str,
    day: Option<&str>,
    year: Option<&str>,
    text: &str,
) -> Option<Result<Time, Fault>> {
    let month = month(name)?;
    let day = match day.map(number) {
        None => None,
        Some(Some((day, 1 | 2))) => Some(day),
        Some(_) => return None,
    };
    Some(match (day, year.map(number)) {
        (_, Some(None)) => return None,
        (None, Some(Some((year, 4)))) => within_month(year, month),
        (Some(day), Some(Some((year, 4)))) => calendar_day(year, month, day).map(Time::Day),
        _ => Err(unclear_year(text)),
    })
}

/// Parses a date in numbers with one separator; `None` if it is not one.
fn in_numbers(written: &str, text: &str) -> Option<Result<Time, Fault>> {
    let separator = written.find(SEPARATORS).map_or("-", |at| &written[at..=at]);
    let numbers: Vec<_> = written.split(separator).map(number).collect::<Option<_>>()?;
    Some(match numbers[..] {
        [(year, 4)] => {
            calendar_day(year, 1, 1).map(|first| Time::Within { first, last: first.last_of_year() })
        }
        [(year, 4), (month, 1 | 2)] | [(month, 1 | 2), (year, 4)] => within_month(year, month),
        [(year, 4), (month, 1 | 2), (day, 1 | 2)] => calendar_day(year, month, day).map(Time::Day),
        [(first, 1 | 2), (second, 1 | 2), (year, 4)] => in_either_order(first, second, year, text),
        [_, _] | [_, _, _] if numbers.iter().all(|&(_, length)| length < 4) => {
            Err(unclear_year(text))
        }
        _ => return None,
    })
}

/// The date of a day and a month in unknown order; a fault if both orders are dates.
fn in_either_order(first: i16, second: i16, year: i16, text: &str) -> Result<Time, Fault> {
    match (calendar_day(year, second, first), calendar_day(year, first, second)) {
        (Ok(one), Ok(other)) if one != other => {
            let message = format!("{} could be {one} or {other}", escape::quoted(text));
            Err(Fault::new(FaultCode::BadDate, message))
        }
        (Ok(day), _) | (Err(_), Ok(day)) => Ok(Time::Day(day)),
        (Err(_), Err(fault)) if second > 12 => Err(fault),
        (Err(fault), Err(_)) => Err(fault),
    }
}

fn within_month(year: i16, month: i16) -> Result<Time, Fault> {
    let first = calendar_day(year, month, 1)?;
    Ok(Time::Within { first, last: first.last_of_month() })
}

/// The number of a month, from its name.
fn month(name: &str) -> Option<i16> {
    let short = name.strip_suffix('.').unwrap_or(name);
    (1..).zip(MONTHS).find_map(|(month, (whole, shorts))| {
        (name == whole || shorts.contains(&short)).then_some(month)
    })
}

/// A whole number of one to four digits, and the number of its digits.
fn number(text: &str) -> Option<(i16, usize)> {
    let fits = (1..=4).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    fits.then(|| Some((text.parse().ok()?, text.len())))?
}

fn unclear_year(text: &str) -> Fault {
    let message = format!("{} has no four-digit year", escape::quoted(text));
    Fault::new(FaultCode::BadDate, message)
}

fn unreadable(text: &str) -> Fault {
    let message = if text.is_empty() {
        "an empty string is not a date".to_owned()
    } else {
        format!("{} is not a date", escape::quoted(text))
    };
    Fault::new(FaultCode::BadDate, message).suggestion(meant(text))
}

/// The date that was likely meant: the text with ordinary spaces, or a similar word.
fn meant(text: &str) -> Option<String> {
    let spaced = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if spaced != text && Time::read(&spaced).is_ok() {
        return Some(spaced);
    }
    // Not `today`: what is as near to it, such as `monday`, is another day.
    nearest(text, ["never", UNSURE]).map(str::to_owned)
}
