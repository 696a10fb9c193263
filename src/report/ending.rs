//! How a finding ends: by the calendar, by an event, or not by itself.

use jiff::civil::Date;

use super::Report;
use crate::screening::Finding;

/// How a finding ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending<'r> {
    /// By the calendar: this is the first day on which it no longer holds.
    On(Date),
    /// With an event, in the words of the rulebook.
    Until(&'r str),
    /// Not by itself, and no event is named that ends it.
    Never,
    /// By the calendar, unless an open question keeps it.
    Unsure,
}

impl<'r> Report<'r> {
    /// How one of the findings of this report ends.
    #[must_use]
    pub fn ending(&self, finding: &Finding) -> Ending<'r> {
        if let Some(day) = finding.ends {
            return Ending::On(day);
        }
        match &self.rulebook()[finding.rule].until {
            Some(event) => Ending::Until(event),
            None if self.outlook().lasting.contains(&finding.rule) => Ending::Never,
            None => Ending::Unsure,
        }
    }
}
