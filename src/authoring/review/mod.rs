//! What is doubtful in a valid rulebook: a rule that can never apply, a question that nobody
//! reads, a text that is hard to read.
//!
//! Everything here is a **warning**, even a rule that can never apply: such a rulebook screens as
//! it says, so it stays usable, only not as its author meant. Who wants more strictness asks for
//! it with `--deny-warnings`. What may hold or not is proven over all possible answers, never
//! guessed; where answers show the doubt, they come with it.

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

use jiff::civil::Date;
use serde_json::{Map, Value};

use crate::authoring::proof::{Prover, Witness};
use crate::diagnostic::{Code, Diagnostic, DiagnosticSink, Diagnostics};
use crate::rulebook::{Condition, Rulebook, SourceMap, body};

/// Up to how many rules are held against each other: beyond, that would take minutes.
const MOST_RULES: usize = 2_000;

/// Everything doubtful in a rulebook on the day `today`, in the order of its file; `name` stands
/// for the file in messages. Empty if there is nothing.
#[must_use]
pub fn review(name: &str, rulebook: &Rulebook, today: Date) -> Diagnostics {
    let body = body(rulebook.text());
    let doubts = DiagnosticSink::default();
    let map = rulebook.source_map();
    let prover = Prover::new(rulebook);
    let review = Review { rulebook, prover: &prover, body, map: &map, doubts: &doubts };
    if rulebook.rules().len() <= MOST_RULES {
        reach::check(&review);
        hidden::check(&review);
        bounds::check(&review);
    } else {
        review.push(
            Diagnostic::warning(
                Code::TooLargeToReview,
                0..0,
                format!("the rulebook has more than {MOST_RULES} rules"),
            )
            .expected("what can never apply, or is hidden by another rule, was not looked for"),
        );
    }
    unread::check(&review);
    untitled::check(&review);
    due::check(&review, today);
    for prose in &map.prose {
        wording::check(&review, prose);
        clause::check(&review, prose);
    }
    doubts.into_diagnostics(name, body.to_owned())
}

/// What every check works with.
struct Review<'r> {
    rulebook: &'r Rulebook,
    prover: &'r Prover<'r>,
    /// The text of the file, and where in it everything stands.
    body: &'r str,
    map: &'r SourceMap,
    doubts: &'r DiagnosticSink,
}

impl Review<'_> {
    fn push(&self, doubt: Diagnostic) {
        self.doubts.push(doubt);
    }

    /// Answers of somebody who answers only what is asked, for which all of these hold; nothing if
    /// there are none. An answer counts if it was not asked, too, but no condition should need one.
    fn asked_example(&self, holding: &[&Condition]) -> Option<Witness> {
        let asked: Vec<_> = holding.iter().map(|when| asked(self.rulebook, when)).collect();
        self.prover.example(&asked.iter().collect::<Vec<_>>(), &[])
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

/// The condition that also holds a question's `ask_when` against whoever answers it.
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
