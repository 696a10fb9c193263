//! The report as JSON. Absent values are `null` and lists are never absent.

use jiff::civil::Date;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::Report;
use crate::answers::{RecordId, Stated};
use crate::rulebook::{Evidence, Level, QuestionId, Rulebook, Value};
use crate::screening::Verdict;
use crate::text::escape;

/// Rises when a field changes its meaning or goes.
const REPORT: u32 = 1;

#[derive(Serialize)]
struct Document<'a> {
    report: u32,
    id: Option<&'a RecordId>,
    rulebook: RulebookRef<'a>,
    on: Day,
    valid_until: Option<Day>,
    verdict: Verdict,
    floor: Level,
    at_worst: Level,
    summary: String,
    findings: Vec<Finding<'a>>,
    open: Vec<Open<'a>>,
    outlook: Vec<Step>,
    lasting: Vec<&'a str>,
    changes: Vec<Change<'a>>,
    assumed: ByQuestion<'a>,
    ignored: Vec<Ignored<'a>>,
    notice: &'a str,
}

#[derive(Serialize)]
struct RulebookRef<'a> {
    id: &'a str,
    version: &'a str,
    sha256: &'a str,
}

#[derive(Serialize)]
struct Finding<'a> {
    rule: &'a str,
    level: Level,
    title: &'a str,
    because: ByQuestion<'a>,
    reason: &'a str,
    advice: &'a str,
    until: Option<&'a str>,
    ends: Option<Day>,
    could_be: Option<Level>,
    evidence: Evidence,
    dispute: Option<&'a str>,
    sources: Vec<&'a str>,
}

#[derive(Serialize)]
struct Open<'a> {
    question: &'a str,
    answer: Option<&'static str>,
    could_be: Level,
    best: Level,
    worst: Level,
}

#[derive(Serialize)]
struct Step {
    from: Day,
    verdict: Verdict,
}

#[derive(Serialize)]
struct Change<'a> {
    set: ByQuestion<'a>,
    wait_until: Option<Day>,
    verdict: Verdict,
    how: Vec<&'a str>,
}

#[derive(Serialize)]
struct Ignored<'a> {
    question: &'a str,
    answer: Stated<'a>,
}

pub(super) fn line(report: &Report<'_>) -> String {
    // INVARIANT: keys are strings and numbers are finite, so this cannot fail.
    escape::json(serde_json::to_string(&document(report)).expect("a report can be written as JSON"))
}

fn document<'a>(report: &'a Report<'_>) -> Document<'a> {
    let rulebook = report.rulebook();
    let head = rulebook.head();
    let outcome = report.outcome();
    Document {
        report: REPORT,
        id: report.id.as_ref(),
        rulebook: RulebookRef { id: &head.id, version: &head.version, sha256: rulebook.sha256() },
        on: Day(report.on()),
        valid_until: report.valid_until().map(Day),
        verdict: outcome.verdict(),
        floor: outcome.floor,
        at_worst: outcome.at_worst,
        summary: report.summary(),
        findings: outcome
            .findings
            .iter()
            .map(|finding| {
                let rule = &rulebook[finding.rule];
                Finding {
                    rule: &rule.id,
                    level: finding.level,
                    title: &rule.title,
                    because: ByQuestion { rulebook, values: &finding.because },
                    reason: &rule.reason,
                    advice: &rule.advice,
                    until: rule.until.as_deref(),
                    ends: finding.ends.map(Day),
                    could_be: finding.could_be,
                    evidence: rule.evidence,
                    dispute: rule.dispute.as_deref(),
                    sources: rule.sources.iter().map(|&id| rulebook[id].id.as_str()).collect(),
                }
            })
            .collect(),
        open: outcome
            .open
            .iter()
            .map(|open| Open {
                question: &rulebook[open.question].id,
                answer: open.unsure.then_some("unsure"),
                could_be: open.could_be,
                best: open.best,
                worst: open.worst,
            })
            .collect(),
        outlook: report
            .outlook()
            .steps
            .iter()
            .map(|step| Step { from: Day(step.from), verdict: step.verdict })
            .collect(),
        lasting: report.outlook().lasting.iter().map(|&id| rulebook[id].id.as_str()).collect(),
        changes: report
            .changes()
            .iter()
            .map(|change| Change {
                set: ByQuestion { rulebook, values: &change.set },
                wait_until: change.wait_until.map(Day),
                verdict: change.verdict,
                how: change.how(rulebook).collect(),
            })
            .collect(),
        assumed: ByQuestion { rulebook, values: &outcome.assumed },
        ignored: outcome
            .ignored
            .iter()
            .map(|ignored| Ignored {
                question: &rulebook[ignored.question].id,
                answer: Stated { question: &rulebook[ignored.question], answer: ignored.answer },
            })
            .collect(),
        notice: &head.notice,
    }
}

/// Values as an object with a key for each question.
struct ByQuestion<'a> {
    rulebook: &'a Rulebook,
    values: &'a [(QuestionId, Value)],
}

impl Serialize for ByQuestion<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.values.len()))?;
        for &(id, value) in self.values {
            let question = &self.rulebook[id];
            map.serialize_entry(&question.id, &value.shown(question))?;
        }
        map.end()
    }
}

/// A date as `2026-11-22`.
struct Day(Date);

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}
