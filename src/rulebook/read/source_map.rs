//! The positions of the parts of a rule file, and its texts for people.
//!
//! Only the tools for authors need this. So a rulebook does not keep it; the file is read again
//! when it is needed.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::rulebook::{QuestionId, RuleId};

/// Byte offsets into the text, which starts after a byte order mark if there is one.
pub(crate) type Span = Range<usize>;

/// The places of everything that a rule file declares, in the order of the rulebook's own lists.
#[derive(Debug, Default)]
pub(crate) struct SourceMap {
    pub(crate) rulebook: Node,
    pub(crate) sources: Vec<Node>,
    pub(crate) groups: Vec<Node>,
    pub(crate) questions: Vec<Node>,
    pub(crate) rules: Vec<Node>,
    pub(crate) aftercare: Vec<Node>,
    /// Every text that is meant for people and written by the author of the file, in file order.
    pub(crate) prose: Vec<Prose>,
    /// The parts of each condition, by the offset at which its key starts.
    conditions: BTreeMap<usize, Vec<Span>>,
    /// The offset of the condition that is being read.
    condition: usize,
}

impl SourceMap {
    pub(crate) fn question(&self, id: QuestionId) -> &Node {
        &self.questions[id.index()]
    }

    pub(crate) fn rule(&self, id: RuleId) -> &Node {
        &self.rules[id.index()]
    }

    /// The places of a condition's tests and of the items of its `any`s, each item before what is
    /// in it.
    pub(crate) fn parts(&self, condition: &Node) -> &[Span] {
        self.conditions.get(&condition.key_span.start).map_or(&[], Vec::as_slice)
    }

    /// Starts a condition, whose parts follow.
    pub(super) fn start_condition(&mut self, key_span: &Span) {
        self.condition = key_span.start;
    }

    /// Adds the next part of the condition that is being read.
    pub(super) fn part(&mut self, span: Span) {
        self.conditions.entry(self.condition).or_default().push(span);
    }
}

/// A key and its value, as places.
#[derive(Debug, Default)]
pub(crate) struct Node {
    pub(crate) key: String,
    pub(crate) key_span: Span,
    /// Where the value is.
    pub(crate) span: Span,
    /// The entries of a table, in file order.
    pub(crate) entries: Vec<Node>,
}

impl Node {
    /// The entry with this key.
    pub(crate) fn get(&self, key: &str) -> Option<&Self> {
        self.entries.iter().find(|entry| entry.key == key)
    }

    /// The key with its value.
    pub(crate) fn whole(&self) -> Span {
        whole(&self.key_span, &self.span)
    }
}

/// A key with its value. The value of a dotted key may be said to stand before its last part.
pub(super) fn whole(key: &Span, value: &Span) -> Span {
    key.start..value.end.max(key.end)
}

/// A text for people.
#[derive(Debug)]
pub(crate) struct Prose {
    pub(crate) key: String,
    pub(crate) text: String,
    /// Where the value is, quotes included.
    pub(crate) span: Span,
    pub(crate) voice: Voice,
}

/// The purpose of a text for people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Voice {
    /// It tells them something.
    Tells,
    /// It asks them something, or offers an answer.
    Asks,
    /// It says back to them what they answered, as a clause of a sentence.
    Clause,
    /// It names a warning sign, as one of several in a sentence.
    Sign,
}
