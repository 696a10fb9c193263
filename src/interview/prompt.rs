//! What is asked now.

use std::borrow::Cow;
use std::fmt;

use super::entry::Ticks;
use super::understood::Effect;
use crate::rulebook::Question;

/// What is asked now: everything that has to be shown for the next entry.
#[derive(Clone, Debug)]
pub struct Prompt<'r> {
    /// How far along the person is. `None` in the review, and while a checklist goes on: for the
    /// date of a ticked item, and back from there.
    pub position: Option<Position>,
    /// The question.
    pub ask: Cow<'r, str>,
    /// What it is about, and what may be entered.
    pub subject: Subject<'r>,
    /// Whether there is an earlier answer to go back to.
    pub can_go_back: bool,
}

/// How far along a question or checklist is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Position {
    /// It is asked in its turn.
    Question {
        /// Its number, from 1.
        number: usize,
        /// How many there are. Answers can still add some or drop some.
        about: usize,
    },
    /// It was answered, and the person wants to change that.
    Change,
}

/// What is asked, and what may be entered.
#[derive(Clone, Debug)]
pub enum Subject<'r> {
    /// A checklist. An entry lists the items that apply, and after an `s` those of which the person
    /// is not sure: `1 3 s 4`, or `0` for none.
    Checklist {
        /// The items, numbered from 1; in each `ask` is the item.
        items: Vec<&'r Question>,
        /// What was entered before, which an empty entry keeps. Without it an empty entry is none.
        ticks: Option<Ticks>,
    },
    /// A question on its own, or when, how much or which for a ticked item. An entry is an answer,
    /// or `s` if the person is not sure.
    Single {
        /// The question.
        question: &'r Question,
        /// The labels of its options, numbered from 1; empty if it has none.
        options: Vec<&'r str>,
        /// What may be entered, as a phrase that can follow "type".
        expected: String,
        /// What an empty entry does.
        if_empty: IfEmpty,
    },
    /// All answers, to look over before the end. An entry is the number of one to change; an empty
    /// one ends the interview.
    Review {
        /// The answers, numbered from 1.
        entries: Vec<ReviewEntry<'r>>,
        /// The answers that are withdrawn now, if any are. It lists no question where each of
        /// them was a plain no.
        withdrawn: Option<Effect<'r>>,
    },
}

/// What an empty entry does at a question on its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IfEmpty {
    /// It keeps the answer, which this entry gives, too.
    Keeps(String),
    /// It keeps "not sure".
    KeepsUnsure,
    /// It leaves the question unanswered, and the answer that this entry gives is assumed.
    Assumes(String),
    /// It leaves the question unanswered, and nothing is assumed, because an answer speaks against
    /// it.
    LeavesOpen,
    /// It is refused: the question has to be answered.
    Refused,
}

/// A question or checklist with its answer, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewEntry<'r> {
    /// The question, or the name of the checklist's group.
    pub heading: &'r str,
    /// The answer, or that there is none.
    pub answer: String,
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Question { number, about } => write!(f, "Question {number} of about {about}"),
            Self::Change => f.write_str("To change an answer"),
        }
    }
}

impl<'r> Prompt<'r> {
    /// The reasons why it is asked, each with the number of the item that it is about, if it is
    /// about one item; at least one reason.
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
