//! Dates as people write them.
//!
//! Everything counts from the treatment date, not from the day on which the program runs, so
//! that the same answers always give the same report.

use std::ops::RangeInclusive;

use jiff::Span;
use jiff::civil::Date;

use super::fault::{Fault, FaultCode};
use crate::rulebook::{Duration, PastDate, Unit};
use crate::text::escape;
use crate::text::nearest::nearest;

/// The texts that are taken for a date, or for not being sure, as a regular expression for
/// JSON Schema; whether such a day exists, and lies before the treatment date, it cannot say.
pub const DATE_PATTERN: &str = concat!(
    "^(unsure|never|today|[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?",
    "|([0-9]{1,4}|an?|one) (day|week|month|year)s? ago",
    "|([0-9]{1,2} )?([Jj]an(uary)?|[Ff]eb(ruary)?|[Mm]ar(ch)?|[Aa]pr(il)?|[Mm]ay|[Jj]une?",
    "|[Jj]uly?|[Aa]ug(ust)?|[Ss]ep(tember)?|[Oo]ct(ober)?|[Nn]ov(ember)?|[Dd]ec(ember)?)",
    " [0-9]{4})$",
);

/// How long before the treatment date something may have happened. Beyond it lies a slip of the
/// pen, such as 1026 for 2026.
const EARLIEST_YEARS: i16 = 150;

/// The years that a treatment can be in. Beyond them lies a slip of the pen, such as 2206 for
/// 2026, and the end of the calendar, where a wait would have no end.
const TREATMENT_YEARS: RangeInclusive<i16> = 1900..=2199;

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Reads a treatment date: `2026-11-22`.
///
/// # Errors
///
/// A text that is not a date of the calendar in that form, or one of another age.
pub fn treatment_date(text: &str) -> Result<Date, Fault> {
    day(text.as_bytes())
        .unwrap_or_else(|| {
            Err(Fault::new(FaultCode::BadDate, format!("{} is not a date", escape::quoted(text))))
        })
        .and_then(|date| {
            if TREATMENT_YEARS.contains(&date.year()) {
                return Ok(date);
            }
            let (first, last) = (TREATMENT_YEARS.start(), TREATMENT_YEARS.end());
            let message = format!("{date} is not in the years {first} to {last}");
            Err(Fault::new(FaultCode::OutOfRange, message))
        })
        .map_err(|fault| fault.accepted("a date such as `2026-11-22`"))
}

/// When something last happened, for a treatment on the day `on`.
///
/// A month or a year alone counts as its last day, or as the treatment date if that comes first.
pub(super) fn past(text: &str, on: Date) -> Result<PastDate, Fault> {
    let date = match text {
        "never" => return Ok(PastDate::Never),
        "today" => Ok(on),
        _ => day(text.as_bytes()).unwrap_or_else(|| in_words(text, on)),
    }?;
    if date > on {
        let message = format!("{date} comes after the treatment date, {on}");
        return Err(Fault::new(FaultCode::AfterTreatment, message));
    }
    if is_too_long_ago(date, on) {
        let message = format!(
            "{} is more than {EARLIEST_YEARS} years before the treatment date",
            escape::quoted(text)
        );
        return Err(Fault::new(FaultCode::OutOfRange, message));
    }
    Ok(PastDate::On(date))
}

/// Whether a day is too long before a treatment on the day `on` to be anything but a slip of the
/// pen.
#[inline]
pub(super) fn is_too_long_ago(date: Date, on: Date) -> bool {
    // Only around that year the calendar has to be asked.
    date.year() <= on.year() - EARLIEST_YEARS
        && date < on.saturating_sub(Span::new().years(EARLIEST_YEARS))
}

/// A day that is not written as a full date.
fn in_words(text: &str, on: Date) -> Result<Date, Fault> {
    let words: Vec<&str> = text.split(' ').collect();
    match words[..] {
        [count, unit, "ago"] => ago(count, unit, on).ok_or_else(|| unreadable(text)),
        [month, year] => named(month, year).map_or_else(
            || Err(unreadable(text)),
            |(month, year)| last_of(&format!("{year}-{month:02}"), on, text),
        ),
        [number, month, year] => named(month, year)
            .filter(|_| number.len() <= 2)
            .and_then(|(month, year)| day(format!("{year}-{month:02}-{number:0>2}").as_bytes()))
            .unwrap_or_else(|| Err(unreadable(text))),
        [written] => last_of(written, on, text),
        _ => Err(unreadable(text)),
    }
}

/// A full date, if the text has the form of one; a fault if there is no such day.
pub(super) fn day(text: &[u8]) -> Option<Result<Date, Fault>> {
    let &[y0, y1, y2, y3, b'-', m0, m1, b'-', d0, d1] = text else { return None };
    let number = |digits: &[u8]| {
        digits.iter().try_fold(0, |number, digit| {
            digit.is_ascii_digit().then(|| 10 * number + i16::from(digit - b'0'))
        })
    };
    Some(calendar_day(number(&[y0, y1, y2, y3])?, number(&[m0, m1])?, number(&[d0, d1])?))
}

fn calendar_day(year: i16, month: i16, day: i16) -> Result<Date, Fault> {
    let (month, day) = (i8::try_from(month).unwrap_or(0), i8::try_from(day).unwrap_or(0));
    Date::new(year, month, day).map_err(|_| {
        let message = match Date::new(year, month, 1) {
            Ok(first) => format!(
                "{year:04}-{month:02}-{day:02} does not exist: that month has {} days",
                first.days_in_month()
            ),
            Err(_) => format!("{year:04}-{month:02}-{day:02} does not exist"),
        };
        Fault::new(FaultCode::BadDate, message)
    })
}

/// The last day of a month or a year, or the treatment date if that comes first.
fn last_of(written: &str, on: Date, text: &str) -> Result<Date, Fault> {
    let (first, last) = match written.split('-').collect::<Vec<_>>()[..] {
        [year] => {
            let year = digits(year, 4).ok_or_else(|| unreadable(text))?;
            (calendar_day(year, 1, 1)?, calendar_day(year, 12, 31)?)
        }
        [year, month] => {
            let parts = digits(year, 4).zip(digits(month, 2));
            let (year, month) = parts.ok_or_else(|| unreadable(text))?;
            let first = calendar_day(year, month, 1)?;
            (first, first.last_of_month())
        }
        _ => return Err(unreadable(text)),
    };
    Ok(if first > on { first } else { last.min(on) })
}

fn digits(text: &str, length: usize) -> Option<i16> {
    let fits = text.len() == length && text.bytes().all(|b| b.is_ascii_digit());
    fits.then(|| text.parse().ok())?
}

fn named(month: &str, year: &str) -> Option<(usize, i16)> {
    // A month's name may have a capital.
    let month =
        month.to_lowercase().chars().take(1).chain(month.chars().skip(1)).collect::<String>();
    let at = MONTHS.iter().position(|name| *name == month || name[..3] == month)?;
    Some((at + 1, digits(year, 4)?))
}

fn ago(count: &str, unit: &str, on: Date) -> Option<Date> {
    let count = match count {
        "a" | "an" | "one" => 1,
        _ if count.len() <= 4 && count.bytes().all(|b| b.is_ascii_digit()) => count.parse().ok()?,
        _ => return None,
    };
    let unit = Unit::named(unit)?;
    if count == 0 {
        return Some(on);
    }
    // What is too long for a duration is too long ago.
    Some(Duration::new(count, unit).map_or(Date::MIN, |duration| duration.before(on)))
}

fn unreadable(text: &str) -> Fault {
    let message = if text.is_empty() {
        "an empty text is not a date".to_owned()
    } else {
        format!("{} is not a date", escape::quoted(text))
    };
    Fault::new(FaultCode::BadDate, message).suggestion(meant(text))
}

/// `2 weeks` for `2 weeks ago`, `2026/8/1` for `2026-08-01`: the date that is in there.
fn meant(text: &str) -> Option<String> {
    let is_number = |text: &str| text.len() <= 4 && text.parse::<u16>().is_ok();
    let lower = text.to_ascii_lowercase();
    match lower.split_whitespace().collect::<Vec<_>>()[..] {
        ["yesterday"] => return Some("1 day ago".to_owned()),
        [count, unit] | [count, unit, "ago"] if is_number(count) && Unit::named(unit).is_some() => {
            return Some(format!("{count} {unit} ago"));
        }
        _ => {}
    }
    let parts: Vec<_> = lower.trim().split(['-', '/', '.']).collect();
    match parts[..] {
        [year, ref rest @ ..]
            if year.len() == 4
                && (1..=2).contains(&rest.len())
                && rest.iter().all(|part| part.len() <= 2)
                && parts.iter().all(|part| is_number(part)) =>
        {
            Some(rest.iter().fold(year.to_owned(), |date, part| format!("{date}-{part:0>2}")))
        }
        _ => nearest(text, ["never", "today", "unsure"]).map(str::to_owned),
    }
}
