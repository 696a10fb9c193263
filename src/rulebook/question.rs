//! Questions, and the groups in which they are shown.

use std::sync::LazyLock;

use super::{Condition, GroupId, Number, OptionId, Value};
use crate::text::word::words;

words! {
    /// The kinds of question, by their words in a rule file.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub(crate) enum KindWord {
        /// Yes or no.
        YesNo = "yes-no",
        /// One of several options.
        Choice = "choice",
        /// A number.
        Number = "number",
        /// When something last happened.
        Date = "date",
    }
}

/// Questions that are shown together, as one checklist.
#[derive(Clone, Debug)]
pub struct Group {
    /// Its id.
    pub id: String,
    /// Its name, if it has one.
    pub title: Option<String>,
    /// The heading of its checklist.
    pub ask: String,
}

impl Group {
    /// What stands above its questions where they are shown and not asked: its title, or what is
    /// asked of them if it has none.
    #[must_use]
    pub fn heading(&self) -> &str {
        self.title.as_deref().unwrap_or(&self.ask)
    }
}

/// A question.
#[derive(Clone, Debug)]
pub struct Question {
    /// Its id, which is also its key in JSON, and its flag if `_` is written as `-`.
    pub id: String,
    /// The group that it is shown in.
    pub group: Option<GroupId>,
    /// The text of the question, or of the item in its group's checklist.
    pub ask: String,
    /// The reason for asking, if there is one.
    pub why: Option<String>,
    /// The kind of its answers.
    pub kind: Kind,
    /// When it is asked; always if `None`. An answer counts even if the question is not asked.
    pub ask_when: Option<Condition>,
    /// The value that is assumed if it is unanswered, of its own kind.
    pub assume: Option<Value>,
    /// How its answer can be changed: at most one way for each answer.
    pub change: Vec<Modification>,
}

/// A way to change an answer.
#[derive(Clone, Debug)]
pub struct Modification {
    /// The answer that is changed; `None` for any number other than `to`.
    pub from: Option<Value>,
    /// The new answer: a different one, of the question's kind.
    pub to: Value,
    /// What a person has to do for that.
    pub how: String,
}

/// The kind of a question: which answers it accepts.
#[derive(Clone, Debug)]
pub enum Kind {
    /// Yes or no: a choice of two options.
    YesNo,
    /// One of these options. At least one.
    Choice(Vec<Choice>),
    /// A number from `min` to `max`, both included.
    Number {
        /// The unit, such as `mm`.
        unit: Option<String>,
        /// The smallest number that is accepted.
        min: Number,
        /// The largest number that is accepted.
        max: Number,
    },
    /// When something last happened: never, or a day up to the treatment date.
    Date,
}

/// An option of a choice.
#[derive(Clone, Debug)]
pub struct Choice {
    /// Its id, as used in flags and JSON.
    pub id: String,
    /// Its text for people.
    pub label: String,
}

impl Kind {
    /// The options of a choice, or `no` and `yes`; none for the other kinds.
    pub(crate) fn options(&self) -> &[Choice] {
        /// In the order of [`OptionId::NO`] and [`OptionId::YES`].
        static NO_YES: LazyLock<[Choice; 2]> =
            LazyLock::new(|| ["no", "yes"].map(|id| Choice { id: id.into(), label: id.into() }));
        match self {
            Self::YesNo => &*NO_YES,
            Self::Choice(options) => options,
            Self::Number { .. } | Self::Date => &[],
        }
    }

    /// Every possible answer, in the order of the options; empty for numbers and dates.
    pub(crate) fn answers(&self) -> impl ExactSizeIterator<Item = Value> + use<> {
        (0..self.options().len()).map(|at| Value::Choice(OptionId::new(at)))
    }

    /// Whether its answers are numbers, which JSON and TOML write without quotes.
    pub(crate) fn is_numeric(&self) -> bool {
        matches!(self, Self::Number { .. })
    }

    /// The least and the greatest answer; `None` for the kinds whose answers have no such order.
    pub(crate) fn ends(&self) -> Option<[Value; 2]> {
        match self {
            Self::Number { min, max, .. } => Some([*min, *max].map(Value::Number)),
            _ => None,
        }
    }

    /// The answer that this number is; `None` if it is none.
    pub(crate) fn of_number(&self, number: Number) -> Option<Value> {
        match self {
            Self::Number { min, max, .. } => {
                (*min..=*max).contains(&number).then_some(Value::Number(number))
            }
            _ => None,
        }
    }
}

impl Question {
    /// The options of a choice, or `no` and `yes`; none for the other kinds.
    #[must_use]
    pub fn options(&self) -> &[Choice] {
        self.kind.options()
    }

    /// How to change this answer; `None` if the rulebook does not say.
    pub(crate) fn modification_from(&self, answer: Value) -> Option<&Modification> {
        self.change.iter().find(|way| way.from.map_or(way.to != answer, |from| from == answer))
    }

    /// Its flag, without the leading dashes.
    #[must_use]
    pub fn flag(&self) -> String {
        self.id.replace('_', "-")
    }
}

impl Kind {
    pub(crate) fn word(&self) -> KindWord {
        match self {
            Self::YesNo => KindWord::YesNo,
            Self::Choice(_) => KindWord::Choice,
            Self::Number { .. } => KindWord::Number,
            Self::Date => KindWord::Date,
        }
    }
}
