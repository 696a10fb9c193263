//! The pieces of reports: whatever of a rulebook stands in them, written as JSON once.

use std::ops::Range;
use std::sync::OnceLock;

use serde::Serialize;

use super::fields::Fields;
use super::write::json;
use crate::report::summary::Title;
use crate::rulebook::{Level, Question, Rule, RuleId, Rulebook};
use crate::screening::{Outcome, Verdict};
use crate::text::put;
use crate::text::word::Word as _;

const LEVELS: usize = Level::ALL.len();

/// What stands behind the answers that a finding rests on, where none of them was assumed.
const NOTHING_ASSUMED: &str = "},\"assumed\":[],";

/// What the reports of a rulebook are copied together from. Each piece is written when a report
/// first needs it; any number of threads may share them.
#[derive(Debug)]
pub struct Pieces<'r> {
    rulebook: &'r Rulebook,
    rulebook_ref: OnceLock<String>,
    /// For every verdict, floor and `at_worst`.
    standings: [OnceLock<String>; Verdict::ALL.len() * LEVELS * LEVELS],
    notice: OnceLock<String>,
    assumed: OnceLock<AssumedPieces>,
    rules: Vec<OnceLock<RulePieces>>,
    fields: OnceLock<Fields>,
}

/// What is assumed for every question, each followed by a comma, and where each ends.
#[derive(Debug)]
struct AssumedPieces {
    text: String,
    ends: Vec<usize>,
}

/// A finding without what differs from person to person.
#[derive(Debug)]
pub(super) struct RulePieces {
    /// The rule's id.
    pub(super) id: String,
    /// The rule's title in a summary.
    pub(super) title: Title,
    /// For each level, the beginning of the finding, up to where the answers go.
    heads: Vec<String>,
    /// From behind the answers, of which nothing was assumed, to where the end goes.
    words: String,
    /// From behind `could_be` to the end.
    pub(super) basis: String,
    /// All of that from behind the answers, where nothing was assumed, nothing ends it and its level is certain.
    pub(super) unending: String,
}

impl<'r> Pieces<'r> {
    /// Pieces of this rulebook, none of which is written yet.
    #[must_use]
    pub fn new(rulebook: &'r Rulebook) -> Self {
        Self {
            rulebook,
            rulebook_ref: OnceLock::new(),
            standings: [const { OnceLock::new() }; _],
            notice: OnceLock::new(),
            assumed: OnceLock::new(),
            rules: rulebook.rules().iter().map(|_| OnceLock::new()).collect(),
            fields: OnceLock::new(),
        }
    }

    /// The rulebook.
    pub(super) fn rulebook(&self) -> &'r Rulebook {
        self.rulebook
    }

    /// The field that says which rulebook was used.
    pub(super) fn rulebook_ref(&self) -> &str {
        #[derive(Serialize)]
        struct Reference<'a> {
            id: &'a str,
            version: &'a str,
            sha256: &'a str,
        }
        self.rulebook_ref.get_or_init(|| {
            let head = self.rulebook.head();
            let (id, version) = (head.id.as_str(), head.version.as_str());
            let sha256 = self.rulebook.sha256();
            format!(",\"rulebook\":{}", json(&Reference { id, version, sha256 }))
        })
    }

    /// From where the verdict goes to where the summary goes.
    pub(super) fn standing(&self, outcome: &Outcome) -> &str {
        let (verdict, floor, at_worst) = (outcome.verdict(), outcome.floor, outcome.at_worst);
        let place = (verdict.index() * LEVELS + floor as usize) * LEVELS + at_worst as usize;
        self.standings[place].get_or_init(|| {
            let levels = format!("\"floor\":\"{floor}\",\"at_worst\":\"{at_worst}\"");
            format!("{verdict}\",{levels},\"summary\":\"")
        })
    }

    /// The end of every report, from the end of its last list.
    pub(super) fn notice(&self) -> &str {
        let notice = &self.rulebook.head().notice;
        self.notice.get_or_init(|| format!("],\"notice\":{}}}", json(notice)))
    }

    /// What is assumed for all these questions, in file order, as an object has it; each followed
    /// by a comma. Mostly many are left out one after another, so their text is one piece.
    pub(super) fn assumed(&self, questions: Range<usize>) -> &str {
        let pieces = self.assumed.get_or_init(|| AssumedPieces::of(self.rulebook));
        let end = |before: usize| before.checked_sub(1).map_or(0, |last| pieces.ends[last]);
        &pieces.text[end(questions.start)..end(questions.end)]
    }

    pub(super) fn rule(&self, id: RuleId) -> &RulePieces {
        self.rules[id.index()].get_or_init(|| RulePieces::of(self.rulebook, &self.rulebook[id]))
    }

    /// Answers as fields.
    #[inline]
    pub(super) fn fields(&self) -> &Fields {
        self.fields.get_or_init(|| Fields::of(self.rulebook))
    }
}

impl AssumedPieces {
    fn of(rulebook: &Rulebook) -> Self {
        let mut text = String::new();
        let end = |question: &Question| {
            if let Some(value) = question.assume {
                put(
                    &mut text,
                    format_args!("{}:{},", json(&question.id), json(&value.shown(question))),
                );
            }
            text.len()
        };
        let ends = rulebook.questions().iter().map(end).collect();
        Self { text, ends }
    }
}

impl RulePieces {
    fn of(rulebook: &Rulebook, rule: &Rule) -> Self {
        let sources: Vec<&str> = rule.sources.iter().map(|&id| rulebook[id].id.as_str()).collect();
        let (id, title) = (json(&rule.id), json(&rule.title));
        let words = format!(
            "{NOTHING_ASSUMED}\"reason\":{},\"advice\":{},\"until\":{},\"ends\":",
            json(&rule.reason),
            json(&rule.advice),
            json(&rule.until),
        );
        let basis = format!(
            ",\"evidence\":{},\"dispute\":{},\"sources\":{}}}",
            json(&rule.evidence),
            json(&rule.dispute),
            json(&sources),
        );
        let in_summary = Title::of(rule);
        Self {
            heads: Level::words()
                .map(|level| {
                    format!(
                        "{{\"rule\":{id},\"level\":\"{level}\",\"title\":{title},\"because\":{{"
                    )
                })
                .collect(),
            title: Title { text: unquoted(&json(&in_summary.text)).to_owned(), ..in_summary },
            id,
            unending: format!("{words}null,\"could_be\":null{basis}"),
            words,
            basis,
        }
    }

    /// From behind the answers to where the end goes, where nothing was assumed.
    pub(super) fn words(&self) -> &str {
        &self.words
    }

    /// From behind the list of what was assumed to where the end goes.
    pub(super) fn words_behind_assumed(&self) -> &str {
        &self.words[NOTHING_ASSUMED.len()..]
    }

    pub(super) fn head(&self, level: Level) -> &str {
        &self.heads[level as usize]
    }
}

/// A text of JSON without the quotes around it.
fn unquoted(json: &str) -> &str {
    json.strip_prefix('"').and_then(|json| json.strip_suffix('"')).unwrap_or(json)
}
