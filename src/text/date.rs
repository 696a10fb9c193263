//! Dates for people.

use std::fmt;

use jiff::civil::Date;
use serde::{Serialize, Serializer};

/// A date in its long form: `26 November 2026`.
pub(crate) fn long_date(date: Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}

/// A date in its short form, for places with little space: `26 Nov 2026`.
pub(crate) fn short_date(date: Date) -> String {
    date.strftime("%-d %b %Y").to_string()
}

/// A date that text has in its long form, and JSON as `2026-11-26`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct WrittenDate(pub(crate) Date);

impl fmt::Display for WrittenDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&long_date(self.0))
    }
}

impl Serialize for WrittenDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}
