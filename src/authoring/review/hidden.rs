//! Rules that add nothing to another one.
//!
//! Every rule that applies is reported. So a rule is hidden only if another rule applies whenever
//! it does, at the same or a higher level for every option, **and** that rule has either the same
//! condition or the same reason and advice. A narrower rule with its own reason and advice adds
//! information about a special case, and is not hidden.

use std::collections::HashSet;

use super::Review;
use crate::authoring::proof::{Undecided, Witness};
use crate::diagnostic::{Code, Diagnostic};
use crate::rulebook::{Levels, OptionId, Rule, RuleId};
use crate::screening::Screener;
use crate::text::escape;

pub(super) fn check(review: &Review<'_>) {
    let rulebook = review.rulebook;
    let screener = Screener::new(rulebook);
    let mut hidden: HashSet<RuleId> = HashSet::new();
    for id in rulebook.rule_ids() {
        let found = hiding(review, &screener, &hidden, id);
        if let Some(Some((by, witness))) = review.decided(&rulebook[id].id, found) {
            hidden.insert(id);
            push(review, id, by, &witness);
        }
    }
}

/// The rule that hides a rule, if one does, with an example.
fn hiding(
    review: &Review<'_>,
    screener: &Screener<'_>,
    hidden: &HashSet<RuleId>,
    id: RuleId,
) -> Result<Option<(RuleId, Witness)>, Undecided> {
    let Some(witness) = review.prover.applies_ever(id)? else { return Ok(None) };
    // What applies whenever this rule does also applies to these answers.
    let outcome = screener.outcome(&witness.answers(review.rulebook));
    let mut others: Vec<_> = outcome.findings.iter().map(|finding| finding.rule).collect();
    others.sort_unstable();
    others.retain(|other| *other != id && !hidden.contains(other));
    for other in others {
        if hides(review, other, id)? {
            return Ok(Some((other, witness)));
        }
    }
    Ok(None)
}

fn hides(review: &Review<'_>, other: RuleId, id: RuleId) -> Result<bool, Undecided> {
    let (rule, by) = (&review.rulebook[id], &review.rulebook[other]);
    let implies = |a: &Rule, b: &Rule| {
        review.prover.has_example(&[&a.when], &[&b.when]).map(|has_example| !has_example)
    };
    if !no_lower(&by.level, &rule.level) || !implies(rule, by)? {
        return Ok(false);
    }
    // Of two that are the same, the first stays.
    let same = implies(by, rule)?;
    let first = !no_lower(&rule.level, &by.level) || other < id;
    let same_words = rule.reason == by.reason && rule.advice == by.advice;
    Ok((same && first) || (same_words && !same))
}

/// Whether one rule's level is nowhere below another's.
fn no_lower(level: &Levels, than: &Levels) -> bool {
    let cells = match (level, than) {
        (Levels::ByOption(cells), _) | (_, Levels::ByOption(cells)) => cells.len(),
        _ => 1,
    };
    (0..cells).map(OptionId::new).all(|o| level.range(Some(o)).0 >= than.range(Some(o)).0)
}

fn push(review: &Review<'_>, id: RuleId, by: RuleId, witness: &Witness) {
    let (rule, other) =
        (escape::quoted(&review.rulebook[id].id), escape::quoted(&review.rulebook[by].id));
    let span = review.map.rule(id).key_span.clone();
    review.push(
        Diagnostic::warning(
            Code::HiddenRule,
            span,
            format!("the rule {rule} is hidden by {other}"),
        )
        .expected(format!("whenever it applies, {other} does, at the same or a higher level"))
        .note("join the two rules, or let their conditions and reasons differ")
        .answers(review.answers(witness)),
    );
}
