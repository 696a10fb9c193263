//! The JSON Schema of an exported rulebook.

use serde_json::{Value, json};

use super::condition;
use crate::report::schema::titled;
use crate::report::{
    AftercareText, GroupText, QuestionText, SourceText, Tool, Words, definitions, list, maybe_day,
    maybe_string, nullable, object, question_id, set, source_id, string, word,
};
use crate::rulebook::{Evidence, Level, Rulebook};

pub(super) fn schema(rulebook: &Rulebook) -> Value {
    let by_id = |entry: Value| json!({"type": "object", "additionalProperties": entry});
    let mut schema = object([
        ("export", "The number of this form.", json!({"const": 1})),
        ("tool", "The program that wrote it.", Tool::schema()),
        ("rulebook", "What identifies the rulebook and holds for all of it.", head()),
        ("groups", "The groups of questions, by their ids.", by_id(GroupText::schema())),
        ("questions", "The questions, by their ids.", by_id(question())),
        (
            "ask_order",
            "The ids of all questions, each after those that decide whether it is asked.",
            set(&question_id()),
        ),
        ("rules", "The rules, by their ids.", by_id(rule())),
        ("sources", "The sources, by their ids.", by_id(SourceText::schema())),
        (
            "aftercare",
            "What to expect, to do and to watch for after the treatment.",
            list(&object(AftercareText::fields().into_iter().chain([(
                "when",
                "The condition under which it is told; always if null.",
                nullable(&condition()),
            )]))),
        ),
        ("words", "What the words of a report mean.", Words::schema()),
    ]);
    let mut definitions = definitions(rulebook);
    definitions.insert("condition".to_owned(), condition::schema(&question_id()));
    definitions.retain(|name, _| !["values", "answers"].contains(&name.as_str()));
    schema["$defs"] = Value::from(definitions);
    titled("export", format!("The rulebook {}", rulebook.head().id), schema, rulebook)
}

fn condition() -> Value {
    json!({"$ref": "#/$defs/condition"})
}

fn head() -> Value {
    object([
        ("id", "Its id.", string()),
        ("title", "What it screens for.", string()),
        ("version", "Its version.", string()),
        ("reviewed", "When it was last reviewed.", maybe_day()),
        ("review_every", "How often it has to be, such as `1 year`.", maybe_string()),
        ("valid_for", "How long a result holds, such as `90 days`.", maybe_string()),
        ("levels_by", "The question that levels may depend on.", nullable(&question_id())),
        ("notice", "What every report says at its end.", string()),
        ("plain", "Long names that do not count as hard to read.", list(&string())),
        ("sha256", "The SHA-256 of the rule file.", string()),
    ])
}

fn question() -> Value {
    let number = || json!({"type": ["number", "null"]});
    let value = |null| {
        let types: Vec<_> = ["boolean", "string", "number"].into_iter().chain(null).collect();
        json!({"type": types})
    };
    let change = object([
        ("from", "The answer to change; any other number if null.", value(Some("null"))),
        ("to", "The new answer.", value(None)),
        ("how", "What a person has to do for that.", string()),
    ]);
    object(QuestionText::fields().into_iter().chain([
        ("min", "The smallest number that is accepted.", number()),
        ("max", "The largest number that is accepted.", number()),
        ("assume", "What is taken for granted if it is left out.", value(Some("null"))),
        ("ask_when", "When it is asked; always if null.", nullable(&condition())),
        ("change", "How its answer can be changed.", list(&change)),
    ]))
}

fn rule() -> Value {
    let level = json!({"anyOf": [
        word::<Level>(),
        {"type": "object", "additionalProperties": word::<Level>()},
    ]});
    object([
        ("title", "What it finds, as a heading.", string()),
        ("says", "The same as a clause with a subject.", maybe_string()),
        ("when", "When it applies.", condition()),
        ("level", "Its level, or one for each option of the `levels_by` question.", level),
        ("reason", "Why it counts.", string()),
        ("advice", "What to do about it.", string()),
        ("until", "When it ends, in words, if that is an event.", maybe_string()),
        ("sources", "The ids of the sources that it rests on.", set(&source_id())),
        ("evidence", "The strength of that evidence.", word::<Evidence>()),
        ("dispute", "Who disagrees, and why.", maybe_string()),
        ("eases", "Why one more yes may stop it from applying.", maybe_string()),
        ("reviewed", "When it was last reviewed, if not with the whole.", maybe_day()),
    ])
}
