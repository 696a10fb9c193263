//! Answers that would not have been asked for: what endangers counts all the same.

use serde_json::{Map, Value, json};

use crate::RULES;
use crate::support::every_way::{ids, screened, unasked};

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

/// What a person at a clinic, or at home, gets.
fn at(setting: &str, more: &Value) -> Value {
    screened(&["--rules", RULES], &person(setting, more))
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
        "how": ["Have it done in a clinic, by someone trained, and licensed where a licence exists."]});
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
