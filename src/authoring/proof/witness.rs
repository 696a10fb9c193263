//! Answers as an example of a claim, or against one.

use jiff::civil::Date;

use crate::answers::Answers;
use crate::rulebook::{QuestionId, Rulebook, Value};

/// Answers of one person that are an example of a claim, or against one. Other questions are
/// unanswered, and count as the rulebook assumes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Witness {
    on: Date,
    given: Vec<(QuestionId, Value)>,
}

impl Witness {
    pub(super) fn new(on: Date, given: Vec<(QuestionId, Value)>) -> Self {
        Self { on, given }
    }

    /// The treatment date.
    #[must_use]
    pub fn on(&self) -> Date {
        self.on
    }

    /// The answers, in file order.
    pub(crate) fn given(&self) -> &[(QuestionId, Value)] {
        &self.given
    }

    /// Whether any of the answers is a day, so that the treatment date matters.
    pub(crate) fn has_a_day(&self) -> bool {
        let is_day = |value| matches!(value, Value::Date(crate::rulebook::PastDate::On(_)));
        self.given.iter().any(|&(_, value)| is_day(value))
    }

    /// The answers, ready to be screened.
    ///
    /// # Panics
    ///
    /// If `rulebook` is not the one that was proven.
    #[must_use]
    pub fn answers<'r>(&self, rulebook: &'r Rulebook) -> Answers<'r> {
        let mut answers = Answers::new(rulebook, self.on);
        for &(id, value) in &self.given {
            let question = &rulebook[id];
            let set = answers.set(&question.id, &value.shown(question).to_string());
            // INVARIANT: every value comes from its question's domain, of answers that fit it.
            set.expect("a witness holds only answers that fit their questions");
        }
        answers
    }

    /// The answers as an object that `--answers` reads.
    pub(super) fn to_json(&self, rulebook: &Rulebook) -> serde_json::Value {
        let given = self.given.iter().map(|&(id, value)| {
            let question = &rulebook[id];
            (question.id.clone(), serde_json::json!(value.shown(question)))
        });
        let on = ("on".to_owned(), serde_json::json!(self.on.to_string()));
        serde_json::Value::Object([on].into_iter().chain(given).collect())
    }
}
