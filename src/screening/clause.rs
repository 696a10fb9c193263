//! Conditions spelled out: an `any` of `all`s.

use crate::rulebook::{Condition, QuestionId, Rulebook, Test};

/// Tests that must all hold.
pub(crate) type Clause<'r> = Vec<&'r Test>;

/// The clauses of every question's `ask_when`, with those of the questions that it tests written
/// in; nothing for a question that always applies.
#[derive(Debug)]
pub(crate) struct Gates<'r> {
    by_question: Vec<Option<Vec<Clause<'r>>>>,
}

impl<'r> Gates<'r> {
    pub(crate) fn of(rulebook: &'r Rulebook) -> Self {
        let mut gates = Self { by_question: vec![None; rulebook.questions().len()] };
        // INVARIANT: `ask_order` puts every question after those that its `ask_when` tests.
        for &id in rulebook.ask_order() {
            let spelled_out = rulebook[id].ask_when.as_ref().map(|when| gates.clauses(when));
            gates.by_question[id.index()] = spelled_out;
        }
        gates
    }

    /// A condition spelled out. A test holds only where its question applies, so the clauses of
    /// that question's gate are written in beside it.
    ///
    /// INVARIANT: reading the rulebook has made sure that this does not explode.
    pub(crate) fn clauses(&self, condition: &'r Condition) -> Vec<Clause<'r>> {
        match condition {
            Condition::Test(test) => match self.gate(test.question) {
                None => vec![vec![test]],
                Some(gate) => gate
                    .iter()
                    .map(|clause| clause.iter().copied().chain([test]).collect())
                    .collect(),
            },
            Condition::Any(parts) => parts.iter().flat_map(|part| self.clauses(part)).collect(),
            Condition::All(parts) => parts.iter().fold(vec![Vec::new()], |so_far, part| {
                let part = self.clauses(part);
                so_far
                    .iter()
                    .flat_map(|clause| {
                        part.iter().map(|more| clause.iter().chain(more).copied().collect())
                    })
                    .collect()
            }),
        }
    }

    pub(crate) fn gate(&self, question: QuestionId) -> Option<&[Clause<'r>]> {
        self.by_question[question.index()].as_deref()
    }
}
