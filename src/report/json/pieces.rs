//! The pieces of reports: whatever of a rulebook stands in them, written as JSON once.

use std::ops::Range;
use std::sync::OnceLock;

use serde::Serialize;

use crate::rulebook::{Question, QuestionId, Rule, RuleId, Rulebook};
use crate::text::{escape, put};

/// What the reports of a rulebook are copied together from. Each piece is written when a report
/// first needs it; any number of threads may share them.
#[derive(Debug)]
pub struct Pieces<'r> {
    rulebook: &'r Rulebook,
    rulebook_ref: OnceLock<String>,
    notice: OnceLock<String>,
    assumed: OnceLock<AssumedPieces>,
    rules: Vec<OnceLock<RulePieces>>,
    questions: Vec<OnceLock<QuestionPieces>>,
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
    /// The beginning, up to where the level goes.
    pub(super) name: String,
    /// From there to where the answers go.
    pub(super) title: String,
    /// From there to where the end goes.
    pub(super) words: String,
    /// From behind `could_be` to the end.
    pub(super) basis: String,
}

/// A question.
#[derive(Debug)]
pub(super) struct QuestionPieces {
    /// Its id.
    pub(super) name: String,
    /// Its options.
    pub(super) options: Vec<String>,
}

impl<'r> Pieces<'r> {
    /// Pieces of this rulebook, none of which is written yet.
    #[must_use]
    pub fn new(rulebook: &'r Rulebook) -> Self {
        Self {
            rulebook,
            rulebook_ref: OnceLock::new(),
            notice: OnceLock::new(),
            assumed: OnceLock::new(),
            rules: rulebook.rules().iter().map(|_| OnceLock::new()).collect(),
            questions: rulebook.questions().iter().map(|_| OnceLock::new()).collect(),
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

    pub(super) fn notice(&self) -> &str {
        self.notice.get_or_init(|| json(&self.rulebook.head().notice))
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

    pub(super) fn question(&self, id: QuestionId) -> &QuestionPieces {
        self.questions[id.index()].get_or_init(|| QuestionPieces::of(&self.rulebook[id]))
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
        let id = json(&rule.id);
        Self {
            name: format!("{{\"rule\":{id},\"level\":\""),
            id,
            title: format!("\",\"title\":{},\"because\":{{", json(&rule.title)),
            words: format!(
                "}},\"reason\":{},\"advice\":{},\"until\":{},\"ends\":",
                json(&rule.reason),
                json(&rule.advice),
                json(&rule.until),
            ),
            basis: format!(
                ",\"evidence\":{},\"dispute\":{},\"sources\":{}}}",
                json(&rule.evidence),
                json(&rule.dispute),
                json(&sources),
            ),
        }
    }
}

impl QuestionPieces {
    fn of(question: &Question) -> Self {
        let name = json(&question.id);
        Self { name, options: question.options().iter().map(|option| json(&option.id)).collect() }
    }
}

/// A value as JSON that does nothing to a terminal.
fn json<T: Serialize + ?Sized>(value: &T) -> String {
    // INVARIANT: whatever stands in a report is text, a finite number, or made of those under
    // keys that are text, so this cannot fail.
    escape::json(serde_json::to_string(value).expect("a report can be written as JSON"))
}

/// Appends a value.
pub(super) fn push<T: Serialize + ?Sized>(value: &T, out: &mut String) {
    out.push_str(&json(value));
}

/// Appends a text; most need no escapes.
pub(crate) fn push_text(text: &str, out: &mut String) {
    // Looks at all bytes without stopping, many at a time.
    let odd = |byte| !matches!(byte, b' '..=b'~') || byte == b'"' || byte == b'\\';
    if text.bytes().fold(false, |any, byte| any | odd(byte)) {
        push(text, out);
    } else {
        out.extend(["\"", text, "\""]);
    }
}
