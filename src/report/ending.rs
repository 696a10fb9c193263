//! How a finding ends: by the calendar, by an event, or not by itself.

use jiff::civil::Date;

use super::Report;
use crate::screening::Finding;

/// How a finding ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FindingEnd<'r> {
    /// By the calendar; it no longer holds from this day on.
    On(Date),
    /// With an event, in the words of the rulebook.
    Until(&'r str),
    /// Not by itself, and the rulebook names no event that ends it.
    Never,
    /// By the calendar, unless the answer to an open question prevents that.
    Unsure,
}

impl<'r> Report<'r> {
    /// How one of this report's findings ends.
    pub(crate) fn ending(&self, finding: &Finding) -> FindingEnd<'r> {
        if let Some(day) = finding.ends {
            return FindingEnd::On(day);
        }
        match &self.rulebook()[finding.rule].until {
            Some(event) => FindingEnd::Until(event),
            None if self.outlook().lasting.contains(&finding.rule) => FindingEnd::Never,
            None => FindingEnd::Unsure,
        }
    }
}
