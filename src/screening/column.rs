//! What rules can tell apart in an answer.
//!
//! A rule that tests for needles over 0.3 mm sees no difference between 0.5 and 0.6. A column
//! cuts the answers to one question into classes within which no rule sees a difference.

use std::ops::RangeInclusive;

use jiff::civil::Date;

use crate::rulebook::{
    Bound, Duration, Number, PastDate, Question, QuestionId, Range, Value, Wants,
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
    /// Where its rows start: one for each class, then that of an open question, and, where it is
    /// not asked of everybody, two more for those who left it unanswered.
    pub(super) first_row: usize,
    /// Whether its question has an `ask_when`.
    pub(super) is_gated: bool,
}

/// How a column cuts answers into classes.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cut {
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
        let cut = match wants {
            Wants::OneOf(_) => Cut::Options(question.options().len()),
            Wants::Range(_) => Cut::Bounds(Vec::new()),
            Wants::Within(wait) => Cut::Wait(*wait),
        };
        Self { question: id, cut, first_row: 0, is_gated: question.ask_when.is_some() }
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
            Cut::Options(options) => *options,
            Cut::Wait(_) => 2,
            Cut::Bounds(bounds) => 2 * bounds.len() + 1,
        }
    }

    /// The row of a class of answers.
    #[inline]
    pub(super) fn row(&self, class: usize) -> usize {
        self.first_row + class
    }

    /// The row while its question is open.
    pub(super) fn open_row(&self) -> usize {
        self.row(self.classes())
    }

    /// The row of a question that was left unanswered and is not asked: no test on it holds.
    pub(super) fn unasked_row(&self) -> usize {
        self.open_row() + 1
    }

    /// The row of a question that was left unanswered and for which something is assumed, while
    /// it is open whether it is asked: the tests that the assumed answer satisfies might hold.
    pub(super) fn doubtful_row(&self) -> usize {
        self.open_row() + 2
    }

    /// The row after its last.
    pub(super) fn end(&self) -> usize {
        1 + if self.is_gated { self.doubtful_row() } else { self.open_row() }
    }

    /// The class of an answer; `first_covering` is the first day from which on a wait covers the
    /// day of treatment.
    #[inline]
    pub(super) fn class(
        &self,
        value: Value,
        first_covering: impl FnOnce(Duration) -> Date,
    ) -> usize {
        match (value, &self.cut) {
            (Value::Choice(option), _) => option.index(),
            (Value::Number(number), Cut::Bounds(bounds)) => class_of(number, bounds),
            (Value::Date(PastDate::On(date)), Cut::Wait(wait)) if date >= first_covering(*wait) => {
                WITHIN
            }
            // A wait is over, or it never happened.
            (Value::Date(_), _) => OVER,
            (Value::Number(_), _) => 0,
        }
    }

    /// As [`Column::class`], for a treatment on the day `on`; the calendar is asked each time.
    pub(super) fn class_on(&self, value: Value, on: Date) -> usize {
        self.class(value, |wait| wait.first_covering(on))
    }

    /// The classes whose answers are what a test wants.
    pub(super) fn accepted(&self, wants: &Wants) -> Accepted {
        match (wants, &self.cut) {
            (Wants::OneOf(options), _) => {
                Accepted::OneOf(options.iter().map(|option| option.index()).collect())
            }
            (Wants::Range(range), Cut::Bounds(bounds)) => Accepted::Between(within(*range, bounds)),
            (Wants::Range(_), _) => Accepted::OneOf(Vec::new()),
            (Wants::Within(_), _) => Accepted::Between(WITHIN..=WITHIN),
        }
    }
}

/// The class of a number: how many of these bounds, which ascend, lie below it, and how many lie
/// below it or are equal to it.
#[inline]
fn class_of(number: Number, bounds: &[Number]) -> usize {
    /// Few are counted faster than they are searched.
    const FEW: usize = 16;
    if bounds.len() <= FEW {
        let number = number.get();
        let bounds = bounds.iter().map(|bound| bound.get());
        return bounds.map(|at| usize::from(at < number) + usize::from(at <= number)).sum();
    }
    let below = bounds.partition_point(|&bound| bound < number);
    2 * below + usize::from(bounds.get(below) == Some(&number))
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
