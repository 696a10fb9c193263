//! A list of what can be answered, by group.

use serde::Serialize;

use super::facts::RulebookFacts;
use super::question::QuestionFacts;
use super::show::json;
use super::{Guide, search};
use crate::layout::{Page, Printer};
use crate::rulebook::{Question, Rulebook};
use crate::text::list::count;

/// Questions of a rulebook, each with its flag, what it accepts, and what is assumed if it is left
/// unanswered.
#[derive(Clone, Debug, Serialize)]
pub struct QuestionList<'r> {
    rulebook: RulebookFacts<'r>,
    questions: Vec<QuestionFacts<'r>>,
    /// The heading of each question.
    #[serde(skip)]
    headings: Vec<&'r str>,
    /// Whether the text says why each is asked.
    #[serde(skip)]
    says_why: bool,
}

impl QuestionList<'_> {
    /// The words, those that no question has replaced by what was likely meant; `None` if there is
    /// no such word, or no question has all of them even so.
    #[must_use]
    pub fn suggestion(rulebook: &Rulebook, words: &str) -> Option<String> {
        search::meant(rulebook, words)
    }
}

impl<'r> QuestionList<'r> {
    /// The questions with these words; with all of them, the text says why they are asked.
    pub(super) fn of(guide: &Guide<'r>, words: &str) -> Self {
        let rulebook = guide.rulebook;
        let found = search::with_words(rulebook, words);
        Self {
            rulebook: RulebookFacts::of(rulebook),
            headings: found.iter().map(|&id| heading(rulebook, &rulebook[id])).collect(),
            questions: found.iter().map(|&id| QuestionFacts::of(guide, id)).collect(),
            says_why: !words.trim().is_empty(),
        }
    }

    /// Whether there is no question in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.questions.is_empty()
    }

    /// The list as text, under the headings of its groups.
    #[must_use]
    pub fn to_text(&self, page: Page) -> String {
        let mut printer = Printer::new(page);
        let mut headings: Vec<&str> = Vec::new();
        for heading in &self.headings {
            if !headings.contains(heading) {
                headings.push(heading);
            }
        }
        for heading in headings {
            printer.heading(heading);
            for (question, under) in self.questions.iter().zip(&self.headings) {
                if *under == heading {
                    question.print_line(self.says_why, &mut printer);
                }
            }
        }
        printer.gap();
        let found = count(self.questions.len(), "question", "questions");
        printer.paragraph("", &format!("{found}. {}", self.rulebook.sentence()));
        printer.paragraph("", "What an answer is used for: needlecheck rules show QUESTION");
        printer.finish()
    }

    /// The list as one line of JSON, without a line feed.
    #[must_use]
    pub fn to_json(&self) -> String {
        json(self)
    }
}

/// What stands above a question in a list: the heading of its group, or whether a verdict needs
/// it.
pub(crate) fn heading<'r>(rulebook: &'r Rulebook, question: &Question) -> &'r str {
    match question.group {
        Some(group) => rulebook[group].heading().trim_end_matches(['?', ':', '.']),
        None if is_always_needed(question) => "Needed for a verdict",
        None => "More answers",
    }
}

/// Whether a go verdict always needs an answer to it.
pub(crate) fn is_always_needed(question: &Question) -> bool {
    question.assume.is_none() && question.ask_when.is_none()
}
