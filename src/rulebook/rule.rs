//! Rules and aftercare entries.

use jiff::civil::Date;

use super::{Condition, Level, OptionId, SourceId};
use crate::text::word::words;

/// A rule: a condition on answers, a level, and the reasons.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Its id.
    pub id: String,
    /// The title: what it finds, in a few words.
    pub title: String,
    /// The condition under which it applies.
    pub when: Condition,
    /// The level, or levels.
    pub level: Levels,
    /// Why.
    pub reason: String,
    /// The advice: what to do about it.
    pub advice: String,
    /// The event that ends it, in words, if the end is no date.
    pub until: Option<String>,
    /// The sources that it cites, without repeats.
    pub sources: Vec<SourceId>,
    /// The kind of evidence.
    pub evidence: Evidence,
    /// The opinions that differ from this rule, if there are any.
    pub dispute: Option<String>,
    /// Why one more yes may make this rule no longer apply, which lowers the level. Without this
    /// text, `rules verify` reports that as a mistake.
    pub eases: Option<String>,
    /// The date of its last review, if that differs from the date for the whole rulebook.
    pub reviewed: Option<Date>,
}

/// The level of a rule: one for all, or one for each option of the `levels_by` question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Levels {
    /// One level for all answers.
    One(Level),
    /// One level for each option, in the order of the question's options.
    ByOption(Vec<Level>),
}

impl Levels {
    /// Whether the level depends on the answer to the `levels_by` question.
    pub(crate) fn differs(&self) -> bool {
        let (low, high) = self.range(None);
        low < high
    }

    /// The lowest and the highest level, where `option` is the answer to the `levels_by`
    /// question, if it is known. The two are the same once it is.
    pub(crate) fn range(&self, option: Option<OptionId>) -> (Level, Level) {
        match (self, option) {
            (Self::One(level), _) => (*level, *level),
            (Self::ByOption(cells), Some(option)) => (cells[option.index()], cells[option.index()]),
            (Self::ByOption(cells), None) => {
                cells.iter().fold((Level::Avoid, Level::Suitable), |(low, high), &cell| {
                    (low.min(cell), high.max(cell))
                })
            }
        }
    }
}

words! {
    /// What kind of evidence a rule rests on.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Evidence {
        /// A device's manual or its labelling.
        Label = "label",
        /// A regulator or a public-health body.
        Regulator = "regulator",
        /// A guideline of a society or an expert panel.
        Guideline = "guideline",
        /// A review of published studies.
        Review = "review",
        /// A published study.
        Trial = "trial",
        /// A named expert, or instructions of clinics.
        Expert = "expert",
        /// The brief that the rulebook was specified from.
        Brief = "brief",
        /// The rulebook author's own cautious choice.
        Editorial = "editorial",
    }
}

impl Evidence {
    /// The kind of evidence as a phrase for people.
    #[must_use]
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Label => "device manual or label",
            Self::Regulator => "regulator or public-health body",
            Self::Guideline => "guideline",
            Self::Review => "review of studies",
            Self::Trial => "study",
            Self::Expert => "expert opinion",
            Self::Brief => "the brief for this rulebook",
            Self::Editorial => "our own cautious choice",
        }
    }
}

/// An aftercare entry: what to expect, to do or to watch for after treatment. Reports with a go
/// verdict show it.
#[derive(Clone, Debug)]
pub struct Aftercare {
    /// The kind of the entry.
    pub kind: AftercareKind,
    /// The text.
    pub text: String,
    /// What to do if a warning sign appears; `None` for other kinds.
    pub act: Option<String>,
    /// The condition under which it is shown; `None` if always.
    pub when: Option<Condition>,
    /// The sources that it cites, without repeats.
    pub sources: Vec<SourceId>,
    /// The kind of evidence; `None` if the file does not say.
    pub evidence: Option<Evidence>,
}

words! {
    /// The kinds of aftercare.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub enum AftercareKind {
        /// An effect to expect.
        Expect = "expect",
        /// Something to do.
        Care = "care",
        /// A sign that something is wrong.
        Warning = "warning",
    }
}
