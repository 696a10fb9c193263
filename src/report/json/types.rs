//! The JSON Schemas of the values in a report.

use serde_json::{Map, Value, json};

use crate::answers::{UNSURE, time_pattern};
use crate::rulebook::{Kind, Question, Rulebook};
use crate::screening::MAX_CHANGES;
use crate::text::word::Word;

/// A day of the calendar. The pattern leaves the 29 February of every year to validators that check
/// formats.
fn day_of_type(kind: impl Into<Value>) -> Value {
    json!({"type": kind.into(), "format": "date", "pattern": format!("^{DAY}$")})
}

const DAY: &str = r"\d{4}-((0[13578]|1[02])-(0[1-9]|[12]\d|3[01])|(0[469]|11)-(0[1-9]|[12]\d|30)|02-(0[1-9]|[12]\d))";

/// The definitions that depend on the rulebook, for the `$defs` of a schema. The functions below
/// refer to them, so that each stands only once in a schema.
pub(crate) fn definitions(rulebook: &Rulebook) -> Map<String, Value> {
    let question = ids(rulebook.questions().iter().map(|question| &question.id));
    let rule = ids(rulebook.rules().iter().map(|rule| &rule.id));
    let source = ids(rulebook.sources().iter().map(|source| &source.id));
    let answer =
        |question: &Question| json!({"anyOf": [written_value(question), {"const": UNSURE}]});
    let all = [
        ("question", described("The id of a question.", question)),
        ("rule", described("The id of a rule.", rule)),
        ("source", described("The id of a source.", source)),
        ("values", by_question(rulebook, written_value)),
        ("answers", by_question(rulebook, answer)),
    ];
    all.map(|(name, schema)| (name.to_owned(), schema)).into_iter().collect()
}

/// An object with such a value for some of the questions.
fn by_question(rulebook: &Rulebook, value: impl Fn(&Question) -> Value) -> Value {
    let property =
        |question: &Question| (question.id.clone(), described(&question.ask, value(question)));
    let properties: Map<String, Value> = rulebook.questions().iter().map(property).collect();
    json!({"type": "object", "properties": properties, "additionalProperties": false})
}

/// The id of a question.
pub(crate) fn question_id() -> Value {
    defined("question")
}

/// The id of a rule.
pub(super) fn rule_id() -> Value {
    defined("rule")
}

/// The id of a source.
pub(crate) fn source_id() -> Value {
    defined("source")
}

/// An object with a value for some of the questions.
pub(super) fn values() -> Value {
    defined("values")
}

/// An object with another value for at least one question, and for at most as many as are changed
/// at once.
pub(super) fn changed_values() -> Value {
    let mut schema = values();
    schema["minProperties"] = Value::from(1);
    schema["maxProperties"] = Value::from(MAX_CHANGES);
    schema
}

/// An object with a value or "unsure" for some of the questions.
pub(super) fn answers() -> Value {
    defined("answers")
}

/// A reference to a definition.
fn defined(name: &str) -> Value {
    json!({"$ref": format!("#/$defs/{name}")})
}

/// A value of a question, as reports have it.
fn written_value(question: &Question) -> Value {
    match &question.kind {
        Kind::YesNo => json!({"type": "boolean"}),
        Kind::Choice(options) => {
            json!({"enum": options.iter().map(|option| option.id.as_str()).collect::<Vec<_>>()})
        }
        Kind::Number { min, max, .. } => json!({"type": "number", "minimum": min, "maximum": max}),
        Kind::Date => json!({"type": "string", "pattern": format!("^(never|{DAY})$")}),
    }
}

/// An answer to a question, as an answers object may have it.
pub(in crate::report) fn accepted_value(question: &Question) -> Value {
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

fn ids<'a>(ids: impl Iterator<Item = &'a String>) -> Value {
    json!({"enum": ids.collect::<Vec<_>>()})
}

/// One of the words of an enum.
pub(crate) fn word<W: Word>() -> Value {
    json!({"enum": W::words().collect::<Vec<_>>()})
}

/// One of the words of an enum, or null.
pub(crate) fn maybe_word<W: Word>() -> Value {
    json!({"enum": W::words().map(Some).chain([None]).collect::<Vec<_>>()})
}

/// The id of a record, or null.
pub(super) fn id() -> Value {
    json!({"type": ["string", "number", "null"]})
}

pub(crate) fn string() -> Value {
    json!({"type": "string"})
}

pub(crate) fn maybe_string() -> Value {
    json!({"type": ["string", "null"]})
}

pub(crate) fn day() -> Value {
    day_of_type("string")
}

pub(crate) fn maybe_day() -> Value {
    day_of_type(vec!["string", "null"])
}

pub(crate) fn list(items: &Value) -> Value {
    json!({"type": "array", "items": items})
}

/// A list with at least one item.
pub(super) fn filled_list(items: &Value) -> Value {
    json!({"type": "array", "items": items, "minItems": 1})
}

/// A list in which no item is repeated.
pub(crate) fn set(items: &Value) -> Value {
    json!({"type": "array", "items": items, "uniqueItems": true})
}

/// An object that has all of these fields, each with its description; `required` names them in the
/// order in which they are written. It may have others: a field can be added without raising the
/// number in `report`.
pub(crate) fn object<'a, D: Into<String>>(
    fields: impl IntoIterator<Item = (&'a str, D, Value)>,
) -> Value {
    let (mut required, mut properties) = (Vec::new(), Map::new());
    for (name, description, schema) in fields {
        required.push(name);
        properties.insert(name.to_owned(), described(description, schema));
    }
    json!({"type": "object", "properties": properties, "required": required})
}

/// A schema with a description.
pub(super) fn described(description: impl Into<String>, mut schema: Value) -> Value {
    schema["description"] = Value::from(description.into());
    schema
}

/// A value with this schema, or null.
pub(crate) fn nullable(schema: &Value) -> Value {
    json!({"anyOf": [schema, {"type": "null"}]})
}
