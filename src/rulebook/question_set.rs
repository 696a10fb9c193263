//! Sets of questions.

use super::QuestionId;
use crate::bits::Set;

/// A set of questions of one rulebook.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QuestionSet {
    ids: Set,
}

impl QuestionSet {
    /// An empty set for a rulebook with this many questions.
    pub(crate) fn none(questions: usize) -> Self {
        Self { ids: Set::none(questions) }
    }

    /// The questions for which `wanted` is true, of a rulebook with this many questions.
    pub(crate) fn of(questions: usize, wanted: impl Fn(QuestionId) -> bool) -> Self {
        Self { ids: Set::of(questions, |at| wanted(QuestionId::new(at))) }
    }

    /// Whether a question is in the set.
    #[must_use]
    #[inline]
    pub fn contains(&self, question: QuestionId) -> bool {
        self.ids.contains(question.index())
    }

    /// Whether the set is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// The questions in the set, in file order.
    #[inline]
    pub fn iter(&self) -> impl Iterator<Item = QuestionId> {
        self.ids.iter().map(QuestionId::new)
    }

    /// The questions that are in both sets, in file order.
    pub(crate) fn intersection(&self, other: &Self) -> impl Iterator<Item = QuestionId> {
        self.ids.intersection(&other.ids).map(QuestionId::new)
    }

    /// Adds a question. `true` if it was not in the set before.
    #[inline]
    pub(crate) fn insert(&mut self, question: QuestionId) -> bool {
        self.ids.insert(question.index())
    }

    /// Adds a question, or removes it if `is_in` is false.
    pub(crate) fn set(&mut self, question: QuestionId, is_in: bool) {
        if is_in {
            self.insert(question);
        } else {
            self.remove(question);
        }
    }

    /// Whether no question is in both sets.
    pub(crate) fn is_disjoint(&self, other: &Self) -> bool {
        self.ids.is_disjoint(&other.ids)
    }

    /// Removes a question.
    pub(crate) fn remove(&mut self, question: QuestionId) {
        self.ids.remove(question.index());
    }

    pub(crate) fn clear(&mut self) {
        self.ids.clear();
    }

    /// Empties the set and makes it a set for the same rulebook as `other`.
    pub(crate) fn reset_like(&mut self, other: &Self) {
        self.ids.reset_like(&other.ids);
    }

    /// Replaces the content by the questions that are in `all` and in none of the three others.
    pub(crate) fn assign_difference(&mut self, all: &Self, [a, b, c]: [&Self; 3]) {
        self.ids.assign_difference(&all.ids, [&a.ids, &b.ids, &c.ids]);
    }

    /// Replaces the content by that of another set; reuses the allocation.
    pub(crate) fn copy_from(&mut self, other: &Self) {
        self.ids.copy_from(&other.ids);
    }

    /// Adds every question of another set.
    pub(crate) fn union_with(&mut self, other: &Self) {
        self.ids.union_with(&other.ids);
    }

    /// Removes every question that another set does not have.
    pub(crate) fn intersect_with(&mut self, other: &Self) {
        self.ids.intersect_with(&other.ids);
    }

    /// Whether another set has every question of this one.
    pub(crate) fn is_subset(&self, other: &Self) -> bool {
        self.ids.is_subset(&other.ids)
    }

    /// The number of questions in the set.
    pub(crate) fn len(&self) -> usize {
        self.ids.len()
    }
}
