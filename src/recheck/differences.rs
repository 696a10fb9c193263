//! What differs between an earlier report and now, and why.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::rulebook::{Level, Rulebook};
use crate::screening::{Finding, OpenQuestion};
use crate::text::word::words;

words! {
    /// Why something differs from an earlier report.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Because {
        /// An earlier answer, or its question, is no longer in the rulebook.
        AnswerGone = "answer-gone",
        /// The report does not know a question: its rulebook did not have it, or did not ask it.
        NewQuestion = "new-question",
        /// The rulebook has changed.
        RuleChanged = "rule-changed",
        /// The treatment is on another day.
        Time = "time",
    }
}

/// What differs, each in the order of the report that has it.
#[derive(Debug, Default)]
pub struct Differences {
    /// In the earlier report only.
    pub gone: Vec<Difference>,
    /// Now only.
    pub new: Vec<Difference>,
    /// In both, at another level.
    pub changed: Vec<Difference>,
}

/// A finding or an open question that differs.
#[derive(Debug, Serialize)]
pub struct Difference {
    /// The rule or the question.
    #[serde(flatten)]
    pub subject: Subject,
    /// Its level, or both levels.
    #[serde(flatten)]
    pub levels: Levels,
    /// Why it differs.
    pub because: Because,
}

/// A rule or a question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Subject {
    /// A rule that applies.
    Rule {
        /// Its id.
        rule: String,
        /// Its title.
        title: String,
    },
    /// A question that is open.
    Question {
        /// Its id.
        question: String,
        /// Its wording; `None` if the rulebook no longer has it.
        ask: Option<String>,
    },
}

/// The level of a rule that applies, or the highest level that an open question could lead to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Levels {
    /// Of what is gone or new.
    One {
        /// The level.
        level: Level,
    },
    /// Of what has changed.
    Two {
        /// The level in the earlier report.
        before: Level,
        /// The level now.
        after: Level,
    },
}

impl Differences {
    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.gone.is_empty() && self.new.is_empty() && self.changed.is_empty()
    }
}

/// A finding or an open question, of the earlier report or of a screening.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// The id of the rule or question.
    pub(super) key: String,
    pub(super) level: Level,
    /// The ids of the questions that it rests on.
    pub(super) rests_on: BTreeSet<String>,
    pub(super) subject: Subject,
}

impl Entry {
    pub(super) fn finding(finding: &Finding, rulebook: &Rulebook) -> Self {
        let (id, title) = (&rulebook[finding.rule].id, &rulebook[finding.rule].title);
        let questions = finding.because.iter().map(|(question, _)| *question);
        Self {
            key: id.clone(),
            level: finding.level,
            rests_on: questions.map(|question| rulebook[question].id.clone()).collect(),
            subject: Subject::Rule { rule: id.clone(), title: title.clone() },
        }
    }

    pub(super) fn open(open: &OpenQuestion, rulebook: &Rulebook) -> Self {
        let (id, ask) = (&rulebook[open.question].id, &rulebook[open.question].ask);
        Self {
            key: id.clone(),
            level: open.could_be,
            rests_on: [id.clone()].into(),
            subject: Subject::Question { question: id.clone(), ask: Some(ask.clone()) },
        }
    }

    fn rests_on(&self, is_one: impl Fn(&str) -> bool) -> bool {
        self.rests_on.iter().any(|question| is_one(question))
    }
}

/// What the cause of a difference is found from.
pub(super) struct Cause<'a> {
    /// Whether the rulebook is the one of the earlier report, to the byte.
    pub(super) is_same_rulebook: bool,
    /// The questions whose earlier answers are no longer accepted.
    pub(super) lost: &'a BTreeSet<&'a str>,
    /// The questions that the earlier report names.
    pub(super) known: &'a BTreeSet<&'a str>,
}

impl Cause<'_> {
    /// What differs between the report and now; `then` is what the rulebook in use says of the day
    /// of the report.
    pub(super) fn differences(
        &self,
        before: &[Entry],
        then: &[Entry],
        now: &[Entry],
    ) -> Differences {
        let [before_by, then_by, now_by] = [before, then, now].map(|entries| {
            entries.iter().map(|entry| (entry.key.as_str(), entry)).collect::<BTreeMap<_, _>>()
        });
        let mut differences = Differences::default();
        let because = |key: &str| {
            let [before, then, now] =
                [&before_by, &then_by, &now_by].map(|by| by.get(key).copied());
            self.because(before, then, now)
        };
        let difference = |entry: &Entry, levels| Difference {
            subject: entry.subject.clone(),
            levels,
            because: because(&entry.key),
        };
        for entry in before.iter().filter(|entry| !now_by.contains_key(entry.key.as_str())) {
            differences.gone.push(difference(entry, Levels::One { level: entry.level }));
        }
        for entry in now {
            let level = entry.level;
            match before_by.get(entry.key.as_str()) {
                None => differences.new.push(difference(entry, Levels::One { level })),
                Some(earlier) if earlier.level != level => {
                    let levels = Levels::Two { before: earlier.level, after: level };
                    differences.changed.push(difference(entry, levels));
                }
                Some(_) => {}
            }
        }
        differences
    }

    /// Why an entry differs between the report and now.
    fn because(
        &self,
        before: Option<&Entry>,
        then: Option<&Entry>,
        now: Option<&Entry>,
    ) -> Because {
        let level = |entry: Option<&Entry>| entry.map(|entry| entry.level);
        let is_only_since_then = if before.is_some() && now.is_some() {
            level(then) == level(before)
        } else {
            then.is_some() == before.is_some()
        };
        let is_lost = |entry: &Entry| entry.rests_on(|question| self.lost.contains(question));
        if is_only_since_then || self.is_same_rulebook {
            Because::Time
        } else if [before, then, now].into_iter().flatten().any(is_lost) {
            Because::AnswerGone
        } else if then
            .or(now)
            .is_some_and(|entry| entry.rests_on(|question| !self.known.contains(question)))
        {
            Because::NewQuestion
        } else {
            Because::RuleChanged
        }
    }
}
