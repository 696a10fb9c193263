//! Cases beside a rule file: short stories with answers, and what has to come out of them.
//!
//! A case file lies beside its rule file, `skin.cases.toml` beside `skin.toml`, and needs no Rust
//! from whoever writes it:
//!
//! ```toml
//! format = 1
//! on     = 2026-11-22              # treatment date of the cases that name none
//!
//! [person.clinic]                  # answers, and findings, that many cases share
//! answers = { active_acne = false, setting = "clinic" }
//! rules   = { setting-clinic = "suitable" }
//!
//! [person.home]
//! like    = "clinic"               # start from another person's answers; `rules` given here
//! answers = { setting = "home" }   # replace the other's
//! rules   = { setting-home = "caution" }
//!
//! [case.spots-before-the-wedding]
//! story    = "Red, sore spots on the chin, a week before a wedding."
//! like     = "clinic"              # optional, as are `on`, `strict` and `at_worst`
//! on       = 2026-12-01
//! strict   = true                  # assume nothing
//! answers  = { active_acne = true }
//! verdict  = "avoid"               # a level, or "incomplete"
//! at_worst = "avoid"
//! rules    = { active-acne = "avoid" } # with the person's: exactly the rules that apply
//! open     = ["eczema"]            # exactly the open questions; none if it is not there
//! ends     = { active-acne = 2026-12-24 } # the first day on which a finding no longer holds
//! ```
//!
//! An answer is written as in a rule file, or as a text as flags have it: `true`, `0.3`,
//! `2026-08-01`, `"3 weeks ago"`, `"unsure"`. `"unanswered"` takes an inherited answer away.
//!
//! What is promised:
//!
//! - A file is read whole or not at all: [`Cases`] exist only if nothing is wrong with them, and
//!   otherwise every fault of the file is told at once.
//! - Every rule is looked at in every case, so a rule that applies by accident is noticed.

mod answer;
mod difference;
mod json;
mod read;
mod run;
mod text;
mod why;

use jiff::civil::Date;

pub(crate) use answer::UNANSWERED;
pub use run::CaseResults;
pub(crate) use run::{Screeners, answers_of};

use crate::answers::Answer;
use crate::diagnostic::Diagnostics;
use crate::rulebook::{Level, QuestionId, RuleId, Rulebook};
use crate::screening::Verdict;

/// The cases of one file, held against one rulebook.
#[derive(Clone, Debug)]
pub struct Cases {
    file: String,
    on: Date,
    persons: Vec<Person>,
    list: Vec<Case>,
}

/// Answers, and findings, that several cases share.
#[derive(Clone, Debug)]
pub(crate) struct Person {
    pub(crate) id: String,
    /// As texts that flags could have, in no order: which day `3 weeks ago` was hangs on the
    /// treatment date of the case.
    pub(crate) answers: Vec<(QuestionId, String)>,
    pub(crate) rules: Vec<(RuleId, Level)>,
}

/// A short story with answers, and what has to come out of it.
#[derive(Clone, Debug)]
pub struct Case {
    /// Its id.
    pub id: String,
    /// Who it is about.
    pub story: String,
    /// The line of the file on which it starts.
    pub line: usize,
    /// The treatment date.
    pub on: Date,
    /// Whether nothing is assumed.
    pub strict: bool,
    /// In no order.
    pub(crate) answers: Vec<(QuestionId, Answer)>,
    pub(crate) expected: ExpectedOutcome,
}

/// What has to come out.
#[derive(Clone, Debug)]
pub(crate) struct ExpectedOutcome {
    pub(crate) verdict: Verdict,
    pub(crate) at_worst: Option<Level>,
    /// Sorted, without repeats.
    pub(crate) rules: Vec<(RuleId, Level)>,
    /// Sorted, without repeats.
    pub(crate) open: Vec<QuestionId>,
    pub(crate) ends: Vec<(RuleId, Date)>,
}

impl Cases {
    /// The name under which the built-in case file appears in messages.
    pub(crate) const BUILT_IN: &'static str = "rules/microneedling.cases.toml (built in)";

    /// The cases of [`Rulebook::built_in`], which `rulebook` has to be.
    ///
    /// # Errors
    ///
    /// Every fault of the file, if the rulebook is another.
    pub fn built_in(rulebook: &Rulebook) -> Result<Self, Diagnostics> {
        const TEXT: &str = include_str!("../../../rules/microneedling.cases.toml");
        Self::from_toml(rulebook, Self::BUILT_IN, TEXT)
    }

    /// Reads a case file; `name` stands for it in messages.
    ///
    /// # Errors
    ///
    /// Every fault of the text at once.
    pub fn from_toml(rulebook: &Rulebook, name: &str, text: &str) -> Result<Self, Diagnostics> {
        read::cases(rulebook, name, text)
    }

    /// As [`Cases::from_toml`], for bytes of which nothing is known yet.
    ///
    /// # Errors
    ///
    /// Every fault of the text at once; or the place where it stops being UTF-8.
    pub fn from_bytes(
        rulebook: &Rulebook,
        name: &str,
        bytes: Vec<u8>,
    ) -> Result<Self, Diagnostics> {
        let text = crate::rulebook::text_of(name, bytes)?;
        Self::from_toml(rulebook, name, &text)
    }

    /// The file's name, as it was given.
    pub(crate) fn file(&self) -> &str {
        &self.file
    }

    /// The cases, in file order.
    #[must_use]
    pub fn list(&self) -> &[Case] {
        &self.list
    }

    /// The treatment date of the cases that name none.
    pub(crate) fn on(&self) -> Date {
        self.on
    }

    /// The persons that cases can be like, in file order.
    pub(crate) fn persons(&self) -> &[Person] {
        &self.persons
    }
}
