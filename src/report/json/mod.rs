//! The report as one line of JSON, and its JSON Schema. An absent value is `null`, and an empty
//! list is `[]`.
//!
//! Reports are assembled from fragments that are written once for a rulebook, which takes less than
//! a tenth of the time of `serde`. The code for each object stands beside its schema, in the same
//! order; tests check every report against the schema.

mod brief;
mod entries;
mod error_line;
mod fields;
mod finding;
mod fragments;
mod text_fragments;
mod texts;
mod tool;
mod types;
mod write;

use jiff::civil::Date;
use serde_json::{Value, json};

pub(crate) use error_line::ErrorLine;
use fields::{push_day, push_maybe_day};
pub(crate) use fragments::Fragments;
pub(super) use types::accepted_value;
use types::{day, described, filled_list};
pub(crate) use types::{
    definitions, list, maybe_day, maybe_string, nullable, object, question_id, set, source_id,
    string, word,
};
use write::push_id;
use write::{each, end_list, put};

pub(crate) use texts::{AftercareText, GroupText, QuestionText, SourceText, Words};
pub(crate) use tool::Tool;

use super::summary::{self, MAX_SUMMARY_CHARS};
use crate::answers::Answers;
use crate::rulebook::{Level, QuestionSet, Rulebook};
use crate::screening::{Screening, Verdict};

/// The schema of the reports of a rulebook.
pub(super) fn schema(rulebook: &Rulebook) -> Value {
    let head = rulebook.head();
    let mut schema = object([
        ("report", "The number of this form of a report.", json!({"const": 2})),
        ("id", "The id that the answers had, if any.", types::id()),
        ("tool", "The program that made the report.", Tool::schema()),
        ("rulebook", "The rulebook that the answers were held against.", reference(rulebook)),
        ("on", "The treatment date.", day()),
        (
            "valid_until",
            "The first day on which the result no longer holds, even if nothing changes.",
            maybe_day(),
        ),
        ("verdict", "The verdict.", word::<Verdict>()),
        ("floor", "The level that is certain.", word::<Level>()),
        ("at_worst", "The highest level that open questions could lead to.", word::<Level>()),
        (
            "summary",
            "The verdict and its main reasons in one sentence.",
            json!({"type": "string", "maxLength": MAX_SUMMARY_CHARS}),
        ),
        ("findings", "The rules that apply, the worst first.", list(&finding::schema())),
        (
            "open",
            "The questions whose answers could still matter, those that matter most first.",
            list(&entries::open_schema()),
        ),
        (
            "outlook",
            "How the verdict changes if nothing but time passes; the first entry is the              treatment date.",
            filled_list(&entries::step_schema()),
        ),
        ("lasting", "The rules that time alone never ends.", set(&types::rule_id())),
        (
            "changes",
            "Changes of answers that lead to a better verdict, the best first.",
            list(&entries::change_schema()),
        ),
        ("answers", "The answers that were given, as understood.", types::answers()),
        ("assumed", "The answers that were taken for granted.", types::values()),
        (
            "unasked",
            "Answers to questions that would not have been asked. They count.",
            list(&entries::unasked_schema()),
        ),
        ("notice", "What every report says at its end.", json!({"const": head.notice})),
    ]);
    schema["properties"]["changes_omitted"] =
        described("Stands here if there may be more changes than these.", json!({"const": true}));
    schema["properties"]["texts"] =
        described("With --texts: what the ids in this report stand for.", texts::schema());
    schema
}

/// The schemas of the lines that a batch writes, each with its name.
pub(super) fn line_schemas(rulebook: &Rulebook) -> [(&'static str, Value); 3] {
    [
        ("report", described("A whole report.", schema(rulebook))),
        ("brief", described("A report with --brief.", brief::schema())),
        ("error", described("A record that could not be screened.", error_line::schema())),
    ]
}

/// The schema of what a report says of its rulebook.
fn reference(rulebook: &Rulebook) -> Value {
    let head = rulebook.head();
    object([
        ("id", "The id of the rulebook.", json!({"const": head.id})),
        ("title", "What it screens for.", json!({"const": head.title})),
        ("version", "Its version.", json!({"const": head.version})),
        ("reviewed", "When it was last reviewed.", json!({"const": head.reviewed.to_string()})),
        ("sha256", "The SHA-256 of the rule file.", json!({"const": rulebook.sha256()})),
    ])
}

/// How a report begins. The number rises when a field changes its meaning or goes.
const BEGINNING: &str = "{\"report\":2,\"id\":";

/// Writes one report after another, as UTF-8. Hardly anything is allocated for a report.
#[derive(Debug)]
pub(crate) struct JsonWriter<'p> {
    fragments: &'p Fragments<'p>,
    /// The treatment date in `dated`.
    on: Option<Date>,
    /// From behind the value of `id` to the value of `verdict`.
    dated: Vec<u8>,
    /// Whether reports have the texts that they name.
    has_texts: bool,
    /// Scratch memory for a summary.
    sentence: String,
}

impl<'p> JsonWriter<'p> {
    /// A writer that uses these fragments.
    pub(crate) fn new(fragments: &'p Fragments<'_>) -> Self {
        let (dated, sentence) = (Vec::new(), String::new());
        Self { fragments, on: None, dated, has_texts: false, sentence }
    }

    /// The same writer, but whole reports have the texts that they name if `has_texts`.
    pub(crate) fn with_texts(self, has_texts: bool) -> Self {
        Self { has_texts, ..self }
    }

    /// Appends a whole report, without a line feed.
    pub(crate) fn report(
        &mut self,
        answers: &Answers<'_>,
        screening: &Screening,
        out: &mut Vec<u8>,
    ) {
        let Screening { outcome, outlook, changes, changes_omitted } = screening;
        self.set_date(answers.on());
        put(out, BEGINNING);
        push_id(answers.id(), out);
        out.extend_from_slice(&self.dated);
        put(out, self.fragments.standing(outcome));
        self.sentence.clear();
        let clause = |rule| &self.fragments.rule(rule).clause;
        summary::summary(outcome, clause, &mut self.sentence);
        put(out, &self.sentence);
        put(out, "\",\"findings\":[");
        let fields = self.fragments.fields();
        each(out, &outcome.findings, |finding, out| {
            self.fragments.rule(finding.rule).write(finding, outcome, fields, out);
        });
        put(out, "],\"open\":[");
        each(out, &outcome.open, |open, out| entries::open(open, self.fragments, out));
        put(out, "],\"outlook\":[");
        each(out, &outlook.steps, |&step, out| entries::step(step, out));
        put(out, "],\"lasting\":[");
        each(out, &outlook.lasting, |&rule, out| put(out, &self.fragments.rule(rule).id));
        put(out, "],\"changes\":[");
        each(out, changes, |change, out| entries::change(change, self.fragments, out));
        if *changes_omitted {
            put(out, "],\"changes_omitted\":true,\"answers\":{");
        } else {
            put(out, "],\"answers\":{");
        }
        fields.put(answers.given(), out);
        end_list(out);
        put(out, "},\"assumed\":{");
        self.assumed(&outcome.assumed, out);
        put(out, "},\"unasked\":[");
        each(out, &outcome.unasked, |unasked, out| entries::unasked(unasked, self.fragments, out));
        put(out, self.fragments.notice());
        if self.has_texts {
            put(out, ",\"texts\":");
            self.fragments.texts().write(answers, screening, out);
        }
        put(out, "}");
    }

    /// Consecutive questions are one fragment.
    fn assumed(&self, assumed: &QuestionSet, out: &mut Vec<u8>) {
        let mut run = 0..0;
        for id in assumed.iter() {
            if id.index() != run.end {
                put(out, self.fragments.assumed(run));
                run = id.index()..id.index();
            }
            run.end += 1;
        }
        put(out, self.fragments.assumed(run));
        end_list(out);
    }

    /// Rewrites what depends on the treatment date only, if that differs from the report before.
    fn set_date(&mut self, on: Date) {
        if self.on == Some(on) {
            return;
        }
        self.on = Some(on);
        let Self { dated, fragments, .. } = self;
        dated.clear();
        put(dated, fragments.made_by());
        put(dated, ",\"on\":");
        push_day(on, dated);
        put(dated, ",\"valid_until\":");
        push_maybe_day(fragments.rulebook().head().valid_until(on), dated);
        put(dated, ",\"verdict\":\"");
    }
}
