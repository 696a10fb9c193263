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
