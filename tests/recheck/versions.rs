//! Reports by the version 1.0.0 of the built-in rulebook, and by the one that is built in now.

use needlecheck::Rulebook;
use serde_json::json;

use super::support::{Setting, needlecheck_in};
use super::{differences, results, verdicts};

const OLD: &str = "tests/rulebooks/microneedling-1.0.0.toml";

const CORE: &str = r#""active_acne": false, "eczema": false, "rosacea": false, "infection": false,
    "setting": "clinic", "sun_exposure": "low""#;

fn run(args: &[&str], input: impl Into<Vec<u8>>) -> super::Run {
    let setting = Setting { built_in: true, input: input.into(), ..Setting::default() };
    needlecheck_in(&setting, args)
}

/// A report by an older rule file, or by the one that is built in.
fn report(rules: Option<&str>, more: &str) -> String {
    let rules = rules.map(|rules| format!("--rules={rules}"));
    let mut args = vec!["--on=2026-08-22", "--json", "-q", "--answers=-"];
    args.extend(rules.as_deref());
    run(&args, format!("{{{CORE}{more}}}")).out
}

#[test]
fn a_report_of_the_first_version_is_rechecked_by_the_current_one() {
    let old = report(Some(OLD), r#", "id": 7, "bbv": true, "last_needling": "2026-08-20""#);
    let run = run(&["recheck", "-", "--json"], old);
    let result = &results(&run)[0];
    let current = Rulebook::built_in();
    assert_eq!(result["before"]["rulebook"]["version"], "1.0.0");
    assert_eq!(result["after"]["rulebook"]["version"], current.head().version.as_str());
    assert_eq!((&result["id"], &result["answers_gone"][0]["question"]), (&json!(7), &json!("bbv")));
    assert_eq!(verdicts(result), ("defer", "incomplete"));
    let found = differences(result);
    for expected in ["gone bbv: answer-gone", "gone recent-needling: time"] {
        assert!(found.iter().any(|one| one == expected), "{expected}: {found:?}");
    }
    assert_eq!(run.status, 3);
}

#[test]
fn a_report_of_today_is_the_same() {
    let run = run(&["recheck", "-", "--json", "--on=2026-08-22"], report(None, ""));
    assert_eq!((run.status, &results(&run)[0]["same"]), (0, &json!(true)));
}

/// A verdict that is the same rests on more than it did.
#[test]
fn questions_that_nobody_has_asked_are_said() {
    let args = ["recheck", "-", "--on=2026-08-22"];
    let run_as = |form: &'static str, old: &str| run(&[&args[..], &[form]].concat(), old);
    let old = report(Some(OLD), "");
    let result = &results(&run_as("--json", &old))[0];
    let new = result["newly_assumed"].as_array().unwrap();
    assert!(new.contains(&json!("plan_cells")) && !new.contains(&json!("pregnant")), "{new:?}");
    let said =
        format!("{} questions are new to it: the usual answers are taken for granted.", new.len());
    let text = run_as("--format=text", &old).out;
    let head = "line 1: SUITABLE, as before, but not all is the same.\n";
    assert!(text.starts_with(head) && text.contains(&said), "{text}");
    assert_eq!(result["same"], false);
    let same = &results(&run_as("--json", &report(None, "")))[0];
    assert_eq!(same["newly_assumed"], json!([]));
}

#[test]
fn a_recheck_by_another_version_is_one_screen() {
    let old = report(Some(OLD), r#", "bbv": true, "last_needling": "2026-08-20""#);
    let setting =
        Setting { built_in: true, input: old.into(), terminal: Some(80), ..Setting::default() };
    let run = needlecheck_in(&setting, ["recheck", "-"]);
    assert!(run.out.lines().count() <= 24, "{}", run.out);
    assert!(run.out.contains("DEFER") && run.out.contains('\u{1b}'), "{}", run.out);
}

/// Reports of form 1, which the first versions wrote, had no answers.
#[test]
fn a_report_of_the_first_form_says_what_it_lacks() {
    let old = report(Some(OLD), "").replace("\"report\":2", "\"report\":1");
    let (before, rest) = old.split_once("\"answers\":").unwrap();
    let (_, after) = rest.split_once("},").unwrap();
    let run = run(&["recheck", "-"], format!("{before}{after}"));
    assert_eq!(
        run.out.lines().next().unwrap(),
        "line 1: not rechecked: a report of form 1 has no `answers`, so it cannot be rechecked"
    );
    assert_eq!(run.status, 2);
}
