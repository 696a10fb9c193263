//! What rules can tell apart in an answer.
//!
//! A rule that tests for needles over 0.3 mm sees no difference between 0.5 and 0.6. A column
//! cuts the answers to one question into classes within which no rule sees a difference.

use std::ops::RangeInclusive;

use jiff::civil::Date;

use crate::rulebook::{
    Bound, Duration, Kind, Number, PastDate, Question, QuestionId, Range, Value, Wants,
};

/// The class of a date that a wait no longer covers, and of what never happened.
pub(super) const OVER: usize = 0;

/// The class of a date that a wait still covers.
pub(super) const WITHIN: usize = 1;

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

    /// The class of an answer on the day of treatment.
    #[inline]
    pub(super) fn class(&self, value: Value, since: &mut Since, on: Date) -> usize {
        match (&self.cut, value) {
            (_, Value::YesNo(yes)) => usize::from(yes),
            (_, Value::Choice(option)) => option.index(),
            (Cut::Bounds(bounds), Value::Number(number)) => {
                let below = bounds.partition_point(|&bound| bound < number);
                below + below + usize::from(bounds.get(below) == Some(&number))
            }
            (Cut::Wait(wait), Value::Date(PastDate::On(date))) => {
                usize::from(date >= since.day(*wait, on))
            }
            // It never happened; the class of what no wait covers.
            (_, Value::Number(_) | Value::Date(_)) => 0,
        }
    }

    /// The classes whose answers are what a test wants.
    pub(super) fn accepted(&self, wants: &Wants) -> Accepted {
        match (wants, &self.cut) {
            (Wants::YesNo(yes), _) => Accepted::Between(usize::from(*yes)..=usize::from(*yes)),
            (Wants::OneOf(options), _) => {
                Accepted::OneOf(options.iter().map(|option| option.index()).collect())
            }
            (Wants::Range(range), Cut::Bounds(bounds)) => Accepted::Between(within(*range, bounds)),
            (Wants::Range(_), _) => Accepted::OneOf(Vec::new()),
            (Wants::Within(_), _) => Accepted::Between(1..=1),
        }
    }
}

/// For each wait the first day that it covers a treatment date from, so that the calendar is
/// asked once for all the people who are treated on the same day.
#[derive(Debug, Default)]
pub(super) struct Since {
    on: Date,
    days: Vec<(Duration, Date)>,
}

impl Since {
    fn day(&mut self, wait: Duration, on: Date) -> Date {
        if self.on != on {
            self.on = on;
            self.days.clear();
        }
        if let Some((_, day)) = self.days.iter().find(|(known, _)| *known == wait) {
            return *day;
        }
        let day = wait.first_covering(on);
        self.days.push((wait, day));
        day
    }
}

/// Classes of a column.
#[derive(Clone, Debug)]
pub(super) enum Accepted {
    /// From one to another.
    Between(RangeInclusive<usize>),
    /// These.
    OneOf(Vec<usize>),
}

impl Accepted {
    pub(super) fn contains(&self, class: usize) -> bool {
        match self {
            Self::Between(classes) => classes.contains(&class),
            Self::OneOf(classes) => classes.contains(&class),
        }
    }
}

/// The classes of numbers, as [`Cut::Bounds`] counts them, that lie within a range.
fn within(range: Range, bounds: &[Number]) -> RangeInclusive<usize> {
    let place = |bound: Bound| 2 * bounds.partition_point(|&known| known < bound.at) + 1;
    let lowest = range.lower.map_or(0, |bound| place(bound) + usize::from(!bound.inclusive));
    let highest =
        range.upper.map_or(2 * bounds.len(), |bound| place(bound) - usize::from(!bound.inclusive));
    lowest..=highest
}
