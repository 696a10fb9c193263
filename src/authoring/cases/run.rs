//! Running cases through the screening.

use std::cell::OnceCell;

use jiff::civil::Date;

use super::difference::{self, Difference};
use super::{Case, Cases, ExpectedOutcome};
use crate::answers::{Answer, Answers};
use crate::rulebook::{QuestionId, Rulebook};
use crate::screening::{Outcome, Screener};

/// The results of the cases of one file.
#[derive(Clone, Debug)]
pub struct CaseResults<'c> {
    pub(super) cases: &'c Cases,
    /// In file order.
    pub(super) failed: Vec<FailedCase<'c>>,
}

/// A case whose outcome differs from the expected one.
#[derive(Clone, Debug)]
pub(super) struct FailedCase<'c> {
    pub(super) case: &'c Case,
    /// At least one.
    pub(super) differences: Vec<Difference>,
}

impl Cases {
    /// Screens every case and compares the outcome with the expected one.
    ///
    /// # Panics
    ///
    /// If the cases were read for another rulebook and do not fit this one.
    #[must_use]
    pub fn run(&self, rulebook: &Rulebook) -> CaseResults<'_> {
        let screeners = Screeners::new(rulebook);
        let failed = self.list().iter().filter_map(|case| {
            let answers = case.answers(rulebook);
            let outcome = screeners.screen(&answers, case.strict);
            if case.expected.is(&outcome) {
                return None;
            }
            let differences = difference::all(rulebook, case, &answers, &outcome);
            Some(FailedCase { case, differences })
        });
        CaseResults { cases: self, failed: failed.collect() }
    }
}

impl<'c> CaseResults<'c> {
    /// The cases whose outcome differs from the expected one, in file order.
    #[must_use]
    pub fn failed(&self) -> impl ExactSizeIterator<Item = &'c Case> {
        self.failed.iter().map(|failed| failed.case)
    }

    /// Whether every outcome is the expected one.
    #[must_use]
    pub fn all_pass(&self) -> bool {
        self.failed.is_empty()
    }
}

/// A rulebook made ready for screening, assuming and not assuming; each when first needed.
pub(crate) struct Screeners<'r> {
    rulebook: &'r Rulebook,
    assuming: OnceCell<Screener<'r>>,
    strict: OnceCell<Screener<'r>>,
}

impl<'r> Screeners<'r> {
    pub(crate) fn new(rulebook: &'r Rulebook) -> Self {
        Self { rulebook, assuming: OnceCell::new(), strict: OnceCell::new() }
    }

    pub(crate) fn screen(&self, answers: &Answers<'r>, strict: bool) -> Outcome {
        let cell = if strict { &self.strict } else { &self.assuming };
        cell.get_or_init(|| Screener::new(self.rulebook).strict(strict)).outcome(answers)
    }

    pub(crate) fn screen_case(&self, case: &Case) -> Outcome {
        self.screen(&case.answers(self.rulebook), case.strict)
    }

    /// Whether what a case expects is what comes out.
    pub(crate) fn agree(&self, case: &Case) -> bool {
        case.expected.is(&self.screen_case(case))
    }
}

impl Case {
    /// Its answers, for a rulebook that asks the same questions as the one that it was read for.
    fn answers<'r>(&self, rulebook: &'r Rulebook) -> Answers<'r> {
        answers_of(rulebook, self.on, self.answers.iter().copied())
    }
}

/// Answers that are known to fit their questions, for a treatment on the day `on`.
pub(crate) fn answers_of(
    rulebook: &Rulebook,
    on: Date,
    given: impl IntoIterator<Item = (QuestionId, Answer)>,
) -> Answers<'_> {
    let mut answers = Answers::new(rulebook, on);
    for (id, answer) in given {
        answers.put(id, Some(answer));
    }
    answers
}

impl ExpectedOutcome {
    /// Expects this outcome, without `at_worst` and the days on which findings end.
    pub(crate) fn of(outcome: &Outcome) -> Self {
        let rules = outcome.findings.iter().map(|finding| (finding.rule, finding.level));
        let mut rules: Vec<_> = rules.collect();
        rules.sort_unstable();
        let mut open: Vec<_> = outcome.open.iter().map(|open| open.question).collect();
        open.sort_unstable();
        Self { verdict: outcome.verdict(), at_worst: None, rules, open, ends: Vec::new() }
    }

    /// Whether this is what came out.
    pub(crate) fn is(&self, outcome: &Outcome) -> bool {
        self.verdict == outcome.verdict()
            && self.at_worst.is_none_or(|level| level == outcome.at_worst)
            && self.rules.len() == outcome.findings.len()
            && outcome
                .findings
                .iter()
                .all(|finding| self.rules.binary_search(&(finding.rule, finding.level)).is_ok())
            && self.open.len() == outcome.open.len()
            && outcome.open.iter().all(|open| self.open.binary_search(&open.question).is_ok())
            && self.ends.iter().all(|(rule, date)| {
                let finding = outcome.findings.iter().find(|finding| finding.rule == *rule);
                finding.is_some_and(|finding| finding.ends == Some(*date))
            })
    }
}
