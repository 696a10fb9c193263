//! Records as plain facts, so that no engine has to know of assumptions or of the calendar.

use anyhow::{Context as _, Result};
use jiff::civil::Date;
use needlecheck::rulebook::{Kind, Rulebook, Value as Known};
use serde_json::{Map, Value, json};

pub(crate) use super::records::ON;

/// What stands for never: longer ago than anything.
const NEVER: f64 = 999_999.0;

/// How many days a day lies before the treatment.
pub(crate) fn days_ago(day: Date) -> f64 {
    f64::from((ON - day).get_days())
}

/// A record with what is assumed in the place of what is missing, and each date as the number of
/// days before the treatment.
pub(crate) fn prepared(rulebook: &Rulebook, record: &str) -> Result<String> {
    let given: Map<String, Value> = serde_json::from_str(record)?;
    let mut facts = Map::new();
    for question in rulebook.questions() {
        let fact = match (given.get(&question.id), &question.kind, question.assume) {
            (Some(Value::String(text)), Kind::Date, _) if text == "never" => json!(NEVER),
            (Some(Value::String(text)), Kind::Date, _) => json!(days_ago(text.parse()?)),
            (Some(answer), ..) => answer.clone(),
            (None, Kind::Choice(options), Some(Known::Choice(option))) => {
                json!(options[option.index()].id)
            }
            (None, Kind::Date, Some(_)) => json!(NEVER),
            (None, Kind::YesNo, Some(answer)) => json!(answer == Known::YES),
            (None, _, Some(Known::Number(number))) => json!(number.get()),
            (None, ..) => None.with_context(|| format!("`{}` is missing", question.id))?,
        };
        // Every number with a fraction, so that none is taken for another type than its bound.
        let fact = fact.as_f64().map_or(fact, |number| json!(number));
        facts.insert(question.id.clone(), fact);
    }
    Ok(serde_json::to_string(&facts)?)
}
