//! A group as one checklist: first the items that apply, then the date, number or option of each if
//! it matters.

use super::entry::{self, Ticks};
use super::find::List;
use super::kind;
use super::refusal::Refusal;
use super::understood::Echo;
use crate::answers::{Answer, Answers};
use crate::rulebook::{QuestionId, Rulebook};

/// What the answers to these items say as ticks; `None` if there are no answers.
pub(super) fn ticks(items: &[QuestionId], answers: &Answers<'_>) -> Option<Ticks> {
    let mut ticks = Ticks::default();
    for (place, &id) in items.iter().enumerate() {
        match answers.get(id) {
            None => {}
            Some(Answer::Unsure) => ticks.unsure.push(place),
            answer if answer == kind::unticked(&answers.rulebook()[id]) => {}
            Some(Answer::Value(_)) => ticks.ticked.push(place),
        }
    }
    items.iter().any(|&id| answers.get(id).is_some()).then_some(ticks)
}

/// The ticks that an entry gives; an empty one keeps `kept`.
pub(super) fn read(
    entry: &str,
    items: &[QuestionId],
    kept: Option<Ticks>,
    rulebook: &Rulebook,
) -> Result<Ticks, Refusal> {
    if entry.is_empty() {
        return kept.ok_or(Refusal::Unanswered);
    }
    let names = |&id: &QuestionId| [rulebook[id].id.as_str(), rulebook[id].ask.as_str()];
    entry::ticks(entry, &List::of_items(items.iter().map(names).collect()))
}

/// The ticks in words: a slip of the finger on a number shows here.
pub(super) fn echo<'r>(
    items: &[QuestionId],
    ticks: &Ticks,
    rulebook: &'r Rulebook,
) -> Vec<Echo<'r>> {
    let mut echo = Vec::new();
    for (word, places) in [("Yes", &ticks.ticked), ("Not sure", &ticks.unsure)] {
        let asks = places.iter().map(|&place| rulebook[items[place]].ask.as_str());
        echo.extend(asks.map(|ask| Echo { word: Some(word), text: ask.into() }));
    }
    if echo.is_empty() {
        echo.push(Echo { word: None, text: "None.".into() });
    }
    echo
}

/// Answers every item as far as the ticks say. Returns the ticked items that have to be asked when,
/// how much or which. Those that had no answer are added to `awaited`.
pub(super) fn answer(
    items: &[QuestionId],
    ticks: &Ticks,
    awaited: &mut Vec<QuestionId>,
    answers: &mut Answers<'_>,
) -> Vec<QuestionId> {
    let mut follow_ups = Vec::new();
    for (place, &id) in items.iter().enumerate() {
        let question = &answers.rulebook()[id];
        let unticked = kind::unticked(question);
        let answer = if ticks.unsure.contains(&place) {
            Some(Answer::Unsure)
        } else if !ticks.ticked.contains(&place) {
            unticked
        } else {
            let ticked = kind::ticked(question);
            if ticked.is_none() {
                follow_ups.push(id);
            }
            // Until it is asked, a ticked item is neither a no nor to be assumed one.
            let known = answers.get(id).filter(|&answer| Some(answer) != unticked);
            if ticked.is_none() && known.is_none() {
                awaited.push(id);
            }
            ticked.or(known).or(Some(Answer::Unsure))
        };
        answers.put(id, answer);
    }
    follow_ups
}
