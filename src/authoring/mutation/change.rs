//! Small changes of one condition, as by a typing error.

use jiff::civil::Date;

use super::MutationSite;
use crate::rulebook::{
    Bound, Condition, Duration, Kind, Number, OptionId, QuestionId, Range, Rulebook, Test, Unit,
    Wants,
};

/// A changed condition.
pub(super) struct ConditionChange {
    pub(super) site: MutationSite,
    /// What was changed: the name of a test, an option or a bound.
    pub(super) name: String,
    /// The change in words: "`x` could be `y`".
    pub(super) words: String,
    /// Whether it hangs on the treatment date.
    pub(super) is_dated: bool,
    pub(super) to: Condition,
}

/// Every small change of a condition for a treatment on the day `on`: as many for every day, in
/// the same order.
pub(super) fn all(rulebook: &Rulebook, condition: &Condition, on: Date) -> Vec<ConditionChange> {
    match condition {
        Condition::Test(test) => tests(rulebook, test, on),
        Condition::All(parts) => several(rulebook, parts, on, Condition::All, Condition::Any),
        Condition::Any(parts) => several(rulebook, parts, on, Condition::Any, Condition::All),
    }
}

fn several(
    rulebook: &Rulebook,
    parts: &[Condition],
    on: Date,
    keep: fn(Vec<Condition>) -> Condition,
    swap: fn(Vec<Condition>) -> Condition,
) -> Vec<ConditionChange> {
    let mut changes = Vec::new();
    for (at, part) in parts.iter().enumerate() {
        for change in all(rulebook, part, on) {
            let mut parts = parts.to_vec();
            parts[at] = change.to;
            changes.push(ConditionChange { to: keep(parts), ..change });
        }
    }
    if parts.len() < 2 {
        return changes;
    }
    let (site, is_dated) = (MutationSite::Part, false);
    for at in 0..parts.len() {
        let name = parts[at].as_written(rulebook);
        let mut rest = parts.to_vec();
        rest.remove(at);
        let words = format!("`{name}` could be left out");
        changes.push(ConditionChange { site, name, words, is_dated, to: keep(rest) });
    }
    let to = swap(parts.to_vec());
    let name = keep(parts.to_vec()).as_written(rulebook);
    let words = format!("`{name}` could be `{}`", to.as_written(rulebook));
    changes.push(ConditionChange { site, name, words, is_dated, to });
    changes
}

fn tests(rulebook: &Rulebook, test: &Test, on: Date) -> Vec<ConditionChange> {
    let question = test.question;
    let was = test.as_written(rulebook);
    let changed = |site, name: String, wants| {
        let test = Test { question, wants };
        let words = format!("`{was}` could be `{}`", test.as_written(rulebook));
        let is_dated = matches!(test.wants, Wants::Within(_));
        ConditionChange { site, name, words, is_dated, to: Condition::Test(test) }
    };
    match &test.wants {
        Wants::Within(wait) => a_day_off(*wait, on)
            .map(|wait| changed(MutationSite::Bound, was.clone(), Wants::Within(wait)))
            .collect(),
        Wants::Range(range) => bounds(decimals(rulebook, question), *range)
            .filter(|range| can_be_written(range, &rulebook[question].kind))
            .map(|range| changed(MutationSite::Bound, was.clone(), Wants::Range(range)))
            .collect(),
        Wants::OneOf(wanted) if matches!(rulebook[question].kind, Kind::YesNo) => {
            let other = if wanted[..] == [OptionId::YES] { OptionId::NO } else { OptionId::YES };
            vec![changed(MutationSite::Test, was.clone(), Wants::OneOf(vec![other]))]
        }
        Wants::OneOf(wanted) => options(rulebook[question].options().len(), wanted)
            .into_iter()
            .map(|(option, wanted)| {
                let only = Test { question, wants: Wants::OneOf(vec![option]) };
                changed(MutationSite::Option, only.as_written(rulebook), Wants::OneOf(wanted))
            })
            .collect(),
    }
}

/// A wait in days that is a day shorter than this one for a treatment on the day `on`, and one
/// that is a day longer.
fn a_day_off(wait: Duration, on: Date) -> impl Iterator<Item = Duration> {
    let days = (on - wait.first_covering(on)).get_days().unsigned_abs() + 1;
    [days - 1, days + 1].into_iter().filter_map(|days| Duration::new(days, Unit::Days))
}

/// Lists that one option more or less makes of a list, each with that option; and for an only
/// option each of the others in its place.
fn options(count: usize, wanted: &[OptionId]) -> Vec<(OptionId, Vec<OptionId>)> {
    let missing = (0..count).map(OptionId::new).filter(|option| !wanted.contains(option));
    let mut lists = Vec::new();
    for option in missing {
        if wanted.len() == 1 {
            lists.push((option, vec![option]));
        }
        lists.push((option, wanted.iter().copied().chain([option]).collect()));
    }
    if wanted.len() > 1 {
        for option in wanted {
            let rest = wanted.iter().copied().filter(|other| other != option).collect();
            lists.push((*option, rest));
        }
    }
    lists
}

/// Ranges with one bound inclusive instead of exclusive, or the other way round, or moved by one
/// in the last of these decimals.
fn bounds(decimals: usize, range: Range) -> impl Iterator<Item = Range> {
    let changed = move |bound: Bound| {
        let Bound { at, inclusive } = bound;
        let moved = [-1.0, 1.0].into_iter().filter_map(move |steps| moved(at, steps, decimals));
        let moved = moved.map(move |at| Bound { at, inclusive });
        std::iter::once(Bound { at, inclusive: !inclusive }).chain(moved)
    };
    let lower = range.lower.into_iter().flat_map(changed);
    let upper = range.upper.into_iter().flat_map(changed);
    lower
        .map(move |lower| Range { lower: Some(lower), ..range })
        .chain(upper.map(move |upper| Range { upper: Some(upper), ..range }))
}

/// Whether a rule file can say it: the bounds can be answers, and some number is within them.
fn can_be_written(range: &Range, kind: &Kind) -> bool {
    let Kind::Number { min, max, .. } = kind else { return false };
    let is_answer = |bound: Bound| (*min..=*max).contains(&bound.at);
    let (lower, upper) = (range.lower, range.upper);
    let is_empty =
        lower.zip(upper).is_some_and(|(low, high)| low.at >= high.at && !range.contains(low.at));
    lower.is_none_or(is_answer) && upper.is_none_or(is_answer) && !is_empty
}

/// By way of text, so that the number is the one that the decimals stand for.
fn moved(number: Number, steps: f64, decimals: usize) -> Option<Number> {
    let step: f64 = format!("{steps}e-{decimals}").parse().ok()?;
    Number::new(format!("{:.decimals$}", number.get() + step).parse().ok()?)
}

/// The most decimals with which a number is written that answers to a question are compared with.
fn decimals(rulebook: &Rulebook, question: QuestionId) -> usize {
    let mut most = match &rulebook[question].kind {
        Kind::Number { min, max, .. } => places(*min).max(places(*max)),
        _ => 0,
    };
    for condition in rulebook.conditions() {
        condition.each_test(&mut |test| {
            if let Wants::Range(range) = &test.wants
                && test.question == question
            {
                let bounds = [range.lower, range.upper].into_iter().flatten();
                most = bounds.map(|bound| places(bound.at)).fold(most, usize::max);
            }
        });
    }
    most
}

/// How many decimals a number is written with.
fn places(number: Number) -> usize {
    number.to_string().split_once('.').map_or(0, |(_, decimals)| decimals.len())
}
