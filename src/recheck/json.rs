//! A recheck as one line of JSON.

use jiff::civil::Date;
use serde::{Deserialize, Serialize, Serializer};
use serde_json::value::RawValue;

use super::differences::{Difference, Differences};
use super::{Recheck, Refusal, RefusalCode};
use crate::answers::RecordId;
use crate::rulebook::{Level, Rulebook};
use crate::screening::{Outcome, Verdict};
use crate::text::escape;

/// Where a report stands.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Place<'a> {
    /// The name of its file; `None` for standard input.
    #[serde(skip)]
    pub name: Option<&'a str>,
    /// What JSON calls its file, if there are several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<&'a str>,
    /// The number of its first line, from 1.
    pub line: u64,
}

/// The verdict and its bounds, on a day and by a rulebook.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Standing {
    /// The treatment date.
    #[serde(serialize_with = "day")]
    pub on: Date,
    /// The verdict.
    pub verdict: Verdict,
    /// The lower bound of the level.
    pub floor: Level,
    /// The upper bound of the level.
    pub at_worst: Level,
    /// The rulebook that it is by.
    pub rulebook: RulebookRef,
}

/// The rulebook of a report.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct RulebookRef {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// The SHA-256 of the rule file, in lower-case hexadecimal.
    pub sha256: String,
}

/// An earlier answer that the rulebook no longer accepts.
#[derive(Clone, Debug, Serialize)]
pub struct LostAnswer {
    /// The id of its question.
    pub question: String,
    /// The answer, as JSON.
    pub answer: Box<RawValue>,
    /// Why it is not accepted.
    pub message: Box<str>,
    /// What is accepted, if the question is still there.
    pub accepted: Option<Box<str>>,
}

impl Standing {
    /// What an outcome comes to.
    pub(super) fn of(outcome: &Outcome, on: Date, rulebook: &Rulebook) -> Self {
        let Outcome { floor, at_worst, .. } = *outcome;
        let rulebook = RulebookRef::of(rulebook);
        Self { on, verdict: outcome.verdict(), floor, at_worst, rulebook }
    }

    /// Allows for an answer that could be any other: it could lead to every level.
    pub(super) fn doubt(&mut self) {
        if self.floor.is_go() {
            self.verdict = Verdict::Incomplete;
        }
        self.at_worst = Level::Avoid;
    }

    /// The verdict, the lower and the upper bound.
    pub(super) fn levels(&self) -> (Verdict, Level, Level) {
        (self.verdict, self.floor, self.at_worst)
    }
}

impl RulebookRef {
    pub(super) fn of(rulebook: &Rulebook) -> Self {
        let (id, version) = (rulebook.head().id.clone(), rulebook.head().version.clone());
        Self { id, version, sha256: rulebook.sha256().to_owned() }
    }
}

#[derive(Serialize)]
struct Line<'a> {
    #[serde(flatten)]
    place: &'a Place<'a>,
    id: Option<&'a RecordId>,
    same: bool,
    answers_gone: &'a [LostAnswer],
    before: &'a Standing,
    after: &'a Standing,
    gone: &'a [Difference],
    new: &'a [Difference],
    changed: &'a [Difference],
    open: Open<'a>,
    newly_assumed: &'a [String],
    strict: bool,
    #[serde(serialize_with = "maybe_day")]
    valid_until: Option<Date>,
    expired: bool,
}

#[derive(Serialize)]
struct Open<'a> {
    gone: &'a [Difference],
    new: &'a [Difference],
    changed: &'a [Difference],
}

#[derive(Serialize)]
struct ErrorLine<'a> {
    #[serde(flatten)]
    place: &'a Place<'a>,
    id: Option<&'a RecordId>,
    error: Error<'a>,
}

#[derive(Serialize)]
struct Error<'a> {
    code: RefusalCode,
    at: Option<&'a str>,
    message: &'a str,
    accepted: Option<&'a str>,
}

impl Recheck {
    /// The recheck as a line of JSON, with a line feed.
    ///
    /// # Panics
    ///
    /// Never: it holds strings, numbers, and lists and objects of these.
    #[must_use]
    pub fn to_json(&self, place: &Place<'_>) -> String {
        let Differences { gone, new, changed } = &self.open;
        written(&Line {
            place,
            id: self.id.as_ref(),
            same: self.is_same(),
            answers_gone: &self.lost,
            before: &self.before,
            after: &self.after,
            gone: &self.findings.gone,
            new: &self.findings.new,
            changed: &self.findings.changed,
            open: Open { gone, new, changed },
            newly_assumed: &self.newly_assumed,
            strict: self.strict,
            valid_until: self.valid_until,
            expired: self.expired,
        })
    }
}

impl Refusal {
    /// The refusal as a line of JSON, in the place of a recheck, with a line feed.
    ///
    /// # Panics
    ///
    /// Never: it holds strings and numbers.
    #[must_use]
    pub fn to_json(&self, place: &Place<'_>) -> String {
        let error = Error {
            code: self.code,
            at: self.at.as_deref(),
            message: &self.problem.message,
            accepted: self.problem.expected.as_deref(),
        };
        written(&ErrorLine { place, id: self.id.as_ref(), error })
    }
}

fn written(line: &impl Serialize) -> String {
    // INVARIANT: strings, numbers, and lists and objects of these, so this cannot fail.
    escape::json(serde_json::to_string(line).expect("a recheck can be written as JSON")) + "\n"
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
fn day<S: Serializer>(day: &Date, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(day)
}

// Where pointers are shorter, only the first of these holds.
#[allow(
    clippy::ref_option,
    clippy::trivially_copy_pass_by_ref,
    reason = "serde calls it with a reference"
)]
fn maybe_day<S: Serializer>(day: &Option<Date>, serializer: S) -> Result<S::Ok, S::Error> {
    day.map(|day| day.to_string()).serialize(serializer)
}
