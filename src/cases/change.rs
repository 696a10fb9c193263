//! Small changes of one condition: what a slip of the pen could have made of it.

use super::pin::Pin;
use crate::rulebook::{
    Bound, Condition, Kind, Number, OptionId, QuestionId, Range, Rulebook, Test, Wants,
};

/// A changed condition.
pub(super) struct Change {
    pub(super) pin: Pin,
    /// What was changed: the name of a test, an option or a bound.
    pub(super) name: String,
    /// The change in words: "`x` could be `y`".
    pub(super) words: String,
    pub(super) to: Condition,
}

/// Every small change of a condition.
pub(super) fn all(rulebook: &Rulebook, steps: &Steps, condition: &Condition) -> Vec<Change> {
    match condition {
        Condition::Test(test) => tests(rulebook, steps, test),
        Condition::All(parts) => several(rulebook, steps, parts, Condition::All, Condition::Any),
        Condition::Any(parts) => several(rulebook, steps, parts, Condition::Any, Condition::All),
    }
}

fn several(
    rulebook: &Rulebook,
    steps: &Steps,
    parts: &[Condition],
    keep: fn(Vec<Condition>) -> Condition,
    swap: fn(Vec<Condition>) -> Condition,
) -> Vec<Change> {
    let mut changes = Vec::new();
    for (at, part) in parts.iter().enumerate() {
        for change in all(rulebook, steps, part) {
            let mut parts = parts.to_vec();
            parts[at] = change.to;
            changes.push(Change { to: keep(parts), ..change });
        }
    }
    if parts.len() < 2 {
        return changes;
    }
    for at in 0..parts.len() {
        let name = parts[at].as_written(rulebook);
        let mut rest = parts.to_vec();
        rest.remove(at);
        let words = format!("`{name}` could be left out");
        changes.push(Change { pin: Pin::Part, name, words, to: keep(rest) });
    }
    let to = swap(parts.to_vec());
    let name = keep(parts.to_vec()).as_written(rulebook);
    let words = format!("`{name}` could be `{}`", to.as_written(rulebook));
    changes.push(Change { pin: Pin::Part, name, words, to });
    changes
}

fn tests(rulebook: &Rulebook, steps: &Steps, test: &Test) -> Vec<Change> {
    let question = test.question;
    let was = test.as_written(rulebook);
    let changed = |pin, name: String, wants| {
        let test = Test { question, wants };
        let words = format!("`{was}` could be `{}`", test.as_written(rulebook));
        Change { pin, name, words, to: Condition::Test(test) }
    };
    match &test.wants {
        Wants::Within(wait) => [-1, 1]
            .map(|days| changed(Pin::Bound, was.clone(), Wants::Within(wait.nudged(days))))
            .into(),
        Wants::Range(range) => bounds(steps.of(question), *range)
            .into_iter()
            .map(|range| changed(Pin::Bound, was.clone(), Wants::Range(range)))
            .collect(),
        Wants::OneOf(wanted) if matches!(rulebook[question].kind, Kind::YesNo) => {
            let other = if wanted[..] == [OptionId::YES] { OptionId::NO } else { OptionId::YES };
            vec![changed(Pin::Test, was.clone(), Wants::OneOf(vec![other]))]
        }
        Wants::OneOf(wanted) => options(rulebook[question].options().len(), wanted)
            .into_iter()
            .map(|(option, wanted)| {
                let only = Test { question, wants: Wants::OneOf(vec![option]) };
                changed(Pin::Option, only.as_written(rulebook), Wants::OneOf(wanted))
            })
            .collect(),
    }
}

/// Lists that one option more or less makes of a list, each with that option; and for an only
/// option each of the others in its place.
fn options(count: usize, wanted: &[OptionId]) -> Vec<(OptionId, Vec<OptionId>)> {
    let missing = (0..count).map(OptionId::new).filter(|option| !wanted.contains(option));
    let mut lists = Vec::new();
    for option in missing {
        if wanted.len() == 1 {
            lists.push((option, vec![option]));
        }
        lists.push((option, wanted.iter().copied().chain([option]).collect()));
    }
    if wanted.len() > 1 {
        for option in wanted {
            let rest = wanted.iter().copied().filter(|other| other != option).collect();
            lists.push((*option, rest));
        }
    }
    lists
}

/// Ranges with one bound inclusive instead of exclusive, or the other way round, or moved by one
/// step.
fn bounds(step: Step, range: Range) -> Vec<Range> {
    let moved = |bound: Bound| {
        let Bound { at, inclusive } = bound;
        let steps = [step.down(at), step.up(at)].into_iter().flatten();
        let steps = steps.map(move |at| Bound { at, inclusive });
        std::iter::once(Bound { at, inclusive: !inclusive }).chain(steps)
    };
    let lower = range.lower.into_iter().flat_map(moved);
    let upper = range.upper.into_iter().flat_map(moved);
    lower
        .map(|lower| Range { lower: Some(lower), ..range })
        .chain(upper.map(|upper| Range { upper: Some(upper), ..range }))
        .collect()
}

/// For each number question, the smallest difference that its bounds are written with.
pub(super) struct Steps {
    decimals: Vec<usize>,
}

/// A step of so many decimals.
#[derive(Clone, Copy)]
pub(super) struct Step(usize);

impl Steps {
    pub(super) fn of_rulebook(rulebook: &Rulebook) -> Self {
        let mut decimals: Vec<usize> = rulebook
            .questions()
            .iter()
            .map(|question| match &question.kind {
                Kind::Number { min, max, .. } => places(*min).max(places(*max)),
                _ => 0,
            })
            .collect();
        for condition in rulebook.conditions() {
            condition.each_test(&mut |test| {
                if let Wants::Range(range) = &test.wants {
                    for bound in [range.lower, range.upper].into_iter().flatten() {
                        let known = &mut decimals[test.question.index()];
                        *known = (*known).max(places(bound.at));
                    }
                }
            });
        }
        Self { decimals }
    }

    fn of(&self, question: QuestionId) -> Step {
        Step(self.decimals[question.index()])
    }
}

impl Step {
    fn up(self, number: Number) -> Option<Number> {
        self.moved(number, 1.0)
    }

    fn down(self, number: Number) -> Option<Number> {
        self.moved(number, -1.0)
    }

    /// By way of text, so that the number is the one that the decimals stand for.
    fn moved(self, number: Number, steps: f64) -> Option<Number> {
        let step: f64 = format!("{steps}e-{}", self.0).parse().ok()?;
        Number::new(format!("{:.*}", self.0, number.get() + step).parse().ok()?)
    }
}

/// How many decimals a number is written with.
fn places(number: Number) -> usize {
    number.to_string().split_once('.').map_or(0, |(_, decimals)| decimals.len())
}
