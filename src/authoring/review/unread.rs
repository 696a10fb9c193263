//! Questions, options, groups and sources that are declared but not used.
//!
//! A question that nothing reads collects health data for no purpose. A question is read if a rule
//! or an aftercare entry tests it, if it is the `levels_by` question, or if the `ask_when` of a
//! question that is read tests it. An option is unread only if no test names it **and** there is
//! another such option. A single option that no test names, such as the usual device, is a sensible
//! answer; two of them offer a choice that makes no difference.

use std::collections::HashSet;

use super::Review;
use crate::diagnostic::{Code, Diagnostic};
use crate::rulebook::{Condition, GroupId, Node, OptionId, QuestionId, QuestionSet, Value, Wants};
use crate::text::escape;

pub(super) fn check(review: &Review<'_>) {
    let read = questions(review);
    let tested = tested(review);
    for id in review.rulebook.question_ids() {
        if read.contains(id) {
            options(review, id, &tested);
        } else {
            let why = if tested.iter().any(|&(question, _)| question == id) {
                "it is tested only by the `ask_when` of unused questions"
            } else {
                "no rule, aftercare entry or other question tests it"
            };
            let name = escape::quoted(&review.rulebook[id].id);
            let node = review.map.question(id);
            push(
                review,
                Code::UnreadQuestion,
                node,
                &format!("the answer to {name} is never used"),
                why,
            );
        }
    }
    let rulebook = review.rulebook;
    let groups = rulebook.questions().iter().filter_map(|question| question.group);
    let used: HashSet<_> = groups.map(GroupId::index).collect();
    for (at, node) in review.map.groups.iter().enumerate() {
        if !used.contains(&at) {
            let message = format!("no question is in the group {}", escape::quoted(&node.key));
            push(review, Code::UnusedGroup, node, &message, "it is never shown");
        }
    }
    let by_rules = rulebook.rules().iter().flat_map(|rule| &rule.sources);
    let by_aftercare = rulebook.aftercare().iter().flat_map(|entry| &entry.sources);
    let cited: HashSet<_> = by_rules.chain(by_aftercare).map(|source| source.index()).collect();
    for (at, node) in review.map.sources.iter().enumerate() {
        if !cited.contains(&at) {
            let message = format!("nothing cites the source {}", escape::quoted(&node.key));
            push(review, Code::UncitedSource, node, &message, "no rule or aftercare entry uses it");
        }
    }
}

fn push(review: &Review<'_>, code: Code, node: &Node, message: &str, why: &str) {
    review.push(Diagnostic::warning(code, node.key_span.clone(), message).expected(why));
}

/// Every question whose answer can make a difference to a report.
fn questions(review: &Review<'_>) -> QuestionSet {
    let rulebook = review.rulebook;
    let rules = rulebook.rules().iter().map(|rule| &rule.when);
    let read = rules.chain(rulebook.aftercare_conditions()).flat_map(Condition::questions);
    rulebook.dependencies(rulebook.head().levels_by.into_iter().chain(read))
}

/// Every test, wherever it stands.
fn tested<'r>(review: &Review<'r>) -> Vec<(QuestionId, &'r Wants)> {
    let rulebook = review.rulebook;
    let mut tests = Vec::new();
    for condition in rulebook.conditions().chain(rulebook.aftercare_conditions()) {
        condition.each_test(&mut |test| tests.push((test.question, &test.wants)));
    }
    tests
}

fn options(review: &Review<'_>, id: QuestionId, tested: &[(QuestionId, &Wants)]) {
    let question = &review.rulebook[id];
    if review.rulebook.head().levels_by == Some(id) {
        return;
    }
    let all = question.options().len();
    let mut named: HashSet<OptionId> = HashSet::new();
    for (_, wants) in tested.iter().filter(|&&(tested, _)| tested == id) {
        if let Wants::OneOf(options) = wants
            && options.len() < all
        {
            named.extend(options);
        }
    }
    let unnamed = || (0..all).map(OptionId::new).filter(|option| !named.contains(option));
    let assumed = match question.assume {
        Some(Value::Choice(option)) if !named.contains(&option) => Some(option),
        _ => None,
    };
    let Some(kept) = assumed.or_else(|| unnamed().next()) else { return };
    let Some(nodes) = review.map.question(id).get("options") else { return };
    let kept_name = escape::quoted(&question.options()[kept.index()].id);
    for option in unnamed().filter(|&option| option != kept) {
        let node = &nodes.entries[option.index()];
        let message = format!(
            "no test tells option {} of {} apart from {kept_name}",
            escape::quoted(&node.key),
            escape::quoted(&question.id)
        );
        push(review, Code::UnreadOption, node, &message, "test it in a rule, or remove it");
    }
}
