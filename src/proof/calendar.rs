//! What waits can say of a day in the past, whatever day the treatment is on.
//!
//! Waits in days and in months have no fixed order: `30 days` is longer than `1 month` in
//! February and shorter in July. So which combinations of "within" and "not within" there are
//! depends on the treatment date. Here they are worked out by the calendar for every treatment
//! date that is accepted; dates that allow the same combinations need to be looked at only once.

use std::collections::{BTreeSet, HashSet};

use jiff::Span;
use jiff::civil::{Date, date};

use crate::rulebook::Duration;

/// The first day that a treatment can be on.
pub(super) const FIRST_DAY: Date = date(1900, 1, 1);
/// The last day that a treatment can be on.
pub(super) const LAST_DAY: Date = date(2199, 12, 31);
/// How long before the treatment something may have happened.
const EARLIEST_YEARS: i64 = 150;

/// By how many days the lengths of two waits must differ to have the same order on every day.
/// Counted from different days, as many months or years differ by at most 3 days for the months
/// and 2 for the leap years, each of the two waits by itself.
const CLEAR_OF_EACH_OTHER: i32 = 12;

/// Days in the past that show every combination of these waits which there is for a treatment
/// on the day `on`; the latest first.
pub(super) fn events(waits: &[Duration], on: Date) -> Vec<Date> {
    let earliest = on.saturating_sub(Span::new().years(EARLIEST_YEARS));
    // Walking back from the treatment, a combination ends only where a wait does.
    let mut days: Vec<Date> = waits.iter().map(|&wait| last_outside(wait, on)).collect();
    days.push(on);
    days.retain(|&day| day >= earliest);
    days.sort_unstable();
    days.dedup();
    days.reverse();
    days
}

/// The last day on which something may have happened so that the wait is over on the day `on`.
fn last_outside(wait: Duration, on: Date) -> Date {
    let mut day = wait.before(on);
    // Months back and months forth do not always meet again, but nearly. The end of a wait never
    // moves back as its start moves on, so the first day that fits is the one.
    while wait.after(day) > on {
        day = day.saturating_sub(Span::new().days(1));
    }
    loop {
        let next = day.saturating_add(Span::new().days(1));
        if next == day || wait.after(next) > on {
            return day;
        }
        day = next;
    }
}

/// For one question, which combinations of its waits there are.
type Combinations = BTreeSet<Vec<bool>>;

/// Treatment dates that between them allow every combination that any treatment date allows:
/// what can be answered on some day can be answered, as far as rules can tell, on one of these.
/// `waits` are those of each question; `preferred` is looked at first.
pub(super) fn telling_days(waits: &[Vec<Duration>], preferred: Date) -> Vec<Date> {
    let start = if (FIRST_DAY..=LAST_DAY).contains(&preferred) { preferred } else { FIRST_DAY };
    let unsteady: Vec<&Vec<Duration>> = waits.iter().filter(|waits| !is_steady(waits)).collect();
    if unsteady.is_empty() {
        return vec![start];
    }
    let mut seen: HashSet<Vec<Combinations>> = HashSet::new();
    let mut found: Vec<(Date, Vec<Combinations>)> = Vec::new();
    let from_start = start.series(Span::new().days(1)).take_while(|&day| day <= LAST_DAY);
    let before = FIRST_DAY.series(Span::new().days(1)).take_while(|&day| day < start);
    for on in from_start.chain(before) {
        let allows: Vec<Combinations> =
            unsteady.iter().map(|waits| combinations(waits, on)).collect();
        if seen.insert(allows.clone()) {
            found.push((on, allows));
        }
    }
    let within =
        |a: &[Combinations], b: &[Combinations]| a.iter().zip(b).all(|(a, b)| a.is_subset(b));
    let telling = found.iter().filter(|(day, allows)| {
        !found.iter().any(|(other, more)| other != day && within(allows, more))
    });
    telling.map(|(day, _)| *day).collect()
}

fn combinations(waits: &[Duration], on: Date) -> Combinations {
    let days = events(waits, on);
    days.iter().map(|&day| waits.iter().map(|wait| on < wait.after(day)).collect()).collect()
}

/// Whether these waits allow the same combinations on every treatment date.
fn is_steady(waits: &[Duration]) -> bool {
    const ORIGIN: Date = date(2000, 1, 1);
    let days = |wait: &Duration| (wait.after(ORIGIN) - ORIGIN).get_days();
    let mut lengths: Vec<i32> = waits.iter().map(days).collect();
    lengths.sort_unstable();
    // All of them must end within the years that an answer may lie back.
    let longest = i32::try_from(EARLIEST_YEARS).map_or(0, |years| years * 365);
    lengths.last().is_none_or(|&last| last + CLEAR_OF_EACH_OTHER < longest)
        && lengths.windows(2).all(|pair| pair[0] + CLEAR_OF_EACH_OTHER < pair[1])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::treatment_date;

    fn waits(texts: &[&str]) -> Vec<Duration> {
        texts.iter().map(|text| Duration::from_text(text).unwrap()).collect()
    }

    #[test]
    fn the_first_and_the_last_day_are_those_of_answers() {
        for day in [FIRST_DAY, LAST_DAY] {
            assert!(treatment_date(&day.to_string()).is_ok());
        }
        assert!(treatment_date("1899-12-31").is_err());
        assert!(treatment_date("2200-01-01").is_err());
    }

    #[test]
    fn waits_with_an_order_need_one_day() {
        let on = date(2026, 11, 22);
        let waits = waits(&["14 days", "6 months"]);
        assert_eq!(telling_days(std::slice::from_ref(&waits), on), [on]);
        assert_eq!(events(&waits, on), [on, date(2026, 11, 8), date(2026, 5, 22)]);
    }

    #[test]
    fn waits_without_an_order_need_a_day_for_each() {
        let waits = waits(&["30 days", "1 month"]);
        let days = telling_days(std::slice::from_ref(&waits), date(2026, 11, 22));
        let all: Combinations = days.iter().flat_map(|&on| combinations(&waits, on)).collect();
        assert!(all.contains(&vec![true, false]), "{days:?}");
        assert!(all.contains(&vec![false, true]), "{days:?}");
    }

    #[test]
    fn events_show_what_every_single_day_shows() {
        let waits = waits(&["28 days", "30 days", "1 month", "2 months", "59 days", "1 year"]);
        for offset in 0..1500 {
            let on = date(2023, 1, 1).saturating_add(Span::new().days(offset));
            let each_day = (0..400).map(|back| {
                let day = on.saturating_sub(Span::new().days(back));
                waits.iter().map(|wait| on < wait.after(day)).collect::<Vec<_>>()
            });
            assert_eq!(combinations(&waits, on), each_day.collect(), "on {on}");
        }
    }

    #[test]
    fn a_wait_may_be_longer_than_memory() {
        let waits = waits(&["160 years", "149 years"]);
        let on = telling_days(std::slice::from_ref(&waits), date(2026, 1, 1))[0];
        assert_eq!(combinations(&waits, on).len(), 2);
    }
}
