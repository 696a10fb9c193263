//! Rulebooks of 6, 60 and 600 rules about the same questions, and of any number of rules whose
//! questions grow with them.

use std::collections::HashSet;
use std::fmt::Write as _;

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

/// Rules that test two yes-no questions each, and five questions for every six rules.
pub(crate) fn growing(rules: usize, seed: u64) -> String {
    let mut random = Random::new(seed);
    let questions = growing_questions(rules);
    let mut text =
        "format = 1\n[rulebook]\nid = \"growing\"\ntitle = \"Growing\"\nversion = \"1\"\n\
                    reviewed = 2026-11-22\nnotice = \"Made up.\"\n"
            .to_owned();
    // Writing to memory cannot fail.
    for at in 0..questions {
        let _ = writeln!(
            text,
            "[question.q{at}]\nask = \"Question {at}\"\nkind = \"yes-no\"\nassume = false"
        );
    }
    for at in 0..rules {
        let first = at % questions;
        let other = (first + 1 + random.index(questions - 1)) % questions;
        let level = ["caution", "defer", "avoid"][random.index(3)];
        let _ = writeln!(
            text,
            "[rule.r{at}]\ntitle = \"Rule {at}\"\nwhen = {{ q{first} = true, q{other} = true }}\n\
             level = \"{level}\"\nreason = \"Made up.\"\nadvice = \"Made up.\"\nsources = []\n\
             evidence = \"editorial\""
        );
    }
    text
}

/// The number of questions of a rulebook that grows.
fn growing_questions(rules: usize) -> usize {
    rules * 5 / 6
}

/// A record for it: yes to 20 questions, in any order.
pub(crate) fn growing_record(rules: usize, random: &mut Random) -> String {
    let questions = growing_questions(rules);
    let mut yes = Vec::with_capacity(20);
    while yes.len() < 20 {
        let question = random.index(questions);
        if !yes.contains(&question) {
            yes.push(question);
        }
    }
    let yes: Vec<_> = yes.iter().map(|question| format!("\"q{question}\":true")).collect();
    format!("{{{}}}\n", yes.join(","))
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
