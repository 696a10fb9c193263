//! What an entry was understood as, and what came of it.

use std::borrow::Cow;
use std::fmt;

use crate::rulebook::Level;
use crate::text::list::join;

/// What an entry was understood as, and what came of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Understood<'r> {
    /// The entry in words; none where an answer is only chosen to be changed.
    pub echo: Vec<Echo<'r>>,
    /// What became of other answers; each lists a question at least.
    pub effects: Vec<Effect<'r>>,
    /// The verdict that nothing which is left to ask can change, if there is one since this entry.
    pub settled: Option<Level>,
}

/// A part of an entry, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Echo<'r> {
    /// What is said of an item of a checklist: "Yes" or "Not sure".
    pub word: Option<&'static str>,
    /// The item; or, without a word, the answer.
    pub text: Cow<'r, str>,
}

/// What became of answers because another one was changed. An answer that is a plain no is not
/// told of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect<'r> {
    /// These questions are no longer asked, and their answers were withdrawn.
    Withdrawn(Vec<&'r str>),
    /// These questions are asked again, and the answers that were withdrawn count again.
    TakenUp(Vec<&'r str>),
}

impl<'r> Effect<'r> {
    /// The questions that it is about, as they are asked.
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
