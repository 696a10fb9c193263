//! Dates written in numbers.

use jiff::civil::Date;

use super::fault::{Fault, FaultCode};

/// Parses `YYYY-MM-DD`. `None` if the text has another form, a fault if the calendar does not have
/// that day.
pub(super) fn day(text: &[u8]) -> Option<Result<Date, Fault>> {
    let &[y0, y1, y2, y3, b'-', m0, m1, b'-', d0, d1] = text else { return None };
    let number = |digits: &[u8]| {
        digits.iter().try_fold(0, |number, digit| {
            digit.is_ascii_digit().then(|| 10 * number + i16::from(digit - b'0'))
        })
    };
    Some(calendar_day(number(&[y0, y1, y2, y3])?, number(&[m0, m1])?, number(&[d0, d1])?))
}

/// The date with these numbers; a fault if the calendar does not have that day.
pub(super) fn calendar_day(year: i16, month: i16, day: i16) -> Result<Date, Fault> {
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
