//! The questions that a column is likely to answer, by the words that it shares with them.

use std::collections::{BTreeMap, BTreeSet};

use crate::rulebook::{Question, Rulebook};

/// The words of the questions of a rulebook.
pub(super) struct Likely<'r> {
    questions: Vec<(&'r Question, BTreeSet<String>, BTreeSet<String>)>,
    /// In how many questions each word stands.
    frequency: BTreeMap<String, u32>,
}

impl<'r> Likely<'r> {
    pub(super) fn of(rulebook: &'r Rulebook) -> Self {
        let mut frequency = BTreeMap::new();
        let words_of = |question: &'r Question| {
            let (id, all) = (words(&question.id), words(&question.ask));
            let all: BTreeSet<_> = all.union(&id).cloned().collect();
            for word in &all {
                *frequency.entry(word.clone()).or_insert(0) += 1;
            }
            (question, id, all)
        };
        let questions = rulebook.questions().iter().map(words_of).collect();
        Self { questions, frequency }
    }

    /// At most two questions that share telling words with a text, the likeliest first.
    pub(super) fn questions(&self, text: &str) -> impl Iterator<Item = &'r Question> {
        /// About one word of an id that few other questions have.
        const ENOUGH: f64 = 0.5;
        let told = words(text);
        let weight = |word: &String| {
            self.frequency.get(word).map_or(0.0, |&questions| 1.0 / f64::from(questions))
        };
        let mut found: Vec<(f64, &'r Question)> = Vec::new();
        for (question, id, all) in &self.questions {
            // A part of an id tells less than the whole of one.
            let length = u32::try_from(id.len()).map_or(1.0, f64::from).max(1.0);
            let of_id = told.intersection(id).map(weight).sum::<f64>() / length;
            let of_all: f64 = told.intersection(all).map(weight).sum();
            let sum = of_id + of_all;
            let is_told = of_id > 0.0 || told.intersection(all).count() > 1;
            if is_told && sum >= ENOUGH {
                found.push((sum, question));
            }
        }
        found.sort_by(|(a, _), (b, _)| b.total_cmp(a));
        let least = found.first().map_or(0.0, |(most, _)| most / 2.0);
        found
            .into_iter()
            .filter(move |(sum, _)| *sum >= least)
            .take(2)
            .map(|(_, question)| question)
    }
}

/// The words of a text that are long enough to tell something, in lower case.
fn words(text: &str) -> BTreeSet<String> {
    const SHORTEST: usize = 3;
    let words = text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
    words.filter(|word| word.chars().count() >= SHORTEST).collect()
}

/// Whether a column is likely the id of a record.
pub(super) fn is_id(name: &str) -> bool {
    let words = name.to_lowercase();
    let words: Vec<_> = words.split(|c: char| !c.is_alphanumeric()).collect();
    matches!(words[..], [.., "id"] | ["record", "number" | "no"])
}

/// The answer that a value means in any form, as flags have it; `None` if that depends.
pub(super) fn plain_answer(value: &str) -> Option<&'static str> {
    match value.to_lowercase().as_str() {
        "yes" | "y" | "true" | "ja" | "oui" => Some("yes"),
        "no" | "n" | "false" | "nein" | "non" => Some("no"),
        "unsure" | "not sure" | "don't know" | "do not know" => Some("unsure"),
        _ => None,
    }
}
