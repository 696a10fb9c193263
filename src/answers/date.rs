//! The treatment date, and dates in the past.
//!
//! "Past" means before the treatment date, not before the day on which the program runs, so the
//! same answers always give the same report.

use jiff::Span;
use jiff::civil::{self, Date};

use super::calendar::day;
use super::fault::{Fault, FaultCode};
use super::time::Time;
use crate::rulebook::PastDate;
use crate::text::escape;

/// The maximum number of years before the treatment date. An earlier date is a typing error, such
/// as 1026 for 2026.
pub(crate) const MAX_YEARS_AGO: i16 = 150;

/// The first possible treatment date. A date before it or after [`LAST_DAY`] is a typing error,
/// such as 2206 for 2026. The two also keep away from the ends of the calendar, beyond which the
/// end of a wait has no date.
pub(crate) const FIRST_DAY: Date = civil::date(1900, 1, 1);
/// The last possible treatment date.
pub(crate) const LAST_DAY: Date = civil::date(2199, 12, 31);

/// Parses a treatment date such as `2026-11-22`.
///
/// # Errors
///
/// A text of another form, a day that the calendar does not have, or a year outside 1900 to 2199.
pub(crate) fn treatment_date(text: &str) -> Result<Date, Fault> {
    day(text.as_bytes())
        .unwrap_or_else(|| {
            Err(Fault::new(FaultCode::BadDate, format!("{} is not a date", escape::quoted(text))))
        })
        .and_then(treatment_day)
        .map_err(|fault| fault.expected("a date such as `2026-11-22`"))
}

/// The date, if a treatment can be on it.
///
/// # Errors
///
/// A year outside 1900 to 2199.
pub(crate) fn treatment_day(date: Date) -> Result<Date, Fault> {
    if (FIRST_DAY..=LAST_DAY).contains(&date) {
        return Ok(date);
    }
    let (first, last) = (FIRST_DAY.year(), LAST_DAY.year());
    let message = format!("{date} is outside the years {first} to {last}");
    Err(Fault::new(FaultCode::OutOfRange, message))
}

/// Parses when something last happened, for a treatment on the day `on`.
pub(super) fn past(text: &str, on: Date) -> Result<PastDate, Fault> {
    let Some(date) = Time::read(text)?.day(on) else { return Ok(PastDate::Never) };
    if date > on {
        let message = format!("{date} is after the treatment date, {on}");
        return Err(Fault::new(FaultCode::AfterTreatment, message));
    }
    if is_too_long_ago(date, on) {
        let message = format!(
            "{} is more than {MAX_YEARS_AGO} years before the treatment date",
            escape::quoted(text)
        );
        return Err(Fault::new(FaultCode::OutOfRange, message));
    }
    Ok(PastDate::On(date))
}

/// Whether a date is more than [`MAX_YEARS_AGO`] years before a treatment on the day `on`.
#[inline]
pub(crate) fn is_too_long_ago(date: Date, on: Date) -> bool {
    // The exact date is computed only if the year does not decide.
    date.year() <= on.year() - MAX_YEARS_AGO
        && date < on.saturating_sub(Span::new().years(MAX_YEARS_AGO))
}
