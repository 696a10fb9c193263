//! Rules and aftercare.

use jiff::civil::Date;

use super::{Condition, Level, OptionId, SourceId};
use crate::text::uncapitalised;
use crate::text::word::words;

/// A rule: a condition on answers, a level, and the reason for it.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Its id.
    pub id: String,
    /// What it finds, as a short heading.
    pub title: String,
    /// What it finds, as a clause with a subject, such as `you are pregnant`.
    pub says: Option<String>,
    /// When it applies.
    pub when: Condition,
    /// How strongly it speaks against treatment.
    pub level: Levels,
    /// Why it counts.
    pub reason: String,
    /// The advice: what to do about it.
    pub advice: String,
    /// When it ends, in words, if that is not a date.
    pub until: Option<String>,
    /// The sources that it rests on, without repeats.
    pub sources: Vec<SourceId>,
    /// The strength of that evidence.
    pub evidence: Evidence,
    /// Who disagrees, and why.
    pub dispute: Option<String>,
    /// Why one more yes may stop this rule from applying and so lower the level. Without this,
    /// `rules verify` reports it as a mistake.
    pub eases: Option<String>,
    /// When it was last reviewed, if not together with the rulebook as a whole.
    pub reviewed: Option<Date>,
}

impl Rule {
    /// A copy of what an outcome needs, without sources and texts.
    pub(crate) fn bare(&self) -> Self {
        Self {
            id: String::new(),
            title: String::new(),
            says: None,
            when: self.when.clone(),
            level: self.level.clone(),
            reason: String::new(),
            advice: String::new(),
            until: None,
            sources: Vec::new(),
            evidence: self.evidence,
            dispute: None,
            eases: None,
            reviewed: None,
        }
    }
}

/// The level of a rule: always the same, or one for each option of the `levels_by` question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Levels {
    /// Always the same.
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

    /// The lowest and the highest possible level; `option` is the answer to the `levels_by`
    /// question if it is known, and then the two are the same.
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
    /// The kind of evidence that a rule rests on, the strongest first.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
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
    /// Its name for people.
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

/// What to expect, to do or to watch for after the treatment; reported if the verdict is
/// `suitable` or `caution`.
#[derive(Clone, Debug)]
pub struct Aftercare {
    /// Its kind.
    pub kind: AftercareKind,
    /// Its text for people.
    pub text: String,
    /// What to do about a warning sign; `None` for the other kinds.
    pub act: Option<String>,
    /// For a warning sign: how soon to act, where it is said.
    pub urgency: Option<Urgency>,
    /// For a warning sign: the same in a few words, where they are given.
    pub short: Option<String>,
    /// When it applies; always if `None`.
    pub when: Option<Condition>,
    /// The sources that it rests on, without repeats.
    pub sources: Vec<SourceId>,
    /// The strength of that evidence, if the rule file says so.
    pub evidence: Option<Evidence>,
}

impl Aftercare {
    /// Its text in a few words, as part of a sentence: `short`, or the text if there is none.
    pub(crate) fn in_short(&self) -> String {
        self.short.clone().unwrap_or_else(|| uncapitalised(self.text.trim_end_matches('.')))
    }
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

impl AftercareKind {
    /// The heading above the entries of this kind.
    #[must_use]
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Expect => "What to expect afterwards",
            Self::Care => "What to do afterwards",
            Self::Warning => "Warning signs",
        }
    }
}

words! {
    /// How soon to act on a warning sign.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub enum Urgency {
        /// Call for help at once.
        Emergency = "emergency",
        /// Get help on the same day.
        Today = "today",
        /// Get help in the next days.
        Soon = "soon",
    }
}

impl Urgency {
    /// How soon to act, as a phrase for people.
    #[must_use]
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Emergency => "Emergency now",
            Self::Today => "Doctor today",
            Self::Soon => "Within days",
        }
    }
}
