//! An answer that was given counts, asked for or not, and an assumption gives way to it: shown by
//! flags, as JSON and in a batch, which all have to say the same.

#![cfg(feature = "cli")]

mod support;

use serde_json::{Map, Value, json};

use support::{Run, needlecheck, needlecheck_with_input};

const UNASKED: &str = "tests/rulebooks/unasked.toml";

/// A person whose six core answers give a go, with more answers.
fn person(setting: &str, more: &Value) -> Map<String, Value> {
    let mut answers = json!({
        "active_acne": false, "eczema": false, "rosacea": false, "infection": false,
        "setting": setting, "sun_exposure": "low",
    });
    let answers = answers.as_object_mut().expect("it is an object");
    answers.extend(more.as_object().expect("more answers are an object").clone());
    answers.clone()
}

/// The report that flags, a JSON object and a record of a batch all give.
fn screened(args: &[&str], answers: &Map<String, Value>) -> Value {
    let common = [&["--on", "2026-11-22", "--quiet"], args].concat();
    let flags = answers.iter().map(|(question, answer)| {
        let flag = question.replace('_', "-");
        match answer {
            Value::Bool(yes) => format!("--{flag}={}", if *yes { "yes" } else { "no" }),
            Value::String(text) => format!("--{flag}={text}"),
            other => format!("--{flag}={other}"),
        }
    });
    let json = common.iter().map(|&arg| arg.to_owned()).chain(["--json".to_owned()]);
    let by_flags = report(&needlecheck(json.clone().chain(flags)));
    let document = Value::Object(answers.clone()).to_string();
    let by_json = needlecheck_with_input(
        json.chain(["--answers".to_owned(), "-".to_owned()]),
        document.clone(),
    );
    assert_eq!(report(&by_json), by_flags);
    let batch = [&["batch"], &common[..]].concat();
    assert_eq!(report(&needlecheck_with_input(batch.iter().copied(), document.clone())), by_flags);
    let brief = [&batch[..], &["--brief"]].concat();
    let brief: Value = report(&needlecheck_with_input(brief, document));
    assert_eq!(brief["unasked"], json!(unasked(&by_flags)));
    by_flags
}

fn report(run: &Run) -> Value {
    assert!(run.status != 2, "{}", run.err);
    serde_json::from_str(&run.out).expect("a report is JSON")
}

/// The questions that would not have been asked.
fn unasked(report: &Value) -> Vec<&str> {
    ids(report, "unasked", "question")
}

fn ids<'r>(report: &'r Value, list: &str, key: &str) -> Vec<&'r str> {
    let items = report[list].as_array().expect("it is a list").iter();
    items.map(|item| item[key].as_str().expect("an id is a text")).collect()
}

/// What a person at a clinic, or at home, gets.
fn at(setting: &str, more: &Value) -> Value {
    screened(&[], &person(setting, more))
}

#[test]
fn an_implant_leaves_the_device_open() {
    let report = at("clinic", &json!({"implant": true}));
    assert_eq!((&report["verdict"], &report["at_worst"]), (&json!("incomplete"), &json!("avoid")));
    assert_eq!(ids(&report, "open", "question"), ["device"]);
    assert_eq!(report["assumed"]["device"], Value::Null);
    assert_eq!(report["assumed"]["heart"], false);
    let said = at("clinic", &json!({"implant": true, "device": "hand"}));
    assert_eq!((&said["verdict"], unasked(&said)), (&json!("suitable"), vec!["implant"]));
    assert_eq!(at("clinic", &json!({"implant": true, "device": "heat"}))["verdict"], "avoid");
}

#[test]
fn not_to_know_of_an_implant_leaves_the_device_open_too() {
    let report = at("clinic", &json!({"implant": "unsure"}));
    assert_eq!(report["verdict"], "incomplete");
    let mut open = ids(&report, "open", "question");
    open.sort_unstable();
    assert_eq!(open, ["device", "implant"]);
}

#[test]
fn a_no_that_a_form_fills_in_changes_nothing() {
    let (with, without) = (at("clinic", &json!({"implant": false})), at("clinic", &json!({})));
    assert_eq!(with["verdict"], "suitable");
    assert_eq!(with["assumed"], without["assumed"]);
    assert_eq!(unasked(&with), ["implant"]);
}

#[test]
fn what_endangers_everywhere_counts_everywhere() {
    for question in ["shared_needles", "reused_needles", "unsterile_needles", "cannot_clean"] {
        let report = at("clinic", &json!({question: true}));
        assert_eq!((&report["verdict"], unasked(&report)), (&json!("avoid"), vec![question]));
    }
    assert_eq!(at("home", &json!({"clinic_needles": "no"}))["verdict"], "avoid");
}

#[test]
fn what_is_about_home_needles_changes_nothing_in_a_clinic() {
    for length in [json!(0.3), json!(1.5), json!(2)] {
        let report = at("clinic", &json!({"needle_length": length}));
        assert_eq!(report["verdict"], "suitable");
        let listed = json!([{"question": "needle_length", "answer": length}]);
        assert_eq!(report["unasked"], listed);
    }
}

/// What is said of home needles is withdrawn for the plan of going to a clinic.
#[test]
fn a_clinic_is_still_proposed_to_who_uses_a_roller_again_at_home() {
    let report = at("home", &json!({"needle_length": 0.5, "reused_needles": true}));
    assert_eq!(report["verdict"], "avoid");
    let clinic = json!({"set": {"setting": "clinic"}, "wait_until": null, "verdict": "suitable",
        "withdrawn": ["needle_length", "reused_needles"],
        "how": ["Have it done in a clinic, by someone licensed and trained."]});
    assert!(report["changes"].as_array().unwrap().contains(&clinic), "{}", report["changes"]);
}

/// A form sends every column, filled in with what would be assumed.
#[test]
fn columns_that_say_what_would_be_assumed_change_nothing() {
    let clinic = json!({"needle_label": "fixed", "needle_length": 0.3, "shared_needles": false,
        "reused_needles": false, "unsterile_needles": false, "cannot_clean": false,
        "implant": false});
    let home = json!({"provider": "yes", "clinic_needles": "yes", "implant": "no"});
    for (setting, hidden) in [("clinic", clinic), ("home", home)] {
        let (mut filled, mut empty) = (at(setting, &hidden), at(setting, &json!({})));
        assert_eq!(unasked(&filled).len(), hidden.as_object().unwrap().len());
        for report in [&mut filled, &mut empty] {
            let report = report.as_object_mut().unwrap();
            report.remove("unasked");
            report.remove("answers");
        }
        assert_eq!(filled, empty);
    }
}

/// What the tests' own rulebook says of these answers alone.
fn alone(answers: &Value) -> (String, Vec<String>, Vec<String>) {
    let report =
        screened(&["--rules", UNASKED], answers.as_object().expect("answers are an object"));
    let owned = |list: Vec<&str>| list.into_iter().map(str::to_owned).collect();
    let verdict = report["verdict"].as_str().expect("a verdict is a text").to_owned();
    (verdict, owned(ids(&report, "open", "question")), owned(unasked(&report)))
}

#[test]
fn a_chain_of_three_opens_up_to_its_beginning() {
    let all = ["place", "own_device", "needle_length"].map(str::to_owned).to_vec();
    let shared = vec!["shared_needles".to_owned()];
    // A rule that tests it alone needs nothing else.
    let (verdict, _, _) = alone(&json!({"shared_needles": true}));
    assert_eq!(verdict, "avoid");
    let (verdict, open, unasked) = alone(&json!({"shared_needles": "unsure"}));
    assert_eq!((verdict.as_str(), unasked.len()), ("incomplete", 0));
    for id in all.iter().chain(&shared) {
        // Levels hang on the place only where a rule might apply that has two.
        assert!(open.contains(id) || id == "own_device", "{id}: {open:?}");
    }
    let said = json!({"place": "clinic", "shared_needles": "unsure"});
    assert_eq!(alone(&said), ("incomplete".to_owned(), shared.clone(), shared.clone()));
    let said = json!({"place": "home", "own_device": false, "shared_needles": false});
    assert_eq!(alone(&said).0, "suitable");
}

#[test]
fn any_and_all_open_what_they_hang_on() {
    let (verdict, open, _) = alone(&json!({"peeling": true}));
    assert_eq!((verdict.as_str(), open), ("defer", vec!["isotretinoin".to_owned()]));
    let (verdict, open, _) = alone(&json!({"fainted": true}));
    assert_eq!((verdict.as_str(), open), ("incomplete", vec!["heart_trouble".to_owned()]));
    // One part that is certainly false keeps all of them from being asked.
    let (verdict, open, unasked) = alone(&json!({"fainted": true, "heart_trouble": false}));
    assert_eq!((verdict.as_str(), open.len()), ("suitable", 0));
    assert_eq!(unasked, ["fainted"]);
}

/// The question that levels hang on may be the one that decides what is asked.
#[test]
fn a_level_is_open_where_its_place_no_longer_is_assumed() {
    let (verdict, open, _) = alone(&json!({"own_device": true, "bruises": true}));
    assert_eq!(verdict, "incomplete");
    assert!(open.contains(&"place".to_owned()), "{open:?}");
    let said = json!({"place": "clinic", "own_device": true, "bruises": true});
    assert_eq!(alone(&said).0, "caution");
}
