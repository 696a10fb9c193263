//! `rules export` has the whole rulebook: a rule file written from it alone gives the same export.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, reason = "what cannot be unwrapped is a failed test")]

mod support;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use needlecheck::authoring::export::Export;
use needlecheck::{Answers, Report, Rulebook};
use serde_json::{Map, Value, json};
use toml::de::{DeTable, DeValue};

use support::{SCREENING, TODAY, needlecheck};

const EVERY_KEY: &str = "tests/rulebooks/every-key.toml";

const RULEBOOKS: [&str; 8] = [
    EVERY_KEY,
    SCREENING,
    "rules/microneedling.toml",
    "tests/rulebooks/checklist.toml",
    "tests/rulebooks/ear-piercing.toml",
    "tests/rulebooks/guide.toml",
    "tests/rulebooks/questionnaire.toml",
    "tests/rulebooks/unasked.toml",
];

fn rulebook(path: &str) -> Rulebook {
    Rulebook::from_bytes(path, std::fs::read(path).unwrap()).unwrap()
}

fn export(rulebook: &Rulebook) -> Value {
    serde_json::from_str(&Export::of(rulebook).to_json()).unwrap()
}

fn object(value: &Value) -> &Map<String, Value> {
    value.as_object().unwrap()
}

/// A value of JSON as TOML on one line.
fn toml(value: &Value) -> String {
    match value {
        Value::Array(items) => {
            format!("[{}]", items.iter().map(toml).collect::<Vec<_>>().join(", "))
        }
        Value::Object(fields) => {
            let field = |(key, value): (&String, &Value)| format!("{key} = {}", toml(value));
            format!("{{ {} }}", fields.iter().map(field).collect::<Vec<_>>().join(", "))
        }
        scalar => scalar.to_string(),
    }
}

/// A condition as a rule file has it.
fn condition(data: &Value) -> Value {
    for word in ["all", "any"] {
        if let Some(parts) = data.get(word) {
            let parts: Vec<_> = parts.as_array().unwrap().iter().map(condition).collect();
            return json!({word: parts});
        }
    }
    let question = data["question"].as_str().unwrap();
    let wants = match data.get("is") {
        Some(is) if is[0].is_boolean() => is[0].clone(),
        Some(is) => is.clone(),
        None => {
            let mut bounds = object(data).clone();
            bounds.remove("question");
            Value::Object(bounds)
        }
    };
    json!({question: wants})
}

/// The ways to change answers as a rule file has them, in their order.
fn change(ways: &[Value]) -> String {
    let way = |way: &Value| {
        let (to, how) = (&way["to"], &way["how"]);
        let name = match &way["from"] {
            Value::Null => return format!("to = {to}, how = {how}"),
            Value::Bool(yes) => if *yes { "yes" } else { "no" }.to_owned(),
            other => other.as_str().unwrap().to_owned(),
        };
        let way =
            if to.is_boolean() { how.to_string() } else { toml(&json!({"to": to, "how": how})) };
        format!("{name} = {way}")
    };
    format!("{{ {} }}", ways.iter().map(way).collect::<Vec<_>>().join(", "))
}

/// The lines of a table, without what is absent and what `skipped` names.
fn lines(out: &mut String, heading: &str, fields: &Map<String, Value>, skipped: &[&str]) {
    writeln!(out, "\n{heading}").unwrap();
    for (key, value) in fields {
        let is_absent = value.is_null() || (key == "plain" && value == &json!([]));
        if is_absent || skipped.contains(&key.as_str()) {
            continue;
        }
        let written = match key.as_str() {
            "reviewed" => value.as_str().unwrap().to_owned(),
            "when" | "ask_when" => toml(&condition(value)),
            "change" => change(value.as_array().unwrap()),
            "options" => {
                let option = |option: &Value| {
                    format!("{} = {}", option["id"].as_str().unwrap(), option["label"])
                };
                let all: Vec<_> = value.as_array().unwrap().iter().map(option).collect();
                format!("{{ {} }}", all.join(", "))
            }
            "group" => value["id"].to_string(),
            _ => toml(value),
        };
        writeln!(out, "{key} = {written}").unwrap();
    }
}

/// The rule file that an export was made from, but for comments and the order of its tables.
fn rule_file(export: &Value) -> String {
    let mut out = "format = 1\n".to_owned();
    lines(&mut out, "[rulebook]", object(&export["rulebook"]), &["sha256"]);
    for (kind, all) in [("source", "sources"), ("group", "groups"), ("rule", "rules")] {
        for (id, entry) in object(&export[all]) {
            lines(&mut out, &format!("[{kind}.{id}]"), object(entry), &["id"]);
        }
    }
    for id in export["ask_order"].as_array().unwrap() {
        let id = id.as_str().unwrap();
        let question = object(&export["questions"][id]);
        let empty = ["options", "change"].into_iter().filter(|key| question[*key] == json!([]));
        lines(&mut out, &format!("[question.{id}]"), question, &empty.collect::<Vec<_>>());
    }
    for entry in export["aftercare"].as_array().unwrap() {
        lines(&mut out, "[[aftercare]]", object(entry), &[]);
    }
    out
}

#[test]
fn a_rule_file_written_from_an_export_gives_the_same_export() {
    for path in RULEBOOKS {
        let original = rulebook(path);
        let mut exported = export(&original);
        let written = rule_file(&exported);
        let again = Rulebook::from_toml("again", written.clone())
            .unwrap_or_else(|faults| panic!("{path}: {faults}\n{written}"));
        let mut exported_again = export(&again);
        for export in [&mut exported, &mut exported_again] {
            export["rulebook"]["sha256"].take();
        }
        assert_eq!(exported_again, exported, "{path}");
        // It screens alike.
        let of = |rulebook: &Rulebook| {
            let report = Report::of(&Answers::new(rulebook, TODAY)).to_json();
            let mut report: Value = serde_json::from_str(&report).unwrap();
            report["rulebook"]["sha256"].take();
            report
        };
        assert_eq!(of(&again)["verdict"], of(&original)["verdict"], "{path}");
        assert_eq!(of(&again)["at_worst"], of(&original)["at_worst"], "{path}");
    }
}

/// Every key of the tables of a rule file with its table, and every text in it.
fn keys_and_texts(text: &str) -> (BTreeSet<(String, String)>, BTreeSet<String>) {
    fn texts(value: &DeValue<'_>, found: &mut BTreeSet<String>) {
        match value {
            DeValue::String(text) => {
                found.insert(text.to_string());
            }
            DeValue::Datetime(day) => {
                found.insert(day.to_string());
            }
            DeValue::Integer(number) => {
                found.insert(number.to_string());
            }
            DeValue::Array(items) => items.iter().for_each(|item| texts(item.get_ref(), found)),
            DeValue::Table(table) => table.values().for_each(|value| texts(value.get_ref(), found)),
            DeValue::Float(_) | DeValue::Boolean(_) => {}
        }
    }
    let root = DeTable::parse(text).unwrap();
    let (mut keys, mut found) = (BTreeSet::new(), BTreeSet::new());
    let mut table = |kind: &str, table: &DeValue<'_>| {
        let fields = table.as_table().unwrap();
        keys.extend(fields.keys().map(|key| (kind.to_owned(), key.get_ref().to_string())));
        texts(table, &mut found);
    };
    for (kind, value) in root.get_ref() {
        match (kind.get_ref().as_ref(), value.get_ref()) {
            ("format", _) => {}
            ("rulebook", head) => table("rulebook", head),
            ("aftercare", DeValue::Array(entries)) => {
                entries.iter().for_each(|entry| table("aftercare", entry.get_ref()));
            }
            (kind, DeValue::Table(entries)) => {
                entries.values().for_each(|entry| table(kind, entry.get_ref()));
            }
            (kind, _) => panic!("{kind}"),
        }
    }
    (keys, found)
}

/// Every text and number in a value of JSON.
fn strings(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::String(text) => {
            found.insert(text.clone());
        }
        Value::Number(number) => {
            found.insert(number.to_string());
        }
        Value::Array(items) => items.iter().for_each(|item| strings(item, found)),
        Value::Object(fields) => fields.values().for_each(|value| strings(value, found)),
        _ => {}
    }
}

#[test]
fn every_key_and_every_text_of_a_rule_file_is_in_its_export() {
    let path = EVERY_KEY;
    let exported = export(&rulebook(path));
    let (keys, texts) = keys_and_texts(&std::fs::read_to_string(path).unwrap());
    assert!(keys.len() > 40 && texts.len() > 40, "{keys:?} {texts:?}");
    for (kind, key) in keys {
        let entries: Vec<&Value> = match kind.as_str() {
            "rulebook" => vec![&exported["rulebook"]],
            "aftercare" => exported["aftercare"].as_array().unwrap().iter().collect(),
            kind => object(&exported[format!("{kind}s")]).values().collect(),
        };
        let has = |entry: &&Value| entry.get(&key).is_some_and(|value| !value.is_null());
        assert!(entries.iter().any(has), "{kind}.{key}");
    }
    let mut found = BTreeSet::new();
    strings(&exported, &mut found);
    let missing: Vec<_> = texts.difference(&found).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn the_command_writes_it_on_one_line() {
    let run = needlecheck(["rules", "export", EVERY_KEY]);
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    assert_eq!(run.out, Export::of(&rulebook(EVERY_KEY)).to_json() + "\n");
    assert_eq!(run.out.lines().count(), 1);
    assert_eq!(needlecheck(["rules", "export", "--rules", EVERY_KEY]).out, run.out);
    let exported: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(exported["rulebook"]["sha256"], rulebook(EVERY_KEY).sha256());
    assert_eq!(exported["tool"]["version"], env!("CARGO_PKG_VERSION"));
    assert_eq!(
        exported["rules"]["cut"]["level"],
        json!({"pool": "caution", "lake": "defer", "sea": "defer"})
    );
    assert_eq!(exported["rules"]["cut"]["when"], json!({"question": "cut", "is": [true]}));
    assert_eq!(exported["rules"]["cold"]["when"], json!({"question": "cold", "under": 15}));
    assert_eq!(exported["rules"]["meal"]["when"], json!({"question": "meal", "within": "1 day"}));
    let run = needlecheck(["rules", "export", "no/such/file"]);
    assert_eq!((run.status, run.out.as_str()), (2, ""));
}

/// One page draws a report with texts, or a lean one beside an export.
#[test]
fn the_texts_of_a_report_are_a_part_of_the_export() {
    for path in RULEBOOKS {
        let rulebook = rulebook(path);
        let exported = export(&rulebook);
        let report = Report::of(&Answers::new(&rulebook, TODAY)).to_json_with_texts();
        let report: Value = serde_json::from_str(&report).unwrap();
        let texts = &report["texts"];
        assert_eq!(texts["words"], exported["words"]);
        for kind in ["questions", "sources"] {
            for (id, entry) in object(&texts[kind]) {
                for (key, value) in object(entry) {
                    assert_eq!(*value, exported[kind][id][key], "{path}: {kind}.{id}.{key}");
                }
            }
        }
        for entry in texts["aftercare"].as_array().unwrap() {
            let same =
                |known: &Value| object(entry).iter().all(|(key, value)| known[key] == *value);
            assert!(exported["aftercare"].as_array().unwrap().iter().any(same), "{entry}");
        }
    }
}
