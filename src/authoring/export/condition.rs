//! Conditions as data.

use serde::Serialize;
use serde_json::{Value, json};

use crate::report::{object, string};
use crate::rulebook::{self, Bound, Condition, Number, Rulebook, Test, Wants};

/// A condition: `all` or `any` of others, or a test of the answer to one question.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(super) enum ConditionData<'r> {
    All {
        all: Vec<Self>,
    },
    Any {
        any: Vec<Self>,
    },
    Is {
        question: &'r str,
        is: Vec<Value>,
    },
    Range {
        question: &'r str,
        #[serde(flatten)]
        range: RangeData,
    },
    Within {
        question: &'r str,
        within: String,
    },
}

/// The bounds of a number, those that there are, by the words of a rule file.
#[derive(Debug, Serialize)]
pub(super) struct RangeData {
    #[serde(skip_serializing_if = "Option::is_none")]
    over: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    at_least: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    under: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    at_most: Option<Number>,
}

impl<'r> ConditionData<'r> {
    pub(super) fn of(rulebook: &'r Rulebook, condition: &Condition) -> Self {
        let all_of = |parts: &[Condition]| -> Vec<Self> {
            parts.iter().map(|part| Self::of(rulebook, part)).collect()
        };
        match condition {
            Condition::All(parts) | Condition::Any(parts) if parts.len() == 1 => {
                Self::of(rulebook, &parts[0])
            }
            Condition::All(parts) => Self::All { all: all_of(parts) },
            Condition::Any(parts) => Self::Any { any: all_of(parts) },
            Condition::Test(test) => Self::test(rulebook, test),
        }
    }

    fn test(rulebook: &'r Rulebook, Test { question, wants }: &Test) -> Self {
        let asked = &rulebook[*question];
        let question = asked.id.as_str();
        match wants {
            Wants::OneOf(options) => {
                let value = |&id| json!(rulebook::Value::Choice(id).shown(asked));
                Self::Is { question, is: options.iter().map(value).collect() }
            }
            Wants::Range(range) => Self::Range { question, range: RangeData::of(*range) },
            Wants::Within(time) => Self::Within { question, within: time.to_string() },
        }
    }
}

impl RangeData {
    fn of(range: rulebook::Range) -> Self {
        let bound = |bound: Option<Bound>, inclusive| {
            bound.filter(|bound| bound.inclusive == inclusive).map(|bound| bound.at)
        };
        Self {
            over: bound(range.lower, false),
            at_least: bound(range.lower, true),
            under: bound(range.upper, false),
            at_most: bound(range.upper, true),
        }
    }
}

/// The schema of a condition, which is the definition `condition` itself.
pub(super) fn schema(question: &Value) -> Value {
    const QUESTION: &str = "The question whose answer is tested.";
    let parts = json!({"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/condition"}});
    let asked = || ("question", QUESTION, question.clone());
    let range = ["over", "at_least", "under", "at_most"];
    let bounds = range.map(|word| {
        let description = format!("The number is {} this.", word.replace('_', " "));
        (word.to_owned(), json!({"type": "number", "description": description}))
    });
    let mut number = object([asked()]);
    number["minProperties"] = Value::from(2);
    if let Some(properties) = number["properties"].as_object_mut() {
        properties.extend(bounds);
    }
    let values = json!({"type": "array", "minItems": 1, "items": {"type": ["boolean", "string"]}});
    let within = "It last happened less than this long before the treatment date.";
    let mut tests = [
        object([("all", "Every one of these holds.", parts.clone())]),
        object([("any", "At least one of these holds.", parts)]),
        object([asked(), ("is", "The answer is one of these.", values)]),
        number,
        object([asked(), ("within", within, string())]),
    ];
    for test in &mut tests {
        test["additionalProperties"] = Value::from(false);
    }
    json!({"oneOf": tests})
}
