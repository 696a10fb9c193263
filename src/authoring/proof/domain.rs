//! The answers to one question that rules can tell apart.

use std::collections::HashSet;

use jiff::civil::Date;

use super::calendar;
use super::number;
use crate::bits::Set;
use crate::rulebook::{Duration, Kind, OptionId, PastDate, Question, Value, Wants};

/// The classes of answers to a question, each with one possible answer. Within a class every test
/// of the rulebook has the same result. The first class is the default: unanswered for a question
/// with an `ask_when`, otherwise the assumed answer, otherwise the first answer.
#[derive(Debug)]
pub(crate) struct Domain {
    /// For each class one value; `None` for an unanswered question.
    values: Vec<Option<Value>>,
}

impl Domain {
    /// The classes for a question with these tests, for a treatment on the day `on`. With `levels`,
    /// for the `levels_by` question, every option is a class of its own.
    pub(crate) fn of(question: &Question, tests: &[&Wants], levels: bool, on: Date) -> Self {
        let mut seen: HashSet<(Vec<u64>, Option<OptionId>)> = HashSet::new();
        let mut values: Vec<_> = question.ask_when.iter().map(|_| None).collect();
        for value in question.assume.into_iter().chain(candidates(question, tests, on)) {
            let option = match value {
                Value::Choice(option) if levels => Some(option),
                _ => None,
            };
            let accepted = Set::of(tests.len(), |test| tests[test].accepts(value, on));
            if seen.insert((accepted.words().to_vec(), option)) {
                values.push(Some(value));
            }
        }
        Self { values }
    }

    /// An answer of each class that has one.
    pub(crate) fn values(&self) -> impl Iterator<Item = Value> {
        self.values.iter().copied().flatten()
    }

    pub(super) fn classes(&self) -> usize {
        self.values.len()
    }

    /// An answer of this class; `None` where the question was left unanswered.
    pub(super) fn value(&self, class: usize) -> Option<Value> {
        self.values[class]
    }

    /// The classes whose answers are wanted.
    pub(super) fn wanted(&self, wanted: impl Fn(Value) -> bool) -> Set {
        Set::of(self.values.len(), |class| self.values[class].is_some_and(&wanted))
    }

    /// The class of having left the question unanswered, where that is one of its own.
    pub(super) fn left_out(&self) -> Set {
        Set::of(self.values.len(), |class| self.values[class].is_none())
    }
}

/// Answers of which at least one lies in each class.
fn candidates(question: &Question, tests: &[&Wants], on: Date) -> Vec<Value> {
    match &question.kind {
        kind @ (Kind::YesNo | Kind::Choice(_)) => kind.answers().collect(),
        Kind::Number { min, max, .. } => {
            let ranges = tests.iter().filter_map(|wants| match wants {
                Wants::Range(range) => Some([range.lower, range.upper]),
                _ => None,
            });
            let bounds = ranges.flatten().flatten().map(|bound| bound.at).collect();
            number::one_of_each(*min, *max, bounds).into_iter().map(Value::Number).collect()
        }
        Kind::Date => {
            let days = calendar::events(&waits(tests), on);
            let days = days.into_iter().map(PastDate::On);
            [PastDate::Never].into_iter().chain(days).map(Value::Date).collect()
        }
    }
}

/// The waits among the tests on a question.
pub(crate) fn waits(tests: &[&Wants]) -> Vec<Duration> {
    let mut waits = Vec::new();
    for wants in tests {
        if let Wants::Within(wait) = wants
            && !waits.contains(wait)
        {
            waits.push(*wait);
        }
    }
    waits
}
