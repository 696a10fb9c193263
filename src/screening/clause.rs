//! Conditions spelled out: an `any` of `all`s.

use crate::rulebook::{Condition, Test};

/// Tests that must all hold.
pub(super) type Clause<'r> = Vec<&'r Test>;

/// A condition spelled out.
///
/// INVARIANT: reading the rulebook has made sure that this does not explode.
pub(super) fn clauses(condition: &Condition) -> Vec<Clause<'_>> {
    match condition {
        Condition::Test(test) => vec![vec![test]],
        Condition::Any(parts) => parts.iter().flat_map(clauses).collect(),
        Condition::All(parts) => parts.iter().fold(vec![Vec::new()], |so_far, part| {
            let part = clauses(part);
            so_far
                .iter()
                .flat_map(|clause: &Clause<'_>| {
                    part.iter().map(|more| clause.iter().chain(more).copied().collect())
                })
                .collect()
        }),
    }
}
