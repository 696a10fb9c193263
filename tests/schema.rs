//! The JSON Schemas accept what the program takes and gives, and refuse what it refuses.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, reason = "what cannot be unwrapped is a failed test")]

mod support;

use std::cell::Cell;
use std::collections::BTreeSet;

use jsonschema::Validator;
use needlecheck::answers::FaultCode;
use needlecheck::authoring::export::Export;
use needlecheck::authoring::rule_schema;
use needlecheck::report::schema;
use needlecheck::rulebook::{Kind, Question};
use needlecheck::{Answers, Report, Rulebook, Screener};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Map, Value, json};
use toml::de::{DeTable, DeValue};

use support::{TODAY, needlecheck, needlecheck_with_input};

const EAR: &str = "tests/rulebooks/ear-piercing.toml";
const EVERY_KEY: &str = "tests/rulebooks/every-key.toml";

fn rulebooks() -> [Rulebook; 3] {
    let read = |path| Rulebook::from_bytes(path, std::fs::read(path).unwrap()).unwrap();
    [Rulebook::built_in().clone(), read(EAR), read(EVERY_KEY)]
}

/// Every schema, by the word that prints it.
fn schemas(rulebook: &Rulebook) -> [(&'static str, Value); 4] {
    [
        ("answers", schema::answers(rulebook)),
        ("report", schema::report(rulebook)),
        ("batch", schema::batch(rulebook)),
        ("export", Export::schema(rulebook)),
    ]
}

fn validator(schema: &Value) -> Validator {
    jsonschema::draft202012::new(schema).unwrap()
}

fn accepted(rulebook: &Rulebook, document: &Value) -> bool {
    Answers::from_json(rulebook, &document.to_string(), TODAY).is_ok()
}

/// Texts that the program takes for a date.
const DATES: [&str; 57] = [
    "never",
    "today",
    "unsure",
    "Never",
    "TODAY",
    "never ",
    " never",
    "Unsure",
    "UNSURE",
    "yesterday",
    "last week",
    "Last  Month",
    "last year",
    "2026-08-01",
    "2026-08-01 ",
    "2026-8-1",
    "2026-08-1",
    "2026/08/01",
    "2026.08.01",
    "2024-02-29",
    "2026-08",
    "2026/8",
    "08-2026",
    "8.2026",
    "2026",
    "1999",
    "15/03/2026",
    "3/15/2026",
    "3.3.2026",
    "31-12-2025",
    "3 weeks ago",
    "3 Weeks ago",
    "3  weeks ago",
    "3 weeks",
    "a Week",
    "1 day ago",
    "0 days ago",
    "30 days ago",
    "a week ago",
    "a weeks ago",
    "an month ago",
    "August 2026",
    "august 2026",
    "AUG 2026",
    "Sept 2026",
    "may 2026",
    "August",
    "sept",
    "Sept.",
    "dec. 2025",
    "15 Sept. 2025",
    "SEP. 15, 2025",
    "2 years ago",
    "1 August 2026",
    "August 1, 2026",
    "aug 1 2026",
    "31 December 2025",
];

/// Texts whose form is not that of a date.
const NOT_DATES: [&str; 61] = [
    "",
    " ",
    "nevr",
    "tomorrow",
    "now",
    "last day",
    "last weeks",
    "last August",
    "lastweek",
    "1 August",
    "August 1",
    "August 1,",
    "August 1,2026",
    "August 1 , 2026",
    "August, 2026",
    "2026 August",
    "26-08-01",
    "15/03/26",
    "08/26",
    "2026-08/01",
    "15/03.2026",
    "15/2026/03",
    "2026/2026",
    "20260801",
    "202608",
    "226",
    "20266",
    "-2026",
    "2026-08-01T00:00:00Z",
    "2026-08-",
    "2026-",
    "2026 - 08",
    "1/8/226",
    "\n2026-08-01",
    "3\tweeks ago",
    "3\u{a0}weeks ago",
    "weeks ago",
    "3 ago",
    "-3 weeks ago",
    "3.5 weeks ago",
    "three weeks ago",
    "10000 days ago",
    "3 fortnights ago",
    "3 weekss ago",
    "the week ago",
    "Foobar 2026",
    "Septem 2026",
    "Augustus 2026",
    "August. 2026",
    "May. 2026",
    "Sept.. 2026",
    "Sept.2026",
    "Sep,2026",
    "August 26",
    "August 1, 26",
    "001 August 2026",
    "1st August 2026",
    "1 August, 2026",
    "\u{663} weeks ago",
    "3 wee\u{212a}s ago",
    "la\u{17f}t week",
];

#[test]
fn every_schema_is_valid_and_has_an_id_of_its_own() {
    let mut ids = BTreeSet::new();
    for rulebook in rulebooks() {
        for (of, schema) in schemas(&rulebook) {
            assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
            assert!(jsonschema::meta::is_valid(&schema), "{schema:#}");
            validator(&schema);
            let id = schema["$id"].as_str().unwrap().to_owned();
            assert!(id.starts_with("urn:needlecheck:") && id.contains(of), "{id}");
            assert!(ids.insert(id), "{of}");
        }
    }
}

/// Calls `see` with every field that a schema names, and its schema.
fn each_field<'s>(schema: &'s Value, see: &mut impl FnMut(&'s str, &'s Value)) {
    match schema {
        Value::Object(parts) => {
            if parts.get("type").and_then(Value::as_str) == Some("object")
                && let Some(fields) = parts.get("properties").and_then(Value::as_object)
            {
                fields.iter().for_each(|(name, field)| see(name, field));
            }
            parts.values().for_each(|part| each_field(part, see));
        }
        Value::Array(parts) => parts.iter().for_each(|part| each_field(part, see)),
        _ => {}
    }
}

#[test]
fn every_field_has_a_description() {
    for rulebook in rulebooks() {
        for (of, schema) in schemas(&rulebook) {
            let mut fields = 0;
            each_field(&schema, &mut |name, field| {
                let description = field["description"].as_str().unwrap_or_default();
                assert!(!description.is_empty(), "{name} in {of}");
                fields += 1;
            });
            assert!(fields > 5, "{of}");
            assert!(schema["title"].is_string(), "{of}");
        }
    }
}

#[test]
fn the_command_prints_the_same_schemas() {
    let files = ["rules/microneedling.toml", EAR, EVERY_KEY];
    for (rulebook, rules) in rulebooks().into_iter().zip(files) {
        for (of, expected) in schemas(&rulebook) {
            let run = needlecheck(["--rules", rules, "schema", of]);
            assert_eq!((run.status, run.err.as_str()), (0, ""));
            assert_eq!(serde_json::from_str::<Value>(&run.out).unwrap(), expected);
        }
    }
}

#[test]
fn the_answers_schema_has_a_key_for_every_question_and_no_other() {
    for rulebook in rulebooks() {
        let schema = schema::answers(&rulebook);
        let keys: BTreeSet<_> =
            schema["properties"].as_object().unwrap().keys().map(String::as_str).collect();
        let expected: BTreeSet<_> =
            rulebook.questions().iter().map(|q| q.id.as_str()).chain(["id", "on"]).collect();
        assert_eq!(keys, expected);
        assert_eq!(schema["additionalProperties"], false);
        for question in rulebook.questions() {
            let property = &schema["properties"][&question.id];
            assert_eq!(property["title"], question.ask.as_str());
            let description = property["description"].as_str().unwrap();
            let named =
                question.group.is_none_or(|id| description.contains(rulebook[id].heading()));
            assert!(named, "{description}");
        }
    }
}

/// Values of every type, for every kind of question: good ones, near misses and nonsense.
fn candidates(question: &Question) -> Vec<Value> {
    let mut values = vec![
        json!(null),
        json!(true),
        json!(false),
        json!(0),
        json!(1),
        json!(-1),
        json!(0.3),
        json!(30),
        json!(1e300),
        json!(-1e-300),
        json!(u64::MAX),
        json!([]),
        json!({}),
        json!([true]),
        json!({"value": 1}),
    ];
    values.extend(
        [
            "yes", "no", "Yes", "NO", "true", "unsure", "Unsure", "null", "none", "0", "30",
            "0.3 mm", "clinic", "home", "studio", "Clinic", "home ",
        ]
        .map(Value::from),
    );
    values.extend(DATES.iter().chain(&NOT_DATES).map(|text| Value::from(*text)));
    if let Kind::Number { min, max, .. } = &question.kind {
        let (min, max) = (min.get(), max.get());
        values.extend([min, max, min - 0.01, max + 0.01, f64::midpoint(min, max)].map(Value::from));
    }
    values.extend(question.options().iter().map(|option| Value::from(option.id.as_str())));
    values
}

#[test]
fn the_answers_schema_accepts_exactly_what_the_program_accepts() {
    for rulebook in rulebooks() {
        let validator = validator(&schema::answers(&rulebook));
        for question in rulebook.questions() {
            let mut taken = 0;
            for value in candidates(question) {
                let mut document = json!({});
                document[&question.id] = value;
                let accepted = accepted(&rulebook, &document);
                assert_eq!(validator.is_valid(&document), accepted, "{document}");
                taken += usize::from(accepted);
            }
            assert!(taken > 2, "something is accepted for {}", question.id);
        }
    }
}

#[test]
fn every_form_of_a_date_is_known_to_the_schema_and_no_other() {
    let [_, rulebook, _] = rulebooks();
    let validator = validator(&schema::answers(&rulebook));
    for (texts, good) in [(&DATES[..], true), (&NOT_DATES[..], false)] {
        for text in texts {
            let document = json!({"last_piercing": text});
            assert_eq!(accepted(&rulebook, &document), good, "the program: {text:?}");
            assert_eq!(validator.is_valid(&document), good, "the schema: {text:?}");
        }
    }
    // What a form cannot show is left to the program.
    for text in [
        "2026-02-30",
        "2026-13",
        "2027",
        "0000",
        "9999 years ago",
        "32 may 2026",
        "03/04/2026",
        "32/13/2026",
    ] {
        let document = json!({"last_piercing": text});
        assert!(!accepted(&rulebook, &document), "{text}");
        assert!(validator.is_valid(&document), "{text}");
    }
}

/// Texts that are made of the parts of dates, in orders that make one and in others.
fn nearly_a_date() -> impl Strategy<Value = String> {
    const PARTS: [&str; 40] = [
        "",
        " ",
        "  ",
        "-",
        "/",
        ".",
        ",",
        ", ",
        "0",
        "1",
        "3",
        "12",
        "13",
        "31",
        "03",
        "2025",
        "2026",
        "226",
        "10000",
        "a",
        "an",
        "one",
        "day",
        "week",
        "Months",
        "YEARS",
        "ago",
        "Ago",
        "last",
        "never",
        "today",
        "unsure",
        "yesterday",
        "may",
        "Jan",
        "sept",
        "October",
        "Octob",
        "\t",
        "s",
    ];
    let part = || prop::sample::select(&PARTS[..]);
    prop_oneof![
        prop::collection::vec(part(), 1..8).prop_map(|parts| parts.concat()),
        prop::collection::vec(part(), 1..5).prop_map(|parts| parts.join(" ")),
        " ?([0-9]{1,5}|an?|one|two) +(day|wEEk|month|year)s?( ago)? ?",
        "[0-3]?[0-9]{1,2}([-/.]|/)[0-3]?[0-9]([-/.]|/)(20)?[0-9]{2}",
        "(20)?[0-9]{2}([-/.]|-)[0-3]?[0-9](([-/.]|-)[0-3]?[0-9])?",
        "([0-9]{1,3} )?(jan|Sept|MAY|June)[.]? ([0-9]{1,3}, ?)?(20)?[0-9]{2}",
    ]
}

#[test]
fn the_schema_and_the_program_know_the_same_forms_of_a_date() {
    let [_, rulebook, _] = rulebooks();
    let validator = validator(&schema::answers(&rulebook));
    let config = Config { cases: 3_000, failure_persistence: None, ..Config::default() };
    let (good, bad) = (Cell::new(0), Cell::new(0));
    TestRunner::new(config)
        .run(&nearly_a_date(), |text| {
            let document = json!({"last_piercing": text}).to_string();
            let has_form = match Answers::from_json(&rulebook, &document, TODAY) {
                Ok(_) => true,
                // What a form cannot show: a day that is none, or in the future, or one of two.
                Err(faults) => {
                    let fault = &faults.list()[0];
                    let message = &fault.problem.message;
                    fault.code != FaultCode::BadDate
                        || message.contains("does not exist")
                        || message.contains(" could be ")
                }
            };
            let valid = validator.is_valid(&json!({"last_piercing": text}));
            prop_assert_eq!(valid, has_form, "{:?}", text);
            let counted = if valid { &good } else { &bad };
            counted.set(counted.get() + 1);
            Ok(())
        })
        .unwrap();
    assert!(good.get() > 300 && bad.get() > 300, "{good:?} good, {bad:?} bad");
}

#[test]
fn the_schema_knows_which_ids_and_treatment_dates_are_taken() {
    for rulebook in rulebooks() {
        let validator = validator(&schema::answers(&rulebook));
        for document in [
            json!({}),
            json!({"id": "A-17"}),
            json!({"id": ""}),
            json!({"id": 17}),
            json!({"id": -0.5}),
            json!({"id": null}),
            json!({"on": "2026-11-22"}),
            json!({"on": null}),
        ] {
            assert!(accepted(&rulebook, &document), "{document}");
            assert!(validator.is_valid(&document), "{document}");
        }
        for document in [
            json!({"id": true}),
            json!({"id": ["A"]}),
            json!({"id": {}}),
            json!({"on": 20_261_122}),
            json!({"on": "today"}),
            json!({"on": "unsure"}),
            json!({"on": "2026-11"}),
            json!({"on": ""}),
            json!({"on": true}),
            json!({"unknown": true}),
            json!({"On": "2026-11-22"}),
            json!({"": null}),
            json!([]),
            json!(null),
            json!("home"),
        ] {
            assert!(!accepted(&rulebook, &document), "{document}");
            assert!(!validator.is_valid(&document), "{document}");
        }
        for question in rulebook.questions() {
            let document = json!({question.flag(): "unsure"});
            let same = question.flag() == question.id;
            assert_eq!(accepted(&rulebook, &document), same, "{document}");
            assert_eq!(validator.is_valid(&document), same, "{document}");
        }
    }
}

/// Those of the candidates that a question takes.
fn taken(rulebook: &Rulebook, question: &Question) -> Vec<Value> {
    let mut values = candidates(question);
    values.retain(|value| accepted(rulebook, &json!({&question.id: value})));
    values
}

/// One of the answers that a question takes; `None` to leave it out.
fn pick(taken: &[Value], pick: u32) -> Option<Value> {
    Some(match pick % 8 {
        0 => return None,
        1 => Value::Null,
        2 => json!("unsure"),
        _ => taken[pick as usize / 8 % taken.len()].clone(),
    })
}

#[test]
fn whatever_is_answered_both_schemas_hold() {
    for rulebook in rulebooks() {
        let answers_schema = validator(&schema::answers(&rulebook));
        let report_schema = validator(&schema::report(&rulebook));
        let line_schema = validator(&schema::batch(&rulebook));
        let screeners = [false, true].map(|strict| Screener::new(&rulebook).strict(strict));
        let taken: Vec<_> =
            rulebook.questions().iter().map(|question| taken(&rulebook, question)).collect();
        let picks = prop::collection::vec(any::<u32>(), rulebook.questions().len() + 1);
        let config = Config { cases: 150, failure_persistence: None, ..Config::default() };
        let tested = TestRunner::new(config).run(&picks, |picks| {
            let mut document = Map::new();
            for ((question, taken), number) in
                rulebook.questions().iter().zip(&taken).zip(&picks[1..])
            {
                if let Some(value) = pick(taken, *number) {
                    document.insert(question.id.clone(), value);
                }
            }
            let id =
                [json!("A-17"), json!(17), json!(0.5), json!(null)][picks[0] as usize % 4].clone();
            document.insert("id".to_owned(), id.clone());
            let document = Value::Object(document);
            prop_assert!(answers_schema.is_valid(&document), "{}", document);

            let answers = Answers::from_json(&rulebook, &document.to_string(), TODAY);
            let answers = answers.map_err(|faults| TestCaseError::fail(faults.to_string()))?;
            for screener in &screeners {
                let report = Report::with(screener, &answers);
                let whole: Value = serde_json::from_str(&report.to_json_with_texts()).unwrap();
                let report: Value = serde_json::from_str(&report.to_json()).unwrap();
                for report in [&report, &whole] {
                    prop_assert!(report_schema.is_valid(report), "{}", report);
                    prop_assert!(line_schema.is_valid(report), "{}", report);
                }
                prop_assert_eq!(&report["id"], &id);
                // What is reported as an answer can be given as one.
                let proposed = &report["changes"][0]["set"];
                for values in [&report["assumed"], &report["findings"][0]["because"], proposed] {
                    prop_assert!(values.is_null() || answers_schema.is_valid(values), "{}", values);
                }
                for unasked in report["unasked"].as_array().unwrap() {
                    let name = unasked["question"].as_str().unwrap();
                    let again = json!({name: unasked["answer"]});
                    prop_assert!(answers_schema.is_valid(&again), "{}", again);
                }
            }
            Ok(())
        });
        tested.unwrap();
    }
}

/// A report with an entry in every list.
fn full_report(rulebook: &Rulebook) -> Value {
    let document = r#"{"id": "A-17", "sore_ear": true, "place": "home", "ring_width": 3,
        "last_infected": "never"}"#;
    let answers = Answers::from_json(rulebook, document, TODAY).unwrap();
    serde_json::from_str(&Report::of(&answers).to_json()).unwrap()
}

#[test]
fn a_report_that_lacks_a_field_is_not_one() {
    let [_, rulebook, _] = rulebooks();
    let validator = validator(&schema::report(&rulebook));
    let report = full_report(&rulebook);
    assert!(validator.is_valid(&report), "{report:#}");
    for place in
        ["", "/rulebook", "/findings/0", "/open/0", "/outlook/0", "/changes/0", "/unasked/0"]
    {
        let fields = report.pointer(place).unwrap().as_object().unwrap();
        assert!(fields.len() > 1);
        for field in fields.keys() {
            let mut lacking = report.clone();
            lacking.pointer_mut(place).unwrap().as_object_mut().unwrap().remove(field);
            assert!(!validator.is_valid(&lacking), "without {place}/{field}");
        }
    }
}

#[test]
fn a_report_with_a_field_more_is_one_and_with_another_value_is_not() {
    let [_, rulebook, _] = rulebooks();
    let validator = validator(&schema::report(&rulebook));
    let report = full_report(&rulebook);
    for place in
        ["", "/rulebook", "/findings/0", "/open/0", "/outlook/0", "/changes/0", "/unasked/0"]
    {
        let mut more = report.clone();
        more.pointer_mut(place).unwrap()["added_later"] = json!(1);
        assert!(validator.is_valid(&more), "fields may be added in {place}");
    }
    for (place, value) in [
        ("/report", json!(1)),
        ("/id", json!(true)),
        ("/on", json!("today")),
        ("/on", json!(null)),
        ("/verdict", json!("maybe")),
        ("/verdict", json!(null)),
        ("/floor", json!("incomplete")),
        ("/at_worst", json!(null)),
        ("/summary", json!("x".repeat(140))),
        ("/summary", json!(null)),
        ("/findings", json!(null)),
        ("/findings/0/level", json!("incomplete")),
        ("/findings/0/rule", json!("no-such-rule")),
        ("/findings/0/because", json!({"no_such_question": true})),
        ("/findings/0/because", json!({"sore_ear": "yes"})),
        ("/findings/0/sources", json!(["no-such-source"])),
        ("/findings/0/sources", json!(null)),
        ("/findings/0/ends", json!("never")),
        ("/open", json!({})),
        ("/open/0/answer", json!("no")),
        ("/open/0/best", json!("incomplete")),
        ("/open/0/worst", json!(null)),
        ("/outlook", json!([])),
        ("/outlook/0/from", json!(null)),
        ("/outlook/0/verdict", json!("maybe")),
        ("/lasting", json!(["no-such-rule"])),
        ("/lasting", json!(null)),
        ("/changes/0/set", json!({})),
        ("/changes/0/set", json!({"place": "nowhere"})),
        ("/changes/0/wait_until", json!("soon")),
        ("/changes/0/verdict", json!(null)),
        ("/changes/0/how", json!([])),
        ("/assumed", json!([])),
        ("/assumed", json!({"ring_width": 9})),
        ("/unasked/0/question", json!("no_such_question")),
        ("/rulebook/sha256", json!("0")),
        ("/notice", json!("")),
    ] {
        let mut changed = report.clone();
        *changed.pointer_mut(place).unwrap() = value.clone();
        assert!(!validator.is_valid(&changed), "{place} as {value}");
    }
}

/// Records that between them give every kind of line, with an entry in every list.
const RECORDS: &str = concat!(
    r#"{"id": "A-17", "sore_ear": true, "place": "home", "ring_width": 3, "last_infected": "never"}"#,
    "\n",
    r#"{"id": 4, "place": "studio", "sore_ear": false, "age": 30}"#,
    "\n",
    r#"{"id": 5, "place": "studo", "sore_ear": "no", "ag": 30}"#,
    "\n{}\n]\n",
);

/// What a batch writes, line by line.
fn lines(args: &[&str]) -> Vec<Value> {
    let args = [&["batch", "--rules", EAR], args].concat();
    let run = needlecheck_with_input(args.iter().copied(), RECORDS);
    run.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn the_batch_schema_describes_every_line_that_a_batch_writes() {
    let [_, rulebook, _] = rulebooks();
    let validator = validator(&schema::batch(&rulebook));
    let second = format!("{}/schema-second.ndjson", env!("CARGO_TARGET_TMPDIR"));
    std::fs::write(&second, RECORDS).unwrap();
    for args in [
        &[][..],
        &["--texts"],
        &["--brief"],
        &["--strict", "--texts"],
        &["--brief", "-", &second],
        &["--json", "--texts", "-", &second],
    ] {
        let lines = lines(args);
        assert!(lines.len() >= 5);
        for line in lines {
            let errors: Vec<_> = validator.iter_errors(&line).map(|e| e.to_string()).collect();
            assert!(errors.is_empty(), "{args:?}: {line}\n{errors:?}");
        }
    }
}

/// Calls `see` with the place of every object in a value that has fields of fixed names.
fn each_object(value: &Value, place: &str, see: &mut impl FnMut(&str, &Value)) {
    match value {
        Value::Object(fields) => {
            // These have ids for names.
            let by_id = ["answers", "assumed", "because", "set", "questions", "sources"];
            if !by_id.iter().any(|name| place.ends_with(&format!("/{name}"))) {
                see(place, value);
            }
            for (name, field) in fields {
                each_object(field, &format!("{place}/{name}"), see);
            }
        }
        Value::Array(items) => {
            for (at, item) in items.iter().enumerate().take(2) {
                each_object(item, &format!("{place}/{at}"), see);
            }
        }
        _ => {}
    }
}

#[test]
fn a_line_with_an_unknown_key_or_without_a_known_one_is_not_one_of_a_batch() {
    let [_, rulebook, _] = rulebooks();
    let validator = validator(&schema::batch(&rulebook));
    let mut seen = BTreeSet::new();
    for line in ["", "--texts", "--brief"]
        .iter()
        .flat_map(|flag| lines(&flag.split_whitespace().collect::<Vec<_>>()))
    {
        each_object(&line, "", &mut |place, object| {
            let mut more = line.clone();
            more.pointer_mut(place).unwrap()["added_later"] = json!(1);
            assert!(!validator.is_valid(&more), "{place} with a field more: {line}");
            for field in object.as_object().unwrap().keys() {
                seen.insert(format!("{place}/{field}"));
                let mut lacking = line.clone();
                lacking.pointer_mut(place).unwrap().as_object_mut().unwrap().remove(field);
                // A report without its texts is a whole one.
                let is_one = place.is_empty() && field == "texts";
                assert_eq!(validator.is_valid(&lacking), is_one, "{place}/{field}: {line}");
            }
        });
    }
    for place in [
        "/tool/name",
        "/rulebook/title",
        "/findings/0/level",
        "/changes/0/how",
        "/unasked/0/answer",
        "/open/0/best",
        "/texts/words",
        "/texts/words/levels/avoid",
        "/texts/aftercare/0/text",
        "/error/more",
        "/line",
        "/rules",
    ] {
        assert!(seen.contains(place), "{place} was tried: {seen:?}");
    }
}

#[test]
fn an_export_is_what_its_schema_says() {
    for rulebook in rulebooks() {
        let validator = validator(&Export::schema(&rulebook));
        let export: Value = serde_json::from_str(&Export::of(&rulebook).to_json()).unwrap();
        let errors: Vec<_> = validator.iter_errors(&export).map(|e| e.to_string()).collect();
        assert!(errors.is_empty(), "{errors:?}");
        let fields = export.as_object().unwrap();
        for field in fields.keys() {
            let mut lacking = export.clone();
            lacking.as_object_mut().unwrap().remove(field);
            assert!(!validator.is_valid(&lacking), "without {field}");
        }
        for (place, bad) in [
            ("/export", json!(2)),
            ("/questions", json!([])),
            ("/ask_order/0", json!("no_such_question")),
            ("/words/levels/avoid", json!(null)),
            ("/rulebook/sha256", json!(null)),
        ] {
            let mut changed = export.clone();
            *changed.pointer_mut(place).unwrap() = bad;
            assert!(!validator.is_valid(&changed), "{place}");
        }
        let rule = export["rules"].as_object().unwrap().keys().next().unwrap();
        for bad in [json!({}), json!({"all": []}), json!({"question": "no_such", "is": [true]})] {
            let mut changed = export.clone();
            changed["rules"][rule]["when"] = bad;
            assert!(!validator.is_valid(&changed), "{rule}");
        }
    }
}

#[test]
fn days_of_a_report_are_days_of_the_calendar() {
    let rulebook = &rulebooks()[1];
    let validator = validator(&schema::report(rulebook));
    let report = Report::of(&Answers::new(rulebook, TODAY)).to_json();
    let mut report: Value = serde_json::from_str(&report).unwrap();
    for (on, good) in [
        ("2026-11-22", true),
        ("2024-02-29", true),
        ("2026-12-31", true),
        ("2026-13-01", false),
        ("2026-00-10", false),
        ("2026-02-30", false),
        ("2026-04-31", false),
        ("2026-1-1", false),
        ("22.11.2026", false),
    ] {
        report["on"] = Value::from(on);
        assert_eq!(validator.is_valid(&report), good, "{on}");
    }
}

/// A rule file as editors hold it against a schema: a date is a string of JSON.
fn as_json(text: &str) -> Value {
    fn value(of: &DeValue<'_>) -> Value {
        match of {
            DeValue::Table(entries) => table(entries),
            DeValue::Array(items) => items.iter().map(|item| value(item.get_ref())).collect(),
            DeValue::Datetime(date) => Value::from(date.to_string()),
            DeValue::String(text) => Value::from(text.as_ref()),
            DeValue::Integer(number) => {
                number.as_str().parse::<i64>().map_or(Value::Null, Value::from)
            }
            DeValue::Float(number) => {
                number.as_str().parse::<f64>().map_or(Value::Null, Value::from)
            }
            DeValue::Boolean(truth) => Value::from(*truth),
        }
    }
    fn table(entries: &DeTable<'_>) -> Value {
        let entries = entries.iter();
        let entries = entries.map(|(key, of)| (key.get_ref().to_string(), value(of.get_ref())));
        Value::Object(entries.collect())
    }
    table(DeTable::parse(text).unwrap().get_ref())
}

fn rule_file_validator(rulebook: Option<&Rulebook>) -> Validator {
    jsonschema::draft7::new(&rule_schema(rulebook)).unwrap()
}

/// The rule files in a folder.
fn rule_files(folder: &str) -> Vec<(String, Vec<u8>)> {
    let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let is_rule_file = |path: &std::path::PathBuf| {
        let name = path.to_string_lossy();
        name.ends_with(".toml") && !name.ends_with(".cases.toml")
    };
    let files = files.filter(is_rule_file);
    files.map(|path| (path.to_string_lossy().into_owned(), std::fs::read(path).unwrap())).collect()
}

#[test]
fn the_schema_of_rule_files_accepts_every_good_one() {
    let general = rule_file_validator(None);
    let mut seen = 0;
    for folder in ["rules", "tests/rulebooks", "tests/rulebooks/verify"] {
        for (name, bytes) in rule_files(folder) {
            let file = as_json(std::str::from_utf8(&bytes).unwrap());
            let faults = |validator: &Validator| {
                validator.iter_errors(&file).map(|error| error.to_string()).collect::<Vec<_>>()
            };
            assert_eq!(faults(&general), [""; 0], "{name}");
            let rulebook = Rulebook::from_bytes(&name, bytes).unwrap();
            assert_eq!(faults(&rule_file_validator(Some(&rulebook))), [""; 0], "{name}");
            seen += 1;
        }
    }
    assert!(seen > 10, "{seen}");
}

/// Ids that are nowhere else, bounds and what a rule can lead to are beyond a schema.
#[test]
fn the_schema_of_rule_files_refuses_wrong_keys_kinds_levels_and_types() {
    let general = rule_file_validator(None);
    for fault in [
        "bad-duration",
        "bad-id",
        "bad-link",
        "empty-condition",
        "empty-text",
        "misplaced-key",
        "missing-key",
        "missing-source",
        "out-of-range",
        "repeated",
        "reserved-id",
        "reserved-option",
        "test-mismatch",
        "unknown-key",
        "unknown-word",
        "unsupported-format",
        "wrong-type",
    ] {
        let path = format!("tests/rulebooks/faults/{fault}.toml");
        let file = as_json(&std::fs::read_to_string(&path).unwrap());
        assert!(!general.is_valid(&file), "{fault}");
    }
}

#[test]
fn the_schema_of_one_rule_file_knows_its_ids() {
    let text = std::fs::read_to_string(EVERY_KEY).unwrap();
    let rulebook = Rulebook::from_toml(EVERY_KEY, text.as_str()).unwrap();
    let validator = rule_file_validator(Some(&rulebook));
    let valid = |text: &str| validator.is_valid(&as_json(text));
    assert!(valid(&text));
    for (old, new) in [
        ("sources  = [\"page\", \"paper\"]", "sources = [\"pages\"]"),
        ("group  = \"health\"", "group = \"heath\""),
        ("levels_by    = \"water\"", "levels_by = \"cut\""),
        ("when     = { cut = true }", "when = { cuts = true }"),
        ("when     = { cut = true }", "when = { cut = \"yes\" }"),
        ("when     = { cold = { under = 15 } }", "when = { cold = { within = \"1 day\" } }"),
        ("ask_when = { water = [\"lake\", \"sea\"] }", "ask_when = { water = [\"river\"] }"),
        (
            "{ pool = \"caution\", lake = \"defer\", sea = \"defer\" }",
            "{ pool = \"caution\", lake = \"defer\" }",
        ),
        ("lake = \"defer\"", "river = \"defer\""),
    ] {
        assert!(text.contains(old), "{old}");
        assert!(!valid(&text.replacen(old, new, 1)), "{new}");
    }
}

#[test]
fn every_key_of_a_rule_file_is_described() {
    fn check(schema: &Value, path: &str) {
        if let Some(properties) = schema.get("properties").and_then(Value::as_object)
            && schema.get("type").is_some()
        {
            for (key, of_key) in properties {
                assert!(
                    of_key["description"].as_str().is_some_and(|text| !text.is_empty()),
                    "{path}/{key}"
                );
            }
        }
        match schema {
            Value::Object(parts) => {
                parts.iter().for_each(|(key, part)| check(part, &format!("{path}/{key}")));
            }
            Value::Array(parts) => parts.iter().for_each(|part| check(part, path)),
            _ => {}
        }
    }
    check(&rule_schema(None), "");
    let own = needlecheck(["schema", "rulebook", EVERY_KEY]);
    assert_eq!((own.status, &*own.err), (0, ""));
    check(&serde_json::from_str(&own.out).unwrap(), "");
    let wrong = needlecheck(["schema", "answers", EVERY_KEY]);
    assert!(wrong.status == 2 && wrong.err.contains("`schema answers` takes no file"), "{wrong:?}");
}
