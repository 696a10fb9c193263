//! Sets of questions.

use super::QuestionId;
use crate::bits::Set;

/// Some of the questions of a rulebook.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QuestionSet {
    ids: Set,
}

impl QuestionSet {
    /// None of so many questions.
    pub(crate) fn none(questions: usize) -> Self {
        Self { ids: Set::none(questions) }
    }

    /// Of so many questions, those that are `wanted`.
    pub(crate) fn of(questions: usize, wanted: impl Fn(QuestionId) -> bool) -> Self {
        Self { ids: Set::of(questions, |at| wanted(QuestionId::new(at))) }
    }

    /// Whether a question is among them.
    #[must_use]
    #[inline]
    pub fn contains(&self, question: QuestionId) -> bool {
        self.ids.contains(question.index())
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// All of them, in file order.
    #[inline]
    pub fn iter(&self) -> impl Iterator<Item = QuestionId> {
        self.ids.iter().map(QuestionId::new)
    }

    /// Those that are in both sets, in file order.
    pub(crate) fn common(&self, other: &Self) -> impl Iterator<Item = QuestionId> {
        self.ids.common(&other.ids).map(QuestionId::new)
    }

    /// Puts a question in, and says whether it is new.
    #[inline]
    pub(crate) fn insert(&mut self, question: QuestionId) -> bool {
        self.ids.insert(question.index())
    }

    /// Puts a question in, or takes it out.
    pub(crate) fn put(&mut self, question: QuestionId, is_in: bool) {
        if is_in {
            self.insert(question);
        } else {
            self.take_out(question);
        }
    }

    pub(crate) fn is_apart_from(&self, other: &Self) -> bool {
        self.ids.is_apart_from(&other.ids)
    }

    pub(crate) fn take_out(&mut self, question: QuestionId) {
        self.ids.take_out(question.index());
    }

    pub(crate) fn clear(&mut self) {
        self.ids.clear();
    }

    /// Becomes a set with nothing in it, for the same rulebook as another.
    pub(crate) fn become_empty_like(&mut self, other: &Self) {
        self.ids.become_empty_like(&other.ids);
    }

    /// Becomes what is in the first of these sets and in none of the others.
    pub(crate) fn become_difference(&mut self, all: &Self, [a, b, c]: [&Self; 3]) {
        self.ids.become_difference(&all.ids, [&a.ids, &b.ids, &c.ids]);
    }

    /// Becomes the same as another, in the room that it has.
    pub(crate) fn copy(&mut self, other: &Self) {
        self.ids.copy(&other.ids);
    }

    /// Puts in whatever another set has.
    pub(crate) fn add(&mut self, other: &Self) {
        self.ids.add(&other.ids);
    }

    /// Takes out whatever another set does not have.
    pub(crate) fn keep(&mut self, other: &Self) {
        self.ids.keep(&other.ids);
    }

    /// Whether another set has all of these.
    pub(crate) fn is_within(&self, other: &Self) -> bool {
        self.ids.is_within(&other.ids)
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ids.len()
    }
}
