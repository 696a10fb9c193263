//! The outcome of a screening.

use std::fmt;

use jiff::civil::Date;
use serde::{Serialize, Serializer};

use crate::answers::Answer;
use crate::rulebook::{Level, QuestionId, QuestionSet, RuleId, Value};
use crate::text::word::Word;

/// The outcome of screening one person: bounds of the level, findings and open questions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The lower bound of the level: the highest level that is certain, of the rules that certainly
    /// apply.
    pub floor: Level,
    /// The upper bound of the level: the highest level that is possible, of the rules that apply or
    /// might apply. Never below `floor`.
    pub at_worst: Level,
    /// The rules that certainly apply, the highest level first, within a level the
    /// strongest evidence, then in file order.
    pub findings: Vec<Finding>,
    /// The open questions that can still change the verdict or add a finding. Sorted by the level
    /// that they could lead to: the worst `worst` first, then the best `best`, then file order.
    pub open: Vec<OpenQuestion>,
    /// The unanswered questions for which the rulebook's default,
    /// [`assume`](crate::rulebook::Question::assume), was used. Questions that are certainly not
    /// asked are not among them.
    pub assumed: QuestionSet,
    /// The unanswered questions whose default was not used, because an answer contradicts it: an
    /// answer to a question that would not be asked if the default were true.
    pub withheld: QuestionSet,
    /// The answers to questions that are certainly not asked, in file order. They count like all
    /// others.
    pub unasked: Vec<Unasked>,
    /// The questions that are certainly not asked.
    pub inapplicable: QuestionSet,
    /// The indices of the aftercare entries whose `when` holds or might hold, in file order.
    pub aftercare: Vec<usize>,
}

/// A rule that applies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule.
    pub rule: RuleId,
    /// The level that is certain.
    pub level: Level,
    /// The highest level that is possible; `None` if that is `level`.
    pub could_be: Option<Level>,
    /// The answers that the finding rests on, given or assumed, in file order: those that the rule
    /// tests, the one that decides its level and, for an assumed answer, those because of which its
    /// question is asked.
    pub because: Vec<(QuestionId, Value)>,
    /// The first day on which the rule no longer applies; `None` if time alone does not end it.
    pub ends: Option<Date>,
}

/// An open question that can change the verdict or add a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenQuestion {
    /// The question.
    pub question: QuestionId,
    /// Whether it was answered with "unsure"; otherwise it was left unanswered.
    pub unsure: bool,
    /// The highest level of the rules that depend on it.
    pub could_be: Level,
    /// The lowest `floor` that an answer can lead to, all other answers unchanged.
    pub best: Level,
    /// The highest `at_worst` that an answer can lead to, all other answers unchanged.
    pub worst: Level,
    /// Whether a go verdict needs an answer: the rulebook has no `assume` for this question.
    pub needed: bool,
}

/// An answer to a question that is certainly not asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unasked {
    /// The question.
    pub question: QuestionId,
    /// The answer.
    pub answer: Answer,
}

/// A level, or `incomplete` if open questions prevent one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// This level. A go level is certain, however the open questions are answered; a stop level
    /// can still become a higher one.
    Level(Level),
    /// An open question prevents a go verdict.
    Incomplete,
}

impl Default for Outcome {
    /// The outcome of a rulebook without rules and questions.
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
    /// The verdict: `floor` if it is certain or a stop level, otherwise `incomplete`.
    ///
    /// A go verdict is given only if no open question can raise the level, and no rule depends on
    /// an open question for which the rulebook has no `assume`.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        let certain = self.settled().is_some() && !self.open.iter().any(|open| open.needed);
        if certain || self.floor.is_stop() {
            Verdict::Level(self.floor)
        } else {
            Verdict::Incomplete
        }
    }

    /// The questions whose assumed answers a finding of this outcome rests on, in file order.
    pub fn assumed_in(&self, finding: &Finding) -> impl Iterator<Item = QuestionId> {
        let because = finding.because.iter().map(|&(question, _)| question);
        because.filter(|&question| self.assumed.contains(question))
    }

    /// The level that no answer to an open question can change; `None` if one can. Only answers to
    /// questions that are asked are considered.
    pub(crate) fn settled(&self) -> Option<Level> {
        (self.floor == self.at_worst).then_some(self.floor)
    }
}

/// The values are in the order in which schemas list them.
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

    /// Whether it is a go level.
    #[must_use]
    pub fn is_go(self) -> bool {
        matches!(self, Self::Level(level) if level.is_go())
    }

    /// Its index in [`Word::ALL`].
    pub(crate) fn index(self) -> usize {
        match self {
            Self::Level(level) => level as usize,
            Self::Incomplete => Self::ALL.len() - 1,
        }
    }

    /// Its rank: 0 for the best. `incomplete` ranks after the go levels and before the stop levels.
    pub(crate) fn rank(self) -> u8 {
        match self {
            Self::Level(Level::Suitable) => 0,
            Self::Level(Level::Caution) => 1,
            Self::Incomplete => 2,
            Self::Level(Level::Defer) => 3,
            Self::Level(Level::Avoid) => 4,
        }
    }

    /// The meaning of the verdict as a phrase for people.
    #[must_use]
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Level(level) => level.meaning(),
            Self::Incomplete => "answer what is open, and screen again",
        }
    }

    /// The name of this verdict in reports.
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
