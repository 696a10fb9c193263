//! The JSON Schemas of the values in a report.

use serde_json::{Map, Value, json};

use crate::answers::time_pattern;
use crate::rulebook::{Kind, Question, Rulebook};
use crate::screening::MAX_CHANGES;
use crate::text::word::Word;

/// The pattern of a date.
pub(in crate::report) const DAY: &str = r"^\d{4}-\d{2}-\d{2}$";

/// The types that depend on the rulebook.
pub(super) struct Types<'r> {
    pub(super) rulebook: &'r Rulebook,
}

impl Types<'_> {
    /// The id of a question.
    pub(super) fn question(&self) -> Value {
        ids(self.rulebook.questions().iter().map(|question| &question.id))
    }

    /// The id of a rule.
    pub(super) fn rule(&self) -> Value {
        ids(self.rulebook.rules().iter().map(|rule| &rule.id))
    }

    /// The id of a source.
    pub(super) fn source(&self) -> Value {
        ids(self.rulebook.sources().iter().map(|source| &source.id))
    }

    /// An object with a value for some of the questions.
    pub(super) fn values(&self) -> Value {
        let questions = self.rulebook.questions().iter();
        let properties: Map<String, Value> =
            questions.map(|question| (question.id.clone(), written_value(question))).collect();
        json!({"type": "object", "properties": properties, "additionalProperties": false})
    }

    /// An object with a value or "unsure" for some of the questions.
    pub(super) fn answers(&self) -> Value {
        let mut schema = self.values();
        for answer in schema["properties"].as_object_mut().into_iter().flat_map(Map::values_mut) {
            *answer = json!({"anyOf": [answer.take(), {"const": "unsure"}]});
        }
        schema
    }

    /// An object with another value for at least one question, and for at most as many as are
    /// changed at once.
    pub(super) fn changed_values(&self) -> Value {
        let mut schema = self.values();
        schema["minProperties"] = Value::from(1);
        schema["maxProperties"] = Value::from(MAX_CHANGES);
        schema
    }
}

/// A value of a question, as reports have it.
fn written_value(question: &Question) -> Value {
    match &question.kind {
        Kind::YesNo => json!({"type": "boolean"}),
        Kind::Choice(options) => {
            json!({"enum": options.iter().map(|option| option.id.as_str()).collect::<Vec<_>>()})
        }
        Kind::Number { min, max, .. } => json!({"type": "number", "minimum": min, "maximum": max}),
        Kind::Date => json!({"type": "string", "pattern": r"^(never|\d{4}-\d{2}-\d{2})$"}),
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
pub(super) fn word<W: Word>() -> Value {
    json!({"enum": W::words().collect::<Vec<_>>()})
}

/// One of the words of an enum, or null.
pub(super) fn maybe_word<W: Word>() -> Value {
    json!({"enum": W::words().map(Some).chain([None]).collect::<Vec<_>>()})
}

pub(super) fn string() -> Value {
    json!({"type": "string"})
}

pub(super) fn maybe_string() -> Value {
    json!({"type": ["string", "null"]})
}

pub(super) fn day() -> Value {
    json!({"type": "string", "pattern": DAY})
}

pub(super) fn maybe_day() -> Value {
    json!({"type": ["string", "null"], "pattern": DAY})
}

pub(super) fn list(items: &Value) -> Value {
    json!({"type": "array", "items": items})
}

/// A list with at least one item.
pub(super) fn filled_list(items: &Value) -> Value {
    json!({"type": "array", "items": items, "minItems": 1})
}

/// A list in which no item is repeated.
pub(super) fn set(items: &Value) -> Value {
    json!({"type": "array", "items": items, "uniqueItems": true})
}

/// An object that has all of these fields; `required` names them in the order in which they are
/// written. It may have others: a field can be added without raising the number in `report`.
pub(super) fn object<const N: usize>(fields: [(&str, Value); N]) -> Value {
    let required = fields.each_ref().map(|(name, _)| *name).to_vec();
    let properties: Map<String, Value> =
        fields.into_iter().map(|(name, schema)| (name.to_owned(), schema)).collect();
    json!({"type": "object", "properties": properties, "required": required})
}
