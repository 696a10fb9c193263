//! JSON Schema (2020-12) of answers and reports, made from the rulebook in use.

use serde_json::{Map, Value, json};

use crate::answers::{accepted, time_pattern};
use crate::rulebook::{Evidence, Kind, Level, Question, Rulebook};
use crate::screening::{MAX_CHANGES, Verdict};
use crate::text::word::Word as _;

const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";
const DAY: &str = r"^\d{4}-\d{2}-\d{2}$";

/// The schema of an answers object.
#[must_use]
pub fn answers(rulebook: &Rulebook) -> Value {
    let mut properties = Map::new();
    properties.insert(
        "id".to_owned(),
        json!({"description": "Copied to the report.", "type": ["string", "number", "null"]}),
    );
    properties.insert(
        "on".to_owned(),
        json!({"description": "The treatment date.", "type": ["string", "null"], "pattern": DAY}),
    );
    for question in rulebook.questions() {
        properties.insert(question.id.clone(), described(question, question_schema(question)));
    }
    json!({
        "$schema": DIALECT,
        "title": format!("Answers for {}", rulebook.head().title),
        "description": "An absent or null answer means that the question was left unanswered.",
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
    })
}

fn question_schema(question: &Question) -> Value {
    match &question.kind {
        Kind::YesNo => json!({"enum": [true, false, "yes", "no", "unsure", null]}),
        Kind::Choice(options) => {
            let options = options.iter().map(|option| Value::from(option.id.as_str()));
            json!({"enum": options.chain([json!("unsure"), Value::Null]).collect::<Vec<_>>()})
        }
        Kind::Number { min, max, .. } => json!({"anyOf": [
            {"type": "number", "minimum": min, "maximum": max},
            {"enum": ["unsure", null]},
        ]}),
        Kind::Date => json!({"type": ["string", "null"], "pattern": time_pattern()}),
    }
}

fn described(question: &Question, mut schema: Value) -> Value {
    schema["title"] = Value::from(question.ask.as_str());
    schema["description"] = Value::from(format!("Accepted: {}.", accepted(question)));
    schema
}

/// The schema of a report.
#[must_use]
pub fn report(rulebook: &Rulebook) -> Value {
    let levels: Vec<&str> = Level::words().collect();
    let verdicts: Vec<&str> = Verdict::words().collect();
    let questions = ids(rulebook.questions().iter().map(|question| &question.id));
    let rules = ids(rulebook.rules().iter().map(|rule| &rule.id));
    let sources = ids(rulebook.sources().iter().map(|source| &source.id));
    let day = json!({"type": "string", "pattern": DAY});
    let maybe_day = json!({"type": ["string", "null"], "pattern": DAY});
    let maybe_text = json!({"type": ["string", "null"]});
    let maybe_level = json!({"enum": levels.iter().copied().map(Value::from).chain([Value::Null])
        .collect::<Vec<_>>()});
    let finding = object(&[
        ("rule", rules.clone()),
        ("level", json!({"enum": levels})),
        ("title", json!({"type": "string"})),
        ("because", values(rulebook)),
        ("assumed", json!({"type": "array", "items": questions, "uniqueItems": true})),
        ("reason", json!({"type": "string"})),
        ("advice", json!({"type": "string"})),
        ("until", maybe_text.clone()),
        ("ends", maybe_day.clone()),
        ("could_be", maybe_level),
        ("evidence", json!({"enum": Evidence::words().collect::<Vec<_>>()})),
        ("dispute", maybe_text),
        ("sources", json!({"type": "array", "items": sources, "uniqueItems": true})),
    ]);
    let open = object(&[
        ("question", questions.clone()),
        ("answer", json!({"enum": ["unsure", null]})),
        ("could_be", json!({"enum": levels})),
        ("best", json!({"enum": levels})),
        ("worst", json!({"enum": levels})),
    ]);
    let step = object(&[("from", day.clone()), ("verdict", json!({"enum": verdicts}))]);
    let change = object(&[
        ("set", changed(rulebook)),
        ("withdrawn", json!({"type": "array", "items": questions, "uniqueItems": true})),
        ("wait_until", maybe_day.clone()),
        ("verdict", json!({"enum": verdicts})),
        ("how", json!({"type": "array", "items": {"type": "string"}, "minItems": 1})),
    ]);
    let unasked = object(&[
        ("question", questions),
        ("answer", json!({"type": ["boolean", "string", "number"]})),
    ]);
    let mut schema = object(&[
        ("report", json!({"const": 2})),
        ("id", json!({"type": ["string", "number", "null"]})),
        (
            "rulebook",
            object(&[
                ("id", json!({"const": rulebook.head().id})),
                ("version", json!({"const": rulebook.head().version})),
                ("sha256", json!({"const": rulebook.sha256()})),
            ]),
        ),
        ("on", day),
        ("valid_until", maybe_day),
        ("verdict", json!({"enum": verdicts})),
        ("floor", json!({"enum": levels})),
        ("at_worst", json!({"enum": levels})),
        ("summary", json!({"type": "string", "maxLength": super::LONGEST_SUMMARY})),
        ("findings", json!({"type": "array", "items": finding})),
        ("open", json!({"type": "array", "items": open})),
        ("outlook", json!({"type": "array", "items": step, "minItems": 1})),
        ("lasting", json!({"type": "array", "items": rules, "uniqueItems": true})),
        ("changes", json!({"type": "array", "items": change})),
        ("answers", given(rulebook)),
        ("assumed", values(rulebook)),
        ("unasked", json!({"type": "array", "items": unasked})),
        ("notice", json!({"const": rulebook.head().notice})),
    ]);
    schema["$schema"] = Value::from(DIALECT);
    schema["title"] = Value::from(format!("Report: {}", rulebook.head().title));
    schema
}

/// An object that has all these fields. Fields may be added without the report's number rising,
/// so others are not forbidden.
fn object(fields: &[(&str, Value)]) -> Value {
    let required: Vec<&str> = fields.iter().map(|(name, _)| *name).collect();
    let properties: Map<String, Value> =
        fields.iter().map(|(name, schema)| ((*name).to_owned(), schema.clone())).collect();
    json!({"type": "object", "properties": properties, "required": required})
}

/// An object with what was answered to some of the questions.
fn given(rulebook: &Rulebook) -> Value {
    let mut schema = values(rulebook);
    for answer in schema["properties"].as_object_mut().into_iter().flat_map(Map::values_mut) {
        *answer = json!({"anyOf": [answer.take(), {"const": "unsure"}]});
    }
    schema
}

/// An object with a value for some of the questions.
fn values(rulebook: &Rulebook) -> Value {
    let value = |question: &Question| match &question.kind {
        Kind::YesNo => json!({"type": "boolean"}),
        Kind::Choice(options) => {
            json!({"enum": options.iter().map(|option| option.id.as_str()).collect::<Vec<_>>()})
        }
        Kind::Number { min, max, .. } => json!({"type": "number", "minimum": min, "maximum": max}),
        Kind::Date => json!({"type": "string", "pattern": r"^(never|\d{4}-\d{2}-\d{2})$"}),
    };
    let properties: Map<String, Value> = rulebook
        .questions()
        .iter()
        .map(|question| (question.id.clone(), value(question)))
        .collect();
    json!({"type": "object", "properties": properties, "additionalProperties": false})
}

/// An object with another value for one question at least, and for no more than are changed at
/// once.
fn changed(rulebook: &Rulebook) -> Value {
    let mut schema = values(rulebook);
    schema["minProperties"] = Value::from(1);
    schema["maxProperties"] = Value::from(MAX_CHANGES);
    schema
}

fn ids<'a>(ids: impl Iterator<Item = &'a String>) -> Value {
    json!({"enum": ids.collect::<Vec<_>>()})
}
