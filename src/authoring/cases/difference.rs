//! The differences between the expected outcome of a case and the actual one, in words.

use jiff::civil::Date;

use super::{Case, why};
use crate::answers::Answers;
use crate::rulebook::{Level, Rulebook};
use crate::screening::{Finding, Outcome};
use crate::text::append;
use crate::text::word::words;

words! {
    /// What differs.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub(super) enum DifferenceKind {
        /// The verdict.
        Verdict = "verdict",
        /// The upper bound of the level, `at_worst`.
        AtWorst = "at-worst",
        /// A rule applies that the case does not name.
        Unnamed = "unnamed",
        /// A rule does not apply that the case names.
        Missing = "missing",
        /// A rule applies at another level.
        Level = "level",
        /// A question is open that the case does not name.
        Open = "open",
        /// A question is not open that the case names.
        Settled = "settled",
        /// A finding ends on another day, or on none.
        Ends = "ends",
    }
}

/// A difference between the expected outcome of a case and the actual one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Difference {
    /// What differs.
    pub(super) kind: DifferenceKind,
    /// The rule or question that it is about, if it is about one.
    pub(super) at: Option<String>,
    /// What the case expects, if it is a value.
    pub(super) expected: Option<String>,
    /// What came out, if it is a value.
    pub(super) found: Option<String>,
    /// All of it in words, for the author of the case.
    pub(super) message: String,
}

impl Difference {
    fn new(kind: DifferenceKind, at: Option<&str>, message: String) -> Self {
        Self { kind, at: at.map(str::to_owned), expected: None, found: None, message }
    }

    fn values(mut self, expected: Option<String>, found: Option<String>) -> Self {
        (self.expected, self.found) = (expected, found);
        self
    }
}

/// Every difference: the verdict, then rules and questions in file order.
pub(super) fn all(
    rulebook: &Rulebook,
    case: &Case,
    answers: &Answers<'_>,
    outcome: &Outcome,
) -> Vec<Difference> {
    let mut all = Vec::new();
    let expected = &case.expected;
    let verdict = outcome.verdict();
    if expected.verdict != verdict {
        all.push(worded(
            DifferenceKind::Verdict,
            "the verdict",
            expected.verdict.as_str(),
            verdict.as_str(),
        ));
    }
    if let Some(level) = expected.at_worst.filter(|level| *level != outcome.at_worst) {
        let found = outcome.at_worst.as_str();
        all.push(worded(DifferenceKind::AtWorst, "at worst it", level.as_str(), found));
    }
    for id in rulebook.rule_ids() {
        let level = expected.rules.iter().find(|(rule, _)| *rule == id).map(|(_, level)| *level);
        let finding = outcome.findings.iter().find(|finding| finding.rule == id);
        let rule = &rulebook[id];
        let (at, found) = (Some(rule.id.as_str()), finding.map(|finding| finding.level));
        match (level, found) {
            (None, Some(found)) => {
                let message = unnamed(rulebook, &rule.id, finding, found);
                all.push(
                    Difference::new(DifferenceKind::Unnamed, at, message)
                        .values(None, Some(found.to_string())),
                );
            }
            (Some(level), None) => {
                let mut message =
                    format!("rule `{}` is listed as `{level}` but does not apply", rule.id);
                if let Some(why) = why::not(&rule.when, answers, outcome) {
                    append(&mut message, format_args!(": {why}"));
                }
                all.push(
                    Difference::new(DifferenceKind::Missing, at, message)
                        .values(Some(level.to_string()), None),
                );
            }
            (Some(level), Some(found)) if level != found => {
                let message = format!("rule `{}` applies as `{found}`, not as `{level}`", rule.id);
                let difference = Difference::new(DifferenceKind::Level, at, message);
                all.push(difference.values(Some(level.to_string()), Some(found.to_string())));
            }
            _ => {}
        }
        for (_, day) in expected.ends.iter().filter(|(rule, _)| *rule == id) {
            all.extend(ends(&rule.id, *day, finding));
        }
    }
    for id in rulebook.question_ids() {
        let question = &rulebook[id].id;
        let open = outcome.open.iter().find(|open| open.question == id);
        let named = expected.open.contains(&id);
        if let Some(open) = open.filter(|_| !named) {
            let why = if open.unsure { "unsure" } else { "unanswered" };
            let could_be = open.could_be;
            let message = format!(
                "question `{question}` is open ({why}, could be `{could_be}`) but not listed"
            );
            all.push(Difference::new(DifferenceKind::Open, Some(question), message));
        } else if named && open.is_none() {
            let message = format!("question `{question}` is listed as open but is not");
            all.push(Difference::new(DifferenceKind::Settled, Some(question), message));
        }
    }
    all
}

fn worded(kind: DifferenceKind, name: &str, expected: &str, found: &str) -> Difference {
    let message = format!("{name} is `{found}`, not `{expected}`");
    Difference::new(kind, None, message).values(Some(expected.to_owned()), Some(found.to_owned()))
}

/// With the answers that make it apply.
fn unnamed(rulebook: &Rulebook, id: &str, finding: Option<&Finding>, level: Level) -> String {
    let mut message = format!("rule `{id}` applies as `{level}` but is not listed");
    let because = finding.map(|finding| finding.because.as_slice()).unwrap_or_default();
    for (index, (question, value)) in because.iter().enumerate() {
        let question = &rulebook[*question];
        let lead = if index == 0 { ": " } else { ", " };
        append(&mut message, format_args!("{lead}`{}` is {}", question.id, value.shown(question)));
    }
    message
}

fn ends(rule: &str, expected: Date, finding: Option<&Finding>) -> Option<Difference> {
    let found = finding.and_then(|finding| finding.ends);
    if found == Some(expected) {
        return None;
    }
    let message = match (finding, found) {
        (_, Some(found)) => format!("rule `{rule}` ends on {found}, not on {expected}"),
        (Some(_), None) => {
            format!("rule `{rule}` has no end date but is expected to end on {expected}")
        }
        (None, None) => {
            format!("rule `{rule}` is expected to end on {expected} but does not apply")
        }
    };
    let difference = Difference::new(DifferenceKind::Ends, Some(rule), message);
    Some(difference.values(Some(expected.to_string()), found.map(|day| day.to_string())))
}
