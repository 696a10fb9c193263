//! Answers against which little speaks, to set one thing off against.

use jiff::civil::Date;

use super::{Given, sample};
use crate::answers::Answers;
use crate::rulebook::{QuestionId, Rulebook};
use crate::screening::Screener;

/// An answer to every question without an assumption: one by one, the one to which the fewest
/// and mildest rules apply.
pub(super) fn answers(rulebook: &Rulebook, on: Date) -> Given {
    let screener = Screener::new(rulebook);
    let mut answers = Answers::new(rulebook, on);
    let mut given = Given::new();
    let needed = rulebook.question_ids().filter(|&id| rulebook[id].assume.is_none());
    for id in needed {
        if let Some((best, text)) = mildest(rulebook, &screener, &answers, id) {
            answers = best;
            given.push((id, text));
        }
    }
    given
}

fn mildest<'r>(
    rulebook: &'r Rulebook,
    screener: &Screener<'r>,
    so_far: &Answers<'r>,
    id: QuestionId,
) -> Option<(Answers<'r>, String)> {
    let texts = sample::answers(rulebook, id, &sample::wants(rulebook, id), so_far.on());
    texts
        .into_iter()
        .filter(|text| text != sample::UNSURE)
        .filter_map(|text| {
            let mut answers = so_far.clone();
            answers.set(&rulebook[id].id, &text).ok()?;
            Some((answers, text))
        })
        .min_by_key(|(answers, _)| {
            let outcome = screener.outcome(answers);
            (outcome.floor, outcome.findings.len(), outcome.at_worst)
        })
}
