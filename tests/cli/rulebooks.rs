//! Another rulebook, on another subject, is all that it takes for another screener.

use super::support::{
    Setting, assert_snapshot, needlecheck, needlecheck_in, needlecheck_with_input,
};
use super::{EAR, ear, file, json, only_error, refused};

const FLAGS: [&str; 7] = [
    "--sore-ear",
    "--old-hole",
    "--place",
    "--age",
    "--ring-width",
    "--last-piercing",
    "--last-infected",
];

#[test]
fn without_a_rule_file_the_built_in_rulebook_is_used() {
    let built_in = Setting { built_in: true, ..Setting::default() };
    let run = needlecheck_in(&built_in, ["--help"]);
    assert_eq!(run.out, needlecheck(["--rules", "rules/microneedling.toml", "--help"]).out);
}

#[test]
fn its_questions_are_flags_and_its_rules_give_the_verdict() {
    let run =
        ear("--sore-ear no --place home --age 15.5 --ring-width 2 --old-hole yes --last-piercing \
         2026-11-01 --last-infected 2026-09 --json");
    let report = json(&run);
    assert_eq!(run.status, 1);
    assert_eq!(report["verdict"], "avoid");
    assert_eq!(report["valid_until"], "2026-12-06");
    let findings: Vec<_> = report["findings"].as_array().unwrap().iter().collect();
    let found = |rule: &str| *findings.iter().find(|finding| finding["rule"] == rule).unwrap();
    assert_eq!(found("too-young")["because"], serde_json::json!({"age": 15.5, "place": "home"}));
    assert_eq!(found("pierced-lately")["ends"], "2026-12-13");
    assert_eq!(found("infected-lately")["ends"], "2026-12-30");
    assert_eq!(found("thick-ring")["level"], "caution");
    assert_eq!(findings.len(), 5, "{report}");
}

#[test]
fn its_questions_are_keys_of_the_answers() {
    let args = ["--rules", EAR, "--answers", "-", "--json"];
    let document = r#"{"id": 7, "sore_ear": "no", "place": "studio", "age": 30}"#;
    let report = json(&needlecheck_with_input(args, document));
    assert_eq!(report["verdict"], "suitable");
    assert_eq!(report["id"], 7);
    let run = needlecheck_with_input(args, r#"{"setting": "home"}"#);
    let error = only_error(&run);
    assert!(error["accepted"].as_str().unwrap().contains("question ids of `ear-piercing`"));
}

#[test]
fn a_level_hangs_on_the_choice_that_the_rulebook_names() {
    for (place, verdict) in [("studio", "defer"), ("stall", "avoid"), ("home", "avoid")] {
        let report = json(&ear(&format!("--sore-ear --age 30 --place {place} --json")));
        assert_eq!(report["verdict"], verdict);
    }
    let report = json(&ear("--sore-ear --age 30 --json"));
    assert_eq!(report["verdict"], "defer");
    assert_eq!(report["findings"][0]["could_be"], "avoid");
}

#[test]
fn an_answer_that_was_not_asked_for_is_listed_and_counts() {
    let run = ear("--sore-ear no --age 30 --place studio --ring-width 3 --json");
    let report = json(&run);
    assert_eq!(report["verdict"], "suitable");
    let unasked = serde_json::json!([{"question": "ring_width", "answer": 3}]);
    assert_eq!(report["unasked"], unasked);
}

#[test]
fn bounds_and_units_come_from_the_rulebook() {
    let run = ear("--ring-width 4");
    assert_eq!(
        refused(&run),
        "error: `--ring-width`: `4` is out of range\n  accepted: a number from 0.5 to 3.5 mm or \
         `unsure`"
    );
    assert_eq!(ear("--ring-width 2mm").status, 3);
    refused(&ear("--ring-width 2cm"));
}

#[test]
fn help_is_about_it() {
    let help = ear("--help").out;
    for flag in FLAGS {
        assert!(help.contains(flag), "{flag} in {help}");
    }
    for part in [
        "\nThe ear:\n",
        "--place <studio|stall|home|unsure>",
        "An example of why a question is asked.",
        "- stall: At a market stall",
        "[accepted: a number from 0.5 to 3.5 mm or `unsure`]",
        "[assumed: never]",
        "needlecheck --sore-ear no --place studio --age 0",
    ] {
        assert!(help.contains(part), "{part} in {help}");
    }
    assert!(!help.contains("acne"), "{help}");
}

#[test]
fn completions_know_its_questions_in_every_shell() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let run = needlecheck(["--rules", EAR, "completions", shell]);
        assert_eq!((run.status, run.err.as_str()), (0, ""));
        // The scripts of these ask the program, so that no shell reads the text of a rulebook.
        let run = match shell {
            "bash" | "fish" | "zsh" => {
                assert!(run.out.contains("__complete") && !run.out.contains("sore"), "{}", run.out);
                needlecheck(["__complete", shell, &format!("needlecheck --rules {EAR} --")])
            }
            _ => run,
        };
        assert_eq!((run.status, run.err.as_str()), (0, ""));
        for flag in FLAGS {
            assert!(run.out.contains(flag), "{flag} for {shell}");
        }
        assert!(!run.out.contains("acne"));
    }
}

#[test]
fn the_manual_page_knows_its_questions() {
    let run = needlecheck(["--rules", EAR, "man"]);
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    for flag in FLAGS {
        let flag = flag.replace('-', "\\-");
        assert!(run.out.contains(&flag), "{flag} in {}", run.out);
    }
    assert!(!run.out.contains("acne"));
}

#[test]
fn schemas_know_its_questions() {
    for of in ["answers", "report"] {
        let run = needlecheck(["--rules", EAR, "schema", of]);
        assert_eq!((run.status, run.err.as_str()), (0, ""));
        let schema: serde_json::Value = serde_json::from_str(&run.out).unwrap();
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
        assert!(run.out.contains("\"ring_width\"") && !run.out.contains("acne"));
    }
}

#[test]
fn its_report_is_complete() {
    let run =
        ear("--full --sore-ear no --place home --age 30 --ring-width 2.5 --last-piercing never \
         --last-infected 2020");
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    assert_snapshot(run.out, "tests/snapshots/ear-piercing.txt");
}

#[test]
fn an_option_may_be_called_as_a_command_is() {
    let path = file(
        "option-man.toml",
        r#"format = 1
        [rulebook]
        id = "test"
        title = "Test"
        version = "1"
        reviewed = 2026-01-01
        notice = "A test rulebook."
        [question.who]
        ask = "Who?"
        kind = "choice"
        options = { man = "A man", schema = "A schema", rules = "Rules" }
        [rule.one]
        title = "One"
        when = { who = "man" }
        level = "avoid"
        reason = "An example."
        advice = "An example."
        sources = []
        evidence = "editorial"
        "#,
    );
    let path = path.to_str().unwrap();
    for (args, status) in [
        (["--rules", path, "--who=man"].as_slice(), 1),
        (&["--rules", path, "--who", "man"], 1),
        (&["--who", "schema", "--rules", path], 0),
        (&["--rules", path, "--who", "rules"], 0),
    ] {
        let run = needlecheck(args);
        assert_eq!((run.status, run.err.as_str()), (status, ""), "{args:?}");
    }
}
