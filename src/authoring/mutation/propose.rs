//! Proposes the missing case, ready to be pasted into the case file.

use std::collections::BTreeSet;

use serde_json::json;

use super::baseline;
use super::comparison::Telling;
use super::mutant::Mutant;
use crate::answers::{self, Answer, QuestionAnswer};
use crate::authoring::cases::{
    Case, Cases, ExpectedOutcome, Person, Screeners, UNANSWERED, answers_of,
};
use crate::authoring::proof::Budget;
use crate::rulebook::{PastDate, Question, QuestionId, Rulebook, Value};
use crate::screening::Outcome;
use crate::text::append;
use crate::text::list::join;

/// More answers are not tried out in full before a change counts as undecided.
const MAX_TRIES: usize = 2_000;

/// A case that is missing.
#[derive(Clone, Debug)]
pub(super) struct Proposal {
    /// Its id, which no other case has.
    pub(super) id: String,
    /// All of it, as it would stand in the case file.
    pub(super) toml: String,
    /// What the changed rulebook would say instead, in words.
    pub(super) instead: String,
    pub(super) case: Case,
}

/// Makes proposals for one rulebook and its cases.
pub(super) struct Proposer<'r> {
    pub(super) rulebook: &'r Rulebook,
    pub(super) cases: &'r Cases,
    screeners: Screeners<'r>,
    baseline: Vec<(QuestionId, Answer)>,
    taken: BTreeSet<String>,
}

/// Where a proposal starts from, and what it answers otherwise.
struct Start<'p> {
    /// `None` where all answers are its own.
    like: Option<&'p Person>,
    own: Vec<(QuestionId, Option<Answer>)>,
}

impl<'r> Proposer<'r> {
    pub(super) fn new(rulebook: &'r Rulebook, cases: &'r Cases) -> Self {
        Self {
            rulebook,
            cases,
            screeners: Screeners::new(rulebook),
            baseline: baseline::answers(rulebook, cases.on()),
            taken: cases.list().iter().map(|case| case.id.clone()).collect(),
        }
    }

    /// A case that holds now and would not with the change made; `telling` are the answers that
    /// could tell the two apart, the most telling first.
    pub(super) fn propose(
        &mut self,
        mutant: &Mutant,
        telling: &[Telling],
        budget: &Budget,
    ) -> Option<Proposal> {
        const STEPS_OF_A_TRY: usize = 10_000;
        const STEPS_OF_A_RULE: usize = 300;
        let tried = telling.iter().take(MAX_TRIES);
        let mut starts: Vec<(&Telling, Start<'_>)> = tried
            .flat_map(|telling| self.starts(telling).map(move |start| (telling, start)))
            .collect();
        starts.sort_by_key(|(telling, start)| (telling.grade, start.own.len()));
        let by_date = mutant.by_date(starts, |(telling, _)| telling.on);
        let size = self.rulebook.rules().len() + self.rulebook.questions().len();
        let (case, start, instead) = by_date.into_iter().find_map(|(on, starts)| {
            budget.spend(STEPS_OF_A_RULE * size + mutant.steps(self.rulebook)).ok()?;
            let changed = mutant.of(self.rulebook, on);
            let changed = Screeners::new(&changed);
            starts.into_iter().find_map(|(telling, start)| {
                budget.spend(STEPS_OF_A_TRY + self.rulebook.rules().len()).ok()?;
                let case = self.case(telling, &start)?;
                let (case, instead) = self.telling_case(case, &changed)?;
                Some((case, start, instead))
            })
        })?;
        let id = self.free_id(&mutant.name);
        let case = Case { id, story: self.story(&start), ..case };
        let toml = self.toml(&case, &start);
        self.taken.insert(case.id.clone());
        Some(Proposal { id: case.id.clone(), toml, instead: self.words(&instead), case })
    }

    /// Every person that the answers could be those of, with what that person answers otherwise.
    fn starts(&self, telling: &Telling) -> impl Iterator<Item = Start<'r>> {
        let likes = self.cases.persons().iter().map(Some).chain([None]);
        likes.map(|like| Start { like, own: self.own(like, telling) })
    }

    fn own(&self, like: Option<&Person>, telling: &Telling) -> Vec<(QuestionId, Option<Answer>)> {
        let told = |id: QuestionId| telling.answers.iter().any(|(other, _)| *other == id);
        let baseline = self.baseline.iter().filter(|(id, _)| like.is_none() && !told(*id));
        let mut own: Vec<_> = baseline.map(|&(id, answer)| (id, Some(answer))).collect();
        own.extend(telling.answers.iter().filter(|&&(id, answer)| {
            let inherited =
                like.and_then(|like| like.answers.iter().find(|(other, _)| *other == id));
            let there = match inherited {
                Some((_, text)) => answers::read(&self.rulebook[id], text, telling.on).ok(),
                // What would be assumed anyway need not be said.
                None => self.rulebook[id].assume.map(Answer::Value).filter(|_| answer.is_some()),
            };
            there != answer
        }));
        own.sort_by_key(|(id, _)| *id);
        own
    }

    /// The case without a name, with what comes out of it now.
    fn case(&self, telling: &Telling, start: &Start<'_>) -> Option<Case> {
        let is_own = |id| start.own.iter().any(|(own, _)| *own == id);
        let like = start.like.map(|like| like.answers.as_slice()).unwrap_or_default();
        let inherited = like.iter().filter(|(id, _)| !is_own(*id));
        let inherited = inherited.map(|(id, text)| {
            Some((*id, answers::read(&self.rulebook[*id], text, telling.on).ok()?))
        });
        let own = start.own.iter().filter_map(|&(id, answer)| Some(Some((id, answer?))));
        let answers = inherited.chain(own).collect::<Option<Vec<_>>>()?;
        let given = answers_of(self.rulebook, telling.on, answers.iter().copied());
        let expected = ExpectedOutcome::of(&self.screeners.screen(&given, false));
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
        let expected = ExpectedOutcome { ends: ends.collect(), ..case.expected };
        (!expected.is(&instead)).then_some((Case { expected, ..case }, instead))
    }

    /// A name for a case made from the name of what it pins.
    fn free_id(&self, name: &str) -> String {
        const MAX_BYTES: usize = 48;
        let words =
            name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
        let mut id = String::new();
        for word in words {
            if id.len() + word.len() < MAX_BYTES {
                let dash = if id.is_empty() { "" } else { "-" };
                append(&mut id, format_args!("{dash}{}", word.to_ascii_lowercase()));
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
        let answers = start.own.iter().map(|&(id, answer)| {
            let question = &self.rulebook[id];
            let answer = answer.map(|answer| QuestionAnswer { question, answer }.to_string());
            format!("{} is {}", question.id, answer.as_deref().unwrap_or(UNANSWERED))
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
            append(&mut toml, format_args!("like    = \"{}\"\n", like.id));
        }
        if case.on != self.cases.on() {
            append(&mut toml, format_args!("on      = {}\n", case.on));
        }
        let answers = start.own.iter().map(|&(id, answer)| {
            let question = &rulebook[id];
            format!("{} = {}", question.id, toml_value(question, answer))
        });
        append(&mut toml, format_args!("answers = {}\n", table(answers)));
        let expected = &case.expected;
        append(&mut toml, format_args!("verdict = \"{}\"\n", expected.verdict));
        let shared = start.like.map(|like| like.rules.as_slice()).unwrap_or_default();
        let rules = expected.rules.iter().filter(|rule| !shared.contains(rule));
        let rules = rules.map(|(rule, level)| format!("{} = \"{level}\"", rulebook[*rule].id));
        append(&mut toml, format_args!("rules   = {}\n", table(rules)));
        if !expected.open.is_empty() {
            let open = expected.open.iter().map(|id| format!("\"{}\"", rulebook[*id].id));
            let open: Vec<_> = open.collect();
            append(&mut toml, format_args!("open    = [{}]\n", open.join(", ")));
        }
        if !expected.ends.is_empty() {
            let ends =
                expected.ends.iter().map(|(id, day)| format!("{} = {day}", rulebook[*id].id));
            append(&mut toml, format_args!("ends    = {}\n", table(ends)));
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
            append(&mut words, format_args!(", with {rules}"));
        }
        let open = outcome.open.iter().map(|open| format!("`{}`", self.rulebook[open.question].id));
        let open = join(open, "and");
        if !open.is_empty() {
            append(&mut words, format_args!("; open: {open}"));
        }
        words
    }
}

fn table(entries: impl Iterator<Item = String>) -> String {
    let entries: Vec<_> = entries.collect();
    if entries.is_empty() { "{}".to_owned() } else { format!("{{ {} }}", entries.join(", ")) }
}

/// An answer as a case file writes it.
fn toml_value(question: &Question, answer: Option<Answer>) -> String {
    match answer {
        Some(Answer::Value(Value::Date(PastDate::On(day)))) => day.to_string(),
        Some(answer) => json!(QuestionAnswer { question, answer }).to_string(),
        None => format!("\"{UNANSWERED}\""),
    }
}
