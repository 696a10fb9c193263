//! What is read, and what is said of the rest.

use serde_json::{Value, json};

use super::support::{Setting, needlecheck, needlecheck_in, needlecheck_with_input};
use super::{Scene, WALK, results};

const ON: [&str; 2] = ["--on", "2026-11-22"];

/// One of each line of a batch: good, bad and good.
const RECORDS: &str = "{\"id\":1,\"shoes\":\"boots\",\"last_fall\":\"never\"}\n{\"id\":2,\"shoes\":3}\n\
                       {\"id\":3,\"shoes\":\"clogs\",\"last_fall\":\"2026-11-20\"}\n";

fn batch(scene: &Scene, args: &[&str]) -> String {
    let rules = scene.write("walk.toml", WALK);
    let before = ["batch", "--rules", &rules].into_iter().chain(ON);
    needlecheck_with_input(before.chain(args.iter().copied()), RECORDS).out
}

/// The codes of the errors, `None` for a result.
fn codes(run: &super::Run) -> Vec<Option<String>> {
    let code = |one: &Value| one["error"]["code"].as_str().map(str::to_owned);
    results(run).iter().map(code).collect()
}

#[test]
fn what_a_batch_writes_is_read_line_by_line() {
    let scene = Scene::new();
    let run = scene.recheck(WALK, &batch(&scene, &[]), &["--json", "--on", "2026-11-22"]);
    let results = results(&run);
    let ids: Vec<_> = results.iter().map(|one| (&one["line"], &one["id"])).collect();
    assert_eq!(ids, [(&json!(1), &json!(1)), (&json!(2), &json!(2)), (&json!(3), &json!(3))]);
    assert_eq!((&results[0]["same"], &results[2]["same"]), (&json!(true), &json!(true)));
    assert_eq!(codes(&run)[1].as_deref(), Some("not-screened"));
    assert_eq!(run.status, 2);
    let error: Value = serde_json::from_str(&run.err).unwrap();
    assert_eq!(error["error"]["message"], "1 of 3 reports could not be rechecked");
    let run = scene.recheck(WALK, &batch(&scene, &[]), &ON);
    assert_eq!((run.status, &*run.err), (2, "error: 1 of 3 reports could not be rechecked\n"));
}

#[test]
fn a_brief_report_is_an_error_that_says_so() {
    let scene = Scene::new();
    let run = scene.recheck(WALK, &batch(&scene, &["--brief"]), &ON);
    assert_eq!(
        run.out.lines().next().unwrap(),
        "1: not rechecked: a brief report has no `answers`, so it cannot be rechecked"
    );
    let run = scene.recheck(WALK, &batch(&scene, &["--brief"]), &["--json"]);
    let brief = Some("no-answers".to_owned());
    assert_eq!(codes(&run), [brief.clone(), Some("not-screened".to_owned()), brief]);
}

#[test]
fn the_exit_status_is_the_worst_of_all() {
    let scene = Scene::new();
    let of = |answers: &str| scene.report(answers);
    let good = of(r#"{"shoes": "boots", "last_fall": "never"}"#);
    let open = of(r#"{"shoes": "boots"}"#);
    let bad = of(r#"{"knee": true, "shoes": "boots", "last_fall": "never"}"#);
    for (reports, status) in [
        (vec![&good], 0),
        (vec![&good, &open], 3),
        (vec![&bad, &open, &good], 1),
        (vec![&bad, &"[]\n".to_owned(), &good], 2),
    ] {
        let reports: String = reports.into_iter().map(String::as_str).collect();
        assert_eq!(scene.recheck(WALK, &reports, &ON).status, status, "{reports}");
        let never = scene.recheck(WALK, &reports, &["--fail-on", "never"]).status;
        assert_eq!(never, if status == 2 { 2 } else { 0 });
    }
}

#[test]
fn what_is_no_report_is_said_in_its_place() {
    let scene = Scene::new();
    let good = scene.report(r#"{"shoes": "boots", "last_fall": "never"}"#);
    let changed = |old: &str, new: &str| {
        assert!(good.contains(old), "{old}");
        good.replacen(old, new, 1)
    };
    let cut = format!("{}\n", &good[..good.len() / 2]);
    for (bad, code, at) in [
        ("hello\n".to_owned(), "not-a-report", Some("line 1, column 1")),
        (cut, "not-a-report", None),
        ("[1, 2]\n".to_owned(), "not-a-report", None),
        ("}\n".to_owned(), "not-a-report", Some("line 1, column 1")),
        ("{\"a\": [\n".to_owned(), "not-a-report", None),
        ("{\"shoes\":\"boots\"}\n".to_owned(), "not-a-report", None),
        (changed("\"report\":2", "\"report\":3"), "unsupported-form", Some("report")),
        (changed("\"report\":2", "\"report\":\"2\""), "not-a-report", Some("report")),
        (changed("\"report\":2", "\"report\":2,\"report\":2"), "not-a-report", Some("report")),
        (changed("\"on\":\"2026-11-22\"", "\"on\":\"22.11.2026\""), "not-a-report", Some("on")),
        (changed("\"floor\":\"suitable\"", "\"floor\":\"fine\""), "not-a-report", Some("floor")),
        (changed("\"answers\":{", "\"said\":{"), "no-answers", None),
        (changed("\"answers\":{", "\"answers\":{\"knee\":[],"), "altered", Some("knee")),
        (changed("\"verdict\":\"suitable\"", "\"verdict\":\"caution\""), "altered", None),
        (changed("\"id\":\"walk\"", "\"id\":\"swim\""), "other-rulebook", None),
        (changed("\"report\":2", "\"report\":1"), "no-answers", None),
        (
            changed("\"answers\":{", "\"answers\":{\"on\":\"2026-11-22\","),
            "not-a-report",
            Some("answers"),
        ),
        (
            changed("\"answers\":{", "\"answers\":{\"shoes\":\"clogs\","),
            "not-a-report",
            Some("answers"),
        ),
    ] {
        let run =
            scene.recheck(WALK, &format!("{good}{bad}\n{good}"), &["--json", "--on", "2026-11-22"]);
        assert_eq!(codes(&run), [None, Some(code.to_owned()), None], "{bad}: {}", run.out);
        let error = &results(&run)[1]["error"];
        if let Some(at) = at {
            assert_eq!(error["at"], at, "{bad}");
        }
        assert!(error["accepted"].as_str().is_some_and(|text| !text.is_empty()), "{error}");
        assert_eq!(results(&run)[2]["same"], true);
        let text = scene.recheck(WALK, &bad, &ON).out;
        assert!(text.contains("line 1: not rechecked: ") && text.contains("accepted: "), "{text}");
    }
    let other = changed("\"id\":\"walk\"", "\"id\":\"swim\"");
    let text = scene.recheck(WALK, &other, &ON).out;
    assert!(text.contains("the report is by the rulebook `swim`, and not by `walk`"), "{text}");
}

/// Whatever a result rests on cannot be edited: a report is what the rulebook that it names makes of
/// its answers.
#[test]
fn an_edited_report_is_refused() {
    let scene = Scene::new();
    let report = scene.report(r#"{"shoes": "sandals"}"#);
    let edit = |edit: &dyn Fn(&mut Value)| {
        let mut report: Value = serde_json::from_str(&report).unwrap();
        edit(&mut report);
        let run = scene.recheck(WALK, &report.to_string(), &["--json", "--on", "2026-11-22"]);
        let error = results(&run)[0]["error"].clone();
        assert_eq!(run.status, if error.is_null() { 3 } else { 2 });
        error["code"].as_str().map(str::to_owned)
    };
    assert_eq!(edit(&|_| {}), None);
    // Neither the text of a person nor of the program is a result.
    assert_eq!(edit(&|report| report["summary"] = json!("")), None);
    let altered = Some("altered".to_owned());
    for (path, value) in [
        ("/on", json!("2026-11-20")),
        ("/valid_until", json!("2027-11-20")),
        ("/valid_until", Value::Null),
        ("/verdict", json!("caution")),
        ("/floor", json!("suitable")),
        ("/at_worst", json!("caution")),
        ("/rulebook/version", json!("7")),
        ("/findings", json!([])),
        ("/findings/0/level", json!("suitable")),
        ("/findings/0/title", json!("All is well")),
        ("/findings/0/rule", json!("knee")),
        ("/findings/0/because", json!({"knee": true})),
        ("/open", json!([])),
        ("/open/0/could_be", json!("suitable")),
        ("/open/0/question", json!("knee")),
        ("/assumed", json!({})),
        ("/answers/shoes", json!("boots")),
        ("/answers/shoes", Value::Null),
    ] {
        let edited = edit(&|report| *report.pointer_mut(path).unwrap() = value.clone());
        assert_eq!(edited, altered, "{path} {value}");
    }
    let no_report = Some("not-a-report".to_owned());
    let twice = |list: &'static str| {
        edit(&|report| {
            let entries = report[list].as_array_mut().unwrap();
            entries.push(entries[0].clone());
        })
    };
    assert_eq!([twice("findings"), twice("open")], [no_report.clone(), no_report.clone()]);
    let in_capitals = edit(&|report| {
        let hash = report["rulebook"]["sha256"].as_str().unwrap().to_uppercase();
        report["rulebook"]["sha256"] = json!(hash);
    });
    assert_eq!(in_capitals, no_report);
}

/// Messages are for people who know no Rust.
#[test]
fn a_key_of_the_wrong_kind_is_told_in_plain_words() {
    let scene = Scene::new();
    let report = scene.report(r#"{"shoes": "sandals"}"#);
    for key in [
        "report",
        "rulebook",
        "on",
        "valid_until",
        "verdict",
        "findings",
        "open",
        "assumed",
        "answers",
    ] {
        let mut report: Value = serde_json::from_str(&report).unwrap();
        report[key] = json!(-7.5);
        let text = scene.recheck(WALK, &report.to_string(), &ON).out;
        assert!(text.starts_with(&format!("line 1: not rechecked: `{key}`: ")), "{text}");
        for word in ["u64", "i64", "struct", "sequence", "map", "invalid type", "enum"] {
            assert!(!text.contains(word), "{text}");
        }
    }
}

#[test]
fn an_empty_id_is_no_name() {
    let scene = Scene::new();
    let report = scene.report(r#"{"id": "", "shoes": "boots", "last_fall": "never"}"#);
    let text = scene.recheck(WALK, &report, &ON).out;
    assert!(text.starts_with("line 1: SUITABLE, the same."), "{text}");
}

/// However the reports are printed.
#[test]
fn a_report_that_is_cut_off_costs_no_other() {
    let scene = Scene::new();
    let report = scene.report(r#"{"shoes": "boots", "last_fall": "never"}"#);
    let value: Value = serde_json::from_str(&report).unwrap();
    let pretty = serde_json::to_string_pretty(&value).unwrap() + "\n";
    let cut = |text: &str| text.split_inclusive('\n').take(9).collect::<String>();
    let half = format!("{}\n", &report[..report.len() / 2]);
    let tabs = pretty.replace("  ", "\t");
    for (first, then) in [
        (cut(&pretty), &pretty),
        (cut(&tabs), &tabs),
        (half.clone(), &pretty),
        (cut(&pretty), &report),
        (half, &report),
    ] {
        let run = scene.recheck(WALK, &format!("{first}{then}"), &["--json", "--on", "2026-11-22"]);
        assert_eq!(codes(&run), [Some("not-a-report".to_owned()), None], "{first}{then}");
    }
    // Without any indentation a list of objects looks like reports, and is none.
    let flat: String = pretty.lines().map(|line| line.trim_start().to_owned() + "\n").collect();
    let run = scene.recheck(WALK, &format!("{flat}{flat}"), &["--json", "--on", "2026-11-22"]);
    assert_eq!(codes(&run), [None, None], "{flat}");
}

#[test]
fn a_report_over_several_lines_is_one_report() {
    let scene = Scene::new();
    let report = scene.report(r#"{"id": "{\"}", "shoes": "boots", "last_fall": "never"}"#);
    let pretty = serde_json::to_string_pretty(&serde_json::from_str::<Value>(&report).unwrap());
    let pretty = pretty.unwrap();
    let lines = pretty.lines().count();
    let reports = format!("\u{feff}{}\r\n\n{pretty}\n{report}", pretty.replace('\n', "\r\n"));
    let run = scene.recheck(WALK, &reports, &["--json", "--on", "2026-11-22"]);
    let found: Vec<_> =
        results(&run).iter().map(|one| (one["line"].clone(), one["same"].clone())).collect();
    assert_eq!(found, [1, lines + 2, 2 * lines + 2].map(|line| (json!(line), json!(true))));
}

#[test]
fn each_file_is_named_where_there_are_several() {
    let scene = Scene::new();
    let rules = scene.write("walk.toml", WALK);
    let report = scene.report(r#"{"shoes": "boots", "last_fall": "never"}"#);
    let (one, two) =
        (scene.write("one.json", &report), scene.write("two.jsonl", &report.repeat(2)));
    let (missing, empty) = (scene.write("gone.json", ""), scene.write("empty.json", " \n\n"));
    std::fs::remove_file(&missing).unwrap();
    let args = ["recheck", &one, &missing, &two, &empty, "--rules", &rules, "--on", "2026-11-22"];
    let run = needlecheck(args);
    let names: Vec<_> = run.out.lines().filter(|line| !line.starts_with(' ')).collect();
    for (line, start) in names.iter().zip([
        format!("{one}: SUITABLE, the same."),
        format!("{missing}: not rechecked: cannot read {missing}: "),
        format!("{two}: SUITABLE"),
        format!("{two}, line 2: SUITABLE"),
        format!("{empty}: not rechecked: there is no report in it"),
    ]) {
        assert!(line.starts_with(&start), "{line}: {start}");
    }
    assert_eq!((run.status, names.len()), (2, 5));
    let json = needlecheck(args.iter().chain(&["--json"]));
    let files: Vec<_> = results(&json).iter().map(|line| line["file"].clone()).collect();
    assert_eq!(files, [&one, &missing, &two, &two, &empty].map(|file| json!(file)));
    assert!(
        results(&needlecheck(["recheck", &one, "--rules", &rules, "--json"]))[0]
            .get("file")
            .is_none()
    );
}

#[test]
fn a_line_that_is_too_long_costs_no_other_report() {
    let scene = Scene::new();
    let good = scene.report(r#"{"shoes": "boots", "last_fall": "never"}"#);
    let long = good.replacen("\"id\":null", &format!("\"id\":\"{}\"", "x".repeat(1 << 20)), 1);
    let run = scene.recheck(WALK, &format!("{long}{good}"), &["--json", "--on", "2026-11-22"]);
    assert_eq!(codes(&run), [Some("not-a-report".to_owned()), None]);
    assert!(run.out.contains("longer than 1 MiB"), "{}", &run.out);
}

#[test]
fn nothing_in_a_report_acts_on_a_terminal() {
    let scene = Scene::new();
    let report = scene.report(r#"{"id": "a\u001b[31m", "knee": true, "shoes": "boots"}"#);
    let report = report.replacen("The knee is sore", "The knee \\u001b[31m", 1);
    let rules = super::version_2(&[("{ knee = true }", "{ knee = false }")]);
    for args in [&[][..], &["--json"]] {
        let run = scene.recheck(&rules, &report, args);
        assert!(run.out.contains("[31m") && !run.out.contains('\u{1b}'), "{}", run.out);
    }
}

#[test]
fn files_have_to_be_named_and_standard_input_once() {
    let run = needlecheck(["recheck"]);
    assert!(run.status == 2 && run.err.contains("<FILE>"), "{run:?}");
    let run = needlecheck(["recheck", "-", "-"]);
    assert_eq!(
        (run.status, &*run.err),
        (2, "error: `-` is given 2 times\n  accepted: standard input once\n")
    );
    let typed = Setting::typed("", 80);
    let run = needlecheck_in(&typed, ["recheck", "-"]);
    assert!(run.err.starts_with("Waiting for reports as JSON."), "{}", run.err);
    assert!(!needlecheck_in(&typed, ["recheck", "-", "-q"]).err.contains("Waiting"));
}
