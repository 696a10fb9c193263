//! What was taken for granted, in a few lines.

use std::cell::OnceCell;
use std::cmp::Reverse;

use crate::answers::Answer;
use crate::layout::Printer;
use crate::report::Report;
use crate::rulebook::{Kind, Level, PastDate, QuestionId, Value};
use crate::text::list::join;
use crate::text::{capitalised, lead_in, uncapitalised};

/// Maximum number of examples of what was taken for granted not to be so.
const MAX_EXAMPLES: usize = 4;

/// `such_as` keeps the examples, which are the same with any detail.
pub(super) fn write(
    report: &Report<'_>,
    such_as: &OnceCell<String>,
    detail: usize,
    printer: &mut Printer,
) {
    if detail == 0 {
        return;
    }
    let rulebook = report.rulebook();
    let is_none = |id: &QuestionId| match (&rulebook[*id].kind, rulebook[*id].assume) {
        (Kind::YesNo, assumed) => assumed == Some(Value::NO),
        (_, assumed) => assumed == Some(Value::Date(PastDate::Never)),
    };
    let (none, others): (Vec<QuestionId>, Vec<QuestionId>) =
        report.outcome().assumed.iter().partition(is_none);
    if none.is_empty() && others.is_empty() {
        return;
    }
    let mut sentences = Vec::new();
    let mut parts = Vec::new();
    if !none.is_empty() {
        let such_as = such_as.get_or_init(|| {
            let examples = examples(report, none.clone()).into_iter();
            join(examples.map(|id| name(&rulebook[id].ask)), "or")
        });
        parts.push(format!("none of {} things, such as {such_as}", none.len()));
    }
    if detail > 1 {
        sentences.extend(others.iter().filter_map(|&id| {
            let question = &rulebook[id];
            let value = question.assume?.labelled(question);
            Some(format!("{} {}.", lead_in(&question.ask), capitalised(&value)))
        }));
    } else {
        parts.extend(others.iter().filter_map(|&id| {
            let question = &rulebook[id];
            let value = question.assume?.with_unit(question);
            Some(format!("{}: {value}", question.id.replace('_', " ")))
        }));
    }
    let parts = Some(parts.join("; ") + ".").filter(|_| !parts.is_empty());
    let text = parts.into_iter().chain(sentences).collect::<Vec<_>>().join(" ");
    if detail > 2 {
        printer.title("Taken for granted, as you did not say");
        printer.paragraph("  ", &capitalised(&text));
    } else {
        printer.hanging("Taken for granted: ", "  ", &text);
    }
}

/// What a question is about, without what explains it: `A cold sore (even one)` is `a cold sore`.
fn name(ask: &str) -> String {
    let end = ask.find(['(', ':', ',', ';', '.']).unwrap_or(ask.len());
    uncapitalised(ask[..end].trim_end())
}

/// The questions that could have the worst effect if the answer were another one, in the order of
/// the rulebook; one of each group first.
fn examples(report: &Report<'_>, mut questions: Vec<QuestionId>) -> Vec<QuestionId> {
    let rulebook = report.rulebook();
    let levels_by = rulebook.head().levels_by.and_then(|id| report.answers().get(id));
    let option = match levels_by {
        Some(Answer::Value(Value::Choice(option))) => Some(option),
        _ => None,
    };
    let mut worst = vec![Level::Suitable; rulebook.questions().len()];
    for rule in rulebook.rules() {
        let (_, level) = rule.level.range(option);
        rule.when.each_test(&mut |test| {
            let known = &mut worst[test.question.index()];
            *known = level.max(*known);
        });
    }
    questions.sort_by_key(|id| Reverse(worst[id.index()]));
    let mut groups = Vec::new();
    let mut is_first = |id: &QuestionId| {
        let group = rulebook[*id].group;
        let is_first = group.is_none() || !groups.contains(&group);
        groups.push(group);
        is_first
    };
    let (mut questions, others): (Vec<_>, Vec<_>) = questions.iter().partition(|id| is_first(id));
    questions.extend(others);
    questions.truncate(MAX_EXAMPLES);
    questions
}
