//! How an entry was understood, and its effects.

use std::borrow::Cow;
use std::fmt;

use crate::rulebook::Level;
use crate::text::list::join;

/// How an entry was understood, and its effects.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Understood<'r> {
    /// The entry in words; empty if it only chose an answer to change.
    pub echo: Vec<Echo<'r>>,
    /// The effects on other answers; each has at least one question.
    pub effects: Vec<Effect<'r>>,
    /// The level that no further answer can change, if this entry settled it; otherwise `None`.
    pub settled: Option<Level>,
}

/// A part of an entry, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Echo<'r> {
    /// For an item of a checklist "Yes" or "Not sure"; otherwise `None`.
    pub word: Option<&'static str>,
    /// The text of the item, or the answer if `word` is `None`.
    pub text: Cow<'r, str>,
}

/// An effect of an entry on other answers. Answers that are a plain no are left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect<'r> {
    /// These questions are no longer asked, and their answers were withdrawn.
    Withdrawn(Vec<&'r str>),
    /// These questions are asked again, and their withdrawn answers count again.
    TakenUp(Vec<&'r str>),
}

impl<'r> Effect<'r> {
    /// The texts of the questions.
    #[must_use]
    pub fn asks(&self) -> &[&'r str] {
        match self {
            Self::Withdrawn(asks) | Self::TakenUp(asks) => asks,
        }
    }
}

impl fmt::Display for Effect<'_> {
    /// One sentence.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (what, asks, done) = match self {
            Self::Withdrawn(asks) => ("No longer asked, and the", asks, "withdrawn"),
            Self::TakenUp(asks) => ("Asked again, and the", asks, "taken up"),
        };
        let word = if asks.len() == 1 { "answer" } else { "answers" };
        let asks = join(asks.iter().map(|ask| format!("\"{ask}\"")), "and");
        write!(f, "{what} {word} {done}: {asks}.")
    }
}
