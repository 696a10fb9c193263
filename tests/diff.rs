//! `rules diff`: what a change of the rules does to people, in each format, and its exit status.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, reason = "what cannot be unwrapped is a failed test")]

mod support;

use std::path::PathBuf;

use needlecheck::authoring::diff::Comparison;
use needlecheck::{Answers, Report, Rulebook};
use serde_json::Value;
use support::{Run, TODAY, needlecheck};

const RULES: &str = r#"format = 1

[rulebook]
id        = "swim"
title     = "Swimming"
version   = "1"
reviewed  = 2026-01-31
levels_by = "place"
notice    = "This is a test rulebook, and nothing in it is advice."

[source.book]
title = "A book"
by    = "Somebody"
read  = "full"

[question.place]
ask     = "Where?"
kind    = "choice"
options = { pool = "In a pool", sea = "In the sea" }

[question.ear]
ask    = "A sore ear"
kind   = "yes-no"
assume = false

[question.skill]
ask     = "How well do you swim?"
kind    = "choice"
options = { none = "Not at all", some = "A little", well = "Well" }
assume  = "well"

[question.last_meal]
ask    = "When did you last eat?"
kind   = "date"
assume = "never"

[rule.ear]
title    = "A sore ear"
when     = { ear = true }
level    = { pool = "defer", sea = "avoid" }
reason   = "Water gets in."
advice   = "Wait."
sources  = ["book"]
evidence = "expert"

[rule.no-skill]
title    = "Cannot swim"
when     = { skill = "none" }
level    = "avoid"
reason   = "You could drown."
advice   = "Learn it."
sources  = ["book"]
evidence = "expert"

[rule.some-skill]
title    = "Swims a little"
when     = { skill = ["none", "some"] }
level    = "caution"
reason   = "You could tire."
advice   = "Stay near."
sources  = ["book"]
evidence = "expert"

[rule.meal]
title    = "Ate lately"
when     = { last_meal = { within = "2 days" } }
level    = "caution"
reason   = "It may upset you."
advice   = "Rest first."
sources  = ["book"]
evidence = "expert"
"#;

/// The rules with each of these texts put in place of another.
fn changed(changes: &[(&str, &str)]) -> String {
    changes.iter().fold(RULES.to_owned(), |rules, (from, to)| {
        assert!(rules.contains(from), "{from}");
        rules.replace(from, to)
    })
}

/// A folder of its own with a file for each of these rulebooks.
fn files(name: &str, old: &str, new: &str) -> [String; 2] {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("diff").join(name);
    std::fs::create_dir_all(&folder).unwrap();
    [("old.toml", old), ("new.toml", new)].map(|(file, text)| {
        let path = folder.join(file);
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    })
}

fn diff(name: &str, new: &str, flags: &[&str]) -> Run {
    let [old, new] = files(name, RULES, new);
    needlecheck(["rules", "diff", &old, &new].iter().chain(flags))
}

fn json(name: &str, new: &str) -> (u8, Value) {
    let run = diff(name, new, &["--json"]);
    assert_eq!(run.err, "");
    (run.status, serde_json::from_str(&run.out).unwrap())
}

/// What the better or worse verdicts rest on, with the verdicts.
fn effects(found: &Value, direction: &str) -> Vec<String> {
    let of = |effect: &Value| {
        let name = effect["rule"].as_str().or(effect["question"].as_str()).unwrap();
        let answer = effect["answer"].as_str().map(|answer| format!(" = {answer}"));
        let [old, new] = ["old", "new"].map(|side| effect[side].as_str().unwrap().to_owned());
        format!("{name}{}: {old} -> {new}", answer.unwrap_or_default())
    };
    found[direction].as_array().unwrap().iter().map(of).collect()
}

#[test]
fn the_same_rules_change_nothing() {
    let run = diff("same", RULES, &[]);
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    assert!(run.out.contains("No verdict gets better"), "{}", run.out);
    assert!(run.out.contains("No verdict gets worse"), "{}", run.out);
    let (_, found) = json("same", RULES);
    assert_eq!(found["changes"].as_array().map(Vec::len), Some(0));
}

#[test]
fn a_lower_level_is_better_for_somebody_and_a_reviewer_has_to_look() {
    let new = changed(&[("sea = \"avoid\"", "sea = \"defer\"")]);
    let run = diff("lower", &new, &[]);
    assert_eq!(run.status, 1);
    assert!(run.out.contains("- A sore ear (ear): avoid -> defer\n"), "{}", run.out);
    assert!(run.out.contains("  \"Where?\": In the sea; \"A sore ear\": yes\n"), "{}", run.out);
    assert!(run.out.contains("level: pool: defer, sea: avoid -> defer"), "{}", run.out);
}

#[test]
fn a_stricter_level_and_a_longer_wait_are_worse() {
    let new = changed(&[("pool = \"defer\"", "pool = \"avoid\""), ("2 days", "3 days")]);
    let (status, found) = json("stricter", &new);
    assert_eq!(status, 0);
    assert_eq!(effects(&found, "worse"), ["ear: defer -> avoid", "meal: suitable -> caution"]);
    let answers = &found["worse"][1]["answers"];
    assert_eq!(
        (&answers["on"], &answers["last_meal"]),
        (&"2026-01-31".into(), &"2026-01-29".into())
    );
    for (book, side) in [(RULES, "old"), (new.as_str(), "new")] {
        let rulebook = Rulebook::from_toml("swim.toml", book).unwrap();
        for effect in found["worse"].as_array().unwrap() {
            let answers = effect["answers"].to_string();
            let answers = Answers::from_json(&rulebook, &answers, TODAY).unwrap();
            assert_eq!(effect[side], Report::of(&answers).verdict().to_string());
        }
    }
    assert!(found["changes"].to_string().contains("3 days (last_meal)"), "the wait is told");
}

#[test]
fn a_level_beneath_a_stricter_rule_is_a_change_and_nobody_s() {
    let stricter = changed(&[("skill = [\"none\", \"some\"] }", "skill = \"none\" }")]);
    let lower = stricter.replace(
        "title    = \"Swims a little\"\nwhen     = { skill = \"none\" }\nlevel    = \"caution\"",
        "title    = \"Swims a little\"\nwhen     = { skill = \"none\" }\nlevel    = \"defer\"",
    );
    assert_ne!(stricter, lower);
    let [old, new] = files("beneath", &stricter, &lower);
    let run = needlecheck(["rules", "diff", &old, &new]);
    assert_eq!(run.status, 0);
    assert!(run.out.contains("No verdict gets worse"), "{}", run.out);
    assert!(
        run.out.contains("Swims a little (some-skill), level: caution -> defer"),
        "{}",
        run.out
    );
}

#[test]
fn a_changed_assumption_shows_in_who_does_not_answer() {
    let new = changed(&[("assume  = \"well\"\n", "assume  = \"some\"\n")]);
    let (status, found) = json("assumed", &new);
    assert_eq!(
        (status, effects(&found, "worse")),
        (0, vec!["some-skill: suitable -> caution".into()])
    );
    assert_eq!(found["worse"][0]["answers"].get("skill"), None);
    let none = changed(&[("assume  = \"well\"\n", "")]);
    let (status, found) = json("needed", &none);
    assert_eq!(
        (status, effects(&found, "worse")),
        (0, vec!["skill: suitable -> incomplete".into()])
    );
    let [old, new] = files("taken-for-granted", &none, RULES);
    let run = needlecheck(["rules", "diff", &old, &new]);
    assert_eq!(run.status, 1, "an assumption that is new makes verdicts better: {}", run.out);
    assert!(run.out.contains("(skill) is open: incomplete -> suitable"), "{}", run.out);
}

#[test]
fn an_answer_that_stopped_a_go_and_cannot_be_said_any_more_is_better() {
    let new = changed(&[
        ("none = \"Not at all\", ", ""),
        ("when     = { skill = \"none\" }", "when     = { skill = \"some\", ear = true }"),
        ("[\"none\", \"some\"]", "\"some\""),
    ]);
    let (status, found) = json("gone", &new);
    assert_eq!(status, 1);
    assert!(
        effects(&found, "better").contains(&"skill = none: avoid -> suitable".to_owned()),
        "{found}"
    );
    assert_eq!(found["not_compared"][0]["answers"], "none");
    let run = diff("gone", &new, &[]);
    assert!(run.out.contains("(skill) can no longer be answered none: avoid ->"), "{}", run.out);
    assert!(run.out.contains("(skill): only the old rulebook accepts none"), "{}", run.out);
}

#[test]
fn a_question_that_only_one_side_asks_is_said_not_to_be_compared() {
    let question =
        "[question.cold]\nask = \"Feels cold\"\nkind = \"yes-no\"\nassume = false\n\n[rule.ear]";
    let new = changed(&[
        ("[rule.ear]", question),
        ("ear = true }", "any = [{ ear = true }, { cold = true }] }"),
    ]);
    let (status, found) = json("new-question", &new);
    assert_eq!((status, effects(&found, "worse").len()), (0, 0), "{found}");
    assert_eq!(found["not_compared"][0]["question"], "cold");
    assert_eq!(found["not_compared"][0]["only_in"], "new");
}

#[test]
fn what_the_budget_does_not_suffice_for_is_said() {
    let new = changed(&[("pool = \"defer\"", "pool = \"avoid\"")]);
    let [old, new] = [RULES, &new].map(|text| Rulebook::from_toml("swim.toml", text).unwrap());
    let found = Comparison::with_budget(&old, &new, 100);
    assert!(!found.undecided.is_empty());
    let text = found.to_text(needlecheck::Page::PLAIN);
    assert!(text.contains("Not decided within the budget of steps"), "{text}");
    assert!(!text.contains("No verdict gets"), "{text}");
}

#[test]
fn markdown_has_a_table_of_people_and_folds_the_rest() {
    let new = changed(&[
        ("sea = \"avoid\"", "sea = \"defer\""),
        ("\"A sore ear\"", "\"A <sore> | ear\""),
    ]);
    let run = diff("markdown", &new, &["--format", "markdown"]);
    assert_eq!(run.status, 1);
    assert!(
        run.out.starts_with("# From swim 1 to swim 1\n\n## Verdicts get better: 1 way\n"),
        "{}",
        run.out
    );
    assert!(run.out.contains("| Because of | Verdict | For example |"), "{}", run.out);
    assert!(run.out.contains("<summary>Rules: 2 items</summary>"), "{}", run.out);
    assert!(!run.out.contains("<sore>"), "{}", run.out);
}

#[test]
fn rule_files_that_cannot_be_read_are_an_error() {
    let [old, _] = files("unreadable", RULES, RULES);
    let run = needlecheck(["rules", "diff", &old, "no-such-file.toml"]);
    assert_eq!((run.status, run.out.as_str()), (2, ""));
    assert!(run.err.contains("cannot read the rule file `no-such-file.toml`"), "{}", run.err);
    let run = needlecheck(["rules", "diff", "tests/rulebooks/faults/bad-id.toml", &old]);
    assert_eq!(run.status, 2);
    assert!(run.err.contains("bad-id"), "{}", run.err);
    assert_eq!(needlecheck(["rules", "diff", &old]).status, 2);
}
