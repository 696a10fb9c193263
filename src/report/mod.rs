//! Outcome -> report facts -> text, JSON, Markdown or HTML.
//!
//! A [`Report`] holds the facts; each format is one small file that only arranges them.

mod ending;
mod facts;
mod format;
mod html;
mod json;
mod markdown;
pub mod schema;
mod sheet;
mod summary;
mod text;

use jiff::civil::Date;

use crate::answers::Answers;
use crate::rulebook::Rulebook;
use crate::screening::{Change, Outcome, Outlook, Screener, Screening, Verdict};

pub use ending::Ending;
pub use format::Format;
use summary::Title;

pub use json::{Pieces, Writer};
pub(crate) use json::{push_id, push_text};
pub(crate) use sheet::page;
pub use summary::LONGEST_SUMMARY;
pub use text::Page;
pub(crate) use text::level_style;

/// What a person or a tool is told about one screening.
#[derive(Clone, Debug)]
pub struct Report<'r> {
    answers: Answers<'r>,
    screening: Screening,
}

impl<'r> Report<'r> {
    /// Screens one person, assuming what the rulebook says for questions left unanswered.
    #[must_use]
    pub fn of(answers: &Answers<'r>) -> Self {
        Self::with(&Screener::new(answers.rulebook()), answers)
    }

    /// Screens one person with a screener that serves many.
    ///
    /// # Panics
    ///
    /// If the answers belong to another rulebook than the screener.
    #[must_use]
    pub fn with(screener: &Screener<'r>, answers: &Answers<'r>) -> Self {
        Self { answers: answers.clone(), screening: screener.screen(answers) }
    }

    /// The verdict.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        self.screening.verdict()
    }

    /// What screening found.
    #[must_use]
    pub fn outcome(&self) -> &Outcome {
        &self.screening.outcome
    }

    /// How the verdict changes as time passes.
    #[must_use]
    pub fn outlook(&self) -> &Outlook {
        &self.screening.outlook
    }

    /// What could be changed to come to a better verdict, best first.
    #[must_use]
    pub fn changes(&self) -> &[Change] {
        &self.screening.changes
    }

    /// The rulebook that was used.
    #[must_use]
    pub fn rulebook(&self) -> &'r Rulebook {
        self.answers.rulebook()
    }

    /// What was answered.
    #[must_use]
    pub fn answers(&self) -> &Answers<'r> {
        &self.answers
    }

    /// The treatment date.
    #[must_use]
    pub fn on(&self) -> Date {
        self.answers.on()
    }

    /// The first day on which the result no longer holds, if the rulebook says how long it does.
    #[must_use]
    pub fn valid_until(&self) -> Option<Date> {
        Some(self.rulebook().head().valid_for?.after(self.on()))
    }

    /// The verdict and its first reasons in one sentence of at most [`LONGEST_SUMMARY`]
    /// characters.
    #[must_use]
    pub fn summary(&self) -> String {
        let mut sentence = String::new();
        let title = |rule| Title::of(&self.rulebook()[rule]);
        summary::summary(self.outcome(), title, &mut sentence);
        sentence
    }

    /// The report as one line of JSON, without a line feed.
    ///
    /// # Panics
    ///
    /// Never: a report is made of texts.
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut line = Vec::new();
        let pieces = Pieces::new(self.rulebook());
        Writer::new(&pieces).report(&self.answers, &self.screening, &mut line);
        String::from_utf8(line).expect("a report is made of texts")
    }

    /// The report as Markdown, for notes and tickets.
    #[must_use]
    pub fn to_markdown(&self) -> String {
        markdown::markdown(self)
    }

    /// The report as one page of HTML that needs nothing from elsewhere: a handout to print or to
    /// send.
    #[must_use]
    pub fn to_html(&self) -> String {
        html::html(self)
    }

    /// The report for a person to read.
    #[must_use]
    pub fn to_text(&self, page: Page) -> String {
        text::text(self, page)
    }
}
