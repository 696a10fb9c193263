//! Conditions as clauses: the disjunctive normal form, an `any` of `all`s.

use crate::rulebook::{Condition, Test};

/// Tests that must all hold.
pub(super) type Clause<'r> = Vec<&'r Test>;

/// The clauses of a condition. It holds if any of them does.
///
/// INVARIANT: the reader of the rulebook has limited the number of clauses.
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
