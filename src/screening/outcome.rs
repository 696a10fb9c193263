//! What screening finds.

use std::fmt;

use jiff::civil::Date;
use serde::{Serialize, Serializer};

use crate::answers::Answer;
use crate::rulebook::{Level, QuestionId, QuestionSet, RuleId, Value};
use crate::text::word::Word;

/// What came out of screening one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The highest level that the rules which certainly apply are certain to reach.
    pub floor: Level,
    /// The highest level that any rule which applies, or might, could reach; never below `floor`.
    pub at_worst: Level,
    /// Every rule that applies, the worst first, and in file order among equals.
    pub findings: Vec<Finding>,
    /// Every open question that a rule which might apply, or whose level is not certain, waits
    /// for: it could still change the verdict, or add a reason. Those come first that could lead
    /// to the worst, of these those that could lead to the best, and then in file order.
    pub open: Vec<Open>,
    /// The questions that were left unanswered and may be asked, and for which the rulebook's
    /// [`assume`](crate::rulebook::Question::assume) was taken.
    pub assumed: QuestionSet,
    /// The questions that were left unanswered and for which nothing was assumed although the
    /// rulebook would, because an answer speaks against it: it was given to a question that would
    /// not have been asked.
    pub withheld: QuestionSet,
    /// Answers to questions that would not have been asked, in file order. They count like all
    /// others.
    pub unasked: Vec<Unasked>,
    /// Every question that is certainly not asked.
    pub inapplicable: QuestionSet,
    /// The aftercare entries that are, or may be, meant for these answers, in file order.
    pub aftercare: Vec<usize>,
}

/// A rule that applies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule.
    pub rule: RuleId,
    /// The level that it is certain to have.
    pub level: Level,
    /// The highest level that an open question could still raise it to, if it could.
    pub could_be: Option<Level>,
    /// Every answer that it rests on, given or assumed, and the one that decides its level, in
    /// file order. Where one was assumed, also those that make its question one that is asked.
    pub because: Vec<(QuestionId, Value)>,
    /// The first day on which it no longer holds, if time alone ends it.
    pub ends: Option<Date>,
}

/// An open question that could change the verdict, or add a reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Open {
    /// The question.
    pub question: QuestionId,
    /// Whether it was asked and the person does not know; otherwise it was left unanswered.
    pub unsure: bool,
    /// The highest level of the rules that wait for it.
    pub could_be: Level,
    /// The lowest floor that an answer to it could lead to, the others staying as they are.
    pub best: Level,
    /// The highest `at_worst` that an answer to it could lead to, the others staying as they are.
    pub worst: Level,
    /// Whether a go verdict has to wait for it: the rulebook assumes nothing in its place.
    pub needed: bool,
}

/// An answer to a question that would not have been asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unasked {
    /// The question.
    pub question: QuestionId,
    /// What was answered.
    pub answer: Answer,
}

/// A level, or that open questions stand in the way of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// This level, whatever the open questions turn out to be; or, for a stop level, at least
    /// this one.
    Level(Level),
    /// An open question stands in the way of a go.
    Incomplete,
}

impl Default for Outcome {
    /// What comes of no rules and no questions.
    fn default() -> Self {
        Self {
            floor: Level::Suitable,
            at_worst: Level::Suitable,
            findings: Vec::new(),
            open: Vec::new(),
            assumed: QuestionSet::default(),
            withheld: QuestionSet::default(),
            unasked: Vec::new(),
            inapplicable: QuestionSet::default(),
            aftercare: Vec::new(),
        }
    }
}

impl Outcome {
    /// The floor, where it is certain or is already a reason to stop; otherwise `incomplete`.
    ///
    /// So a go verdict is only ever given when no open question could turn it worse, and when
    /// every question that the rulebook assumes nothing for, and that a rule waits for, is
    /// answered.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        let certain = self.settled().is_some() && !self.open.iter().any(|open| open.needed);
        if certain || self.floor.is_stop() {
            Verdict::Level(self.floor)
        } else {
            Verdict::Incomplete
        }
    }

    /// Those of the answers that a finding of this outcome rests on which nobody gave: they were
    /// assumed. In file order.
    pub fn assumed_in(&self, finding: &Finding) -> impl Iterator<Item = QuestionId> {
        let because = finding.because.iter().map(|&(question, _)| question);
        because.filter(|&question| self.assumed.contains(question))
    }

    /// The level that nothing which is still open can change, if there is one, as long as nothing
    /// is answered that is not asked.
    #[must_use]
    pub fn settled(&self) -> Option<Level> {
        (self.floor == self.at_worst).then_some(self.floor)
    }
}

/// In the order in which schemas list them.
impl Word for Verdict {
    const ALL: &'static [(Self, &'static str)] = &[
        Self::Level(Level::Suitable).with_word(),
        Self::Level(Level::Caution).with_word(),
        Self::Level(Level::Defer).with_word(),
        Self::Level(Level::Avoid).with_word(),
        Self::Incomplete.with_word(),
    ];
}

impl Verdict {
    const fn with_word(self) -> (Self, &'static str) {
        (self, self.as_str())
    }

    /// Its place among all.
    pub(crate) fn place(self) -> usize {
        match self {
            Self::Level(level) => level as usize,
            Self::Incomplete => Self::ALL.len() - 1,
        }
    }

    /// How good it is: 0 for the best. `incomplete` comes after the levels that let treatment go
    /// on, and before those that do not.
    pub(crate) fn rank(self) -> u8 {
        match self {
            Self::Level(Level::Suitable) => 0,
            Self::Level(Level::Caution) => 1,
            Self::Incomplete => 2,
            Self::Level(Level::Defer) => 3,
            Self::Level(Level::Avoid) => 4,
        }
    }

    /// The word for it, as it stands in reports.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Level(level) => level.as_str(),
            Self::Incomplete => "incomplete",
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl Serialize for Verdict {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
