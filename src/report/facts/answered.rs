//! What was answered, what was assumed, and what is still open.

use crate::answers::{Answer, QuestionAnswer};
use crate::report::Report;
use crate::rulebook::{GroupId, Level, Question};

/// An open question.
pub(in crate::report) struct Open<'a> {
    /// What its group asks, if it is in one.
    pub(in crate::report) group: Option<&'a str>,
    pub(in crate::report) ask: String,
    pub(in crate::report) why: &'static str,
    best: Level,
    worst: Level,
    pub(in crate::report) flag: String,
}

/// What was assumed, in the words of the questions, so that anybody can check it. The items of a
/// group with the same answer stand together: most of it is a long list of "no".
pub(in crate::report) struct Assumed<'a> {
    group: Option<GroupId>,
    pub(in crate::report) ask: String,
    pub(in crate::report) value: String,
    /// The items of a group; none if the question stands alone.
    pub(in crate::report) items: Vec<&'a str>,
}

impl Open<'_> {
    /// What its answer could lead to.
    pub(in crate::report) fn leads(&self) -> String {
        let Self { best, worst, .. } = self;
        if best == worst {
            format!("Whatever the answer: {worst}.")
        } else {
            format!("At best: {best}. At worst: {worst}.")
        }
    }
}

impl Assumed<'_> {
    /// All of it in one sentence.
    pub(in crate::report) fn sentence(&self) -> String {
        let Self { ask, value, items, .. } = self;
        let colon = if items.is_empty() { "" } else { ": " };
        format!("{ask} {value}{colon}{}.", items.join("; "))
    }
}

pub(in crate::report) fn open<'a>(report: &'a Report<'_>) -> Vec<Open<'a>> {
    let rulebook = report.rulebook();
    let told = report.outcome().open.iter().map(|open| {
        let question = &rulebook[open.question];
        Open {
            group: question.group.map(|id| rulebook[id].ask.as_str()),
            ask: sentence(&question.ask),
            why: if open.unsure {
                "You are not sure"
            } else if report.outcome().withheld.contains(open.question) {
                "Not answered, and one of your answers makes it unsafe to assume"
            } else {
                "Not answered"
            },
            best: open.best,
            worst: open.worst,
            flag: question.flag(),
        }
    });
    told.collect()
}

pub(in crate::report) fn assumed<'a>(report: &'a Report<'_>) -> Vec<Assumed<'a>> {
    let rulebook = report.rulebook();
    let mut gathered: Vec<Assumed<'_>> = Vec::new();
    for id in report.outcome().assumed.iter() {
        let question = &rulebook[id];
        let Some(value) = question.assume else { continue };
        let group = question.group;
        let value = value.with_unit(question);
        let same =
            gathered.iter_mut().find(|a| group.is_some() && a.group == group && a.value == value);
        match (same, group) {
            (Some(same), _) => same.items.push(&question.ask),
            (None, Some(id)) => {
                let (ask, items) = (sentence(&rulebook[id].ask), vec![question.ask.as_str()]);
                gathered.push(Assumed { group, ask, value, items });
            }
            (None, None) => {
                let (ask, items) = (sentence(&question.ask), Vec::new());
                gathered.push(Assumed { group, ask, value, items });
            }
        }
    }
    gathered
}

pub(in crate::report) fn answers(report: &Report<'_>) -> Vec<String> {
    let given = report.answers().given();
    given.map(|(id, answer)| stated(&report.rulebook()[id], answer)).collect()
}

/// A question as a sentence of its own.
fn sentence(ask: &str) -> String {
    let ended = ask.ends_with(['.', '?', '!']);
    format!("{}{}", ask.trim_end_matches(':'), if ended { "" } else { ":" })
}

/// An answer, with its question's id as words.
pub(in crate::report) fn stated(question: &Question, answer: Answer) -> String {
    format!(
        "{} is {}",
        question.id.replace('_', " "),
        QuestionAnswer { question, answer }.with_unit()
    )
}
