//! A cache for the dates at which waits begin, so that the calendar is rarely computed.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::civil::Date;

use super::program::Program;
use crate::rulebook::Duration;

/// For each column of a wait, the first date that is still within the wait on the treatment date.
/// Computed once for all people who are treated on the same day.
#[derive(Debug, Default)]
pub(super) struct WaitCache {
    program: Option<Arc<Program>>,
    on: Date,
    days: Vec<Option<Date>>,
    /// The days for treatment dates that were used before.
    other_dates: HashMap<Date, Vec<Option<Date>>>,
}

impl WaitCache {
    /// Switches to a treatment date and a program.
    #[inline]
    pub(super) fn for_date(&mut self, on: Date, program: &Arc<Program>) {
        let is_known = self.program.as_ref().is_some_and(|known| Arc::ptr_eq(known, program));
        if !is_known || self.on != on {
            self.switch_to(on, program, is_known);
        }
    }

    fn switch_to(&mut self, on: Date, program: &Arc<Program>, is_known: bool) {
        /// The maximum number of days kept: half a megabyte, or two years of treatment dates for a
        /// hundred waits.
        const MAX_DAYS: usize = 1 << 16;
        let before = std::mem::take(&mut self.days);
        if is_known && (self.other_dates.len() + 1) * before.len() < MAX_DAYS {
            self.other_dates.insert(self.on, before);
        } else {
            self.other_dates.clear();
        }
        let columns = program.columns().len();
        self.days = self.other_dates.remove(&on).unwrap_or_else(|| vec![None; columns]);
        self.on = on;
        self.program = Some(Arc::clone(program));
    }

    /// The first date that is still within the wait of a column on the treatment date.
    #[inline]
    pub(super) fn first_covering(&mut self, column: usize, wait: Duration) -> Date {
        *self.days[column].get_or_insert_with(|| wait.first_covering(self.on))
    }
}
