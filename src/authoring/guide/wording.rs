//! Conditions in words, with the texts of their questions.

use serde::Serialize;

use crate::layout::Printer;
use crate::rulebook::{Condition, Rulebook};

/// A condition in words. In JSON a test is a string, and a list an object with one key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Phrase {
    /// All of these must hold.
    All(Vec<Phrase>),
    /// At least one of these must hold.
    Any(Vec<Phrase>),
    /// One test, as the end of a sentence that starts with "when".
    #[serde(untagged)]
    Test(String),
}

impl Phrase {
    /// Prints the condition, its parts as nested lists; at depth 0 as a paragraph.
    pub(super) fn print(&self, depth: usize, printer: &mut Printer) {
        let mark = if depth == 0 { "  ".to_owned() } else { format!("{}- ", "  ".repeat(depth)) };
        let (heading, parts) = match self {
            Self::Test(text) => return printer.paragraph(&mark, text),
            Self::All(parts) => ("all of these:", parts),
            Self::Any(parts) => ("at least one of these:", parts),
        };
        printer.paragraph(&mark, heading);
        for part in parts {
            part.print(depth + 1, printer);
        }
    }
}

/// A condition in the words of its questions.
pub(super) fn condition(rulebook: &Rulebook, condition: &Condition) -> Phrase {
    match condition {
        Condition::Test(test) => Phrase::Test(test.in_sentence(rulebook)),
        Condition::All(parts) => list(rulebook, parts, Phrase::All),
        Condition::Any(parts) => list(rulebook, parts, Phrase::Any),
    }
}

/// A list of conditions; if there is only one, that condition.
fn list(rulebook: &Rulebook, parts: &[Condition], of: fn(Vec<Phrase>) -> Phrase) -> Phrase {
    match parts {
        [only] => condition(rulebook, only),
        _ => of(parts.iter().map(|part| condition(rulebook, part)).collect()),
    }
}
