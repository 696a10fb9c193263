//! Warnings about a valid rulebook: for example a rule that can never apply, a question that
//! nothing tests, or a text that is hard to read.
//!
//! Each of these is a **warning** and no error: the rulebook can be used, but something in it is
//! probably a mistake. `rules check --deny-warnings` turns warnings into failures. A warning that a
//! condition always or never holds is proven over all possible answers. If there are answers that
//! show the problem, the warning has them as an example.

mod bounds;
mod clause;
mod due;
mod grade;
mod hidden;
mod literal;
mod part;
mod reach;
mod unread;
mod untitled;
mod wording;

use std::cell::RefCell;
use std::collections::HashSet;

use jiff::civil::Date;
use serde_json::{Map, Value};

use crate::authoring::proof::{Prover, Undecided, Witness};
use crate::diagnostic::{Code, Diagnostic, DiagnosticSink, Diagnostics};
use crate::rulebook::{Condition, Rulebook, SourceMap, body};
use crate::text::list::{count, few};

/// The warnings about a rulebook, in the order of its file; empty if there are none. `name` is the
/// file name for messages. `today` decides whether a review is overdue. What cannot be worked out
/// within some seconds is a warning, too.
#[must_use]
pub fn review(name: &str, rulebook: &Rulebook, today: Date) -> Diagnostics {
    review_with(&Prover::new(rulebook), name, today)
}

/// As [`review`], of the rulebook of a prover and within its budget.
#[must_use]
pub fn review_with(prover: &Prover<'_>, name: &str, today: Date) -> Diagnostics {
    let rulebook = prover.rulebook();
    let body = body(rulebook.text());
    let doubts = DiagnosticSink::default();
    let map = rulebook.source_map();
    let undecided = RefCell::default();
    let review = Review { rulebook, prover, body, map: &map, doubts: &doubts, undecided };
    reach::check(&review);
    hidden::check(&review);
    bounds::check(&review);
    review.push_undecided();
    unread::check(&review);
    untitled::check(&review);
    due::check(&review, today);
    for prose in &map.prose {
        wording::check(&review, prose);
        clause::check(&review, prose);
    }
    doubts.into_diagnostics(name, body.to_owned())
}

/// In a line, that a rule file has no fault, and how much is in it. `name` is the file's name.
#[must_use]
pub fn good(name: &str, rulebook: &Rulebook) -> String {
    format!(
        "{name}: good: {}, {}, {}\n",
        count(rulebook.questions().len(), "question", "questions"),
        count(rulebook.rules().len(), "rule", "rules"),
        count(rulebook.sources().len(), "source", "sources"),
    )
}

/// The input of every check, and the sink for its warnings.
struct Review<'r> {
    rulebook: &'r Rulebook,
    prover: &'r Prover<'r>,
    /// The text of the file, without a byte order mark.
    body: &'r str,
    map: &'r SourceMap,
    doubts: &'r DiagnosticSink,
    /// The conditions that the budget did not suffice for, by what they belong to.
    undecided: RefCell<Vec<String>>,
}

impl Review<'_> {
    fn push(&self, doubt: Diagnostic) {
        self.doubts.push(doubt);
    }

    /// What was found out; `None` if nothing was, which is noted with the name of a rule or question.
    fn decided<T>(&self, name: &str, found: Result<T, Undecided>) -> Option<T> {
        let note = |_| {
            let mut undecided = self.undecided.borrow_mut();
            if undecided.last().is_none_or(|last| last != name) {
                undecided.push(name.to_owned());
            }
        };
        found.map_err(note).ok()
    }

    /// Says what was not decided.
    fn push_undecided(&self) {
        let mut names = self.undecided.borrow().clone();
        let mut seen = HashSet::new();
        names.retain(|name| seen.insert(name.clone()));
        if names.is_empty() {
            return;
        }
        let list = few(names.iter().map(String::as_str), names.len(), "and");
        self.doubts.keep(
            Diagnostic::warning(
                Code::TooLargeToReview,
                0..0,
                "not every condition could be checked within the budget of steps",
            )
            .expected(format!("there may be more warnings about {list}")),
        );
    }

    /// Answers to asked questions only that satisfy all of these conditions; `None` if there are
    /// none. An answer to an unasked question counts too, but no condition should need one.
    fn asked_example(&self, holding: &[&Condition]) -> Result<Option<Witness>, Undecided> {
        let asked: Vec<_> = holding.iter().map(|when| asked(self.rulebook, when)).collect();
        self.prover.example(&asked.iter().collect::<Vec<_>>(), &[])
    }

    /// As [`Self::asked_example`], where it only matters whether there is one.
    fn can_hold_if_asked(&self, holding: &[&Condition]) -> Result<bool, Undecided> {
        let asked: Vec<_> = holding.iter().map(|when| asked(self.rulebook, when)).collect();
        self.prover.has_example(&asked.iter().collect::<Vec<_>>(), &[])
    }

    /// The answers of a witness by question, as `--answers` reads them.
    fn answers(&self, witness: &Witness) -> Map<String, Value> {
        let on = witness.has_a_day().then(|| ("on".to_owned(), witness.on().to_string().into()));
        let given = witness.given().iter().map(|&(id, value)| {
            let question = &self.rulebook[id];
            (question.id.clone(), serde_json::json!(value.shown(question)))
        });
        on.into_iter().chain(given).collect()
    }
}

/// The condition with the `ask_when` of every question that it tests added to it.
fn asked(rulebook: &Rulebook, condition: &Condition) -> Condition {
    let all = |parts: &[Condition]| parts.iter().map(|part| asked(rulebook, part)).collect();
    match condition {
        Condition::All(parts) => Condition::All(all(parts)),
        Condition::Any(parts) => Condition::Any(all(parts)),
        Condition::Test(test) => match &rulebook[test.question].ask_when {
            Some(when) => Condition::All(vec![condition.clone(), asked(rulebook, when)]),
            None => condition.clone(),
        },
    }
}
