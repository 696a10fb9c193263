//! What was answered, what was assumed, and what is still open.

use crate::answers::{Answer, QuestionAnswer};
use crate::report::Report;
use crate::rulebook::{GroupId, Level, Question};
use crate::text::{lead_in, uncapitalised};

/// An open question.
pub(in crate::report) struct OpenView<'a> {
    /// The group's question, if it is in a group.
    pub(in crate::report) group: Option<&'a str>,
    pub(in crate::report) ask: String,
    /// The question after the name of its group, as a heading.
    pub(in crate::report) title: String,
    pub(in crate::report) why: &'static str,
    best: Level,
    worst: Level,
    pub(in crate::report) flag: String,
}

/// What was assumed, in the words of the question, so that the person can check it. The items of a
/// group with the same answer are one entry, for most of them are "no".
pub(in crate::report) struct AssumedView<'a> {
    group: Option<GroupId>,
    /// The question, or the name of the group, ready to be followed by the answer.
    pub(in crate::report) ask: String,
    pub(in crate::report) value: String,
    /// The items of a group; empty if the question stands alone.
    pub(in crate::report) items: Vec<&'a str>,
}

impl OpenView<'_> {
    /// The levels that its answer could lead to, as a sentence.
    pub(in crate::report) fn leads(&self) -> String {
        let Self { best, worst, .. } = self;
        if best == worst {
            format!("With any answer: {worst}.")
        } else {
            format!("At best: {best}. At worst: {worst}.")
        }
    }
}

impl AssumedView<'_> {
    /// The question or the name of the group without the mark that leads to the answer.
    pub(in crate::report) fn heading(&self) -> &str {
        self.ask.trim_end_matches([',', ':'])
    }

    /// Question, items and answer as one sentence.
    pub(in crate::report) fn sentence(&self) -> String {
        let Self { ask, value, items, .. } = self;
        let colon = if items.is_empty() { "" } else { ": " };
        format!("{ask} {value}{colon}{}.", items.join("; "))
    }
}

pub(in crate::report) fn open<'a>(report: &'a Report<'_>) -> Vec<OpenView<'a>> {
    let rulebook = report.rulebook();
    let told = report.outcome().open.iter().map(|open| {
        let question = &rulebook[open.question];
        OpenView {
            group: question.group.map(|id| rulebook[id].ask.as_str()),
            ask: lead_in(&question.ask),
            title: match question.group.and_then(|id| rulebook[id].title.as_ref()) {
                Some(group) => format!("{group}: {}", uncapitalised(&question.ask)),
                None => question.ask.clone(),
            },
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

pub(in crate::report) fn assumed<'a>(report: &'a Report<'_>) -> Vec<AssumedView<'a>> {
    let rulebook = report.rulebook();
    let mut gathered: Vec<AssumedView<'_>> = Vec::new();
    for id in report.outcome().assumed.iter() {
        let question = &rulebook[id];
        let Some(value) = question.assume else { continue };
        let group = question.group;
        let value = value.labelled(question);
        let same =
            gathered.iter_mut().find(|a| group.is_some() && a.group == group && a.value == value);
        match (same, group) {
            (Some(same), _) => same.items.push(&question.ask),
            (None, Some(id)) => {
                let group_ask = match &rulebook[id].title {
                    Some(title) => format!("{title},"),
                    None => lead_in(&rulebook[id].ask),
                };
                let (ask, items) = (group_ask, vec![question.ask.as_str()]);
                gathered.push(AssumedView { group, ask, value, items });
            }
            (None, None) => {
                let (ask, items) = (lead_in(&question.ask), Vec::new());
                gathered.push(AssumedView { group, ask, value, items });
            }
        }
    }
    gathered
}

pub(in crate::report) fn answers(report: &Report<'_>) -> Vec<String> {
    let given = report.answers().given();
    given.map(|(id, answer)| stated(&report.rulebook()[id], answer)).collect()
}

/// An answer after the words of its question's id: `needle length is 0.5 mm`.
pub(in crate::report) fn stated(question: &Question, answer: Answer) -> String {
    format!(
        "{} is {}",
        question.id.replace('_', " "),
        QuestionAnswer { question, answer }.with_unit()
    )
}
