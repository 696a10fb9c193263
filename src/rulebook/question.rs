//! Questions, and the groups in which they are shown.

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
    /// The heading of the checklist: the question that its items answer.
    pub ask: String,
}

/// A question.
#[derive(Clone, Debug)]
pub struct Question {
    /// Its id, which is its key in JSON and, with dashes, its flag.
    pub id: String,
    /// The group that it is shown in.
    pub group: Option<GroupId>,
    /// The text of the question, or of the item in its group's checklist.
    pub ask: String,
    /// The reason for asking, if there is one.
    pub why: Option<String>,
    /// What an answer may be.
    pub kind: Kind,
    /// The condition under which it is asked; `None` if always. An answer counts even if the
    /// question is not asked.
    pub ask_when: Option<Condition>,
    /// The answer that is assumed if it is left unanswered, of its own kind; `None` if it must be
    /// answered for a go verdict.
    pub assume: Option<Value>,
    /// The ways to change its answer; at most one from each answer.
    pub change: Vec<Modification>,
}

/// A way to change an answer.
#[derive(Clone, Debug)]
pub struct Modification {
    /// The answer that it starts from; `None` for any answer except `to`.
    pub from: Option<Value>,
    /// The answer that it leads to: another one, of the question's kind.
    pub to: Value,
    /// What the person has to do.
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
        /// The unit, if there is one.
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
    /// Its id, as flags and JSON have it.
    pub id: String,
    /// The text for people.
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

    /// The name of its flag, without the leading dashes.
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
