//! Finds cycles of questions whose `ask_when` depend on each other.

use super::condition::Scope;
use crate::diagnostic::{Code, Diagnostic};
use crate::rulebook::{Question, QuestionId};
use crate::text::escape;
use crate::text::list::few;

/// Reports every cycle once, at its first question in the file. If there is none, returns the
/// questions in an order in which each follows all those that its `ask_when` tests.
pub(super) fn check(scope: &Scope<'_, '_>, questions: &[Option<Question>]) -> Vec<QuestionId> {
    let waits_for: Vec<Vec<usize>> = questions
        .iter()
        .map(|question| {
            let mut on = Vec::new();
            if let Some(condition) = question.as_ref().and_then(|q| q.ask_when.as_ref()) {
                condition.each_test(&mut |test| on.push(test.question.index()));
            }
            on
        })
        .collect();
    let mut state = vec![Visit::New; questions.len()];
    let mut order = Vec::with_capacity(questions.len());
    for start in 0..questions.len() {
        if let Some(circle) = walk(start, &waits_for, &mut state, &mut order) {
            report(scope, &circle);
        }
    }
    order
}

/// The state of a question in the search.
#[derive(Clone, Copy, PartialEq)]
enum Visit {
    /// Not visited yet.
    New,
    /// On the path that is being followed.
    OnPath,
    /// It and all that its `ask_when` depends on are in the order.
    Done,
}

/// Depth-first search without recursion, as a chain may be as long as the file. Returns the first
/// cycle that it finds.
fn walk(
    start: usize,
    waits_for: &[Vec<usize>],
    state: &mut [Visit],
    order: &mut Vec<QuestionId>,
) -> Option<Vec<usize>> {
    let mut path: Vec<(usize, usize)> = Vec::new();
    let mut circle = None;
    if state[start] == Visit::New {
        state[start] = Visit::OnPath;
        path.push((start, 0));
    }
    while let Some((at, next)) = path.last_mut() {
        let Some(&on) = waits_for[*at].get(*next) else {
            state[*at] = Visit::Done;
            order.push(QuestionId::new(*at));
            path.pop();
            continue;
        };
        *next += 1;
        match state[on] {
            Visit::New => {
                state[on] = Visit::OnPath;
                path.push((on, 0));
            }
            Visit::OnPath if circle.is_none() => {
                let from = path.iter().position(|&(at, _)| at == on).unwrap_or_default();
                circle = Some(path[from..].iter().map(|&(at, _)| at).collect());
            }
            Visit::OnPath | Visit::Done => {}
        }
    }
    circle
}

fn report(scope: &Scope<'_, '_>, circle: &[usize]) {
    let questions = &scope.names.questions;
    let first = circle.iter().copied().min().unwrap_or_default();
    let message = if circle.len() == 1 {
        format!("{} waits for its own answer", escape::quoted(questions.name(first)))
    } else {
        let names = few(circle.iter().map(|&at| questions.name(at)), circle.len(), "and");
        format!("{names} wait for each other's answers")
    };
    let span = questions.entry_in(first, "ask_when").map_or(0..0, |entry| entry.span());
    scope.bag.push(
        Diagnostic::error(Code::AskWhenCycle, span, message)
            .expected("expected a question that does not depend on this one"),
    );
}
