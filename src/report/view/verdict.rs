//! The sentences about the verdict.

use crate::report::Report;
use crate::rulebook::Level;
use crate::screening::Verdict;
use crate::text::list::count;
use crate::text::{append, capitalised};

pub(in crate::report) fn says(report: &Report<'_>) -> String {
    let at_worst = report.outcome().at_worst;
    let verdict = report.verdict();
    let mut says = match verdict {
        Verdict::Level(Level::Suitable) => String::new(),
        Verdict::Level(level) => format!("{}. ", capitalised(level.meaning())),
        Verdict::Incomplete => "Answer what is open, and screen again.".to_owned(),
    };
    match verdict {
        Verdict::Level(level) if level.is_go() => {
            says.push_str("That is not a promise that it is safe for you.");
        }
        Verdict::Level(level) if level < at_worst => {
            append(&mut says, format_args!("An open question could still make it: {at_worst}."));
        }
        _ => {}
    }
    says.truncate(says.trim_end().len());
    says
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

pub(in crate::report) fn closing(report: &Report<'_>) -> Option<String> {
    let day = report.valid_until()?;
    let outcome = report.outcome();
    Some(if outcome.verdict() == Verdict::Incomplete {
        "This is no result to keep: answer what is open first.".to_owned()
    } else if outcome.findings.iter().any(|finding| finding.ends.is_some()) {
        format!("Screen again when something here no longer holds, and by {day} at the latest.")
    } else {
        format!("If nothing changes, this holds until {day}. Then screen again.")
    })
}
