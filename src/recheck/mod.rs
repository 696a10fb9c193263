//! Checks an earlier report again: what has changed since, and why.
//!
//! The answers of the report are screened with the rulebook in use, once for the day of the report
//! and once for the new day. What differs from the report on its own day already comes from the
//! rulebook; what differs only on the new day comes from the time between.
//!
//! ```
//! use needlecheck::recheck::Rechecker;
//! use needlecheck::{Answers, Level, Report, Rulebook, Verdict};
//!
//! let rulebook = Rulebook::built_in();
//! let mut answers = Answers::new(rulebook, "2026-11-22".parse()?);
//! for core in ["active_acne", "eczema", "rosacea", "infection"] {
//!     answers.set(core, "no")?;
//! }
//! answers.set("setting", "clinic")?.set("sun_exposure", "low")?;
//! answers.set("last_needling", "2026-11-04")?;
//! let report = Report::of(&answers).to_json();
//!
//! let recheck = Rechecker::new(rulebook, "2026-12-02".parse()?).recheck(report.as_bytes())?;
//! assert_eq!(recheck.before.verdict, Verdict::Level(Level::Defer));
//! assert!(recheck.before.verdict != recheck.after.verdict && recheck.findings.gone.len() == 1);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod differences;
mod documents;
mod earlier;
mod json;
mod refusal;
mod text;

use std::collections::BTreeSet;

use jiff::civil::Date;

pub use self::differences::{Because, Difference, Differences, Levels, Subject};
use self::differences::{Cause, Entry};
pub use self::documents::{Documents, Written};
use self::earlier::Earlier;
pub use self::json::{LostAnswer, Place, RulebookRef, Standing};
pub use self::refusal::{Refusal, RefusalCode};
use crate::answers::{Answer, Answers, RecordId};
use crate::rulebook::{PastDate, Rulebook, Value};
use crate::screening::{Outcome, Screener};
use crate::text::problem::Problem;

/// Checks earlier reports again with one rulebook, for one treatment date.
#[derive(Debug)]
pub struct Rechecker<'r> {
    usual: Screener<'r>,
    strict: Screener<'r>,
    on: Date,
}

/// An earlier report, checked again.
#[derive(Debug)]
pub struct Recheck {
    /// The `id` of the report, if it has one.
    pub id: Option<RecordId>,
    /// The answers of the report that the rulebook no longer accepts, in the order of the report.
    /// If there is one, the new verdict is not a go level, and its `at_worst` is the highest level.
    pub lost: Vec<LostAnswer>,
    /// What the report says.
    pub before: Standing,
    /// What its answers come to now.
    pub after: Standing,
    /// The findings that are gone, new, or of another level.
    pub findings: Differences,
    /// The open questions that are gone, new, or could lead to another level.
    pub open: Differences,
    /// The ids of the questions that the report does not know, and whose answers are assumed now.
    pub newly_assumed: Vec<String>,
    /// Whether nothing was assumed in the report, and so nothing is now.
    pub strict: bool,
    /// The first day on which the report is no longer valid, by its own rulebook or by the one in
    /// use, whichever is earlier; `None` if neither has a `valid_for`.
    pub valid_until: Option<Date>,
    /// Whether the report is no longer valid on the new treatment date: its answers are too old. The
    /// new verdict is then not a go level, and its `at_worst` is the highest level.
    pub expired: bool,
}

impl Recheck {
    /// Whether verdict, bounds, findings and open questions are those of the report, each of its
    /// answers is still one, and nothing is assumed that the report does not know.
    #[must_use]
    pub fn is_same(&self) -> bool {
        self.lost.is_empty()
            && self.before.levels() == self.after.levels()
            && self.findings.is_empty()
            && self.open.is_empty()
            && self.newly_assumed.is_empty()
            && !self.expired
    }
}

impl<'r> Rechecker<'r> {
    /// Compiles a rulebook, to check reports again for a treatment on the day `on`.
    #[must_use]
    pub fn new(rulebook: &'r Rulebook, on: Date) -> Self {
        let usual = Screener::new(rulebook);
        Self { strict: usual.clone().strict(true), usual, on }
    }

    /// Checks a report again, which is one JSON object, over one line or several. A report in which
    /// nothing was assumed is checked in the same way.
    ///
    /// # Errors
    ///
    /// Anything that is not a whole report of the same rulebook, in this or another version of it.
    pub fn recheck(&self, report: &[u8]) -> Result<Recheck, Refusal> {
        let earlier = Earlier::read(report, self.usual.rulebook())?;
        self.compared(&earlier).map_err(|refusal| Refusal { id: earlier.id.clone(), ..refusal })
    }

    fn compared(&self, earlier: &Earlier<'_>) -> Result<Recheck, Refusal> {
        let rulebook = self.usual.rulebook();
        let is_same_rulebook = earlier.standing.rulebook.sha256 == rulebook.sha256();
        let (answers, lost) = answers_of(earlier, rulebook, is_same_rulebook)?;
        let is_strict = earlier.assumed.is_empty();
        let screener = if is_strict { &self.strict } else { &self.usual };
        let then = screener.outcome(&answers);
        if is_same_rulebook && !earlier.is_of(&then, rulebook) {
            let message = "the report does not follow from its answers by the rulebook that it \
                           names, which is the one in use";
            return Err(Refusal::new(RefusalCode::Altered, message)
                .expected("a report as this version of needlecheck writes it, unchanged"));
        }
        let now = screener.outcome(&self.today(&answers)?);
        let ends = [earlier.valid_until, rulebook.head().valid_until(earlier.standing.on)];
        let valid_until = ends.into_iter().flatten().min();
        let expired = valid_until.is_some_and(|end| self.on >= end);
        let mut after = Standing::of(&now, self.on, rulebook);
        if expired || !lost.is_empty() {
            after.doubt();
        }

        let of_findings = |outcome: &Outcome| -> Vec<Entry> {
            outcome.findings.iter().map(|finding| Entry::finding(finding, rulebook)).collect()
        };
        let of_open = |outcome: &Outcome| -> Vec<Entry> {
            outcome.open.iter().map(|open| Entry::open(open, rulebook)).collect()
        };
        let lost_ids: BTreeSet<&str> = lost.iter().map(|lost| lost.question.as_str()).collect();
        let known = earlier.known_questions();
        let newly_assumed = rulebook.question_ids().filter(|id| now.assumed.contains(*id));
        let newly_assumed = newly_assumed.map(|id| rulebook[id].id.clone());
        let newly_assumed = newly_assumed.filter(|id| !known.contains(id.as_str())).collect();
        let cause = Cause { is_same_rulebook, lost: &lost_ids, known: &known };
        Ok(Recheck {
            id: earlier.id.clone(),
            before: earlier.standing.clone(),
            after,
            findings: cause.differences(&earlier.findings, &of_findings(&then), &of_findings(&now)),
            open: cause.differences(&earlier.open, &of_open(&then), &of_open(&now)),
            newly_assumed,
            strict: is_strict,
            valid_until,
            expired,
            lost,
        })
    }

    /// The same answers, for the new treatment date.
    fn today(&self, answers: &Answers<'r>) -> Result<Answers<'r>, Refusal> {
        let mut today = Answers::new(answers.rulebook(), self.on);
        for (question, answer) in answers.given() {
            if let Answer::Value(Value::Date(PastDate::On(day))) = answer
                && day > self.on
            {
                let id = &answers.rulebook()[question].id;
                let message = format!("{day} is after the treatment date, {}", self.on);
                return Err(Refusal::new(RefusalCode::AfterTreatment, message)
                    .at(id)
                    .expected("a treatment date after every day in the answers: `--on DATE`"));
            }
            today.put(question, Some(answer));
        }
        Ok(today)
    }
}

/// The answers of a report on its own day, and those that the rulebook no longer accepts. A question
/// that is still there counts as answered with "unsure" in place of such an answer, so that nothing
/// is assumed instead of it.
fn answers_of<'r>(
    earlier: &Earlier<'_>,
    rulebook: &'r Rulebook,
    is_same_rulebook: bool,
) -> Result<(Answers<'r>, Vec<LostAnswer>), Refusal> {
    let mut answers = Answers::new(rulebook, earlier.standing.on);
    let mut lost = Vec::new();
    for (question, written, answer) in earlier.answers.each_answer(rulebook, earlier.standing.on) {
        match answer {
            Ok((id, answer)) => answers.put(id, answer),
            Err(fault) if is_same_rulebook => {
                let Problem { message, expected, .. } = fault.problem;
                let refusal = Refusal::new(RefusalCode::Altered, message).at(question);
                return Err(refusal.expected(expected.unwrap_or_default()));
            }
            Err(fault) => {
                let id = rulebook.find_question(question);
                lost.push(LostAnswer {
                    question: question.to_owned(),
                    answer: written.to_owned(),
                    message: fault.problem.message,
                    accepted: fault.problem.expected.filter(|_| id.is_some()),
                });
                if let Some(id) = id {
                    answers.put(id, Some(Answer::Unsure));
                }
            }
        }
    }
    Ok((answers, lost))
}
