//! Conditions as clauses: the disjunctive normal form, an `any` of `all`s.

use std::ops::Range;

use super::lists::Lists;
use crate::rulebook::{Condition, Test};

/// Clauses, each the tests that must all hold.
pub(super) type Clauses<'r> = Lists<&'r Test>;

/// Adds the clauses of a condition, and returns their numbers. It holds if any of them does.
///
/// INVARIANT: the reader of the rulebook has limited the number of clauses.
pub(super) fn add<'r>(condition: &'r Condition, clauses: &mut Clauses<'r>) -> Range<usize> {
    let start = clauses.len();
    match condition {
        Condition::Test(test) => clauses.push([test]),
        Condition::Any(parts) => parts.iter().for_each(|part| {
            add(part, clauses);
        }),
        Condition::All(parts) => match parts.iter().map(test).collect::<Option<Vec<_>>>() {
            Some(tests) => clauses.push(tests),
            None => product(parts).iter().for_each(|clause| clauses.push(clause.iter().copied())),
        },
    }
    start..clauses.len()
}

fn test(condition: &Condition) -> Option<&Test> {
    if let Condition::Test(test) = condition { Some(test) } else { None }
}

/// Every way to take one clause of each part.
fn product(parts: &[Condition]) -> Clauses<'_> {
    let mut so_far = Clauses::new();
    so_far.push([]);
    for part in parts {
        let (mut of_part, mut longer) = (Clauses::new(), Clauses::new());
        add(part, &mut of_part);
        for clause in so_far.iter() {
            of_part.iter().for_each(|more| longer.push(clause.iter().chain(more).copied()));
        }
        so_far = longer;
    }
    so_far
}
