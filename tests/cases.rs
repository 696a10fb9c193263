//! Cases beside rule files: what they find, and what they leave unpinned.

#![cfg(feature = "cli")]

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use support::{Run, assert_snapshot, needlecheck};

const RULES: &str = "tests/rulebooks/ear-piercing.toml";

fn test(rules: &str, cases: &Path, more: &[&str]) -> Run {
    let cases = cases.to_str().expect("the path is text");
    needlecheck(["rules", "test", rules, "--cases", cases].iter().chain(more))
}

fn fixture(name: &str) -> PathBuf {
    Path::new("tests/rulebooks/cases").join(name)
}

fn json(run: &Run) -> Value {
    serde_json::from_str(&run.out).unwrap_or_else(|error| panic!("{error}: {run:?}"))
}

/// A case file that is made for one test.
fn written(name: &str, text: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&path, text).expect("the folder for tests can be written to");
    path
}

#[test]
fn cases_that_pass_are_counted() {
    let run = test(RULES, &fixture("passing.cases.toml"), &[]);
    assert_eq!((run.status, run.out.as_str()), (0, "all 7 cases pass\n"), "{run:?}");
    let run = test(RULES, &fixture("passing.cases.toml"), &["--quiet"]);
    assert_eq!((run.status, run.out.as_str()), (0, ""));
    let run = test(RULES, &fixture("passing.cases.toml"), &["--json"]);
    assert_eq!(json(&run)["failed"], Value::Array(Vec::new()));
}

#[test]
fn open_questions_may_be_named_in_any_order() {
    let rules = written(
        "open-order.toml",
        r#"format = 1
[rulebook]
id = "order"
title = "Order"
version = "1"
reviewed = 2026-11-22
notice = "A test."

[question.metal]
ask = "Which metal?"
kind = "choice"
options = { gold = "Gold", steel = "Steel" }

[question.cold]
ask = "Do you have a cold?"
kind = "yes-no"

[rule.metal]
title = "A metal"
when = { any = [{ metal = "gold" }, { metal = "steel" }] }
level = "caution"
reason = "It may itch."
advice = "Wait."
sources = []
evidence = "editorial"

[rule.cold]
title = "A cold"
when = { cold = true }
level = "avoid"
reason = "It slows healing."
advice = "Wait."
sources = []
evidence = "editorial"
"#,
    );
    let rules = rules.to_str().unwrap();
    // A report puts the one first that could still lead to the best.
    let report = needlecheck(["--rules", rules, "--json", "--cold=unsure"]);
    let open = json(&report)["open"].clone();
    assert_eq!((&open[0]["question"], &open[1]["question"]), (&"cold".into(), &"metal".into()));
    for named in [r#"["metal", "cold"]"#, r#"["cold", "metal"]"#] {
        let case = format!(
            "format = 1\non = 2026-11-22\n[case.unsure]\nstory = \"Nobody knows.\"\n\
             answers = {{ cold = \"unsure\" }}\nverdict = \"incomplete\"\nopen = {named}\n"
        );
        let run = test(rules, &written("open-order.cases.toml", &case), &[]);
        assert_eq!((run.status, run.out.as_str()), (0, "the only case passes\n"), "{run:?}");
    }
}

#[test]
fn every_kind_of_difference_is_told_in_words_with_its_place() {
    let run = test(RULES, &fixture("failing.cases.toml"), &[]);
    assert_eq!(run.status, 2);
    assert_eq!(run.err, "");
    assert_snapshot(run.out, fixture("failing.txt"));

    let run = test(RULES, &fixture("failing.cases.toml"), &["--json"]);
    assert_eq!(run.status, 2);
    let result = json(&run);
    let failed = result["failed"].as_array().unwrap();
    assert_eq!(Some(failed.len() as u64), result["cases"].as_u64(), "every case fails");
    let kinds: BTreeSet<_> = failed
        .iter()
        .flat_map(|case| case["differences"].as_array().unwrap())
        .map(|difference| difference["what"].as_str().unwrap())
        .collect();
    let all = ["at-worst", "ends", "level", "missing", "open", "settled", "unnamed", "verdict"];
    assert_eq!(kinds, BTreeSet::from(all));
}

#[test]
fn failing_cases_are_told_and_coverage_waits() {
    let plain = test(RULES, &fixture("failing.cases.toml"), &[]);
    let coverage = test(RULES, &fixture("failing.cases.toml"), &["--coverage"]);
    assert_eq!((coverage.status, coverage.out), (2, plain.out));
}

#[test]
fn every_fault_of_a_case_file_is_told_at_once() {
    let run = test(RULES, &fixture("faulty.cases.toml"), &[]);
    assert_eq!((run.status, run.out.as_str()), (2, ""));
    assert_snapshot(run.err, fixture("faulty.txt"));
}

#[test]
fn a_case_file_of_another_format_or_none_is_refused() {
    let faults = |name, text| {
        let run = test(RULES, &written(name, text), &[]);
        assert_eq!((run.status, run.out.as_str()), (2, ""));
        run.err
    };
    let later = faults("later.cases.toml", "format = 2\n[case.x]\nnew = true\n");
    assert!(later.contains("case file format 2 is not supported"), "{later}");
    assert!(!later.contains("new"), "nothing else is read: {later}");
    let broken = faults("broken.cases.toml", "format = 1\n[case.x\n");
    assert!(broken.contains("error[syntax]"), "{broken}");
    let empty = faults("empty.cases.toml", "format = 1\n");
    assert!(empty.contains("`on` is missing") && empty.contains("`case` is missing"), "{empty}");
}

#[test]
fn without_cases_one_message_says_what_to_do() {
    let run = needlecheck(["rules", "test", RULES]);
    assert_eq!((run.status, run.out.as_str()), (2, ""));
    assert_eq!(
        run.err,
        "error: there are no cases beside the rule file: no \
         `tests/rulebooks/ear-piercing.cases.toml`\n  \
         write one, or name another file with `--cases`\n"
    );
    let run = test(RULES, &fixture("no-such.cases.toml"), &[]);
    assert_eq!(run.status, 2);
    assert!(run.err.contains("cannot read the case file"), "{}", run.err);
}

#[test]
fn cases_are_found_beside_their_rule_file() {
    let run = needlecheck(["rules", "test", "tests/rulebooks/cases/equivalent.toml"]);
    assert_eq!((run.status, run.out.as_str()), (0, "all 6 cases pass\n"), "{run:?}");
}

#[test]
fn a_thin_case_file_leaves_every_kind_of_thing_unpinned() {
    let thin = "format = 1\non = 2026-11-22\n\n[case.only]\nstory = \"The only one.\"\n\
                answers = { sore_ear = \"unsure\", place = \"studio\", age = 30 }\n\
                verdict = \"incomplete\"\nopen = [\"sore_ear\"]\n";
    let path = written("thin.cases.toml", thin);
    let run = test(RULES, &path, &["--coverage"]);
    assert_eq!(run.status, 2);
    assert_snapshot(run.out, fixture("thin.txt"));

    let coverage = json(&test(RULES, &path, &["--coverage", "--json"]))["coverage"].take();
    let pins: BTreeSet<_> = coverage["unnoticed"]
        .as_array()
        .unwrap()
        .iter()
        .map(|unnoticed| unnoticed["pin"].as_str().unwrap())
        .collect();
    let all = ["assumption", "bound", "cell", "option", "part", "rule", "test"];
    assert_eq!(pins, BTreeSet::from(all));
}

/// Only for who leaves a question out it matters when it is asked.
#[test]
fn a_case_has_to_leave_a_question_out_that_counts_for_who_is_asked() {
    let rules = written("kept.toml", KEPT);
    let rules = rules.to_str().expect("the path is text");
    let cases = |more: &str| {
        let cases = format!("format = 1\non = 2026-11-22\n{more}");
        json(&test(rules, &written("kept.cases.toml", &cases), &["--coverage", "--json"]))
    };
    let said = "[case.kept]\nstory = \"Kept cold.\"\n\
                answers = { place = \"home\", kept_cold = true }\n\
                verdict = \"defer\"\nrules = { kept = \"defer\" }\n";
    let pins = |report: &Value| -> Vec<String> {
        let unnoticed = report["coverage"]["unnoticed"].as_array().unwrap().iter();
        unnoticed.map(|unnoticed| unnoticed["pin"].as_str().unwrap().to_owned()).collect()
    };
    assert!(pins(&cases(said)).contains(&"ask-when".to_owned()));
    let left_out = "[case.home]\nstory = \"At home.\"\nanswers = { place = \"home\" }\n\
                    verdict = \"defer\"\nrules = { kept = \"defer\" }\n\
                    [case.shop]\nstory = \"In a shop.\"\nanswers = { place = \"shop\" }\n\
                    verdict = \"suitable\"\n";
    assert!(!pins(&cases(&format!("{said}{left_out}"))).contains(&"ask-when".to_owned()));
}

/// A rulebook of which what is assumed is a reason to wait.
const KEPT: &str = r#"format = 1
[rulebook]
id       = "kept"
title    = "Kept cold"
version  = "1"
reviewed = 2026-11-22
notice   = "A test."
[question.place]
ask     = "Where?"
kind    = "choice"
options = { home = "Home", shop = "Shop" }
[question.kept_cold]
ask      = "Was it kept cold?"
kind     = "yes-no"
ask_when = { place = "home" }
assume   = true
[rule.kept]
title    = "Kept cold"
when     = { kept_cold = true }
level    = "defer"
reason   = "A test."
advice   = "A test."
sources  = []
evidence = "editorial"
"#;

#[test]
fn the_missing_cases_once_pasted_leave_nothing_unpinned() {
    let mut cases = fs::read_to_string(fixture("passing.cases.toml")).unwrap();
    let before = json(&test(RULES, &fixture("passing.cases.toml"), &["--coverage", "--json"]));
    let missing = before["coverage"]["missing"].as_array().unwrap();
    assert!(!missing.is_empty());
    for case in missing {
        cases.push('\n');
        cases.push_str(case["toml"].as_str().unwrap());
    }
    let run = test(RULES, &written("pasted.cases.toml", &cases), &["--coverage", "--json"]);
    let after = json(&run);
    assert_eq!(run.status, 0, "{after:#}");
    for nothing in ["unnoticed", "unsettled", "missing"] {
        assert_eq!(after["coverage"][nothing], Value::Array(Vec::new()), "{nothing}");
    }
    let count = |of: &Value| of.as_u64().unwrap();
    let equivalent = after["coverage"]["equivalent"].as_array().unwrap().len() as u64;
    let noticed = count(&after["coverage"]["noticed"]);
    assert_eq!(count(&after["coverage"]["changes"]), noticed + equivalent);
}

#[test]
fn changes_that_make_no_difference_are_not_reported() {
    let rules = "tests/rulebooks/cases/equivalent.toml";
    let run = needlecheck(["rules", "test", rules, "--coverage", "--json"]);
    let coverage = json(&run)["coverage"].take();
    assert_eq!(run.status, 0, "{coverage:#}");
    let equivalent: Vec<_> = coverage["equivalent"]
        .as_array()
        .unwrap()
        .iter()
        .map(|equivalent| equivalent["change"].as_str().unwrap())
        .collect();
    let expected = [
        "question `depth`: it could be asked of everybody",
        "question `depth`: in `ask_when`, `place = there` could be `place = there|here`",
        "rule `any-depth`: `level.here = caution` could be `suitable`",
        "rule `any-depth`: `level.here = caution` could be `defer`",
    ];
    assert_eq!(equivalent, expected);
}
