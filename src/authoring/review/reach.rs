//! Conditions that no answers satisfy, and tests without effect where they stand.
//!
//! A condition counts as never satisfied if only an answer to an unasked question can satisfy it. A
//! test that repeats the `ask_when` of another question does have an effect: for a person who
//! answers that question without being asked.

use std::ptr;

use super::Review;
use super::part::{self, Part, What};
use crate::authoring::proof::Undecided;
use crate::diagnostic::{Code, Diagnostic};
use crate::rulebook::{Condition, Node, Test};
use crate::text::escape;

pub(super) fn check(review: &Review<'_>) {
    let rulebook = review.rulebook;
    for (id, rule) in rulebook.rule_ids().zip(rulebook.rules()) {
        if let Some(node) = review.map.rule(id).get("when") {
            let what = format!("the rule {} can never apply", escape::quoted(&rule.id));
            review.decided(&rule.id, condition(review, node, &rule.when, &what));
        }
    }
    for (id, question) in rulebook.question_ids().zip(rulebook.questions()) {
        if let Some(when) = &question.ask_when
            && let Some(node) = review.map.question(id).get("ask_when")
        {
            let what = format!("the question {} is never asked", escape::quoted(&question.id));
            review.decided(&question.id, condition(review, node, when, &what));
        }
    }
    for (aftercare, entry) in rulebook.aftercare().iter().zip(&review.map.aftercare) {
        if let Some(when) = &aftercare.when
            && let Some(node) = entry.get("when")
        {
            let checked = condition(review, node, when, "this aftercare entry never applies");
            review.decided("aftercare", checked);
        }
    }
}

fn condition(
    review: &Review<'_>,
    node: &Node,
    condition: &Condition,
    never: &str,
) -> Result<(), Undecided> {
    if !review.can_hold_if_asked(&[condition])? {
        review.push(
            Diagnostic::warning(Code::NeverApplies, node.whole(), never)
                .expected("no answers to the questions that are asked satisfy this condition"),
        );
        // Where nothing holds, every test in it looks needless.
        return Ok(());
    }
    let parts = part::parts(review.map, node, condition);
    let needless = needless_branches(review, &parts)?;
    let mut always: Vec<&Test> = Vec::new();
    // Of two that are the same, the first stays.
    for part in parts.iter().rev() {
        if let What::Test(test) = part.what
            && !needless.iter().any(|branch| part.is_inside(branch))
            && always_true(review, part, test, &always)?
        {
            always.push(test);
        }
    }
    Ok(())
}

/// The conditions of an `any` that never hold beside the rest, or only where another does.
fn needless_branches<'p, 'c>(
    review: &Review<'_>,
    parts: &'p [Part<'c>],
) -> Result<Vec<&'p Part<'c>>, Undecided> {
    let mut needless: Vec<(&Part<'_>, &Condition, Diagnostic)> = Vec::new();
    // Of two that are the same, the first stays.
    for part in parts.iter().rev() {
        let What::Branch(branch, others) = &part.what else { continue };
        let stays =
            |other: &&Condition| !needless.iter().any(|(_, gone, _)| ptr::eq(*gone, *other));
        let others: Vec<_> = others.iter().copied().filter(stays).collect();
        let mut holding = part.beside.clone();
        holding.push(branch);
        let (message, why) = if !review.can_hold_if_asked(&holding)? {
            (
                "this part of an `any` never holds",
                "no answers to the questions that are asked satisfy it together with the \
                 conditions beside it",
            )
        } else if !review.prover.has_example(&holding, &others)? {
            ("this part of an `any` adds nothing", "wherever it holds, another part does too")
        } else {
            continue;
        };
        let doubt = Diagnostic::warning(Code::NeedlessPart, part.span.clone(), message);
        // One that goes takes what is in it along.
        needless.retain(|(inner, _, _)| !inner.is_inside(part));
        needless.push((part, branch, doubt.expected(why)));
    }
    let push = |(part, _, doubt)| {
        review.push(doubt);
        part
    };
    Ok(needless.into_iter().map(push).collect())
}

/// Whether a test holds whenever all beside it does, where its question is asked at all; beside
/// the tests that are already `gone`, that is.
fn always_true(
    review: &Review<'_>,
    part: &Part<'_>,
    test: &Test,
    gone: &[&Test],
) -> Result<bool, Undecided> {
    let question = &review.rulebook[test.question];
    let condition = Condition::Test(test.clone());
    let stays = |beside: &&Condition| match beside {
        Condition::Test(test) => !gone.iter().any(|&gone| ptr::eq(gone, test)),
        _ => true,
    };
    let mut holding: Vec<_> = part.beside.iter().copied().filter(stays).collect();
    holding.extend(&question.ask_when);
    if review.prover.has_example(&holding, &[&condition])? {
        return Ok(false);
    }
    holding.push(&condition);
    // Where what stands beside it never holds, that is the fault, and not this test.
    let Some(witness) = review.prover.example(&holding, &[])? else { return Ok(false) };
    let message = format!("this test of {} always holds here", escape::quoted(&question.id));
    let by_itself = question.ask_when.iter().collect::<Vec<_>>();
    let by_itself = !review.prover.has_example(&by_itself, &[&condition])?;
    let why = match (by_itself, &question.ask_when) {
        (true, None) => "every answer satisfies it",
        (true, Some(_)) => "every answer satisfies it; test what its `ask_when` tests instead",
        (false, _) => "it follows from the tests beside it",
    };
    review.push(
        Diagnostic::warning(Code::AlwaysTrue, part.span.clone(), message)
            .expected(why)
            .answers(review.answers(&witness)),
    );
    Ok(true)
}
