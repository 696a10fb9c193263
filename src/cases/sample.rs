//! For a question, one answer of each kind that rules can tell apart.

use jiff::civil::Date;

use crate::answers::Answers;
use crate::rulebook::{Bound, Duration, Kind, Number, Question, QuestionId, Rulebook, Wants};

/// The answer of somebody who does not know.
pub(super) const UNSURE: &str = "unsure";

/// What every test of a rulebook looks for in the answers to a question.
pub(super) fn wants(rulebook: &Rulebook, id: QuestionId) -> Vec<Wants> {
    let mut wants = Vec::new();
    for condition in rulebook.conditions() {
        condition.each_test(&mut |test| {
            if test.question == id && !wants.contains(&test.wants) {
                wants.push(test.wants.clone());
            }
        });
    }
    wants
}

/// Answers to a question on the day `on` as texts that flags could have: with them come all the
/// ways in which these tests can turn out, and last that the person is unsure.
pub(super) fn answers(
    rulebook: &Rulebook,
    id: QuestionId,
    wants: &[Wants],
    on: Date,
) -> Vec<String> {
    let question = &rulebook[id];
    let texts: Vec<String> = match &question.kind {
        Kind::YesNo | Kind::Choice(_) => {
            question.options().iter().map(|option| option.id.clone()).collect()
        }
        Kind::Number { .. } => {
            numbers(question, wants).into_iter().map(|number| number.to_string()).collect()
        }
        Kind::Date => std::iter::once("never".to_owned())
            .chain(days(&waits(wants), on).into_iter().map(|day| day.to_string()))
            .collect(),
    };
    let mut scratch = Answers::new(rulebook, on);
    // A day may be too long ago, and a number between two bounds too long to be one.
    let fits = |text: &String| scratch.set(&question.id, text).is_ok();
    texts.into_iter().chain([UNSURE.to_owned()]).filter(fits).collect()
}

/// The waits among what tests look for.
pub(super) fn waits(wants: &[Wants]) -> Vec<Duration> {
    let wait = |wants: &Wants| if let Wants::Within(wait) = wants { Some(*wait) } else { None };
    wants.iter().filter_map(wait).collect()
}

/// Each bound, a number between each two, and the smallest and largest of all; in rising order.
pub(super) fn numbers(question: &Question, wants: &[Wants]) -> Vec<Number> {
    let Kind::Number { min, max, .. } = question.kind else { return Vec::new() };
    let mut numbers = vec![min, max];
    for wants in wants {
        if let Wants::Range(range) = wants {
            let bounds: [Option<Bound>; 2] = [range.lower, range.upper];
            let inside = bounds.into_iter().flatten().map(|bound| bound.at);
            numbers.extend(inside.filter(|at| (min..=max).contains(at)));
        }
    }
    numbers.sort_unstable();
    numbers.dedup();
    let between = numbers.windows(2).filter_map(|pair| between(pair[0], pair[1]));
    let between: Vec<Number> = between.collect();
    numbers.extend(between);
    numbers.sort_unstable();
    numbers
}

/// A number between two others, with as few decimals as possible.
fn between(low: Number, high: Number) -> Option<Number> {
    const MOST_DECIMALS: usize = 17;
    let middle = f64::midpoint(low.get(), high.get());
    (0..=MOST_DECIMALS).find_map(|decimals| {
        let number = Number::new(format!("{middle:.decimals$}").parse().ok()?)?;
        (low < number && number < high).then_some(number)
    })
}

/// For each wait the first day that it covers and the day before; and today. A wait's days are
/// those from its first to today, so every way in which waits can overlap has a day here.
fn days(waits: &[Duration], on: Date) -> Vec<Date> {
    let mut days = vec![on];
    for wait in waits {
        let first = wait.first_covering(on);
        days.extend(first.yesterday().into_iter().chain([first]).filter(|&day| day <= on));
    }
    days.sort_unstable();
    days.dedup();
    days.reverse();
    days
}

/// The treatment dates on which together every order of these waits can be seen.
///
/// A wait that is a day longer covers one day more, except at the end of a month that is longer
/// than the month in which the wait began; the 15th is never there. Waits of one calendar keep
/// their order; `28 days` and `1 month` do not, so four years of days are looked at.
pub(super) fn treatment_dates(waits: &[Vec<Duration>], on: Date) -> Vec<Date> {
    const FOUR_YEARS: i32 = 1_461;
    let may_swap = |a: Duration, b: Duration| {
        const CLOSE: i32 = 6;
        let apart = (a.after(on) - b.after(on)).get_days();
        a.nudged(0) != b.nudged(0) && apart.abs() <= CLOSE
    };
    let swaps =
        waits.iter().any(|waits| waits.iter().any(|&a| waits.iter().any(|&b| may_swap(a, b))));
    if swaps {
        return on.series(jiff::Span::new().days(1)).take(FOUR_YEARS as usize).collect();
    }
    let middle = on.with().day(15).build().unwrap_or(on);
    if waits.iter().all(Vec::is_empty) || middle == on { vec![on] } else { vec![on, middle] }
}
