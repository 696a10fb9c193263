//! The parts of reports that depend only on the rulebook, written as JSON once.

use std::ops::Range;
use std::sync::OnceLock;

use serde::Serialize;

use super::fields::AnswerFields;
use super::finding::RuleFragments;
use super::text_fragments::TextFragments;
use super::tool::Tool;
use super::write::json;
use crate::rulebook::{Level, Question, RuleId, Rulebook};
use crate::screening::{Outcome, Verdict};
use crate::text::word::Word as _;
use crate::text::{WrittenDate, append};

const LEVELS: usize = Level::ALL.len();

/// The fragments that the reports of a rulebook are copied together from. Each is written when a
/// report first needs it; threads can share them.
#[derive(Debug)]
pub(crate) struct Fragments<'r> {
    rulebook: &'r Rulebook,
    made_by: OnceLock<String>,
    /// One for every combination of a verdict, a floor and an `at_worst`.
    standings: [OnceLock<String>; Verdict::ALL.len() * LEVELS * LEVELS],
    notice: OnceLock<String>,
    assumed: OnceLock<AssumedFragments>,
    rules: Vec<OnceLock<RuleFragments>>,
    fields: OnceLock<AnswerFields>,
    texts: OnceLock<TextFragments>,
}

/// The assumed values as fields of an object, and for each question where its field ends.
#[derive(Debug)]
struct AssumedFragments {
    text: String,
    ends: Vec<usize>,
}

impl<'r> Fragments<'r> {
    /// The fragments of this rulebook, none of which is written yet.
    pub(crate) fn new(rulebook: &'r Rulebook) -> Self {
        Self {
            rulebook,
            made_by: OnceLock::new(),
            standings: [const { OnceLock::new() }; _],
            notice: OnceLock::new(),
            assumed: OnceLock::new(),
            rules: rulebook.rules().iter().map(|_| OnceLock::new()).collect(),
            fields: OnceLock::new(),
            texts: OnceLock::new(),
        }
    }

    /// The rulebook.
    pub(super) fn rulebook(&self) -> &'r Rulebook {
        self.rulebook
    }

    /// The fields that name the program and the rulebook.
    pub(super) fn made_by(&self) -> &str {
        #[derive(Serialize)]
        struct Reference<'a> {
            id: &'a str,
            title: &'a str,
            version: &'a str,
            reviewed: WrittenDate,
            sha256: &'a str,
        }
        self.made_by.get_or_init(|| {
            let head = self.rulebook.head();
            let rulebook = Reference {
                id: &head.id,
                title: &head.title,
                version: &head.version,
                reviewed: WrittenDate(head.reviewed),
                sha256: self.rulebook.sha256(),
            };
            format!(",\"tool\":{},\"rulebook\":{}", json(&Tool::THIS), json(&rulebook))
        })
    }

    /// From the value of `verdict` to the value of `summary`.
    pub(super) fn standing(&self, outcome: &Outcome) -> &str {
        let (verdict, floor, at_worst) = (outcome.verdict(), outcome.floor, outcome.at_worst);
        let place = (verdict.index() * LEVELS + floor as usize) * LEVELS + at_worst as usize;
        self.standings[place].get_or_init(|| {
            let levels = format!("\"floor\":\"{floor}\",\"at_worst\":\"{at_worst}\"");
            format!("{verdict}\",{levels},\"summary\":\"")
        })
    }

    /// The last field of every report, from the end of the list before it.
    pub(super) fn notice(&self) -> &str {
        let notice = &self.rulebook.head().notice;
        self.notice.get_or_init(|| format!("],\"notice\":{}", json(notice)))
    }

    /// The assumed values of consecutive questions as fields, each followed by a comma. Mostly
    /// several questions in a row are left unanswered, so their fields are one fragment.
    pub(super) fn assumed(&self, questions: Range<usize>) -> &str {
        let fragments = self.assumed.get_or_init(|| AssumedFragments::of(self.rulebook));
        let end = |before: usize| before.checked_sub(1).map_or(0, |last| fragments.ends[last]);
        &fragments.text[end(questions.start)..end(questions.end)]
    }

    pub(super) fn rule(&self, id: RuleId) -> &RuleFragments {
        self.rules[id.index()].get_or_init(|| RuleFragments::of(self.rulebook, &self.rulebook[id]))
    }

    /// The texts that reports may name.
    pub(super) fn texts(&self) -> &TextFragments {
        self.texts.get_or_init(|| TextFragments::of(self.rulebook))
    }

    /// The answers as fields of an object.
    #[inline]
    pub(super) fn fields(&self) -> &AnswerFields {
        self.fields.get_or_init(|| AnswerFields::of(self.rulebook))
    }
}

impl AssumedFragments {
    fn of(rulebook: &Rulebook) -> Self {
        let mut text = String::new();
        let end = |question: &Question| {
            if let Some(value) = question.assume {
                append(
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
