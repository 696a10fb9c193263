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
    /// What became of other answers; each lists at least one question.
    pub effects: Vec<Effect<'r>>,
    /// The verdict, if since this entry no question that is left can change it any more.
    pub settled: Option<Level>,
}

/// A part of an entry, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Echo<'r> {
    /// The answer to an item of a checklist: "Yes" or "Not sure".
    pub word: Option<&'static str>,
    /// The item, or the answer if there is no word.
    pub text: Cow<'r, str>,
}

/// What became of answers because another one was changed. Answers that are a plain no are left
/// out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect<'r> {
    /// These questions are no longer asked, and their answers were withdrawn.
    Withdrawn(Vec<&'r str>),
    /// These questions are asked again, and the answers that were withdrawn count again.
    Restored(Vec<&'r str>),
}

impl<'r> Effect<'r> {
    /// The wording of the questions whose answers are affected.
    #[must_use]
    pub fn asks(&self) -> &[&'r str] {
        match self {
            Self::Withdrawn(asks) | Self::Restored(asks) => asks,
        }
    }
}

impl fmt::Display for Effect<'_> {
    /// One sentence.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (what, asks, done) = match self {
            Self::Withdrawn(asks) => ("No longer asked, and the", asks, "withdrawn"),
            Self::Restored(asks) => ("Asked again, and the", asks, "restored"),
        };
        let word = if asks.len() == 1 { "answer" } else { "answers" };
        let asks = join(asks.iter().map(|ask| format!("\"{ask}\"")), "and");
        write!(f, "{what} {word} {done}: {asks}.")
    }
}
