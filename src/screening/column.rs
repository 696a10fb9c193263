//! The columns of the decision table.
//!
//! The compiled rulebook is a decision table. Each question has a column, and a date question one
//! for each wait that is tested. A column divides the answers to its question into equivalence
//! classes, within which every test has the same result. If the only test is for needles over
//! 0.3 mm, then 0.5 and 0.6 are in the same class. Each class has a row, and so has each way in
//! which the question can be unanswered.

use std::ops::RangeInclusive;

use jiff::civil::Date;

use super::truth::Holds;
use crate::rulebook::{
    Bound, Duration, Number, PastDate, Question, QuestionId, Range, Value, Wants,
};

/// The class of a date whose wait is over, and of `never`.
pub(super) const OVER: usize = 0;

/// The class of a date that is still within the wait.
pub(super) const WITHIN: usize = 1;

/// A column: the equivalence classes of the answers to a question.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Column {
    pub(super) question: QuestionId,
    pub(super) cut: Cut,
    /// Its first row. There is a row for each class, then one for an open question. If the question
    /// has an `ask_when`, there are two more for unanswered questions.
    pub(super) first_row: usize,
    /// Whether its question has an `ask_when`.
    pub(super) is_conditional: bool,
    /// The class of the answer that the rulebook assumes, if it does.
    assumed: Option<usize>,
}

/// How a column divides answers into classes.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cut {
    /// One class for each option; the number of options.
    Options(usize),
    /// For bounds in rising order: below the first, the first itself, between it and the second,
    /// the second itself, and so on.
    Bounds(Vec<Number>),
    /// Two classes: the wait is over, or it is not. A wait in days can be shorter or longer than one
    /// in months, depending on the date, so each wait has a column of its own.
    Wait(Duration),
}

impl Column {
    /// A new column for a test on this question; it has no rows and no assumed class yet.
    pub(super) fn new(question: &Question, id: QuestionId, wants: &Wants) -> Self {
        let cut = match wants {
            Wants::OneOf(_) => Cut::Options(question.options().len()),
            Wants::Range(_) => Cut::Bounds(Vec::new()),
            Wants::Within(wait) => Cut::Wait(*wait),
        };
        let is_conditional = question.ask_when.is_some();
        Self { question: id, cut, first_row: 0, is_conditional, assumed: None }
    }

    /// Gives the column its rows, once all its classes are known.
    pub(super) fn settle(&mut self, first_row: usize, assumed: Option<Value>) {
        self.first_row = first_row;
        // A date is never assumed, so the wait does not matter.
        self.assumed = assumed.map(|value| self.class(value, |_| Date::MAX));
    }

    /// Whether this is the column for a test on the same question.
    pub(super) fn reads(&self, wants: &Wants) -> bool {
        match wants {
            Wants::Within(wait) => self.cut == Cut::Wait(*wait),
            _ => true,
        }
    }

    /// The number of classes.
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

    /// The row of an open question.
    pub(super) fn open_row(&self) -> usize {
        self.row(self.classes())
    }

    /// The row of an unanswered question that is not asked: no test on it holds.
    pub(super) fn unasked_row(&self) -> usize {
        self.open_row() + 1
    }

    /// The row of an unanswered question with an assumed answer, if it is unknown whether the
    /// question is asked: the tests that the assumed answer satisfies might hold.
    pub(super) fn doubtful_row(&self) -> usize {
        self.open_row() + 2
    }

    /// Whether a test that accepts these classes holds in a row.
    #[inline]
    pub(super) fn holds(&self, accepted: &Accepted, row: usize) -> Holds {
        let accepts = |class| accepted.contains(class);
        if row < self.open_row() {
            return if accepts(row - self.first_row) { Holds::Yes } else { Holds::No };
        }
        let might = row == self.open_row()
            || row == self.doubtful_row() && self.assumed.is_some_and(accepts);
        if might { Holds::Maybe } else { Holds::No }
    }

    /// The row after its last row.
    pub(super) fn end(&self) -> usize {
        1 + if self.is_conditional { self.doubtful_row() } else { self.open_row() }
    }

    /// The class of an answer. `first_covering` returns, for a wait, the first date that is still
    /// within the wait on the treatment date.
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
            // The wait is over, or the event never happened.
            (Value::Date(_), _) => OVER,
            (Value::Number(_), _) => 0,
        }
    }

    /// The class of an answer for a treatment on the day `on`, computed without the cache of waits.
    pub(super) fn class_on(&self, value: Value, on: Date) -> usize {
        self.class(value, |wait| wait.first_covering(on))
    }

    /// The classes whose answers satisfy a test.
    pub(super) fn accepted(&self, wants: &Wants) -> Accepted {
        match (wants, &self.cut) {
            (Wants::OneOf(options), _) => match options.as_slice() {
                [option] => Accepted::Between(option.index()..=option.index()),
                options => Accepted::OneOf(options.iter().map(|option| option.index()).collect()),
            },
            (Wants::Range(range), Cut::Bounds(bounds)) => Accepted::Between(within(*range, bounds)),
            (Wants::Range(_), _) => Accepted::OneOf(Vec::new()),
            (Wants::Within(_), _) => Accepted::Between(WITHIN..=WITHIN),
        }
    }
}

/// The class of a number: the number of bounds below it, plus the number of bounds at or below it.
/// The bounds are in rising order.
#[inline]
fn class_of(number: Number, bounds: &[Number]) -> usize {
    /// Up to this number of bounds, counting is faster than binary search.
    const MAX_COUNTED: usize = 16;
    if bounds.len() <= MAX_COUNTED {
        let number = number.get();
        let bounds = bounds.iter().map(|bound| bound.get());
        return bounds.map(|at| usize::from(at < number) + usize::from(at <= number)).sum();
    }
    let below = bounds.partition_point(|&bound| bound < number);
    2 * below + usize::from(bounds.get(below) == Some(&number))
}

/// A set of classes of a column.
#[derive(Clone, Debug)]
pub(super) enum Accepted {
    /// A range of classes.
    Between(RangeInclusive<usize>),
    /// A list of classes.
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

/// The classes of [`Cut::Bounds`] whose numbers are within a range.
fn within(range: Range, bounds: &[Number]) -> RangeInclusive<usize> {
    let place = |bound: Bound| 2 * bounds.partition_point(|&known| known < bound.at) + 1;
    let lowest = range.lower.map_or(0, |bound| place(bound) + usize::from(!bound.inclusive));
    let highest =
        range.upper.map_or(2 * bounds.len(), |bound| place(bound) - usize::from(!bound.inclusive));
    lowest..=highest
}
