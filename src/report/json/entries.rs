//! The entries of a report's other lists as JSON, each with its schema.

use serde_json::{Value, json};

use super::fields::{push_day, push_maybe_day};
use super::fragments::Fragments;
use super::types::{self, day, filled_list, maybe_day, object, set, string, word};
use super::write::{each, push, push_text, put};
use crate::answers::QuestionAnswer;
use crate::rulebook::Level;
use crate::screening::{Change, OpenQuestion, Step, Unasked, Verdict};

pub(super) fn open(open: &OpenQuestion, fragments: &Fragments<'_>, out: &mut Vec<u8>) {
    put(out, "{\"question\":");
    put(out, fragments.fields().name(open.question));
    put(out, ",\"answer\":");
    put(out, if open.unsure { "\"unsure\"" } else { "null" });
    put(out, ",\"could_be\":\"");
    put(out, open.could_be.as_str());
    put(out, "\",\"best\":\"");
    put(out, open.best.as_str());
    put(out, "\",\"worst\":\"");
    put(out, open.worst.as_str());
    put(out, "\"}");
}

pub(super) fn open_schema() -> Value {
    object([
        ("question", "The question that is open.", types::question_id()),
        ("answer", "What was answered: unsure, or nothing.", json!({"enum": ["unsure", null]})),
        ("could_be", "The highest level of the rules that depend on it.", word::<Level>()),
        ("best", "The lowest level that an answer to it could lead to.", word::<Level>()),
        ("worst", "The highest level that an answer to it could lead to.", word::<Level>()),
    ])
}

pub(super) fn step(step: Step, out: &mut Vec<u8>) {
    put(out, "{\"from\":");
    push_day(step.from, out);
    put(out, ",\"verdict\":\"");
    put(out, step.verdict.as_str());
    put(out, "\"}");
}

pub(super) fn step_schema() -> Value {
    object([
        ("from", "The first day on which it holds.", day()),
        ("verdict", "The verdict for treatment from that day on.", word::<Verdict>()),
    ])
}

pub(super) fn change(change: &Change, fragments: &Fragments<'_>, out: &mut Vec<u8>) {
    put(out, "{\"set\":{");
    fragments.fields().put_values(&change.set, out);
    put(out, "},\"withdrawn\":[");
    each(out, &change.withdrawn, |&id, out| put(out, fragments.fields().name(id)));
    put(out, "],\"wait_until\":");
    push_maybe_day(change.wait_until, out);
    put(out, ",\"verdict\":\"");
    put(out, change.verdict.as_str());
    put(out, "\",\"how\":[");
    for (at, how) in change.how(fragments.rulebook()).enumerate() {
        put(out, if at == 0 { "" } else { "," });
        push_text(how, out);
    }
    put(out, "]}");
}

pub(super) fn change_schema() -> Value {
    object([
        ("set", "The answers to change, each with its new value.", types::changed_values()),
        (
            "withdrawn",
            "The questions that are then no longer asked, so that their answers no longer count.",
            set(&types::question_id()),
        ),
        ("wait_until", "The day to wait for as well, if waiting is part of it.", maybe_day()),
        ("verdict", "The verdict after the changes.", word::<Verdict>()),
        ("how", "What to do for each change, in sentences.", filled_list(&string())),
    ])
}

pub(super) fn unasked(unasked: &Unasked, fragments: &Fragments<'_>, out: &mut Vec<u8>) {
    put(out, "{\"question\":");
    put(out, fragments.fields().name(unasked.question));
    put(out, ",\"answer\":");
    let question = &fragments.rulebook()[unasked.question];
    push(&QuestionAnswer { question, answer: unasked.answer }, out);
    put(out, "}");
}

pub(super) fn unasked_schema() -> Value {
    object([
        ("question", "The question that would not have been asked.", types::question_id()),
        ("answer", "The answer to it.", json!({"type": ["boolean", "string", "number"]})),
    ])
}
