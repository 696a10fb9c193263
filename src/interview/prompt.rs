//! Prompts: what an interview asks, and what may be entered.

use std::borrow::Cow;
use std::fmt;

use super::entry::Ticks;
use super::understood::Effect;
use crate::rulebook::Question;

/// A prompt: everything that has to be shown for the next entry.
#[derive(Clone, Debug)]
pub struct Prompt<'r> {
    /// The progress of the interview. `None` in the review, for a question about a ticked item, and
    /// when the person goes back from there to the checklist.
    pub progress: Option<Progress>,
    /// The title of the group that is asked about, where it has one. `None` where `progress` is.
    pub title: Option<&'r str>,
    /// The question.
    pub ask: Cow<'r, str>,
    /// The subject, which decides what may be entered.
    pub subject: Subject<'r>,
    /// Whether there is an earlier answer to go back to.
    pub can_go_back: bool,
}

/// The place of a question or checklist in the interview.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// It is asked in the normal order.
    Question {
        /// Its number, from 1.
        number: usize,
        /// The number of questions and checklists. Later answers can change it.
        about: usize,
    },
    /// The person chose in the review to change its answer.
    Change,
    /// It is one of those that were still open at the end.
    Open {
        /// Its number, from 1.
        number: usize,
        /// The number of questions and checklists that are open.
        of: usize,
    },
}

/// The subject of a prompt, and what may be entered.
#[derive(Clone, Debug)]
pub enum Subject<'r> {
    /// A checklist. An entry lists the items that apply, and after an `s` the items about which the
    /// person is not sure: `1 3 s 4`, `0` for none, or `s` alone for "not sure about any". Words of
    /// an item stand for its number if no other item has them.
    Checklist {
        /// The items, numbered from 1. The text of an item is its `ask`.
        items: Vec<&'r Question>,
        /// What was entered before; `None` if nothing was.
        ticks: Option<Ticks>,
        /// Whether an empty entry keeps that. Otherwise it is refused, also where an item is new
        /// since then.
        can_keep: bool,
    },
    /// A single question, or the date, number or option of a ticked item. An entry is an answer, or
    /// `s` if the person is not sure, or would rather not say.
    Single {
        /// The question.
        question: &'r Question,
        /// The labels of its options, numbered from 1; empty if it has none.
        options: Vec<&'r str>,
        /// The accepted entries, as a phrase that can follow "type".
        expected: String,
        /// The effect of an empty entry.
        if_empty: IfEmpty,
    },
    /// The review of all answers. An entry is the number of an answer to change; an empty entry
    /// ends the interview.
    Review {
        /// The answers, numbered from 1.
        entries: Vec<ReviewEntry<'r>>,
        /// The answers that are withdrawn, if any are. The list is empty if each of them was a
        /// plain no.
        withdrawn: Option<Effect<'r>>,
    },
}

/// The effect of an empty entry for a single question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IfEmpty {
    /// It keeps the present answer, which could also be entered as this text.
    Keeps(String),
    /// It keeps "not sure".
    KeepsUnsure,
    /// It is refused: the question was not answered yet.
    Refused,
}

/// A question or checklist with its answer, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewEntry<'r> {
    /// The question, or the name of the checklist's group.
    pub heading: &'r str,
    /// The answer, or that there is none.
    pub answer: String,
    /// Whether there is one, at least to a part of the checklist.
    pub is_answered: bool,
}

impl fmt::Display for Progress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Question { number, about } => write!(f, "Question {number} of about {about}"),
            Self::Change => f.write_str("To change an answer"),
            Self::Open { number, of } => write!(f, "Open question {number} of {of}"),
        }
    }
}

impl<'r> Prompt<'r> {
    /// The reasons for asking, at least one; each with the number of the item that it is about, or
    /// `None` if it is about the whole prompt.
    #[must_use]
    pub fn reasons(&self) -> Vec<(Option<usize>, &'r str)> {
        const NONE_GIVEN: &str = "The rules need it.";
        let reasons: Vec<_> = match &self.subject {
            Subject::Checklist { items, .. } => {
                let numbered = (1..).zip(items);
                numbered.filter_map(|(n, item)| Some((Some(n), item.why.as_deref()?))).collect()
            }
            Subject::Single { question, .. } => {
                question.why.as_deref().map(|why| (None, why)).into_iter().collect()
            }
            Subject::Review { .. } => {
                vec![(None, "You can look over your answers before the result.")]
            }
        };
        if reasons.is_empty() { vec![(None, NONE_GIVEN)] } else { reasons }
    }
}
