//! From which day on waits count.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::civil::Date;

use super::program::Program;
use crate::rulebook::Duration;

/// For each column of a program that has a wait, the first day that the wait covers a treatment
/// date from: so the calendar is asked once for all the people who are treated on the same day.
#[derive(Debug, Default)]
pub(super) struct Since {
    program: Option<Arc<Program>>,
    on: Date,
    days: Vec<Option<Date>>,
    /// The days of treatment dates before this one.
    earlier: HashMap<Date, Vec<Option<Date>>>,
}

impl Since {
    /// Gets ready for a treatment date.
    #[inline]
    pub(super) fn look_from(&mut self, on: Date, program: &Arc<Program>) {
        let is_known = self.program.as_ref().is_some_and(|known| Arc::ptr_eq(known, program));
        if !is_known || self.on != on {
            self.turn_to(on, program, is_known);
        }
    }

    fn turn_to(&mut self, on: Date, program: &Arc<Program>, is_known: bool) {
        /// Half a megabyte, or for a hundred waits the treatment dates of two years.
        const MOST: usize = 1 << 16;
        let before = std::mem::take(&mut self.days);
        if is_known && (self.earlier.len() + 1) * before.len() < MOST {
            self.earlier.insert(self.on, before);
        } else {
            self.earlier.clear();
        }
        let columns = program.columns().len();
        self.days = self.earlier.remove(&on).unwrap_or_else(|| vec![None; columns]);
        self.on = on;
        self.program = Some(Arc::clone(program));
    }

    /// The first day that the wait of a column covers the treatment date from.
    #[inline]
    pub(super) fn day(&mut self, column: usize, wait: Duration) -> Date {
        *self.days[column].get_or_insert_with(|| wait.first_covering(self.on))
    }
}
