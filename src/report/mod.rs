//! Reports of a screening as text, JSON, Markdown or HTML.
//!
//! A [`Report`] holds the answers and the result of screening them. `view` collects the content of
//! the formats for people (text, Markdown, HTML); each of these only arranges it. `json` writes
//! every field, and has its JSON Schema.

mod csv;
mod ending;
mod format;
mod html;
mod json;
mod markdown;
pub mod schema;
mod summary;
mod text;
mod view;

use jiff::civil::Date;

use crate::answers::Answers;
use crate::layout::Page;
use crate::rulebook::Rulebook;
use crate::screening::{Change, Outcome, Outlook, Screener, Screening, Verdict};

pub(crate) use csv::CsvWriter;
pub(crate) use ending::FindingEnd;
pub use format::{Format, check_ending};
use summary::Clause;

pub(crate) use json::{
    AftercareText, GroupText, QuestionText, SourceText, Tool, Words, definitions, list, maybe_day,
    maybe_string, nullable, object, question_id, set, source_id, string, word,
};
pub(crate) use json::{ErrorLine, Fragments, JsonWriter};
pub use summary::MAX_SUMMARY_CHARS;
pub(crate) use text::verdict_word;

/// The report of one screening, for a person or a tool.
#[derive(Clone, Debug)]
pub struct Report<'r> {
    answers: Answers<'r>,
    screening: Screening,
}

impl<'r> Report<'r> {
    /// Screens one person. Unanswered questions count as the rulebook assumes.
    #[must_use]
    pub fn of(answers: &Answers<'r>) -> Self {
        Self::with(&Screener::new(answers.rulebook()), answers)
    }

    /// Screens one person with a screener, which can be used for more people.
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

    /// The verdict's word in capitals, in its colour where `page` has colours.
    #[must_use]
    pub fn verdict_word(&self, page: Page) -> String {
        text::verdict_word(self.verdict(), page)
    }

    /// The outcome on the treatment date: findings and open questions.
    #[must_use]
    pub fn outcome(&self) -> &Outcome {
        &self.screening.outcome
    }

    /// How the verdict changes as time passes.
    #[must_use]
    pub fn outlook(&self) -> &Outlook {
        &self.screening.outlook
    }

    /// The changes of answers that lead to a better verdict, the best verdict first.
    #[must_use]
    pub fn changes(&self) -> &[Change] {
        &self.screening.changes
    }

    /// Whether there are, or may be, more changes than [`Report::changes`] has.
    #[must_use]
    pub fn changes_omitted(&self) -> bool {
        self.screening.changes_omitted
    }

    /// The rulebook that was used.
    pub(crate) fn rulebook(&self) -> &'r Rulebook {
        self.answers.rulebook()
    }

    /// The answers that were screened.
    #[must_use]
    pub fn answers(&self) -> &Answers<'r> {
        &self.answers
    }

    /// The treatment date.
    pub(crate) fn on(&self) -> Date {
        self.answers.on()
    }

    /// The first day on which the result is no longer valid; `None` if the rulebook has no
    /// `valid_for`.
    #[must_use]
    pub fn valid_until(&self) -> Option<Date> {
        self.rulebook().head().valid_until(self.on())
    }

    /// The verdict and its main reasons in one sentence of at most [`MAX_SUMMARY_CHARS`]
    /// characters.
    #[must_use]
    pub fn summary(&self) -> String {
        let mut sentence = String::new();
        let clause = |rule| Clause::of(&self.rulebook()[rule]);
        summary::summary(self.outcome(), clause, &mut sentence);
        sentence
    }

    /// The report as one line of JSON, without a line feed.
    ///
    /// # Panics
    ///
    /// Never: the writer appends UTF-8 only.
    #[must_use]
    pub fn to_json(&self) -> String {
        self.json(false)
    }

    /// The report as one line of JSON like [`Report::to_json`], with one key more: `texts`, which
    /// says what the ids in it stand for. A page can be drawn from it alone.
    ///
    /// # Panics
    ///
    /// Never, as [`Report::to_json`].
    #[must_use]
    pub fn to_json_with_texts(&self) -> String {
        self.json(true)
    }

    fn json(&self, has_texts: bool) -> String {
        let mut line = Vec::new();
        let fragments = Fragments::new(self.rulebook());
        let mut writer = JsonWriter::new(&fragments).with_texts(has_texts);
        writer.report(&self.answers, &self.screening, &mut line);
        String::from_utf8(line).expect("a report is UTF-8")
    }

    /// The report as Markdown, for notes and tickets.
    #[must_use]
    pub fn to_markdown(&self) -> String {
        markdown::markdown(self)
    }

    /// The report as a handout to print or to send: one page of HTML that loads nothing.
    #[must_use]
    pub fn to_html(&self) -> String {
        html::html(self)
    }

    /// The report as text for a person, laid out for `page`: what to know first, on one screen of
    /// 80 columns and 24 lines.
    #[must_use]
    pub fn to_text(&self, page: Page) -> String {
        text::short(self, page)
    }

    /// The report as text with every fact, laid out for `page`.
    #[must_use]
    pub fn to_full_text(&self, page: Page) -> String {
        text::full(self, page)
    }
}
