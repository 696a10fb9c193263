//! Rulebooks of 6, 60 and 600 rules about the same questions.

use std::collections::HashSet;

use super::random::Random;

/// The 60 rules, which `hand_written` holds, too.
pub(crate) const SIXTY: &str = include_str!("river.toml");

/// Every tenth rule.
pub(crate) fn six() -> String {
    let (head, rules) = parts();
    rules.iter().step_by(10).fold(head.to_owned(), |text, rule| text + rule)
}

/// The 60 and 540 more, each of which needs what two of the 60 need: the more rules a book has,
/// the rarer are the cases that they are for.
pub(crate) fn six_hundred(seed: u64) -> String {
    let (_, rules) = parts();
    let simple: Vec<Simple<'_>> = rules.iter().filter_map(|rule| Simple::of(rule)).collect();
    let mut random = Random::new(seed);
    let mut pairs = HashSet::new();
    let mut text = SIXTY.to_owned();
    while pairs.len() < 540 {
        let (one, two) = (random.index(simple.len()), random.index(simple.len()));
        if one < two && pairs.insert((one, two)) {
            text.push_str(&simple[one].and(&simple[two]));
        }
    }
    text
}

/// What stands before the rules, and each rule.
fn parts() -> (&'static str, Vec<&'static str>) {
    let starts: Vec<usize> = SIXTY.match_indices("\n[rule.").map(|(at, _)| at).collect();
    let ends = starts.iter().skip(1).copied().chain([SIXTY.len()]);
    let rules = starts.iter().zip(ends).map(|(&start, end)| &SIXTY[start..end]);
    (&SIXTY[..starts[0]], rules.collect())
}

/// A rule that stands on a line for each of its fields, and does not apply to nearly everybody.
struct Simple<'t> {
    rule: &'t str,
    id: &'t str,
    when: &'t str,
}

impl<'t> Simple<'t> {
    fn of(rule: &'t str) -> Option<Self> {
        let id = rule.split_once("[rule.")?.1.split_once(']')?.0;
        let when = rule.lines().find_map(|line| line.strip_prefix("when     = "))?;
        let fits = when.ends_with('}') && !["rapids", "group-calm"].contains(&id);
        fits.then_some(Self { rule, id, when })
    }

    /// A rule that needs what both need, and is otherwise like the first.
    fn and(&self, other: &Self) -> String {
        let (id, both) = (self.id, other.id);
        let when = format!("{{ all = [{}, {}] }}", self.when, other.when);
        self.rule
            .replace(&format!("[rule.{id}]"), &format!("[rule.{id}-and-{both}]"))
            .replace(self.when, &when)
    }
}
