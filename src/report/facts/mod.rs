//! What every format of the report for people says, gathered once. A format only arranges it.

mod ahead;
mod unasked;

use std::borrow::Cow;

use super::Report;
use crate::answers::{Answer, Stated};
use crate::rulebook::{AftercareKind, GroupId, Level, Question, Rulebook, Source, SourceId};
use crate::screening::{self, Verdict};
use crate::text::list::count;
use crate::text::{capitalised, escape, put};

pub(super) use ahead::{CHANGES, Changes, NO_STEP, WAITING, Waiting};

pub(super) const OPEN: &str = "Still open";
pub(super) const ASSUMED: &str = "Assumed, because it was not answered";
pub(super) const IF_NOT_SO: &str = "If one of these is not so, answer it and screen again.";
pub(super) const ANSWERS: &str = "Your answers";
pub(super) const UNASKED: &str = "You also said";
pub(super) const COUNTS: &str = "What you said counts, asked or not.";
pub(super) const SOURCES: &str = "Sources";
pub(super) const NOTICE: &str = "Please note";

/// The facts of one report, in the order in which they are told.
pub(super) struct Facts<'a> {
    pub(super) rulebook: &'a Rulebook,
    pub(super) verdict: Verdict,
    /// The summary, without the verdict's word before it.
    pub(super) reasons: String,
    /// What the verdict tells a person.
    pub(super) says: String,
    /// How much of what it rests on a person said, and how much was assumed.
    pub(super) basis: String,
    /// The record's id, harmless on a terminal.
    pub(super) record: Option<String>,
    /// At most two lists, neither of them empty: what was found, and apart from it what rests on
    /// something that nobody said.
    pub(super) findings: Vec<Findings<'a>>,
    pub(super) waiting: Waiting<'a>,
    pub(super) changes: Changes<'a>,
    pub(super) open: Vec<Open<'a>>,
    /// Every answer that was given.
    pub(super) answers: Vec<String>,
    pub(super) assumed: Vec<Assumed<'a>>,
    /// Answers to questions that would not have been asked, each with why not.
    pub(super) unasked: Vec<String>,
    /// With a go verdict; otherwise nothing.
    pub(super) aftercare: Vec<Aftercare<'a>>,
    /// Every source that is cited above, in the order of its first citation.
    pub(super) sources: Vec<SourceId>,
    /// When to screen again, if the rulebook says how long a result holds.
    pub(super) closing: Option<String>,
}

/// Rules that apply, the worst first.
pub(super) struct Findings<'a> {
    pub(super) heading: String,
    /// What is to be known of all of them.
    pub(super) note: Option<&'static str>,
    /// At least one.
    pub(super) list: Vec<Finding<'a>>,
    /// How many findings come before these.
    pub(super) before: usize,
}

/// A rule that applies.
pub(super) struct Finding<'a> {
    pub(super) level: Level,
    pub(super) title: &'a str,
    /// Why, what to do and when it ends, each with its name; the first two are always there.
    pub(super) told: Vec<(&'static str, Cow<'a, str>)>,
    /// Who sees it otherwise, and the answers that it rests on, each with its name.
    pub(super) grounds: Vec<(&'static str, Cow<'a, str>)>,
    /// What kind of evidence it rests on.
    pub(super) grade: &'static str,
    pub(super) sources: &'a [SourceId],
    pub(super) rule: &'a str,
}

/// An open question.
pub(super) struct Open<'a> {
    /// What its group asks, if it is in one.
    pub(super) group: Option<&'a str>,
    pub(super) ask: String,
    pub(super) why: &'static str,
    best: Level,
    worst: Level,
    pub(super) flag: String,
}

/// What was assumed, in the words of the questions, so that anybody can check it. The items of a
/// group with the same answer stand together: most of it is a long list of "no".
pub(super) struct Assumed<'a> {
    group: Option<GroupId>,
    pub(super) ask: String,
    pub(super) value: String,
    /// The items of a group; none if the question stands alone.
    pub(super) items: Vec<&'a str>,
}

/// The aftercare of one kind.
pub(super) struct Aftercare<'a> {
    pub(super) kind: AftercareKind,
    pub(super) entries: Vec<Entry<'a>>,
}

/// One effect to expect, thing to do or sign to watch for.
pub(super) struct Entry<'a> {
    pub(super) text: &'a str,
    /// What to do then.
    pub(super) act: Option<&'a str>,
    /// What kind of evidence it rests on, where there is no source to say so.
    pub(super) grade: Option<&'static str>,
    pub(super) sources: &'a [SourceId],
}

impl<'a> Facts<'a> {
    pub(super) fn of(report: &'a Report<'_>) -> Self {
        let verdict = report.verdict();
        let summary = report.summary();
        let reasons = summary.split_once(": ").map_or(summary.as_str(), |(_, reasons)| reasons);
        let findings = findings(report);
        let aftercare = aftercare(report);
        let mut sources = Vec::new();
        let cited = findings.iter().flat_map(|part| &part.list).map(|finding| finding.sources);
        let after = aftercare.iter().flat_map(|kind| &kind.entries).map(|entry| entry.sources);
        for &source in cited.chain(after).flatten() {
            if !sources.contains(&source) {
                sources.push(source);
            }
        }
        Self {
            rulebook: report.rulebook(),
            verdict,
            reasons: reasons.to_owned(),
            says: says(report),
            basis: basis(report),
            record: report.answers().id().map(|id| escape::line(&id.to_string()).into_owned()),
            findings,
            waiting: Waiting::of(report),
            changes: Changes::of(report),
            open: open(report),
            answers: answers(report),
            assumed: assumed(report),
            unasked: unasked::all(report),
            aftercare,
            sources,
            closing: closing(report),
        }
    }

    /// As much of the rulebook's hash as tells one from another at a glance.
    pub(super) fn short_sha256(&self) -> &'a str {
        const SHORT: usize = 12;
        &self.rulebook.sha256()[..SHORT]
    }

    /// The sources, in the order of their first citation.
    pub(super) fn sources(&self) -> impl Iterator<Item = &'a Source> {
        self.sources.iter().map(|&id| &self.rulebook[id])
    }
}

impl Open<'_> {
    /// What its answer could lead to.
    pub(super) fn leads(&self) -> String {
        let Self { best, worst, .. } = self;
        if best == worst {
            format!("Whatever the answer: {worst}.")
        } else {
            format!("At best: {best}. At worst: {worst}.")
        }
    }
}

impl Assumed<'_> {
    /// All of it in one sentence.
    pub(super) fn sentence(&self) -> String {
        let Self { ask, value, items, .. } = self;
        let colon = if items.is_empty() { "" } else { ": " };
        format!("{ask} {value}{colon}{}.", items.join("; "))
    }
}

impl Aftercare<'_> {
    /// How the entries are headed.
    pub(super) fn heading(&self) -> &'static str {
        match self.kind {
            AftercareKind::Expect => "What to expect afterwards",
            AftercareKind::Care => "What to do afterwards",
            AftercareKind::Warning => "Warning signs",
        }
    }
}

fn says(report: &Report<'_>) -> String {
    let at_worst = report.outcome().at_worst;
    let verdict = report.verdict();
    let mut says = match verdict {
        Verdict::Level(Level::Suitable) => String::new(),
        Verdict::Level(level) => format!("{}. ", capitalised(level.meaning())),
        Verdict::Incomplete => "Answer what is open, and screen again.".to_owned(),
    };
    match verdict {
        Verdict::Level(level) if level.is_go() => {
            says.push_str("That is not a promise that it is safe for you.");
        }
        Verdict::Level(level) if level < at_worst => {
            put(&mut says, format_args!("An open question could still make it: {at_worst}."));
        }
        _ => {}
    }
    says.truncate(says.trim_end().len());
    says
}

fn basis(report: &Report<'_>) -> String {
    let (answers, outcome) = (report.answers(), report.outcome());
    let mut asked = report.rulebook().question_ids();
    if asked.all(|id| answers.get(id).is_some() || outcome.inapplicable.contains(id)) {
        return "Every answer is yours.".to_owned();
    }
    let given = count(answers.given().count(), "answer is", "answers are");
    let assumed = match outcome.assumed.len() {
        0 => "Nothing was".to_owned(),
        assumed => count(assumed, "was", "were"),
    };
    format!("{given} yours. {assumed} taken for granted.")
}

fn findings<'a>(report: &'a Report<'_>) -> Vec<Findings<'a>> {
    let outcome = report.outcome();
    let rests_on_assumed = |found: &&screening::Finding| outcome.assumed_in(found).next().is_some();
    let (assumed, found): (Vec<_>, Vec<_>) = outcome.findings.iter().partition(rests_on_assumed);
    let headings = [
        ("What was found", None, found),
        (
            "What rests on something taken for granted",
            Some(
                "Nobody said all of it. If what was assumed is not so, answer it and screen again.",
            ),
            assumed,
        ),
    ];
    let mut before = 0;
    let part = |(heading, note, found): (&str, _, Vec<&screening::Finding>)| {
        let list: Vec<_> = found.into_iter().map(|found| finding(report, found)).collect();
        let part = Findings { heading: format!("{heading} ({})", list.len()), note, list, before };
        before += part.list.len();
        part
    };
    headings.into_iter().map(part).filter(|part| !part.list.is_empty()).collect()
}

fn finding<'a>(report: &'a Report<'_>, found: &screening::Finding) -> Finding<'a> {
    let rulebook = report.rulebook();
    let rule = &rulebook[found.rule];
    let mut told = vec![
        ("Why", Cow::from(rule.reason.as_str())),
        ("What to do", Cow::from(rule.advice.as_str())),
    ];
    if let Some(ends) = found.ends {
        told.push(("No longer holds from", Cow::from(ends.to_string())));
    }
    if let Some(until) = &rule.until {
        told.push(("Until", Cow::from(until.as_str())));
    }
    if let Some(could_be) = found.could_be {
        told.push(("Could still be", Cow::from(could_be.as_str())));
    }
    let mut grounds = Vec::new();
    if let Some(dispute) = &rule.dispute {
        grounds.push(("Open to debate", Cow::from(dispute.as_str())));
    }
    let because = found.because.iter().map(|&(id, value)| {
        let assumed = report.outcome().assumed.contains(id);
        let stated = stated(&rulebook[id], Answer::Value(value));
        if assumed { format!("{stated} (assumed)") } else { stated }
    });
    grounds.push(("Because", Cow::from(because.collect::<Vec<_>>().join(", "))));
    Finding {
        level: found.level,
        title: &rule.title,
        told,
        grounds,
        grade: rule.evidence.meaning(),
        sources: &rule.sources,
        rule: &rule.id,
    }
}

fn open<'a>(report: &'a Report<'_>) -> Vec<Open<'a>> {
    let rulebook = report.rulebook();
    let told = report.outcome().open.iter().map(|open| {
        let question = &rulebook[open.question];
        Open {
            group: question.group.map(|id| rulebook[id].ask.as_str()),
            ask: sentence(&question.ask),
            why: if open.unsure {
                "You are not sure"
            } else if report.outcome().withheld.contains(open.question) {
                "Not answered, and one of your answers makes it unsafe to assume"
            } else {
                "Not answered"
            },
            best: open.best,
            worst: open.worst,
            flag: question.flag(),
        }
    });
    told.collect()
}

fn assumed<'a>(report: &'a Report<'_>) -> Vec<Assumed<'a>> {
    let rulebook = report.rulebook();
    let mut gathered: Vec<Assumed<'_>> = Vec::new();
    for id in report.outcome().assumed.iter() {
        let question = &rulebook[id];
        let Some(value) = question.assume else { continue };
        let group = question.group;
        let value = value.with_unit(question);
        let same =
            gathered.iter_mut().find(|a| group.is_some() && a.group == group && a.value == value);
        match (same, group) {
            (Some(same), _) => same.items.push(&question.ask),
            (None, Some(id)) => {
                let (ask, items) = (sentence(&rulebook[id].ask), vec![question.ask.as_str()]);
                gathered.push(Assumed { group, ask, value, items });
            }
            (None, None) => {
                let (ask, items) = (sentence(&question.ask), Vec::new());
                gathered.push(Assumed { group, ask, value, items });
            }
        }
    }
    gathered
}

fn answers(report: &Report<'_>) -> Vec<String> {
    let given = report.answers().given();
    given.map(|(id, answer)| stated(&report.rulebook()[id], answer)).collect()
}

/// What comes after treatment stands only with a verdict that lets it go on: beside a reason to
/// hold off it would read as if that could be had all the same.
fn aftercare<'a>(report: &'a Report<'_>) -> Vec<Aftercare<'a>> {
    let all = report.rulebook().aftercare();
    let mut kinds = Vec::new();
    if !matches!(report.verdict(), Verdict::Level(level) if level.is_go()) {
        return kinds;
    }
    for kind in [AftercareKind::Expect, AftercareKind::Care, AftercareKind::Warning] {
        let meant = report.outcome().aftercare.iter().map(|&at| &all[at]);
        let entries: Vec<_> = meant
            .filter(|entry| entry.kind == kind)
            .map(|entry| Entry {
                text: &entry.text,
                act: entry.act.as_deref(),
                grade: entry
                    .evidence
                    .filter(|_| entry.sources.is_empty())
                    .map(crate::rulebook::Evidence::meaning),
                sources: &entry.sources,
            })
            .collect();
        if !entries.is_empty() {
            kinds.push(Aftercare { kind, entries });
        }
    }
    kinds
}

fn closing(report: &Report<'_>) -> Option<String> {
    let day = report.valid_until()?;
    let outcome = report.outcome();
    Some(if outcome.verdict() == Verdict::Incomplete {
        "This is no result to keep: answer what is open first.".to_owned()
    } else if outcome.findings.iter().any(|finding| finding.ends.is_some()) {
        format!("Screen again when something here no longer holds, and by {day} at the latest.")
    } else {
        format!("If nothing changes, this holds until {day}. Then screen again.")
    })
}

/// A question as a sentence of its own.
fn sentence(ask: &str) -> String {
    let ended = ask.ends_with(['.', '?', '!']);
    format!("{}{}", ask.trim_end_matches(':'), if ended { "" } else { ":" })
}

/// An answer, with its question's id as words.
fn stated(question: &Question, answer: Answer) -> String {
    let text = match answer {
        Answer::Value(value) => value.with_unit(question),
        Answer::Unsure => Stated { question, answer }.to_string(),
    };
    format!("{} is {text}", question.id.replace('_', " "))
}
