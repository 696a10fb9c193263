//! JSON Schema (2020-12) of answers and reports, made from the rulebook in use.

use serde_json::{Map, Value, json};

use super::json::{DAY, accepted_value};
use crate::answers::accepted;
use crate::rulebook::{Question, Rulebook};

const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

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
        properties.insert(question.id.clone(), described(rulebook, question));
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

/// The schema of an answer to a question, which names the question and its group.
fn described(rulebook: &Rulebook, question: &Question) -> Value {
    let mut schema = accepted_value(question);
    schema["title"] = Value::from(question.ask.as_str());
    let group = question.group.map(|id| format!("In the group \"{}\". ", rulebook[id].heading()));
    let (group, accepted) = (group.unwrap_or_default(), accepted(question));
    schema["description"] = Value::from(format!("{group}Accepted: {accepted}."));
    schema
}

/// The schema of a report.
#[must_use]
pub fn report(rulebook: &Rulebook) -> Value {
    let mut schema = super::json::schema(rulebook);
    schema["$schema"] = Value::from(DIALECT);
    schema["title"] = Value::from(format!("Report: {}", rulebook.head().title));
    schema
}
