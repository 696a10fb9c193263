//! Questions and the groups that they are shown in.

use std::sync::LazyLock;

use super::{Condition, GroupId, Number, OptionId, Value};
use crate::text::word::words;

words! {
    /// The words for the kinds of question, as a rule file has them.
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
    /// What is asked of all its questions.
    pub ask: String,
}

/// Something that is asked.
#[derive(Clone, Debug)]
pub struct Question {
    /// Its id, which is its key in JSON and, with dashes, its flag.
    pub id: String,
    /// The group that it is shown in.
    pub group: Option<GroupId>,
    /// The question, or the item of its group's checklist.
    pub ask: String,
    /// Why it is asked.
    pub why: Option<String>,
    /// What an answer may be.
    pub kind: Kind,
    /// When it is asked; always, if there is no condition. An answer counts all the same.
    pub ask_when: Option<Condition>,
    /// What is taken when it was left unanswered; a value of its own kind.
    pub assume: Option<Value>,
    /// How its answer can be changed; at most one way from each answer.
    pub change: Vec<Modification>,
}

/// A way to change an answer.
#[derive(Clone, Debug)]
pub struct Modification {
    /// The answer that it starts from; any other number, if there is none.
    pub from: Option<Value>,
    /// The answer that it leads to: another one, of the question's kind.
    pub to: Value,
    /// What a person does for it.
    pub how: String,
}

/// What an answer may be.
#[derive(Clone, Debug)]
pub enum Kind {
    /// Yes or no: a choice of two options.
    YesNo,
    /// One of these options, of which there is at least one.
    Choice(Vec<Choice>),
    /// A number from `min` to `max`, both included.
    Number {
        /// What is counted or measured in.
        unit: Option<String>,
        /// The smallest that is accepted.
        min: Number,
        /// The largest that is accepted.
        max: Number,
    },
    /// When something last happened: never, or a day up to the treatment date.
    Date,
}

/// An option of a choice.
#[derive(Clone, Debug)]
pub struct Choice {
    /// Its id, as flags and JSON have it.
    pub id: String,
    /// What it says to a person.
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

    /// Every answer, in the order of the options; none if they cannot be listed.
    pub(crate) fn answers(&self) -> impl ExactSizeIterator<Item = Value> + use<> {
        (0..self.options().len()).map(|at| Value::Choice(OptionId::new(at)))
    }

    /// Whether it asks for a number, and this is one that it accepts.
    pub(crate) fn takes(&self, number: Number) -> bool {
        matches!(self, Self::Number { min, max, .. } if (*min..=*max).contains(&number))
    }
}

impl Question {
    /// The options of a choice, or `no` and `yes`; none for the other kinds.
    #[must_use]
    pub fn options(&self) -> &[Choice] {
        self.kind.options()
    }

    /// How to change this answer, if the rulebook says how.
    pub(crate) fn modification_from(&self, answer: Value) -> Option<&Modification> {
        self.change.iter().find(|way| way.from.map_or(way.to != answer, |from| from == answer))
    }

    /// Its flag, without the two dashes in front.
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
