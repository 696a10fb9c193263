//! Which rules can do anything else in one rulebook than in the other.

use super::shared::{Book, closure, is_comparable};
use crate::rulebook::{Condition, OptionId, QuestionId, Rule, RuleId, Rulebook};

/// Whether a rule of one rulebook can do anything else to answers that both know than in the other.
pub(super) fn is_affected(books: [&Rulebook; 2], book: Book, rule: RuleId) -> bool {
    let [own, other] = [books[book], books[1 - book]];
    let rule = &own[rule];
    let Some(same) = other.rules().iter().find(|same| same.id == rule.id) else { return true };
    if condition(own, &rule.when) != condition(other, &same.when)
        || levels(own, rule) != levels(other, same)
    {
        return true;
    }
    let levels_by = own.head().levels_by.filter(|_| rule.level.differs());
    let known = levels_by.and_then(|id| other.find_question(&own[id].id));
    if levels_by.is_some() && other.head().levels_by != known {
        return true;
    }
    let questions = rule.when.questions().into_iter().chain(levels_by);
    [own, other].into_iter().any(|book| {
        let known = questions.clone().filter_map(|id| book.find_question(&own[id].id));
        hangs_on(book, known).into_iter().any(|id| is_asked_otherwise(books, &book[id].id))
    })
}

fn hangs_on(book: &Rulebook, questions: impl Iterator<Item = QuestionId>) -> Vec<QuestionId> {
    let mut waiting = vec![Vec::new(); book.questions().len()];
    for id in book.question_ids().filter(|&id| book[id].ask_when.is_some()) {
        for behind in book.dependencies([id]).iter().filter(|&behind| behind != id) {
            waiting[behind.index()].push(id);
        }
    }
    closure(book, &waiting, questions).iter().collect()
}

/// Whether a question is asked under another condition, or something else is assumed for it.
fn is_asked_otherwise(books: [&Rulebook; 2], id: &str) -> bool {
    let [old, new] = books.map(|book| {
        let question = &book[book.find_question(id)?];
        let assume = question.assume.map(|value| value.shown(question).to_string());
        Some((question, assume, question.ask_when.as_ref().map(|when| condition(book, when))))
    });
    match (old, new) {
        (Some((old, assumed, asked)), Some((new, assume, ask))) => {
            !is_comparable(old, new) || assumed != assume || asked != ask
        }
        _ => true,
    }
}

pub(super) fn condition(book: &Rulebook, condition: &Condition) -> String {
    condition.as_written(book)
}

/// The level of a rule for each option on which it may hang.
pub(super) fn levels(book: &Rulebook, rule: &Rule) -> Vec<(Option<String>, String)> {
    let options = if rule.level.differs() { book.level_options() } else { vec![None] };
    let word = |option: OptionId| {
        let levels_by = book.head().levels_by?;
        Some(book[levels_by].options()[option.index()].id.clone())
    };
    let level =
        |option: Option<OptionId>| (option.and_then(word), rule.level.range(option).0.to_string());
    options.into_iter().map(level).collect()
}
