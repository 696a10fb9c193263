//! Finds questions by the words in them.

use std::collections::BTreeSet;

use crate::rulebook::{Question, QuestionId, Rulebook};
use crate::text::nearest::nearest;

/// The questions that have every one of these words, in the order of the rulebook; all of them for
/// no words. A word may be part of a longer one, and letter case does not matter.
pub(crate) fn with_words(rulebook: &Rulebook, words: &str) -> Vec<QuestionId> {
    let words: Vec<String> = words.split_whitespace().map(str::to_lowercase).collect();
    let has_all = |id: &QuestionId| {
        let text = searched(rulebook, &rulebook[*id]);
        words.iter().all(|word| text.contains(word))
    };
    rulebook.question_ids().filter(has_all).collect()
}

/// The words, those that no question has replaced by what was likely meant; `None` if there is no
/// such word, or no question has all of them even so.
pub(crate) fn meant(rulebook: &Rulebook, words: &str) -> Option<String> {
    let known: BTreeSet<String> = rulebook
        .questions()
        .iter()
        .flat_map(|question| {
            let text = searched(rulebook, question);
            let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
            words.map(str::to_owned).collect::<Vec<_>>()
        })
        .collect();
    let corrected = words.split_whitespace().map(|word| {
        if !with_words(rulebook, word).is_empty() {
            return Some(word.to_owned());
        }
        nearest(word, known.iter().map(String::as_str)).map(str::to_owned)
    });
    let meant = corrected.collect::<Option<Vec<_>>>()?.join(" ");
    (!with_words(rulebook, &meant).is_empty()).then_some(meant)
}

/// What is searched of a question, in small letters: its id and flag, its text, its group, its
/// options and the reason for asking.
fn searched(rulebook: &Rulebook, question: &Question) -> String {
    let mut texts = vec![question.id.clone(), format!("--{}", question.flag())];
    let group = question.group.map(|id| &rulebook[id]);
    texts.extend(
        group.into_iter().flat_map(|group| [group.heading(), &group.ask]).map(str::to_owned),
    );
    texts.push(question.ask.clone());
    texts.extend(question.why.clone());
    for option in question.options() {
        texts.extend([option.id.clone(), option.label.clone()]);
    }
    texts.join("\n").to_lowercase()
}
