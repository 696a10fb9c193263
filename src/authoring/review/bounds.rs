//! Number bounds of different rules that almost meet: with a gap or an overlap.
//!
//! A rule that ends `under = 18` and one that starts `at_least = 18` leave nothing out and share
//! nothing. With `over = 18` the number 18 falls between them; with `at_most = 18` both take it.
//! Between whole numbers next to each other, as in `at_most = 17` and `at_least = 18`, every
//! fraction falls out. Bounds further apart are taken to be meant.

use super::Review;
use super::part::{self, What};
use crate::authoring::proof::Undecided;
use crate::diagnostic::{Code, Diagnostic};
use crate::rulebook::{Bound, Condition, Kind, Number, Range, RuleId, Test, Wants};
use crate::text::escape;

/// A test of a number, and where it stands.
struct Bounded<'c> {
    rule: RuleId,
    test: &'c Test,
    range: Range,
    span: std::ops::Range<usize>,
    beside: Vec<&'c Condition>,
}

pub(super) fn check(review: &Review<'_>) {
    let mut tests: Vec<Bounded<'_>> = Vec::new();
    for (rule, at) in review.rulebook.rules().iter().zip(review.rulebook.rule_ids()) {
        let Some(node) = review.map.rule(at).get("when") else { continue };
        for part in part::parts(review.map, node, &rule.when) {
            if let What::Test(test @ Test { wants: Wants::Range(range), .. }) = part.what {
                let (range, span, beside) = (*range, part.span, part.beside);
                tests.push(Bounded { rule: at, test, range, span, beside });
            }
        }
    }
    for below in &tests {
        for above in &tests {
            if below.rule != above.rule && below.test.question == above.test.question {
                let checked = pair(review, &tests, below, above);
                review.decided(&review.rulebook[above.rule].id, checked);
            }
        }
    }
}

/// Two tests of one question, where the first should end as the second starts.
fn pair(
    review: &Review<'_>,
    tests: &[Bounded<'_>],
    below: &Bounded<'_>,
    above: &Bounded<'_>,
) -> Result<(), Undecided> {
    let (Some(end), Some(start)) = (below.range.upper, above.range.lower) else { return Ok(()) };
    if end.at == start.at && end.inclusive && start.inclusive {
        // A single number may be meant as an exception.
        let single =
            |range: &Range| range.lower.zip(range.upper).is_some_and(|(a, b)| a.at == b.at);
        if single(&below.range) || single(&above.range) {
            return Ok(());
        }
        return overlap(review, below, above);
    }
    let between = if end.at == start.at && !end.inclusive && !start.inclusive {
        Some(end.at)
    } else if end.at < start.at && is_next(end.at, start.at) {
        Number::new(f64::midpoint(end.at.get(), start.at.get()))
    } else {
        None
    };
    match between {
        Some(between) => gap(review, tests, below, above, between),
        None => Ok(()),
    }
}

/// Whether these are whole numbers next to each other.
fn is_next(low: Number, high: Number) -> bool {
    let (low, high) = (low.get(), high.get());
    low.fract() == 0.0 && high.fract() == 0.0 && high <= low + 1.0
}

fn overlap(review: &Review<'_>, below: &Bounded<'_>, above: &Bounded<'_>) -> Result<(), Undecided> {
    let (a, b) = (Condition::Test(below.test.clone()), Condition::Test(above.test.clone()));
    let holding = [&[&a, &b], &below.beside[..], &above.beside[..]].concat();
    let Some(witness) = review.asked_example(&holding)? else { return Ok(()) };
    let Some(at) = below.range.upper else { return Ok(()) };
    let message = format!("{} also covers {}", rule(review, below), at.at);
    review.push(
        Diagnostic::warning(Code::BoundsOverlap, above.span.clone(), message)
            .expected("use `over` or `under` in one of the two")
            .answers(review.answers(&witness)),
    );
    Ok(())
}

fn gap(
    review: &Review<'_>,
    tests: &[Bounded<'_>],
    below: &Bounded<'_>,
    above: &Bounded<'_>,
    between: Number,
) -> Result<(), Undecided> {
    let question = &review.rulebook[below.test.question];
    let Kind::Number { min, max, .. } = question.kind else { return Ok(()) };
    review.prover.spend(tests.len())?;
    let touches = |range: &Range| {
        let near = |bound: &Bound| {
            let (low, high) = (below.range.upper, above.range.lower);
            low.is_some_and(|low| low.at <= bound.at)
                && high.is_some_and(|high| bound.at <= high.at)
        };
        range.lower.iter().chain(&range.upper).any(near)
    };
    let filled = |other: &Bounded<'_>| {
        other.test.question == below.test.question
            && other.range.contains(between)
            && touches(&other.range)
    };
    if between < min || between > max || tests.iter().any(filled) {
        return Ok(());
    }
    // Both rules have to be meant for the same people, of whom the question is asked.
    let mut holding = [&below.beside[..], &above.beside[..]].concat();
    holding.extend(&question.ask_when);
    let Some(witness) = review.asked_example(&holding)? else { return Ok(()) };
    let mut answers = review.answers(&witness);
    answers.insert(question.id.clone(), serde_json::json!(between));
    let message = format!("neither this rule nor {} covers {between}", rule(review, below));
    review.push(
        Diagnostic::warning(Code::BoundsGap, above.span.clone(), message)
            .expected("use `at_least` or `at_most` in one of the two")
            .answers(answers),
    );
    Ok(())
}

fn rule(review: &Review<'_>, test: &Bounded<'_>) -> String {
    format!("the rule {}", escape::quoted(&review.rulebook[test.rule].id))
}
