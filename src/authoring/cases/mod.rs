//! Test cases of a rulebook: short stories with answers and the expected outcome.
//!
//! A case file stands beside its rule file, `skin.cases.toml` beside `skin.toml`. It can be written
//! without knowing Rust:
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
//! An answer is written as in a rule file, or as a string as flags take it: `true`, `0.3`,
//! `2026-08-01`, `"3 weeks ago"`, `"unsure"`. `"unanswered"` removes an inherited answer.
//!
//! What is promised:
//!
//! - [`Cases`] exist only if the file has no fault. Otherwise all faults of the file are returned
//!   at once.
//! - Every case checks every rule, so a case fails if a rule that it does not name applies.

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

/// The cases of one file, checked against one rulebook.
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

/// A test case: a short story with answers and the expected outcome.
#[derive(Clone, Debug)]
pub struct Case {
    /// Its id.
    pub id: String,
    /// The story: a sentence about the person.
    pub story: String,
    /// The line of the file on which it starts.
    pub line: usize,
    /// The treatment date.
    pub on: Date,
    /// Whether unanswered questions stay open instead of counting as assumed.
    pub strict: bool,
    /// In no order.
    pub(crate) answers: Vec<(QuestionId, Answer)>,
    pub(crate) expected: ExpectedOutcome,
}

/// The expected outcome of a case.
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

    /// The cases of the built-in rulebook. `rulebook` must be [`Rulebook::built_in`].
    ///
    /// # Errors
    ///
    /// Every fault of the file, if `rulebook` is another one.
    pub fn built_in(rulebook: &Rulebook) -> Result<Self, Diagnostics> {
        const TEXT: &str = include_str!("../../../rules/microneedling.cases.toml");
        Self::from_toml(rulebook, Self::BUILT_IN, TEXT)
    }

    /// Reads the text of a case file. `name` is the file name for messages.
    ///
    /// # Errors
    ///
    /// Every fault of the text at once.
    pub fn from_toml(rulebook: &Rulebook, name: &str, text: &str) -> Result<Self, Diagnostics> {
        read::cases(rulebook, name, text)
    }

    /// Reads a case file like [`Cases::from_toml`], from bytes that may not be UTF-8.
    ///
    /// # Errors
    ///
    /// Every fault of the text at once, or the position of the first byte that is not UTF-8.
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
