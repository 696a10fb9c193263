//! Running cases through the screening.

use std::cell::OnceCell;

use jiff::civil::Date;

use super::difference::{self, Difference};
use super::{Case, Cases, Expected, Given};
use crate::answers::Answers;
use crate::rulebook::Rulebook;
use crate::screening::{Outcome, Screener};

/// A case from which something else came out.
#[derive(Clone, Debug)]
pub struct Failure<'c> {
    /// The case.
    pub case: &'c Case,
    /// Each difference; at least one.
    pub differences: Vec<Difference>,
}

/// Runs every case; those from which something else came out come back, in file order.
///
/// # Panics
///
/// If the cases were read for another rulebook and do not fit this one.
#[must_use]
pub fn run<'c>(rulebook: &Rulebook, cases: &'c Cases) -> Vec<Failure<'c>> {
    let screeners = Screeners::new(rulebook);
    cases
        .list()
        .iter()
        .filter_map(|case| {
            let answers = case.answers(rulebook);
            let outcome = screeners.screen(&answers, case.strict);
            if case.expected.is(&outcome) {
                return None;
            }
            let differences = difference::all(rulebook, case, &answers, &outcome);
            Some(Failure { case, differences })
        })
        .collect()
}

/// A rulebook made ready for screening, assuming and not assuming; each when first needed.
pub(super) struct Screeners<'r> {
    rulebook: &'r Rulebook,
    assuming: OnceCell<Screener<'r>>,
    strict: OnceCell<Screener<'r>>,
}

impl<'r> Screeners<'r> {
    pub(super) fn new(rulebook: &'r Rulebook) -> Self {
        Self { rulebook, assuming: OnceCell::new(), strict: OnceCell::new() }
    }

    pub(super) fn screen(&self, answers: &Answers<'r>, strict: bool) -> Outcome {
        let cell = if strict { &self.strict } else { &self.assuming };
        cell.get_or_init(|| Screener::new(self.rulebook).strict(strict)).outcome(answers)
    }

    pub(super) fn screen_case(&self, case: &Case) -> Outcome {
        self.screen(&case.answers(self.rulebook), case.strict)
    }

    /// Whether what a case expects is what comes out.
    pub(super) fn agree(&self, case: &Case) -> bool {
        case.expected.is(&self.screen_case(case))
    }
}

impl Case {
    /// Its answers, held against a rulebook that asks the same questions as the one that it was
    /// read for.
    pub(super) fn answers<'r>(&self, rulebook: &'r Rulebook) -> Answers<'r> {
        given(rulebook, &self.answers, self.on)
    }
}

/// Answers that are known to fit.
pub(super) fn given<'r>(rulebook: &'r Rulebook, texts: &Given, on: Date) -> Answers<'r> {
    let mut answers = Answers::new(rulebook, on);
    for (id, text) in texts {
        // INVARIANT: every answer of a case has been held against its question.
        answers.set(&rulebook[*id].id, text).expect("an answer of a case fits its question");
    }
    answers
}

impl Expected {
    /// Whether this is what came out.
    pub(super) fn is(&self, outcome: &Outcome) -> bool {
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
