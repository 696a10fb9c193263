//! What rules can tell apart in an answer.
//!
//! A rule that tests for needles over 0.3 mm sees no difference between 0.5 and 0.6. A column
//! cuts the answers to one question into classes within which no rule sees a difference.

use jiff::civil::Date;

use super::Known;
use crate::rulebook::{
    Bound, Duration, Kind, Number, PastDate, Question, QuestionId, Range, Value, Wants,
};

/// One way to look at the answers to a question.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Column {
    pub(super) question: QuestionId,
    pub(super) cut: Cut,
}

/// How a column cuts answers into classes.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cut {
    /// No, yes.
    YesNo,
    /// The options.
    Options(usize),
    /// For bounds in rising order: below the first, the first itself, between it and the second,
    /// the second itself, and so on.
    Bounds(Vec<Number>),
    /// Not within this wait, within it. Waits in days and in months have no common order, so
    /// each has a column of its own.
    Wait(Duration),
}

impl Column {
    /// The column in which a test on this question is read.
    pub(super) fn new(question: &Question, id: QuestionId, wants: &Wants) -> Self {
        let cut = match (&question.kind, wants) {
            (_, Wants::Within(wait)) => Cut::Wait(*wait),
            (Kind::YesNo, _) => Cut::YesNo,
            (Kind::Choice(options), _) => Cut::Options(options.len()),
            (Kind::Number { .. } | Kind::Date, _) => Cut::Bounds(Vec::new()),
        };
        Self { question: id, cut }
    }

    /// Whether a test on the same question is read in this column.
    pub(super) fn reads(&self, wants: &Wants) -> bool {
        match wants {
            Wants::Within(wait) => self.cut == Cut::Wait(*wait),
            _ => true,
        }
    }

    /// How many classes there are.
    pub(super) fn classes(&self) -> usize {
        match &self.cut {
            Cut::YesNo | Cut::Wait(_) => 2,
            Cut::Options(options) => *options,
            Cut::Bounds(bounds) => 2 * bounds.len() + 1,
        }
    }

    /// The class of what is known on the day of treatment; nothing while the question is open.
    pub(super) fn class(&self, known: Known, on: Date) -> Option<usize> {
        let Known::Value(value) = known else { return None };
        Some(match (&self.cut, value) {
            (_, Value::YesNo(yes)) => usize::from(yes),
            (_, Value::Choice(option)) => option.index(),
            (Cut::Bounds(bounds), Value::Number(number)) => {
                let below = bounds.partition_point(|&bound| bound < number);
                let up_to = bounds.partition_point(|&bound| bound <= number);
                below + up_to
            }
            (Cut::Wait(wait), Value::Date(PastDate::On(date))) => {
                usize::from(wait.covers(date, on))
            }
            // It never happened; the class of what no wait covers.
            (_, Value::Number(_) | Value::Date(_)) => 0,
        })
    }

    /// Whether the answers of a class are what a test wants.
    pub(super) fn accepts(&self, class: usize, wants: &Wants) -> bool {
        match (wants, &self.cut) {
            (Wants::YesNo(yes), _) => class == usize::from(*yes),
            (Wants::OneOf(options), _) => options.iter().any(|option| option.index() == class),
            (Wants::Range(range), Cut::Bounds(bounds)) => in_range(class, *range, bounds),
            (Wants::Range(_), _) => false,
            (Wants::Within(_), _) => class == 1,
        }
    }
}

/// Whether a class of numbers, as [`Cut::Bounds`] counts them, lies within a range.
fn in_range(class: usize, range: Range, bounds: &[Number]) -> bool {
    let place = |bound: Bound| 2 * bounds.partition_point(|&known| known < bound.at) + 1;
    let above = range.lower.is_none_or(|bound| {
        if bound.inclusive { class >= place(bound) } else { class > place(bound) }
    });
    let below = range.upper.is_none_or(|bound| {
        if bound.inclusive { class <= place(bound) } else { class < place(bound) }
    });
    above && below
}
