//! The parts of a condition that may be needless, with their positions in the file.

use crate::rulebook::{Condition, Node, SourceMap, Span, Test};

/// A part of a condition, and what has to hold for it to matter.
pub(super) struct Part<'c> {
    pub(super) what: What<'c>,
    pub(super) span: Span,
    /// All that has to hold beside it.
    pub(super) beside: Vec<&'c Condition>,
}

impl Part<'_> {
    /// Whether it stands in another part.
    pub(super) fn is_inside(&self, other: &Self) -> bool {
        other.span.start <= self.span.start && self.span.end <= other.span.end
    }
}

/// What a part of a condition is.
pub(super) enum What<'c> {
    /// A single test.
    Test(&'c Test),
    /// One of several conditions of an `any`: itself, and the others.
    Branch(&'c Condition, Vec<&'c Condition>),
}

/// The parts of a condition, each with its place, a branch before what is in it.
pub(super) fn parts<'c>(map: &SourceMap, node: &Node, condition: &'c Condition) -> Vec<Part<'c>> {
    let mut whats = Vec::new();
    walk(condition, &mut Vec::new(), &mut whats);
    let spans = map.parts(node);
    debug_assert_eq!(whats.len(), spans.len(), "each part has a place");
    whats
        .into_iter()
        .zip(spans.iter().cloned())
        .map(|((what, beside), span)| Part { what, span, beside })
        .collect()
}

/// The parts in the order in which [`SourceMap::parts`] has their places.
fn walk<'c>(
    condition: &'c Condition,
    beside: &mut Vec<&'c Condition>,
    parts: &mut Vec<(What<'c>, Vec<&'c Condition>)>,
) {
    match condition {
        Condition::Test(test) => parts.push((What::Test(test), beside.clone())),
        Condition::All(conditions) => {
            for (part, others) in each(conditions) {
                let before = beside.len();
                for other in others {
                    flatten(other, beside);
                }
                walk(part, beside, parts);
                beside.truncate(before);
            }
        }
        Condition::Any(conditions) => {
            for (part, others) in each(conditions) {
                parts.push((What::Branch(part, others), beside.clone()));
                walk(part, beside, parts);
            }
        }
    }
}

/// Each of several conditions, with the others.
fn each(conditions: &[Condition]) -> impl Iterator<Item = (&Condition, Vec<&Condition>)> {
    conditions.iter().enumerate().map(|(at, part)| {
        let others = conditions[..at].iter().chain(&conditions[at + 1..]);
        (part, others.collect())
    })
}

/// A condition, or each of those that it says must all hold.
fn flatten<'c>(condition: &'c Condition, into: &mut Vec<&'c Condition>) {
    match condition {
        Condition::All(conditions) => conditions.iter().for_each(|part| flatten(part, into)),
        _ => into.push(condition),
    }
}
