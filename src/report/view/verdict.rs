//! The sentences about the verdict.

use crate::answers::Answer;
use crate::report::Report;
use crate::rulebook::{Level, QuestionId};
use crate::screening::Verdict;
use crate::text::list::count;
use crate::text::{append, capitalised, long_date};

pub(in crate::report) fn says(report: &Report<'_>) -> String {
    let meaning = match report.verdict() {
        Verdict::Level(Level::Suitable) => None,
        verdict => Some(format!("{}.", capitalised(verdict.meaning()))),
    };
    let sentences: Vec<String> = meaning.into_iter().chain(doubt(report)).collect();
    sentences.join(" ")
}

/// What a verdict is not, or could still become, in a sentence.
pub(in crate::report) fn doubt(report: &Report<'_>) -> Option<String> {
    let at_worst = report.outcome().at_worst;
    match report.verdict() {
        Verdict::Level(level) if level.is_go() => {
            Some("That is not a promise that it is safe for you.".to_owned())
        }
        Verdict::Level(level) if level < at_worst => {
            Some(format!("An open question could still make it: {at_worst}."))
        }
        _ => None,
    }
}

pub(in crate::report) fn basis(report: &Report<'_>) -> String {
    let (answers, outcome) = (report.answers(), report.outcome());
    let mut asked = report.rulebook().question_ids();
    if asked.all(|id| answers.get(id).is_some() || outcome.inapplicable.contains(id)) {
        return "Every answer is yours.".to_owned();
    }
    let given = count(answers.given().count(), "answer is", "answers are");
    let assumed = match outcome.assumed.len() {
        0 => "Nothing was".to_owned(),
        assumed => count(assumed, "was", "were"),
    };
    format!("{given} yours. {assumed} taken for granted.")
}

/// How many questions there were, and what became of each.
pub(in crate::report) fn tally(report: &Report<'_>) -> String {
    let (answers, outcome) = (report.answers(), report.outcome());
    let is_asked =
        |id: &QuestionId| answers.get(*id).is_some() || !outcome.inapplicable.contains(*id);
    let asked = report.rulebook().question_ids().filter(is_asked).count();
    let given = answers.given().count();
    let unsure = answers.given().filter(|(_, answer)| *answer == Answer::Unsure).count();
    let assumed = outcome.assumed.len();
    let mut tally = format!("{asked} asked, {} answered", given - unsure);
    for (number, what) in [(unsure, "not sure"), (asked - given - assumed, "left open")] {
        if number > 0 {
            append(&mut tally, format_args!(", {number} {what}"));
        }
    }
    append(&mut tally, format_args!(", {assumed} taken for granted."));
    tally
}

pub(in crate::report) fn closing(report: &Report<'_>) -> Option<String> {
    let day = report.valid_until()?;
    let outcome = report.outcome();
    Some(if outcome.verdict() == Verdict::Incomplete {
        "This is no result to keep: answer what is open first.".to_owned()
    } else if outcome.findings.iter().any(|finding| finding.ends.is_some()) {
        format!(
            "Screen again when something here no longer holds, and by {} at the latest.",
            long_date(day)
        )
    } else {
        format!("If nothing changes, this holds until {}. Then screen again.", long_date(day))
    })
}
