//! JSON Schema (2020-12) of answers and reports, made from the rulebook in use.

use serde_json::{Map, Value, json};

use super::json::DAY;
use crate::answers::{accepted, time_pattern};
use crate::rulebook::{Kind, Question, Rulebook};

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

/// The schema of an answer to a question, which names the question and its group.
fn described(rulebook: &Rulebook, question: &Question) -> Value {
    let mut schema = question_schema(question);
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
