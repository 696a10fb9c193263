//! What came, went or changed between two rulebooks, by id.

use super::affected::{condition, levels};
use crate::rulebook::{
    Aftercare, Condition, Kind, Question, QuestionId, Rule, Rulebook, Source, SourceId, Wants,
};
use crate::text::list::join;

/// The parts of a rulebook, in the order in which a comparison lists them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// What holds for the whole rulebook.
    Rulebook,
    /// A question.
    Question,
    /// A rule.
    Rule,
    /// A source.
    Source,
    /// A group of questions.
    Group,
    /// An aftercare entry, which has its text for an id.
    Aftercare,
}

impl Part {
    /// Every part, in this order, with the heading above its changes.
    pub(super) const ALL: [(Self, &'static str); 6] = [
        (Self::Rulebook, "The rulebook as a whole"),
        (Self::Question, "Questions"),
        (Self::Rule, "Rules"),
        (Self::Source, "Sources"),
        (Self::Group, "Groups"),
        (Self::Aftercare, "Aftercare"),
    ];
}

/// A part of a rulebook that came, went or changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What it is.
    pub part: Part,
    /// Its id.
    pub id: String,
    /// Its title or text: that of the new rulebook, if it is still there.
    pub title: String,
    /// How it changed.
    pub how: How,
}

/// How a part of a rulebook changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum How {
    /// Only the new rulebook has it.
    Came,
    /// Only the old rulebook has it.
    Went,
    /// Both have it, and these facts differ; at least one.
    Changed(Vec<Fact>),
}

/// A fact that differs.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Fact {
    /// What the fact is, such as `level`.
    pub what: &'static str,
    /// What the old rulebook says; `None` for nothing.
    pub before: Option<String>,
    /// What the new rulebook says; `None` for nothing.
    pub after: Option<String>,
}

/// A part: its id, its title, and its facts.
struct Described {
    id: String,
    title: String,
    facts: Vec<(&'static str, Option<String>)>,
}

/// All changes from one rulebook to another, in the order of the parts, and in file order within a
/// part: what is in the new one first.
pub(super) fn changes(old: &Rulebook, new: &Rulebook) -> Vec<Change> {
    let described: fn(&Rulebook, Part) -> Vec<Described> = |book, part| match part {
        Part::Rulebook => vec![head(book)],
        Part::Question => {
            book.questions().iter().map(|question| of_question(book, question)).collect()
        }
        Part::Rule => book.rules().iter().map(|rule| of_rule(book, rule)).collect(),
        Part::Source => book.sources().iter().map(of_source).collect(),
        Part::Group => book.groups().iter().map(of_group).collect(),
        Part::Aftercare => book.aftercare().iter().map(|entry| of_aftercare(book, entry)).collect(),
    };
    let parts = Part::ALL.into_iter().flat_map(|(part, _)| {
        let (before, after) = (described(old, part), described(new, part));
        let of = |id: String, title: String, how| Change { part, id, title, how };
        let mut found = Vec::new();
        for now in &after {
            let how = match before.iter().find(|then| then.id == now.id) {
                None => How::Came,
                Some(then) => How::Changed(differing(then, now)),
            };
            if how != How::Changed(Vec::new()) {
                found.push(of(now.id.clone(), now.title.clone(), how));
            }
        }
        let went = before.into_iter().filter(|then| !after.iter().any(|now| now.id == then.id));
        found.extend(went.map(|then| of(then.id, then.title, How::Went)));
        found
    });
    parts.collect()
}

fn differing(then: &Described, now: &Described) -> Vec<Fact> {
    let of = |facts: &Described, what| {
        facts.facts.iter().find(|(known, _)| *known == what).and_then(|(_, text)| text.clone())
    };
    let names = now.facts.iter().chain(&then.facts).map(|&(what, _)| what);
    let mut facts: Vec<Fact> = Vec::new();
    for what in names {
        let (before, after) = (of(then, what), of(now, what));
        if before != after && !facts.iter().any(|fact| fact.what == what) {
            facts.push(Fact { what, before, after });
        }
    }
    facts
}

/// The rulebooks that are compared are always the same part, whatever their ids.
fn head(book: &Rulebook) -> Described {
    let head = book.head();
    let facts = vec![
        ("id", Some(head.id.clone())),
        ("title", Some(head.title.clone())),
        ("version", Some(head.version.clone())),
        ("reviewed", Some(head.reviewed.to_string())),
        ("time until the next review", head.review_every.map(|time| time.to_string())),
        ("question that levels hang on", head.levels_by.map(|id| book[id].id.clone())),
        ("time that a result is valid", head.valid_for.map(|time| time.to_string())),
        ("notice", Some(head.notice.clone())),
    ];
    Described { id: String::new(), title: head.title.clone(), facts }
}

fn of_question(book: &Rulebook, question: &Question) -> Described {
    let group = question.group.map(|id| book[id].id.clone());
    let options = question.options().iter().map(|option| match question.kind {
        Kind::YesNo => option.id.clone(),
        _ => format!("{} (\"{}\")", option.id, option.label),
    });
    let (unit, range) = match &question.kind {
        Kind::Number { unit, min, max } => (unit.clone(), Some(format!("{min} to {max}"))),
        _ => (None, None),
    };
    let changes = question.change.iter().map(|way| {
        let from = way.from.map(|from| format!("from {} ", from.shown(question)));
        format!("{}to {}: {}", from.unwrap_or_default(), way.to.shown(question), way.how)
    });
    let facts = vec![
        ("text", Some(question.ask.clone())),
        ("group", group),
        ("kind", Some(question.kind.word().to_string())),
        ("options", some(options.collect::<Vec<_>>().join(", "))),
        ("unit", unit),
        ("range", range),
        ("assumed if unanswered", question.assume.map(|value| value.shown(question).to_string())),
        ("asked when", question.ask_when.as_ref().map(|when| condition(book, when))),
        ("reason for asking", question.why.clone()),
        ("how an answer can be changed", some(changes.collect::<Vec<_>>().join(" "))),
    ];
    Described { id: question.id.clone(), title: question.ask.clone(), facts }
}

fn of_rule(book: &Rulebook, rule: &Rule) -> Described {
    let level = levels(book, rule).into_iter().map(|(option, level)| match option {
        Some(option) => format!("{option}: {level}"),
        None => level,
    });
    let facts = vec![
        ("level", some(level.collect::<Vec<_>>().join(", "))),
        ("wait", some(waits(book, &rule.when))),
        ("applies when", Some(condition(book, &rule.when))),
        ("title", Some(rule.title.clone())),
        ("clause", rule.says.clone()),
        ("reason", Some(rule.reason.clone())),
        ("advice", Some(rule.advice.clone())),
        ("until", rule.until.clone()),
        ("sources", some(sources(book, &rule.sources))),
        ("evidence", Some(rule.evidence.to_string())),
        ("dispute", rule.dispute.clone()),
        ("eases", rule.eases.clone()),
        ("reviewed", rule.reviewed.map(|day| day.to_string())),
    ];
    Described { id: rule.id.clone(), title: rule.title.clone(), facts }
}

/// The waits in a condition, each with its question.
fn waits(book: &Rulebook, when: &Condition) -> String {
    let mut waits: Vec<(QuestionId, String)> = Vec::new();
    when.each_test(&mut |test| {
        if let Wants::Within(wait) = &test.wants {
            let wait = (test.question, wait.to_string());
            if !waits.contains(&wait) {
                waits.push(wait);
            }
        }
    });
    join(waits.into_iter().map(|(id, wait)| format!("{wait} ({})", book[id].id)), "and")
}

fn of_source(source: &Source) -> Described {
    let facts = vec![
        ("title", Some(source.title.clone())),
        ("by", Some(source.by.clone())),
        ("year", source.year.map(|year| year.to_string())),
        ("link", source.link.as_ref().map(ToString::to_string)),
        ("read", Some(source.read.to_string())),
    ];
    Described { id: source.id.clone(), title: source.title.clone(), facts }
}

fn of_group(group: &crate::rulebook::Group) -> Described {
    let facts = vec![("title", group.title.clone()), ("text", Some(group.ask.clone()))];
    Described { id: group.id.clone(), title: group.heading().to_owned(), facts }
}

fn of_aftercare(book: &Rulebook, entry: &Aftercare) -> Described {
    let facts = vec![
        ("kind", Some(entry.kind.to_string())),
        ("what to do", entry.act.clone()),
        ("urgency", entry.urgency.map(|urgency| urgency.to_string())),
        ("in short", entry.short.clone()),
        ("applies when", entry.when.as_ref().map(|when| condition(book, when))),
        ("sources", some(sources(book, &entry.sources))),
        ("evidence", entry.evidence.map(|evidence| evidence.to_string())),
    ];
    Described { id: entry.text.clone(), title: entry.text.clone(), facts }
}

fn sources(book: &Rulebook, sources: &[SourceId]) -> String {
    sources.iter().map(|&id| book[id].id.as_str()).collect::<Vec<_>>().join(", ")
}

fn some(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}
