//! The report as one line of JSON, and its JSON Schema. An absent value is `null`, and an empty
//! list is `[]`.
//!
//! Reports are assembled from fragments that are written once for a rulebook, which takes less than
//! a tenth of the time of `serde`. The code for each object stands beside its schema, in the same
//! order; tests check every report against the schema.

mod brief;
mod entries;
mod fields;
mod finding;
mod fragments;
mod types;
mod write;

use jiff::civil::Date;
use serde_json::{Value, json};

use fields::{push_day, push_maybe_day};
pub(crate) use fragments::Fragments;
pub(super) use types::{DAY, accepted_value};
use types::{Types, day, filled_list, list, maybe_day, object, set, word};
use write::{each, end_list, put};
pub(crate) use write::{push_id, push_text};

use super::summary::{self, MAX_SUMMARY_CHARS};
use crate::answers::Answers;
use crate::rulebook::{Level, QuestionSet, Rulebook};
use crate::screening::{Screening, Verdict};

/// The schema of the reports of a rulebook.
pub(super) fn schema(rulebook: &Rulebook) -> Value {
    let types = &Types { rulebook };
    let head = rulebook.head();
    let rulebook_ref = object([
        ("id", json!({"const": head.id})),
        ("version", json!({"const": head.version})),
        ("sha256", json!({"const": rulebook.sha256()})),
    ]);
    object([
        ("report", json!({"const": 2})),
        ("id", json!({"type": ["string", "number", "null"]})),
        ("rulebook", rulebook_ref),
        ("on", day()),
        ("valid_until", maybe_day()),
        ("verdict", word::<Verdict>()),
        ("floor", word::<Level>()),
        ("at_worst", word::<Level>()),
        ("summary", json!({"type": "string", "maxLength": MAX_SUMMARY_CHARS})),
        ("findings", list(&finding::schema(types))),
        ("open", list(&entries::open_schema(types))),
        ("outlook", filled_list(&entries::step_schema())),
        ("lasting", set(&types.rule())),
        ("changes", list(&entries::change_schema(types))),
        ("answers", types.answers()),
        ("assumed", types.values()),
        ("unasked", list(&entries::unasked_schema(types))),
        ("notice", json!({"const": head.notice})),
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
    /// Scratch memory for a summary.
    sentence: String,
}

impl<'p> JsonWriter<'p> {
    /// A writer that uses these fragments.
    pub(crate) fn new(fragments: &'p Fragments<'_>) -> Self {
        Self { fragments, on: None, dated: Vec::new(), sentence: String::new() }
    }

    /// Appends a whole report, without a line feed.
    pub(crate) fn report(
        &mut self,
        answers: &Answers<'_>,
        screening: &Screening,
        out: &mut Vec<u8>,
    ) {
        let Screening { outcome, outlook, changes } = screening;
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
        put(out, "],\"answers\":{");
        fields.put(answers.given(), out);
        end_list(out);
        put(out, "},\"assumed\":{");
        self.assumed(&outcome.assumed, out);
        put(out, "},\"unasked\":[");
        each(out, &outcome.unasked, |unasked, out| entries::unasked(unasked, self.fragments, out));
        put(out, self.fragments.notice());
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
        put(dated, fragments.rulebook_ref());
        put(dated, ",\"on\":");
        push_day(on, dated);
        put(dated, ",\"valid_until\":");
        let valid_for = fragments.rulebook().head().valid_for;
        push_maybe_day(valid_for.map(|time| time.after(on)), dated);
        put(dated, ",\"verdict\":\"");
    }
}
