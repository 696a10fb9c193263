//! Conditions on answers: tests, and all or any of them.

use jiff::civil::Date;

use super::{Duration, Number, OptionId, PastDate, QuestionId, Value};

/// A condition on the answers, such as when a rule applies or a question is asked. There is no
/// `not`: a test names the answers that satisfy it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// Holds if all of these hold. At least one.
    All(Vec<Condition>),
    /// Holds if any of these holds. At least one.
    Any(Vec<Condition>),
    /// Holds if an answer satisfies this test.
    Test(Test),
}

/// A test of the answer to one question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Test {
    /// The question.
    pub question: QuestionId,
    /// The answers that satisfy it; they fit the question's kind.
    pub wants: Wants,
}

/// The answers that satisfy a test.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wants {
    /// One of these options of a choice, or this answer to a yes-no question; at least one.
    OneOf(Vec<OptionId>),
    /// A number within these bounds.
    Range(Range),
    /// A day less than this long before the treatment date.
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
    /// The number.
    pub at: Number,
    /// Whether the number itself is within the range, as with `at_least` and `at_most`.
    pub inclusive: bool,
}

impl Wants {
    /// Whether an answer satisfies it, for a treatment on the day `on`; false for an answer of
    /// another kind.
    #[must_use]
    pub fn accepts(&self, value: Value, on: Date) -> bool {
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
    #[must_use]
    pub fn contains(&self, number: Number) -> bool {
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
    /// The questions that it tests, without repeats, in the order of the tests.
    #[must_use]
    pub fn questions(&self) -> Vec<QuestionId> {
        let mut questions = Vec::new();
        self.each_test(&mut |test| {
            if !questions.contains(&test.question) {
                questions.push(test.question);
            }
        });
        questions
    }

    /// Calls `see` with every test in it, from first to last.
    pub fn each_test<'a>(&'a self, see: &mut impl FnMut(&'a Test)) {
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
