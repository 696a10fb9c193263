//! With `--json` errors are JSON, too: one object a line on standard error, as a batch has them.

use serde_json::{Value, json};

use super::support::{needlecheck, needlecheck_with_input};
use super::{CORE, EAR, core, ear, file, only_error, refused, refused_in_json};

#[test]
fn a_fault_of_answers_is_the_object_that_a_batch_writes() {
    for record in [
        r#"{"id": 3, "sore_ear": "perhaps"}"#,
        r#"{"place": "hom"}"#,
        r#"{"age": 1000}"#,
        r#"{"age": "30"}"#,
        r#"{"sore_eer": true}"#,
        r#"{"last_infected": "2027-01-01"}"#,
        r#"{"last_infected": "soon"}"#,
        r#"{"sore_ear": true, "sore_ear": true}"#,
        r#"{"id": true}"#,
        r#"{"on": "soon"}"#,
        r#"{"sore_ear" true}"#,
        "[]",
        "7",
    ] {
        let batch = needlecheck_with_input(["batch", "--rules", EAR], format!("{{}}\n{record}"));
        let expected: Value = serde_json::from_str(batch.out.lines().nth(1).unwrap()).unwrap();
        let args = ["--rules", EAR, "--json", "--answers", "-"];
        let run = needlecheck_with_input(args, record);
        let [line] = &refused_in_json(&run)[..] else { panic!("one error: {run:?}") };
        assert_eq!(line["error"], expected["error"], "{record}");
        assert_eq!(line["id"], expected["id"], "{record}");
        assert_eq!(line["file"], "standard input", "{record}");
    }
    let error = only_error(&needlecheck_with_input(["--json", "--answers", "-"], b"\xff"));
    assert_eq!(error["code"], "not-utf8");
    assert_eq!(
        only_error(&needlecheck_with_input(["--json", "--answers", "-"], ""))["code"],
        "empty"
    );
}

#[test]
fn each_of_several_faults_has_a_line_that_says_where_it_is() {
    let document = "{\n\"place\": \"hom\",\n\"age\": 1000, \"id\": \"A\"\n}";
    let args = ["--rules", EAR, "--answers", "-", "--sore-ear", "yess", "--format"];
    let run = needlecheck_with_input([&args[..], &["json"]].concat(), document);
    let errors = refused_in_json(&run);
    let places: Vec<_> =
        errors.iter().map(|line| json!([line["line"], line["id"], line["error"]["at"]])).collect();
    assert_eq!(
        places,
        [json!([2, "A", "place"]), json!([3, "A", "age"]), json!([null, null, "--sore-ear"])]
    );
    assert_eq!(errors[0]["error"]["suggestion"], "home");
    assert!(errors[2].get("file").is_none());
    // The same, in words.
    let told = needlecheck_with_input([&args[..], &["text"]].concat(), document);
    assert_eq!((told.status, told.err.matches("error: ").count()), (2, 3), "{told:?}");
    for line in &errors {
        let message = line["error"]["message"].as_str().unwrap();
        assert!(told.err.contains(message), "{message} in {}", told.err);
    }
}

#[test]
fn what_cannot_be_read_or_written_has_the_code_file() {
    for args in [
        &["--answers", "no/such/file"][..],
        &["--rules", "no/such/file"],
        &["--on", "2026-11-22", "--leak", "-o", "no/such/folder.json"],
        &["--leak", "--save", "tests"],
        &["rules", "show", "--rules", "tests"],
        &["batch", "no/such/file"],
    ] {
        let args = [args, &["--json"]].concat();
        assert_eq!(only_error(&needlecheck(args.iter().copied()))["code"], "file", "{args:?}");
    }
}

#[test]
fn a_command_line_that_cannot_be_used_has_the_code_usage() {
    for (args, part) in [
        (&["--leek"][..], "--leek"),
        (&["--ask", "--answers", "-"], "standard input"),
        (&["--color", "purple"], "purple"),
        (&["explain", "--rule", "leek"], "leek"),
        (&["rules"], "is missing"),
        (&["batch", "--delimiter", "xx"], "xx"),
        (&["\u{1b}"], "control character"),
        (&[], "no answers"),
    ] {
        let args = [&["--json"], args].concat();
        let error = only_error(&needlecheck(args.iter().copied()));
        assert_eq!(error["code"], "usage", "{args:?}");
        assert!(error["message"].as_str().unwrap().contains(part), "{args:?}: {error}");
    }
    let error = only_error(&core(["--json", "--format", "jsn", "--format", "json"]));
    assert_eq!(error["at"], "--format");
    assert_eq!(error["suggestion"], "json");
    assert_eq!(error["accepted"], "text, json, markdown or html");
    assert_eq!(only_error(&ear("--json --sore-eer"))["suggestion"], "--sore-ear");
    assert_eq!(only_error(&ear("--json --on soon --sore-ear"))["code"], "bad-date");
    // What stands there is what was typed, or the name of what is missing.
    for (args, at) in [
        ("--sore-ear --sore-ear", "--sore-ear"),
        ("--place home --place=home", "--place"),
        ("--on", "--on"),
        ("recheck", "FILE"),
        ("rules test a b", "b"),
    ] {
        assert_eq!(only_error(&ear(&format!("{args} --json")))["at"], at, "{args}");
    }
}

#[test]
fn a_rule_file_that_cannot_be_read_is_an_error_in_json() {
    for file in ["nowhere.toml", "tests"] {
        let error = only_error(&needlecheck(["rules", "check", "--json", file]));
        assert!(error["message"].as_str().unwrap().contains(file), "{error}");
    }
}

#[test]
fn a_bad_rule_file_has_the_lines_that_rules_check_has() {
    let path = file("json-errors.toml", "format = 1\n[rulebook]\nid = 7\n");
    let path = path.to_str().unwrap();
    let check = needlecheck(["rules", "check", "--json", path]);
    assert_eq!(check.status, 2);
    for args in
        [&["--json", "--rules", path, "--leak"][..], &["questions", "--json", "--rules", path]]
    {
        let run = needlecheck(args.iter().copied());
        refused_in_json(&run);
        assert_eq!(run.err, check.out, "{args:?}");
    }
}

#[test]
fn the_last_word_about_the_format_counts() {
    let bad = ["--leak", "perhaps"];
    for args in [
        &["--json"][..],
        &["--format", "json"],
        &["--format=json"],
        &["--format", "html", "--json"],
        &["--format=text", "--format=json"],
    ] {
        refused_in_json(&needlecheck([args, &bad].concat()));
    }
    for args in [&[][..], &["--format", "html"], &["--json", "--format", "text"]] {
        refused(&needlecheck([args, &bad].concat()));
    }
    // What stands behind `--` is no flag.
    assert!(needlecheck([&CORE[..], &["--", "--json"]].concat()).err.starts_with("error: "));
}

#[test]
fn a_batch_tells_its_end_in_json_too() {
    let run = needlecheck_with_input(["batch", "--json"], "{}\n{\"leek\":1}\n");
    assert_eq!((run.status, run.out.lines().count()), (2, 2));
    let error: Value = serde_json::from_str(&run.err).unwrap();
    assert_eq!(error["error"]["code"], "records");
    assert_eq!(error["error"]["message"], "1 of 2 records could not be screened");
    let none = needlecheck_with_input(["batch", "--json", "--fail-on", "avoid"], "");
    assert_eq!(only_error(&none)["code"], "records");
    let table = needlecheck_with_input(["batch", "--json", "--input", "csv"], "leek\n1\n");
    let errors = refused_in_json(&table);
    assert_eq!(errors[0]["error"]["code"], "file");
    assert_eq!(errors[1]["error"]["code"], "unknown-question");
}
