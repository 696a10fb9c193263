//! The combinations of waits that can cover a day in the past, for every treatment date.
//!
//! Waits in days and in months have no fixed order: `30 days` is longer than `1 month` in
//! February and shorter in July. So which combinations of "within" and "not within" there are
//! depends on the treatment date. Here they are worked out by the calendar for every treatment
//! date that is accepted; dates that allow the same combinations need to be looked at only once.

use std::collections::{BTreeSet, HashSet};

use jiff::Span;
use jiff::civil::{self, Date};

use super::budget::Budget;
use crate::answers::{FIRST_DAY, LAST_DAY, MAX_YEARS_AGO, is_too_long_ago};
use crate::rulebook::Duration;

/// About how many steps it takes to work out when a wait ends.
const STEPS_OF_A_WAIT: usize = 8;

/// By how many days the lengths of two waits must differ to have the same order on every day.
/// Counted from different days, as many months or years differ by at most 3 days for the months
/// and 2 for the leap years, each of the two waits by itself.
const CLEAR_OF_EACH_OTHER: i32 = 12;

/// Days in the past that show every combination of these waits which there is for a treatment
/// on the day `on`; the latest first.
pub(crate) fn events(waits: &[Duration], on: Date) -> Vec<Date> {
    // Walking back from the treatment, a combination ends only where a wait does.
    let last_outside = |wait: &Duration| wait.first_covering(on).yesterday().ok();
    let mut days: Vec<Date> = waits.iter().filter_map(last_outside).collect();
    days.push(on);
    days.retain(|&day| !is_too_long_ago(day, on));
    days.sort_unstable();
    days.dedup();
    days.reverse();
    days
}

/// For one question, which combinations of its waits there are.
type Combinations = BTreeSet<Vec<bool>>;

/// Treatment dates that between them allow every combination that any treatment date allows:
/// what can be answered on some day can be answered, as far as rules can tell, on one of these.
/// `waits` are those of each question; `preferred` is looked at first. And whether that is true:
/// if the budget does not allow to look at every date, only some are.
pub(crate) fn telling_days(
    waits: &[Vec<Duration>],
    preferred: Date,
    budget: &Budget,
) -> (Vec<Date>, bool) {
    let start = if (FIRST_DAY..=LAST_DAY).contains(&preferred) { preferred } else { FIRST_DAY };
    let unsteady: Vec<&Vec<Duration>> = waits.iter().filter(|waits| !is_steady(waits)).collect();
    if unsteady.is_empty() {
        return (vec![start], true);
    }
    let count: usize = unsteady.iter().map(|waits| waits.len()).sum();
    let days = (LAST_DAY - FIRST_DAY).get_days().unsigned_abs() as usize;
    if budget.spend_share(STEPS_OF_A_WAIT * count * days).is_err() {
        return (vec![start], false);
    }
    let mut seen: HashSet<Vec<Vec<u16>>> = HashSet::new();
    let mut found: Vec<(Date, Vec<Combinations>)> = Vec::new();
    let from_start = start.series(Span::new().days(1)).take_while(|&day| day <= LAST_DAY);
    let before = FIRST_DAY.series(Span::new().days(1)).take_while(|&day| day < start);
    for on in from_start.chain(before) {
        if seen.insert(unsteady.iter().map(|waits| order(waits, on)).collect()) {
            if budget.spend_share(count * count * (1 + found.len())).is_err() {
                return (vec![start], false);
            }
            found.push((on, unsteady.iter().map(|waits| combinations(waits, on)).collect()));
        }
    }
    let within =
        |a: &[Combinations], b: &[Combinations]| a.iter().zip(b).all(|(a, b)| a.is_subset(b));
    let telling = found.iter().filter(|(day, allows)| {
        !found.iter().any(|(other, more)| other != day && within(allows, more))
    });
    (telling.map(|(day, _)| *day).collect(), true)
}

/// The order in which these waits end, which their combinations hang on: for each of them how many
/// days there are on which others end earlier.
fn order(waits: &[Duration], on: Date) -> Vec<u16> {
    let starts: Vec<Date> = waits.iter().map(|wait| wait.first_covering(on)).collect();
    let mut days = starts.clone();
    // Those that no answer can be before are all the same.
    days.retain(|day| day.yesterday().is_ok_and(|day| !is_too_long_ago(day, on)));
    days.sort_unstable();
    days.dedup();
    let rank = |day| days.binary_search(&day).map_or(0, |at| at + 1);
    starts.into_iter().map(|day| u16::try_from(rank(day)).unwrap_or(u16::MAX)).collect()
}

fn combinations(waits: &[Duration], on: Date) -> Combinations {
    let days = events(waits, on);
    days.iter().map(|&day| waits.iter().map(|wait| on < wait.after(day)).collect()).collect()
}

/// Whether these waits allow the same combinations on every treatment date.
pub(crate) fn is_steady(waits: &[Duration]) -> bool {
    const ORIGIN: Date = civil::date(2000, 1, 1);
    let days = |wait: &Duration| (wait.after(ORIGIN) - ORIGIN).get_days();
    let mut lengths: Vec<i32> = waits.iter().map(days).collect();
    lengths.sort_unstable();
    // All of them must end within the years that an answer may lie back.
    let longest = i32::from(MAX_YEARS_AGO) * 365;
    lengths.last().is_none_or(|&last| last + CLEAR_OF_EACH_OTHER < longest)
        && lengths.windows(2).all(|pair| pair[0] + CLEAR_OF_EACH_OTHER < pair[1])
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::answers::Answers;
    use crate::rulebook::{Rulebook, Unit};

    fn waits(texts: &[&str]) -> Vec<Duration> {
        texts.iter().map(|text| Duration::from_text(text).unwrap()).collect()
    }

    fn days(waits: &[Duration], preferred: Date) -> Vec<Date> {
        let budget = Budget::new(Budget::OF_A_COMMAND);
        let (days, is_whole) = telling_days(&[waits.to_vec()], preferred, &budget);
        assert!(is_whole);
        days
    }

    /// Waits from a few years shorter to some years longer than an answer may lie back.
    fn waits_around_the_limit() -> Vec<Duration> {
        let limit = u32::try_from(MAX_YEARS_AGO).unwrap();
        let years = (limit - 3..=limit + 10).map(|years| Duration::new(years, Unit::Years));
        let months = (limit * 12 - 1..=limit * 12 + 1).map(|n| Duration::new(n, Unit::Months));
        years.chain(months).map(Option::unwrap).collect()
    }

    #[test]
    fn events_are_the_days_that_are_accepted_as_answers() {
        let rulebook = Rulebook::built_in();
        let mut waits = waits(&["1 day", "1 month", "200 years"]);
        waits.extend(waits_around_the_limit());
        for on in [FIRST_DAY, date(2024, 2, 29), date(2100, 3, 1), LAST_DAY] {
            let mut answers = Answers::new(rulebook, on);
            let events = events(&waits, on);
            for day in waits.iter().map(|wait| wait.first_covering(on).yesterday().unwrap()) {
                let accepted = answers.set("last_needling", &day.to_string()).is_ok();
                assert_eq!(events.contains(&day), accepted, "{day}, {on}");
            }
        }
    }

    #[test]
    fn waits_with_an_order_need_one_day() {
        let on = date(2026, 11, 22);
        let waits = waits(&["14 days", "6 months"]);
        assert_eq!(days(&waits, on), [on]);
        assert_eq!(events(&waits, on), [on, date(2026, 11, 8), date(2026, 5, 22)]);
    }

    #[test]
    fn waits_without_an_order_need_a_day_for_each() {
        let waits = waits(&["30 days", "1 month"]);
        let days = days(&waits, date(2026, 11, 22));
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
        let waits = waits_around_the_limit();
        let on = days(&waits, date(2026, 1, 1))[0];
        let days = |wait: &Duration| wait.first_covering(on).yesterday().unwrap();
        let can_be_over = waits.iter().map(days).filter(|&day| !is_too_long_ago(day, on));
        let ends: BTreeSet<Date> = can_be_over.collect();
        assert!(ends.len() >= 3);
        assert_eq!(combinations(&waits, on).len(), 1 + ends.len());
    }
}
