//! Rules, and what comes after treatment.

use jiff::civil::Date;

use super::{Condition, Level, OptionId, SourceId};
use crate::text::word::words;

/// A condition on answers, a level, and why.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Its id.
    pub id: String,
    /// What it finds, in a few words.
    pub title: String,
    /// When it applies.
    pub when: Condition,
    /// How strongly it speaks.
    pub level: Levels,
    /// Why.
    pub reason: String,
    /// What to do about it.
    pub advice: String,
    /// When it ends, in words, if no date says so.
    pub until: Option<String>,
    /// What it rests on, without repeats.
    pub sources: Vec<SourceId>,
    /// How strong that is.
    pub evidence: Evidence,
    /// Who sees it otherwise.
    pub dispute: Option<String>,
    /// Why answering yes to one question more may take this rule away and so ease the verdict.
    /// Where it is not said, `rules verify` takes such a loss for a mistake.
    pub eases: Option<String>,
    /// When it was last reviewed, if later than the rulebook as a whole, or earlier.
    pub reviewed: Option<Date>,
}

/// The level of a rule: one for all, or one for each option of the `levels_by` question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Levels {
    /// The same for everybody.
    One(Level),
    /// One for each option, in the order of the question's options.
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
    /// What a person reads for it.
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

/// What to expect, to do or to watch for afterwards; printed with go verdicts.
#[derive(Clone, Debug)]
pub struct Aftercare {
    /// Which of the three it is.
    pub kind: AftercareKind,
    /// What it says.
    pub text: String,
    /// For a warning sign: what to do then.
    pub act: Option<String>,
    /// For whom it is meant; for everybody, if there is no condition.
    pub when: Option<Condition>,
    /// What it rests on, without repeats.
    pub sources: Vec<SourceId>,
    /// How strong that is, where it is said.
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
