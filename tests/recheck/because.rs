//! Why something differs.

use serde_json::json;

use super::{Scene, WALK, differences, results, verdicts, version_2};

const FALLEN: &str = r#"{"id": "A-1", "shoes": "boots", "last_fall": "2026-11-20"}"#;

#[test]
fn a_day_later_nothing_has_changed() {
    let scene = Scene::new();
    let report = scene.report(FALLEN);
    let result = scene.result(WALK, &report, "2026-11-23");
    assert_eq!((&result["same"], &result["id"]), (&json!(true), &json!("A-1")));
    assert_eq!(verdicts(&result), ("defer", "defer"));
    assert_eq!(differences(&result), [""; 0]);
    let run = scene.recheck(WALK, &report, &["--on", "2026-11-23"]);
    assert_eq!(
        (run.status, &*run.out, &*run.err),
        (
            1,
            "A-1: DEFER, the same. For 23 November 2026, before for 22 November 2026; by the same \
             rulebook.\n",
            ""
        )
    );
}

#[test]
fn a_wait_that_is_over_is_time() {
    let scene = Scene::new();
    let report = scene.report(FALLEN);
    for (on, after) in [("2026-12-03", "defer"), ("2026-12-04", "suitable")] {
        assert_eq!(verdicts(&scene.result(WALK, &report, on)), ("defer", after), "{on}");
    }
    let result = scene.result(WALK, &report, "2026-12-04");
    assert_eq!(differences(&result), ["gone fall: time"]);
    assert_eq!(result["gone"][0]["level"], "defer");
    let run = scene.recheck(WALK, &report, &["--on", "2026-12-04"]);
    assert_eq!(
        (run.status, &*run.out),
        (
            0,
            "A-1: DEFER before, SUITABLE now.
  Gone, as time has passed: A fall in the last 2 weeks (defer).
  For 4 December 2026, before for 22 November 2026; by the same rulebook.\n"
        )
    );
    // Another version of the rulebook that says the same is no reason.
    let result = scene.result(&version_2(&[]), &report, "2026-12-04");
    assert_eq!(differences(&result), ["gone fall: time"]);
}

#[test]
fn a_time_as_it_was_said_counts_from_the_day_on_which_it_was_said() {
    let scene = Scene::new();
    let report = scene.report(r#"{"shoes": "boots", "last_fall": "2 days ago"}"#);
    let result = scene.result(WALK, &report, "2026-12-04");
    assert_eq!(verdicts(&result), ("defer", "suitable"));
}

/// Answers that are too old are no ground for a go.
#[test]
fn a_report_that_has_run_out_is_at_best_incomplete() {
    let scene = Scene::new();
    let report = scene.report(r#"{"shoes": "boots", "last_fall": "never"}"#);
    for (on, expired, after) in
        [("2027-02-19", false, "suitable"), ("2027-02-20", true, "incomplete")]
    {
        let result = scene.result(WALK, &report, on);
        assert_eq!((&result["expired"], &result["same"]), (&json!(expired), &json!(!expired)));
        assert_eq!(result["valid_until"], "2027-02-20");
        assert_eq!(verdicts(&result), ("suitable", after), "{on}");
        let run = scene.recheck(WALK, &report, &["--on", on]);
        assert_eq!(run.status, if expired { 3 } else { 0 });
        let said = "\n  The report ran out on 20 February 2027: ask all questions again. Until then \
                    it is at best incomplete.\n";
        assert_eq!(run.out.ends_with(said), expired, "{}", run.out);
    }
    // A reason to stop stays one.
    let report = scene.report(r#"{"knee": true, "shoes": "boots", "last_fall": "never"}"#);
    let result = scene.result(WALK, &report, "2028-02-20");
    assert_eq!(verdicts(&result), ("defer", "defer"));
    assert_eq!(result["after"]["at_worst"], "avoid");
    // The rulebook in use may trust answers for a shorter time.
    let rules = version_2(&[("90 days", "10 days")]);
    let result = scene.result(&rules, &report, "2026-12-02");
    assert_eq!((&result["expired"], &result["valid_until"]), (&json!(true), &json!("2026-12-02")));
}

#[test]
fn an_earlier_day_is_allowed_and_said() {
    let scene = Scene::new();
    let report = scene.report(r#"{"shoes": "boots", "last_fall": "2026-11-05"}"#);
    let result = scene.result(WALK, &report, "2026-11-10");
    assert_eq!(differences(&result), ["new fall: time"]);
    let text = scene.recheck(WALK, &report, &["--on", "2026-11-10"]).out;
    assert!(text.contains("  New, as the day is earlier: A fall in the last 2 weeks (defer).\n"));
    assert!(text.ends_with("  The treatment date is before that of the report.\n"), "{text}");
    // But not before what it knows of.
    let result = scene.result(WALK, &report, "2026-11-04");
    let error = &result["error"];
    assert_eq!((&error["code"], &error["at"]), (&json!("after-treatment"), &json!("last_fall")));
}

#[test]
fn a_rule_that_changed_is_named_with_both_levels() {
    let scene = Scene::new();
    let report = scene.report(r#"{"knee": true, "shoes": "sandals", "last_fall": "2026-11-20"}"#);
    let rules = version_2(&[
        ("level    = \"caution\"", "level    = \"avoid\""),
        ("{ knee = true }", "{ knee = true, shoes = \"boots\" }"),
        ("within = \"2 weeks\"", "within = \"1 day\""),
    ]);
    let result = scene.result(&rules, &report, "2026-11-30");
    let expected =
        ["gone knee: rule-changed", "gone fall: rule-changed", "changed sandals: rule-changed"];
    assert_eq!(differences(&result), expected);
    let changed = &result["changed"][0];
    assert_eq!((&changed["before"], &changed["after"]), (&json!("caution"), &json!("avoid")));
    let version = |at: &str| result[at]["rulebook"]["version"].clone();
    assert_eq!((version("before"), version("after")), (json!("1"), json!("2")));
    assert_ne!(result["before"]["rulebook"]["sha256"], result["after"]["rulebook"]["sha256"]);
    let text = scene.recheck(&rules, &report, &["--on", "2026-11-30"]).out;
    assert!(text.contains(
        "  Another level, as the rulebook has changed: Sandals are worn (caution, now avoid).\n"
    ));
    assert!(text.ends_with("; by walk 2, before by 1.\n"), "{text}");
}

#[test]
fn a_changed_text_of_the_same_version_is_told_by_its_hash() {
    let scene = Scene::new();
    let report = scene.report(r#"{"shoes": "boots", "last_fall": "never"}"#);
    let rules = format!("{WALK}\n# Reviewed again.\n");
    let text = scene.recheck(&rules, &report, &["--on", "2026-11-22"]).out;
    let hash = |result: &serde_json::Value, at: &str| {
        result[at]["rulebook"]["sha256"].as_str().unwrap()[..12].to_owned()
    };
    let result = scene.result(&rules, &report, "2026-11-22");
    let (old, new) = (hash(&result, "before"), hash(&result, "after"));
    assert_eq!(
        text,
        format!(
            "line 1: SUITABLE, the same. For 22 November 2026, as before; by walk 1 ({new}), before \
             by 1 ({old}).\n"
        )
    );
}

const NEW_QUESTION: (&str, &str) = (
    "[question.shoes]",
    "[question.storm]
ask    = \"A storm is coming\"
kind   = \"yes-no\"

[rule.storm]
title    = \"There may be a storm\"
when     = { storm = true }
level    = \"avoid\"
reason   = \"Made up.\"
advice   = \"Stay.\"
sources  = []
evidence = \"editorial\"

[question.shoes]",
);

#[test]
fn a_question_that_is_new_is_open_or_assumed() {
    let scene = Scene::new();
    let report = scene.report(r#"{"knee": false, "shoes": "boots", "last_fall": "never"}"#);
    let result = scene.result(&version_2(&[NEW_QUESTION]), &report, "2026-11-22");
    assert_eq!(verdicts(&result), ("suitable", "incomplete"));
    assert_eq!(differences(&result), ["open new storm: new-question"]);
    let assumed = NEW_QUESTION.1.replacen("yes-no\"\n", "yes-no\"\nassume = true\n", 1);
    let rules = version_2(&[(NEW_QUESTION.0, &assumed)]);
    let report = scene.report(r#"{"shoes": "boots", "last_fall": "never"}"#);
    let result = scene.result(&rules, &report, "2026-11-22");
    assert_eq!(verdicts(&result), ("suitable", "avoid"));
    assert_eq!(differences(&result), ["new storm: new-question"]);
    let text = scene.recheck(&rules, &report, &["--on", "2026-11-22"]).out;
    assert!(
        text.contains("  New, as a question is new to it: There may be a storm (avoid).\n"),
        "{text}"
    );
    // A question that was there is not new, whatever a rule makes of it now.
    let rules = version_2(&[("when     = { knee = true }", "when     = { knee = false }")]);
    let result = scene.result(
        &rules,
        &scene.report(r#"{"shoes": "boots", "last_fall": "never"}"#),
        "2026-11-22",
    );
    assert_eq!(differences(&result), ["new knee: rule-changed"]);
}

const OPTION_GONE: [(&str, &str); 2] =
    [("options.clogs   = \"Clogs\"\n", ""), ("[\"sandals\", \"clogs\"]", "\"sandals\"")];

#[test]
fn an_option_that_is_gone_is_asked_again() {
    let scene = Scene::new();
    let report = scene.report(r#"{"shoes": "clogs", "last_fall": "never"}"#);
    let result = scene.result(&version_2(&OPTION_GONE), &report, "2026-11-22");
    assert_eq!(verdicts(&result), ("caution", "incomplete"));
    let gone = &result["answers_gone"];
    assert_eq!((&gone[0]["question"], &gone[0]["answer"]), (&json!("shoes"), &json!("clogs")));
    assert_eq!(gone[0]["accepted"], "`boots`, `sandals` or `unsure`");
    assert_eq!(differences(&result), ["gone sandals: answer-gone", "open new shoes: answer-gone"]);
    let run = scene.recheck(&version_2(&OPTION_GONE), &report, &["--on", "2026-11-22"]);
    assert_eq!(run.status, 3);
    let second = run.out.lines().nth(1).unwrap();
    assert_eq!(
        second,
        "  The answer `clogs` to `shoes` can no longer be used: ask again. Until then it is at best \
         incomplete."
    );
}

#[test]
fn a_question_that_is_gone_leaves_the_result_incomplete_at_best() {
    let scene = Scene::new();
    let (first, last) =
        (WALK.find("[question.knee]").unwrap(), WALK.find("[question.shoes]").unwrap());
    let (rule, next) = (WALK.find("[rule.knee]").unwrap(), WALK.find("[rule.sandals]").unwrap());
    let rules = version_2(&[(&WALK[rule..next], ""), (&WALK[first..last], "")]);
    for (answer, before, differing) in
        [(true, "defer", &["gone knee: answer-gone"][..]), (false, "suitable", &[])]
    {
        let answers = format!(r#"{{"knee": {answer}, "shoes": "boots", "last_fall": "never"}}"#);
        let report = scene.report(&answers);
        let result = scene.result(&rules, &report, "2026-11-22");
        assert_eq!(verdicts(&result), (before, "incomplete"));
        assert_eq!(
            (&result["same"], &result["after"]["at_worst"]),
            (&json!(false), &json!("avoid"))
        );
        assert_eq!(differences(&result), differing);
        for (fail_on, status) in [("never", 0), ("avoid", 3), ("caution", 3)] {
            let args = ["--on", "2026-11-22", "--fail-on", fail_on];
            assert_eq!(scene.recheck(&rules, &report, &args).status, status, "{fail_on}");
        }
    }
    // A reason to stop stays one.
    let report = scene.report(r#"{"knee": false, "shoes": "boots", "last_fall": "2026-11-20"}"#);
    let result = scene.result(&rules, &report, "2026-11-22");
    assert_eq!(verdicts(&result), ("defer", "defer"));
}

/// Whichever of its questions the rulebook has renamed, dropped or added since.
#[test]
fn nothing_is_taken_for_granted_that_was_not_in_the_report() {
    let scene = Scene::new();
    let rules = scene.write("walk-1.toml", WALK);
    let args = ["--rules", &rules, "--on", "2026-11-22", "--json", "-q", "--answers", "-"];
    let assumed = NEW_QUESTION.1.replacen("yes-no\"\n", "yes-no\"\nassume = false\n", 1);
    let storm = version_2(&[(NEW_QUESTION.0, &assumed)]);
    let ankle = version_2(&[("[question.knee]", "[question.ankle]"), ("{ knee", "{ ankle")]);
    let every = r#"{"knee": false, "shoes": "boots", "last_fall": "never"}"#;
    let some = r#"{"shoes": "boots", "last_fall": "never"}"#;
    for (strict, answers, rules, after) in [
        (true, every, &storm, "incomplete"),
        (false, every, &storm, "incomplete"),
        (true, some, &ankle, "incomplete"),
        (false, some, &ankle, "suitable"),
        (true, some, &storm, "incomplete"),
        (false, some, &storm, "suitable"),
    ] {
        let args = args.iter().chain(if strict { &["--strict"][..] } else { &[] });
        let report = super::support::needlecheck_with_input(args, answers).out;
        let result = scene.result(rules, &report, "2026-11-22");
        assert_eq!(verdicts(&result).1, after, "{strict} {answers} {rules}");
        assert_eq!(result["same"], false);
    }
}

#[test]
fn a_report_that_took_nothing_for_granted_is_rechecked_so() {
    let scene = Scene::new();
    let rules = scene.write("walk.toml", WALK);
    let args = ["--rules", &rules, "--on", "2026-11-22", "--json", "-q", "--shoes", "boots"];
    let usual = super::support::needlecheck(args.iter().chain(&["--last-fall", "never"])).out;
    let strict = args.iter().chain(&["--last-fall", "never", "--strict"]);
    let strict = super::support::needlecheck(strict).out;
    let run = scene.recheck(&version_2(&[]), &(usual + &strict), &["--json", "--on", "2026-11-22"]);
    let verdicts: Vec<_> = results(&run)
        .iter()
        .map(|one| (one["strict"].clone(), one["after"]["verdict"].clone()))
        .collect();
    assert_eq!(verdicts, [(json!(false), json!("suitable")), (json!(true), json!("incomplete"))]);
}
