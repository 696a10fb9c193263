//! Conditions in plain words, made from the words of the questions that they read.

use serde::Serialize;

use crate::rulebook::{Bound, Condition, Kind, Question, Range, Rulebook, Test, Wants};
use crate::text::list::join;

/// A condition in words. In JSON a test is a text; the others are objects of one key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Phrase {
    /// All of these must hold.
    All(Vec<Phrase>),
    /// At least one of these must hold.
    Any(Vec<Phrase>),
    /// One test, as the rest of a sentence that starts with "when".
    #[serde(untagged)]
    Test(String),
}

pub(super) fn condition(rulebook: &Rulebook, condition: &Condition) -> Phrase {
    match condition {
        Condition::Test(one) => Phrase::Test(test(rulebook, one)),
        Condition::All(parts) => list(rulebook, parts, Phrase::All),
        Condition::Any(parts) => list(rulebook, parts, Phrase::Any),
    }
}

/// A list of one is no list.
fn list(rulebook: &Rulebook, parts: &[Condition], of: fn(Vec<Phrase>) -> Phrase) -> Phrase {
    match parts {
        [only] => condition(rulebook, only),
        _ => of(parts.iter().map(|part| condition(rulebook, part)).collect()),
    }
}

pub(super) fn test(rulebook: &Rulebook, test: &Test) -> String {
    let question = &rulebook[test.question];
    let name = name(rulebook, question);
    match &test.wants {
        Wants::YesNo(true) => format!("{name} is answered yes"),
        Wants::YesNo(false) => format!("{name} is answered no"),
        Wants::OneOf(options) => {
            let labels = options.iter().map(|id| quoted(&question.options()[id.index()].label));
            format!("{name} is answered {}", join(labels, "or"))
        }
        Wants::Range(range) => {
            let unit = match &question.kind {
                Kind::Number { unit: Some(unit), .. } => format!(" {unit}"),
                _ => String::new(),
            };
            format!("{name} is {}{unit}", bounds(range))
        }
        Wants::Within(wait) => format!("{name} was last less than {wait} ago"),
    }
}

/// `more than 0.3`, `at least 1 and less than 2`.
pub(super) fn bounds(range: &Range) -> String {
    let bound = |bound: Bound, outside, inside| {
        format!("{} {}", if bound.inclusive { inside } else { outside }, bound.at)
    };
    let lower = range.lower.map(|at| bound(at, "more than", "at least"));
    let upper = range.upper.map(|at| bound(at, "less than", "at most"));
    join(lower.into_iter().chain(upper), "and")
}

/// The question in quotes, without the mark at its end unless that is a question mark; with its
/// id where another question has the same words, as lists with different headings may.
fn name(rulebook: &Rulebook, question: &Question) -> String {
    let name = quoted(question.ask.trim_end_matches([':', '.']));
    let shared = rulebook.questions().iter().filter(|other| other.ask == question.ask).count() > 1;
    if shared { format!("{name} ({})", question.id) } else { name }
}

fn quoted(text: &str) -> String {
    format!("\"{text}\"")
}
