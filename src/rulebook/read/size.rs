//! Whether a rulebook fits into the tables that screening needs.
//!
//! Screening expands every condition to an `any` of `all`s, including the `ask_when` of each
//! question that it tests. A few nested lists can expand to an astronomical number of combinations;
//! this module counts them without expanding.

use super::Parts;
use super::names::Names;
use crate::diagnostic::{Code, Diagnostic, DiagnosticSink};
use crate::rulebook::{Condition, Question};

/// The size of an expanded condition.
#[derive(Clone, Copy)]
struct Size {
    /// The number of combinations: the `all`s of its `any`.
    clauses: u64,
    /// The number of tests in all of them together.
    tests: u64,
}

impl Size {
    const ALWAYS: Self = Self { clauses: 1, tests: 0 };
    /// For one condition.
    const MOST: Self = Self { clauses: 1_024, tests: 65_536 };
    /// For the whole rulebook: 128 MiB of tables, and as many tests as fit into that.
    const MOST_TABLE_WORDS: u64 = 1 << 24;
    const MOST_TESTS: u64 = 1 << 22;

    fn any(self, other: Self) -> Self {
        Self {
            clauses: self.clauses.saturating_add(other.clauses),
            tests: self.tests.saturating_add(other.tests),
        }
    }

    fn all(self, other: Self) -> Self {
        Self {
            clauses: self.clauses.saturating_mul(other.clauses),
            tests: (self.tests.saturating_mul(other.clauses))
                .saturating_add(other.tests.saturating_mul(self.clauses)),
        }
    }

    fn fits(self) -> bool {
        self.clauses <= Self::MOST.clauses && self.tests <= Self::MOST.tests
    }
}

pub(super) fn check(bag: &DiagnosticSink, names: &Names<'_>, parts: &Parts) {
    let mut gates = vec![Size::ALWAYS; parts.questions.len()];
    let mut total = Size { clauses: 0, tests: 0 };
    for &id in &parts.ask_order {
        if let Some(condition) = &parts.questions[id.index()].ask_when {
            let size = size(condition, &gates);
            if !size.fits() {
                too_large(bag, names.questions.entry_in(id.index(), "ask_when").as_ref());
                return;
            }
            gates[id.index()] = size;
            total = total.any(size);
        }
    }
    for (index, rule) in parts.rules.iter().enumerate() {
        let size = size(&rule.when, &gates);
        if !size.fits() {
            too_large(bag, names.rules.entry_in(index, "when").as_ref());
        }
        total = total.any(size);
    }
    for (index, entry) in parts.aftercare.iter().enumerate() {
        if let Some(condition) = &entry.when {
            let size = size(condition, &gates);
            if !size.fits() {
                let message = format!("the `when` of aftercare entry {} is too large", index + 1);
                bag.push(Diagnostic::error(Code::ConditionTooLarge, 0..0, message));
            }
            total = total.any(size);
        }
    }
    let words = total.clauses.div_ceil(64).saturating_mul(rows(parts));
    if bag.is_empty() && (words > Size::MOST_TABLE_WORDS || total.tests > Size::MOST_TESTS) {
        bag.push(
            Diagnostic::error(Code::RulebookTooLarge, 0..0, "the rulebook is too large")
                .expected("expected fewer rules, options or bounds")
                .note("its tables would not fit into 128 MiB"),
        );
    }
}

fn size(condition: &Condition, gates: &[Size]) -> Size {
    match condition {
        Condition::Test(test) => Size { clauses: 1, tests: 1 }.all(gates[test.question.index()]),
        Condition::All(parts) => {
            parts.iter().fold(Size::ALWAYS, |so_far, part| so_far.all(size(part, gates)))
        }
        Condition::Any(parts) => parts
            .iter()
            .fold(Size { clauses: 0, tests: 0 }, |so_far, part| so_far.any(size(part, gates))),
    }
}

/// An upper bound on the number of rows of the tables: one for each way in which a question can be
/// answered.
fn rows(parts: &Parts) -> u64 {
    // And one while it is open.
    let of = |question: &Question| question.options().len().max(1) + 1;
    let mut rows: usize = parts.questions.iter().map(of).sum();
    let gates = parts.questions.iter().filter_map(|question| question.ask_when.as_ref());
    let aftercare = parts.aftercare.iter().filter_map(|entry| entry.when.as_ref());
    for condition in gates.chain(parts.rules.iter().map(|rule| &rule.when)).chain(aftercare) {
        // A bound or a wait adds at most three rows to its question's own.
        condition.each_test(&mut |_| rows += 3);
    }
    rows as u64
}

fn too_large(bag: &DiagnosticSink, entry: Option<&super::table::Entry<'_>>) {
    let span = entry.map_or(0..0, super::table::Entry::span);
    bag.push(
        Diagnostic::error(Code::ConditionTooLarge, span, "this condition is too large")
            .expected(format!("expected at most {} combinations", Size::MOST.clauses))
            .note(
                "each `any` inside an `all` multiplies them; so does the `ask_when` of each question",
            ),
    );
}
