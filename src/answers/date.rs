//! The days that a treatment can be on, and that can lie before it.
//!
//! Everything counts from the treatment date, not from the day on which the program runs, so
//! that the same answers always give the same report.

use std::ops::RangeInclusive;

use jiff::Span;
use jiff::civil::Date;

use super::calendar::day;
use super::fault::{Fault, FaultCode};
use super::time::Time;
use crate::rulebook::PastDate;
use crate::text::escape;

/// How long before the treatment date something may have happened. Beyond it lies a slip of the
/// pen, such as 1026 for 2026.
const EARLIEST_YEARS: i16 = 150;

/// The years that a treatment can be in. Beyond them lies a slip of the pen, such as 2206 for
/// 2026, and the end of the calendar, where a wait would have no end.
const TREATMENT_YEARS: RangeInclusive<i16> = 1900..=2199;

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
pub(super) fn past(text: &str, on: Date) -> Result<PastDate, Fault> {
    let Some(date) = Time::read(text)?.day(on) else { return Ok(PastDate::Never) };
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
