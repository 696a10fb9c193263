//! The entries of a report's other lists as JSON, each with its schema.

use serde_json::{Value, json};

use super::fields::{push_day, push_maybe_day};
use super::fragments::Fragments;
use super::types::{Types, day, filled_list, maybe_day, object, set, string, word};
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

pub(super) fn open_schema(types: &Types<'_>) -> Value {
    object([
        ("question", types.question()),
        ("answer", json!({"enum": ["unsure", null]})),
        ("could_be", word::<Level>()),
        ("best", word::<Level>()),
        ("worst", word::<Level>()),
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
    object([("from", day()), ("verdict", word::<Verdict>())])
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

pub(super) fn change_schema(types: &Types<'_>) -> Value {
    object([
        ("set", types.changed_values()),
        ("withdrawn", set(&types.question())),
        ("wait_until", maybe_day()),
        ("verdict", word::<Verdict>()),
        ("how", filled_list(&string())),
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

pub(super) fn unasked_schema(types: &Types<'_>) -> Value {
    object([
        ("question", types.question()),
        ("answer", json!({"type": ["boolean", "string", "number"]})),
    ])
}
