//! The case that is missing, ready to be pasted into the case file.

use std::collections::BTreeSet;

use super::mutant::Mutant;
use super::proof::Telling;
use super::run::{Screeners, given};
use super::{Case, Cases, Expected, Given, Person, answer, benign};
use crate::rulebook::{Kind, QuestionId, Rulebook};
use crate::screening::Outcome;
use crate::text::list::join;
use crate::text::put;

/// How many answers are tried out in full before a change counts as unsettled.
const MOST_TRIES: usize = 2_000;

/// A case that is missing.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// Its id, which no other case has.
    pub id: String,
    /// All of it, as it would stand in the case file.
    pub toml: String,
    /// What the changed rulebook would say instead, in words.
    pub instead: String,
    pub(super) case: Case,
}

/// Makes proposals for one rulebook and its cases.
pub(super) struct Proposer<'r> {
    pub(super) rulebook: &'r Rulebook,
    pub(super) cases: &'r Cases,
    screeners: Screeners<'r>,
    benign: Given,
    taken: BTreeSet<String>,
}

/// Where a proposal starts from, and what it answers otherwise.
struct Start<'p> {
    /// Nothing where all answers are its own.
    like: Option<&'p Person>,
    own: Vec<(QuestionId, Option<String>)>,
}

impl<'r> Proposer<'r> {
    pub(super) fn new(rulebook: &'r Rulebook, cases: &'r Cases) -> Self {
        Self {
            rulebook,
            cases,
            screeners: Screeners::new(rulebook),
            benign: benign::answers(rulebook, cases.on),
            taken: cases.list().iter().map(|case| case.id.clone()).collect(),
        }
    }

    /// A case that holds now and would not with the change made; `telling` are the answers that
    /// could tell the two apart, the most telling first.
    pub(super) fn propose(
        &mut self,
        changed: &Rulebook,
        mutant: &Mutant,
        telling: &[Telling],
    ) -> Option<Proposal> {
        let changed = Screeners::new(changed);
        let mut starts: Vec<(&Telling, Start<'_>)> = telling
            .iter()
            .take(MOST_TRIES)
            .flat_map(|telling| self.starts(telling).into_iter().map(move |start| (telling, start)))
            .collect();
        starts.sort_by_key(|(telling, start)| (telling.grade, start.own.len()));
        let (case, start, instead) = starts.into_iter().find_map(|(telling, start)| {
            let case = self.case(telling, &start)?;
            let (case, instead) = self.telling_case(case, &changed)?;
            Some((case, start, instead))
        })?;
        let id = self.free_id(&mutant.name);
        let case = Case { id, story: self.story(&start), ..case };
        let toml = self.toml(&case, &start);
        self.taken.insert(case.id.clone());
        Some(Proposal { id: case.id.clone(), toml, instead: self.words(&instead), case })
    }

    /// Every person that the answers could be those of, with what that person answers otherwise.
    fn starts(&self, telling: &Telling) -> Vec<Start<'r>> {
        let likes = self.cases.persons.iter().map(Some).chain([None]);
        likes.map(|like| Start { like, own: self.own(like, telling) }).collect()
    }

    fn own(&self, like: Option<&Person>, telling: &Telling) -> Vec<(QuestionId, Option<String>)> {
        let told = |id: QuestionId| telling.answers.iter().any(|(other, _)| *other == id);
        let benign = self.benign.iter().filter(|(id, _)| like.is_none() && !told(*id));
        let benign = benign.map(|(id, text)| (*id, Some(text.clone())));
        let mut own: Vec<_> = benign.collect();
        for (id, text) in &telling.answers {
            let inherited =
                like.and_then(|like| like.answers.iter().find(|(other, _)| other == id));
            let there = match inherited {
                Some((_, inherited)) => Some(inherited.clone()),
                // What would be assumed anyway need not be said.
                None => self.rulebook[*id]
                    .assume
                    .map(|assumed| assumed.shown(&self.rulebook[*id]).to_string())
                    .filter(|_| text.is_some()),
            };
            if there != *text {
                own.push((*id, text.clone()));
            }
        }
        own.sort();
        own
    }

    /// The case without a name, with what comes out of it now.
    fn case(&self, telling: &Telling, start: &Start<'_>) -> Option<Case> {
        let mut answers = start.like.map(|like| like.answers.clone()).unwrap_or_default();
        for (id, text) in &start.own {
            answers.retain(|(other, _)| other != id);
            answers.extend(text.clone().map(|text| (*id, text)));
        }
        let fits = |(id, text): &(QuestionId, String)| {
            answer::check(self.rulebook, *id, text, telling.on).is_ok()
        };
        if !answers.iter().all(fits) {
            return None;
        }
        let outcome = self.screeners.screen(&given(self.rulebook, &answers, telling.on), false);
        let expected = Expected::of(&outcome);
        let mut shared = start.like.iter().flat_map(|like| &like.rules);
        let whole = shared.all(|(rule, _)| expected.rules.iter().any(|(other, _)| other == rule));
        let (id, story) = (String::new(), String::new());
        whole.then_some(Case {
            id,
            story,
            line: 0,
            on: telling.on,
            strict: false,
            answers,
            expected,
        })
    }

    /// The case if it would notice the change, and what would come out of it then; with the days
    /// on which findings end only if it would not notice without.
    fn telling_case(&self, case: Case, changed: &Screeners<'_>) -> Option<(Case, Outcome)> {
        let instead = changed.screen_case(&case);
        if !case.expected.is(&instead) {
            return Some((case, instead));
        }
        let now = self.screeners.screen_case(&case);
        let ends = now.findings.iter().filter_map(|finding| Some((finding.rule, finding.ends?)));
        let expected = Expected { ends: ends.collect(), ..case.expected };
        (!expected.is(&instead)).then_some((Case { expected, ..case }, instead))
    }

    /// A name for a case made from the name of what it pins.
    fn free_id(&self, name: &str) -> String {
        const LONGEST: usize = 48;
        let words =
            name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
        let mut id = String::new();
        for word in words {
            if id.len() + word.len() < LONGEST {
                let dash = if id.is_empty() { "" } else { "-" };
                put(&mut id, format_args!("{dash}{}", word.to_ascii_lowercase()));
            }
        }
        let id = if id.starts_with(|c: char| c.is_ascii_lowercase()) {
            id
        } else {
            format!("case-{id}")
        };
        let numbered = (2_usize..).map(|n| format!("{id}-{n}"));
        let mut free = std::iter::once(id.clone()).chain(numbered);
        free.find(|id| !self.taken.contains(id)).unwrap_or(id)
    }

    fn story(&self, start: &Start<'_>) -> String {
        let answers = start.own.iter().map(|(id, text)| {
            format!("{} is {}", self.rulebook[*id].id, text.as_deref().unwrap_or("unanswered"))
        });
        match (start.like, join(answers, "and")) {
            (_, answers) if !answers.is_empty() => format!("Somebody whose {answers}."),
            (Some(like), _) => format!("Just like {}.", like.id),
            (None, _) => "Somebody who answers nothing.".to_owned(),
        }
    }

    fn toml(&self, case: &Case, start: &Start<'_>) -> String {
        let rulebook = self.rulebook;
        let mut toml = format!("[case.{}]\nstory   = \"{}\"\n", case.id, case.story);
        if let Some(like) = start.like {
            put(&mut toml, format_args!("like    = \"{}\"\n", like.id));
        }
        if case.on != self.cases.on {
            put(&mut toml, format_args!("on      = {}\n", case.on));
        }
        let answers = start.own.iter().map(|(id, text)| {
            let question = &rulebook[*id];
            let value = value(&question.kind, text.as_deref().unwrap_or("unanswered"));
            format!("{} = {value}", question.id)
        });
        put(&mut toml, format_args!("answers = {}\n", table(answers)));
        let expected = &case.expected;
        put(&mut toml, format_args!("verdict = \"{}\"\n", expected.verdict));
        let shared = start.like.map(|like| like.rules.as_slice()).unwrap_or_default();
        let rules = expected.rules.iter().filter(|rule| !shared.contains(rule));
        let rules = rules.map(|(rule, level)| format!("{} = \"{level}\"", rulebook[*rule].id));
        put(&mut toml, format_args!("rules   = {}\n", table(rules)));
        if !expected.open.is_empty() {
            let open = expected.open.iter().map(|id| format!("\"{}\"", rulebook[*id].id));
            let open: Vec<_> = open.collect();
            put(&mut toml, format_args!("open    = [{}]\n", open.join(", ")));
        }
        if !expected.ends.is_empty() {
            let ends =
                expected.ends.iter().map(|(id, day)| format!("{} = {day}", rulebook[*id].id));
            put(&mut toml, format_args!("ends    = {}\n", table(ends)));
        }
        toml
    }

    /// An outcome in a few words.
    fn words(&self, outcome: &Outcome) -> String {
        let mut words = format!("the verdict `{}`", outcome.verdict());
        let rules = outcome.findings.iter().map(|finding| {
            let ends = finding.ends.map(|day| format!(" until {day}")).unwrap_or_default();
            format!("`{}` as `{}`{ends}", self.rulebook[finding.rule].id, finding.level)
        });
        let rules = join(rules, "and");
        if !rules.is_empty() {
            put(&mut words, format_args!(", with {rules}"));
        }
        let open = outcome.open.iter().map(|open| format!("`{}`", self.rulebook[open.question].id));
        let open = join(open, "and");
        if !open.is_empty() {
            put(&mut words, format_args!("; open: {open}"));
        }
        words
    }
}

impl Expected {
    /// What came out, but for `at_worst` and the days on which findings end.
    fn of(outcome: &Outcome) -> Self {
        let rules = outcome.findings.iter().map(|finding| (finding.rule, finding.level));
        let mut rules: Vec<_> = rules.collect();
        rules.sort_unstable();
        let mut open: Vec<_> = outcome.open.iter().map(|open| open.question).collect();
        open.sort_unstable();
        Self { verdict: outcome.verdict(), at_worst: None, rules, open, ends: Vec::new() }
    }
}

fn table(entries: impl Iterator<Item = String>) -> String {
    let entries: Vec<_> = entries.collect();
    if entries.is_empty() { "{}".to_owned() } else { format!("{{ {} }}", entries.join(", ")) }
}

/// An answer as a TOML value.
fn value(kind: &Kind, text: &str) -> String {
    match (kind, text) {
        (Kind::YesNo, "yes") => "true".to_owned(),
        (Kind::YesNo, "no") => "false".to_owned(),
        (Kind::Number { .. }, _) if text.parse::<f64>().is_ok() => text.to_owned(),
        (Kind::Date, _) if text.parse::<jiff::civil::Date>().is_ok() => text.to_owned(),
        _ => format!("\"{text}\""),
    }
}
