//! The questions of two rulebooks, side by side.

use crate::rulebook::{Kind, Question, QuestionId, QuestionSet, Rulebook};

/// Which of the two rulebooks: 0 for the old one, 1 for the new one.
pub(super) type Book = usize;

/// The questions of two rulebooks: those of the old one, then those that are only in the new one.
pub(super) fn pairs(books: [&Rulebook; 2]) -> Vec<[Option<QuestionId>; 2]> {
    let [old, new] = books;
    let known = old.question_ids().map(|id| [Some(id), new.find_question(&old[id].id)]);
    let only_new = new.question_ids().filter(|&id| old.find_question(&new[id].id).is_none());
    known.chain(only_new.map(|id| [None, Some(id)])).collect()
}

/// Whether an answer to one question can be an answer to the other.
pub(super) fn is_comparable(old: &Question, new: &Question) -> bool {
    match (&old.kind, &new.kind) {
        (Kind::Number { unit: old, .. }, Kind::Number { unit: new, .. }) => old == new,
        (old, new) => old.word() == new.word(),
    }
}

/// These questions, and all others on which it hangs what a test of them makes: those behind their
/// `ask_when`s, and those whose answers can make an assumption give way.
pub(super) fn closure(
    rulebook: &Rulebook,
    waiting: &[Vec<QuestionId>],
    questions: impl IntoIterator<Item = QuestionId>,
) -> QuestionSet {
    let mut all = rulebook.dependencies(questions);
    loop {
        let assumed = all.iter().filter(|&id| rulebook[id].assume.is_some());
        let mut more = all.clone();
        more.union_with(&rulebook.dependencies(assumed.flat_map(|id| waiting[id.index()].clone())));
        if more == all {
            return all;
        }
        all = more;
    }
}
