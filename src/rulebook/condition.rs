//! Conditions on answers: tests, and all or any of them.

use jiff::civil::Date;

use super::{Duration, Number, OptionId, PastDate, QuestionId, Value};

/// What must hold for a rule to apply, or for a question to be asked. There is no `not`: a test
/// names the answers that satisfy it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// All of these conditions, at least one.
    All(Vec<Condition>),
    /// Any of these conditions, at least one.
    Any(Vec<Condition>),
    /// One test.
    Test(Test),
}

/// A question, and the answers to it that a test looks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Test {
    /// The question.
    pub question: QuestionId,
    /// The answers that the test looks for, of the question's kind.
    pub wants: Wants,
}

/// The answers that a test looks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wants {
    /// One of these options of a choice, or this answer to a yes-no question; at least one.
    OneOf(Vec<OptionId>),
    /// A number within these bounds.
    Range(Range),
    /// A day before the treatment date by less than this duration.
    Within(Duration),
}

/// A lower bound, an upper bound or both; at least one number lies within them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    /// The lower bound.
    pub lower: Option<Bound>,
    /// The upper bound.
    pub upper: Option<Bound>,
}

/// A bound of a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bound {
    /// The number at the bound.
    pub at: Number,
    /// Whether the number itself is inside, as for `at_least` and `at_most`.
    pub inclusive: bool,
}

impl Wants {
    /// Whether an answer is what is looked for, for a treatment on the day `on`. One of another
    /// kind never is.
    pub(crate) fn accepts(&self, value: Value, on: Date) -> bool {
        match (self, value) {
            (Self::OneOf(options), Value::Choice(option)) => options.contains(&option),
            (Self::Range(range), Value::Number(number)) => range.contains(number),
            (Self::Within(wait), Value::Date(PastDate::On(day))) => wait.covers(day, on),
            _ => false,
        }
    }
}

impl Range {
    /// Whether a number lies within the bounds.
    pub(crate) fn contains(&self, number: Number) -> bool {
        let above = self.lower.is_none_or(
            |Bound { at, inclusive }| {
                if inclusive { number >= at } else { number > at }
            },
        );
        let below = self.upper.is_none_or(
            |Bound { at, inclusive }| {
                if inclusive { number <= at } else { number < at }
            },
        );
        above && below
    }
}

impl Condition {
    /// The questions that it tests, each once, in the order of its tests.
    pub(crate) fn questions(&self) -> Vec<QuestionId> {
        let mut questions = Vec::new();
        self.each_test(&mut |test| {
            if !questions.contains(&test.question) {
                questions.push(test.question);
            }
        });
        questions
    }

    /// Calls `see` with every test in it, from first to last.
    pub(crate) fn each_test<'a>(&'a self, see: &mut impl FnMut(&'a Test)) {
        match self {
            Self::All(parts) | Self::Any(parts) => {
                for part in parts {
                    part.each_test(see);
                }
            }
            Self::Test(test) => see(test),
        }
    }
}
