//! The days that a treatment can be on, and that can lie before it.
//!
//! Everything counts from the treatment date, not from the day on which the program runs, so
//! that the same answers always give the same report.

use jiff::Span;
use jiff::civil::{self, Date};

use super::calendar::day;
use super::fault::{Fault, FaultCode};
use super::time::Time;
use crate::rulebook::PastDate;
use crate::text::escape;

/// How long before the treatment date something may have happened. Beyond it lies a slip of the
/// pen, such as 1026 for 2026.
pub(crate) const EARLIEST_YEARS: i16 = 150;

/// The first day that a treatment can be on. Beyond it and [`LAST_DAY`] lies a slip of the pen,
/// such as 2206 for 2026, and the end of the calendar, where a wait would have no end.
pub(crate) const FIRST_DAY: Date = civil::date(1900, 1, 1);
/// The last day that a treatment can be on.
pub(crate) const LAST_DAY: Date = civil::date(2199, 12, 31);

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
            if (FIRST_DAY..=LAST_DAY).contains(&date) {
                return Ok(date);
            }
            let (first, last) = (FIRST_DAY.year(), LAST_DAY.year());
            let message = format!("{date} is not in the years {first} to {last}");
            Err(Fault::new(FaultCode::OutOfRange, message))
        })
        .map_err(|fault| fault.expected("a date such as `2026-11-22`"))
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
pub(crate) fn is_too_long_ago(date: Date, on: Date) -> bool {
    // Only around that year the calendar has to be asked.
    date.year() <= on.year() - EARLIEST_YEARS
        && date < on.saturating_sub(Span::new().years(EARLIEST_YEARS))
}
