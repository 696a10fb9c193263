//! JSON Schema (2020-12) of answers, reports and the lines of a batch, made from the rulebook in use.
//! Every field has a description, which editors show.

use serde_json::{Map, Value, json};

use super::json::{accepted_value, definitions, maybe_day};
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
    let mut on = maybe_day();
    on["description"] = Value::from("The treatment date.");
    properties.insert("on".to_owned(), on);
    for question in rulebook.questions() {
        properties.insert(question.id.clone(), accepted_answer(rulebook, question));
    }
    let schema = json!({
        "description": "An absent or null answer means that the question was left unanswered.",
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
    });
    titled("answers", format!("Answers for {}", rulebook.head().title), schema, rulebook)
}

/// The schema of an answer to a question, which names the question and its group.
fn accepted_answer(rulebook: &Rulebook, question: &Question) -> Value {
    let mut schema = accepted_value(question);
    schema["title"] = Value::from(question.ask.as_str());
    let group = question.group.map(|id| format!("In the group \"{}\". ", rulebook[id].heading()));
    let (group, accepted) = (group.unwrap_or_default(), accepted(question));
    schema["description"] = Value::from(format!("{group}Accepted: {accepted}."));
    schema
}

/// The schema of a report, with or without the texts that it names. Fields may be added to a report
/// without a new number in `report`, so it accepts others.
#[must_use]
pub fn report(rulebook: &Rulebook) -> Value {
    let mut schema = super::json::schema(rulebook);
    schema["$defs"] = Value::from(definitions(rulebook));
    titled("report", format!("Report: {}", rulebook.head().title), schema, rulebook)
}

/// The schema of a line of a batch: a whole report with or without texts, a brief one, or the error
/// of a record. It accepts the lines that this version writes, and no field more.
#[must_use]
pub fn batch(rulebook: &Rulebook) -> Value {
    let mut definitions = definitions(rulebook);
    let mut lines = Vec::new();
    for (name, schema) in super::json::line_schemas(rulebook) {
        lines.push(json!({"$ref": format!("#/$defs/{name}")}));
        definitions.insert(name.to_owned(), schema);
    }
    definitions.values_mut().for_each(close);
    let schema = json!({"oneOf": lines, "$defs": definitions});
    titled("batch", format!("A line of a batch: {}", rulebook.head().title), schema, rulebook)
}

/// The schema as a document of its own. Its `$id` is another for every version of the rule file.
pub(crate) fn titled(of: &str, title: String, mut schema: Value, rulebook: &Rulebook) -> Value {
    schema["$schema"] = Value::from(DIALECT);
    schema["$id"] =
        Value::from(format!("urn:needlecheck:{of}:{}:{}", rulebook.head().id, rulebook.sha256()));
    schema["title"] = Value::from(title);
    schema
}

/// Makes every object in a schema refuse fields that it does not name.
fn close(schema: &mut Value) {
    match schema {
        Value::Object(parts) => {
            parts.values_mut().for_each(close);
            // A question may have the id `type` or `properties`, but then these are no words.
            let is_object = parts.get("type").and_then(Value::as_str) == Some("object");
            if is_object && parts.contains_key("properties") {
                parts.insert("additionalProperties".to_owned(), Value::Bool(false));
            }
        }
        Value::Array(parts) => parts.iter_mut().for_each(close),
        _ => {}
    }
}
