//! The answers that were given, by topic: first what is so, then what is not.

use super::super::Report;
use crate::answers::Answer;
use crate::rulebook::{GroupId, Kind, PastDate, Value};
use crate::text::lead_in;

/// The answers to the questions of one group, or to those that are in none. At least one.
pub(super) struct Said<'a> {
    group: Option<GroupId>,
    /// The name of the group.
    pub(super) heading: Option<&'a str>,
    /// Questions with what was answered.
    pub(super) values: Vec<(String, String)>,
    /// The items of the group that were denied: "no" or "never".
    pub(super) none: Vec<&'a str>,
}

impl<'a> Said<'a> {
    /// All answers, in the order of the first question of each topic.
    pub(super) fn all(report: &'a Report<'_>) -> Vec<Self> {
        let rulebook = report.rulebook();
        let mut topics: Vec<Self> = Vec::new();
        for (id, answer) in report.answers().given() {
            let question = &rulebook[id];
            let at = topics.iter().position(|topic| topic.group == question.group);
            let at = at.unwrap_or_else(|| {
                let heading = question.group.map(|group| rulebook[group].heading());
                let group = question.group;
                topics.push(Self { group, heading, values: Vec::new(), none: Vec::new() });
                topics.len() - 1
            });
            let is_denied = match (&question.kind, answer) {
                (Kind::YesNo, Answer::Value(value)) => value == Value::NO,
                (_, Answer::Value(value)) => value == Value::Date(PastDate::Never),
                (_, Answer::Unsure) => false,
            };
            if is_denied && question.group.is_some() {
                topics[at].none.push(&question.ask);
            } else {
                let value = match answer {
                    Answer::Value(value) => value.labelled(question),
                    Answer::Unsure => "not sure".to_owned(),
                };
                topics[at].values.push((lead_in(&question.ask), value));
            }
        }
        topics
    }
}
