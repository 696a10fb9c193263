//! An answer that was given counts, asked for or not, and an assumption gives way to it: shown by
//! flags, as JSON and in a batch, which all have to say the same.

#![cfg(feature = "cli")]

mod support;

use serde_json::{Value, json};

use support::every_way::{ids, screened, unasked};

const UNASKED: &str = "tests/rulebooks/unasked.toml";

/// What the rulebook says of these answers alone.
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
