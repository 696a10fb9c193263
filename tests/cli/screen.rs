//! Exit statuses, and how the ways to answer go together.

use super::support::{Setting, needlecheck, needlecheck_in, needlecheck_with_input};
use super::{EAR, core, ear, file, json, only_error, refused};

const SUITABLE: &str = "--sore-ear no --place studio --age 30";
const CAUTION: &str = "--sore-ear no --place home --age 30";
const DEFER: &str = "--sore-ear yes --place studio --age 30";
const AVOID: &str = "--sore-ear yes --place home --age 30";
/// At worst `defer`.
const OPEN: &str = "--place studio --age 30";
/// `caution` for certain, and `avoid` at worst.
const OPEN_AT_HOME: &str = "--place home --age 30";

#[test]
fn the_exit_status_says_whether_the_verdict_reaches_fail_on() {
    let levels = ["suitable", "caution", "defer", "avoid", "never"];
    for (answers, verdict, expected) in [
        (SUITABLE, "suitable", [1, 0, 0, 0, 0]),
        (CAUTION, "caution", [1, 1, 0, 0, 0]),
        (DEFER, "defer", [1, 1, 1, 0, 0]),
        (AVOID, "avoid", [1, 1, 1, 1, 0]),
        (OPEN, "incomplete", [1, 3, 3, 0, 0]),
        (OPEN_AT_HOME, "incomplete", [1, 1, 3, 3, 0]),
    ] {
        for (level, status) in levels.into_iter().zip(expected) {
            let run = ear(&format!("{answers} --json --fail-on {level}"));
            assert_eq!(json(&run)["verdict"], verdict);
            assert_eq!(run.status, status, "{verdict} with --fail-on {level}");
        }
    }
}

#[test]
fn without_fail_on_only_a_go_verdict_succeeds() {
    for (answers, status) in [(SUITABLE, 0), (CAUTION, 0), (DEFER, 1), (AVOID, 1), (OPEN, 3)] {
        let run = ear(answers);
        assert_eq!(run.status, status, "{answers}");
        assert_eq!(run.err, "");
    }
}

#[test]
fn a_yes_no_flag_alone_means_yes() {
    assert_eq!(ear("--sore-ear --place home --age 30").out, ear(AVOID).out);
    assert_eq!(ear("--place home --age 30 --sore-ear").out, ear(AVOID).out);
    assert_eq!(ear("--sore-ear=yes --place=home --age=30").out, ear(AVOID).out);
}

#[test]
fn unsure_is_an_answer_to_every_flag_and_stays_open() {
    let run =
        ear("--json --sore-ear unsure --old-hole unsure --place unsure --age unsure --ring-width \
         unsure --last-piercing unsure --last-infected unsure");
    let report = json(&run);
    let open = report["open"].as_array().unwrap();
    // The hole only decides whether to ask of an infection, and that has been answered.
    assert_eq!(open.len(), 6, "{report}");
    assert!(open.iter().all(|open| open["answer"] == "unsure"));
    assert_eq!(report["assumed"], serde_json::json!({}));
    assert_eq!(run.status, 3);
}

#[test]
fn the_core_answers_alone_give_a_verdict() {
    let run = core([]);
    assert_eq!(run.status, 0, "{}", run.out);
    assert!(run.out.starts_with("SUITABLE: "), "{}", run.out);
}

#[test]
fn flags_win_over_the_file_of_answers() {
    let path = file("flags-win.json", r#"{"sore_ear": true, "place": "home", "age": 30}"#);
    let path = path.to_str().unwrap();
    assert_eq!(ear(&format!("--answers {path}")).out, ear(AVOID).out);
    assert_eq!(ear(&format!("--answers {path} --sore-ear no")).out, ear(CAUTION).out);
    assert_eq!(ear(&format!("--place studio --answers {path}")).out, ear(DEFER).out);
}

#[test]
fn a_flag_cannot_hide_that_the_file_is_wrong() {
    let path = file("flags-hide.json", r#"{"sore_ear": "perhaps", "place": "home", "age": 30}"#);
    let run = ear(&format!("--answers {} --sore-ear no", path.display()));
    assert!(refused(&run).contains("`perhaps` is not an answer to this question"));
}

#[test]
fn every_wrong_answer_is_told_at_once_from_the_file_and_from_flags() {
    let path = file("both-wrong.json", r#"{"sore_ear": "perhaps", "plaice": "home"}"#);
    let run = ear(&format!("--answers {} --age old --ring-width 9", path.display()));
    assert_eq!((run.status, run.out.as_str()), (2, ""));
    for part in ["`perhaps`", "did you mean `place`?", "`old`", "`9` is out of range"] {
        assert!(run.err.contains(part), "{part} in {}", run.err);
    }
}

#[test]
fn on_as_a_flag_wins_over_on_in_the_file_and_over_today() {
    let report = |args: &[&str], input: &str| {
        let args = ["--rules", EAR, "-q", "--json", "--answers", "-"].iter().chain(args);
        let run = needlecheck_with_input(args, input);
        let report: serde_json::Value = serde_json::from_str(&run.out).unwrap();
        report["on"].clone()
    };
    assert_eq!(report(&[], "{}"), "2026-11-22");
    assert_eq!(report(&[], r#"{"on": null}"#), "2026-11-22");
    assert_eq!(report(&[], r#"{"on": "2026-12-24"}"#), "2026-12-24");
    assert_eq!(report(&["--on", "2026-12-25"], r#"{"on": "2026-12-24"}"#), "2026-12-25");
    assert_eq!(report(&["--on", "2026-12-25"], "{}"), "2026-12-25");
}

#[test]
fn dates_in_words_count_from_the_treatment_date() {
    let on = |date: &str| {
        let run = ear(&format!("{SUITABLE} --json --on {date} --last-piercing 2026-11-01"));
        json(&run)["findings"].as_array().unwrap().len()
    };
    assert_eq!(on("2026-12-12"), 1);
    assert_eq!(on("2026-12-13"), 0);

    let ago = ["--rules", EAR, "--json", "-q", "--on=2027-01-31", "--last-piercing", "a month ago"];
    let because = &json(&needlecheck(ago))["findings"][0]["because"];
    assert_eq!(because["last_piercing"], "2027-01-15");
}

#[test]
fn strict_assumes_nothing() {
    let usual = json(&ear(&format!("{SUITABLE} --json")));
    assert_eq!(usual["verdict"], "suitable");
    assert_eq!(usual["assumed"], serde_json::json!({"old_hole": false, "last_piercing": "never"}));

    let run = ear(&format!("{SUITABLE} --json --strict"));
    let strict = json(&run);
    assert_eq!(run.status, 3);
    assert_eq!(strict["verdict"], "incomplete");
    assert_eq!(strict["assumed"], serde_json::json!({}));
    let open: Vec<_> = strict["open"].as_array().unwrap().iter().collect();
    assert!(open.iter().any(|open| open["question"] == "last_piercing"), "{strict}");
    assert!(open.iter().all(|open| open["answer"].is_null()));
}

#[test]
fn the_same_answers_give_the_same_report_by_flags_by_file_and_by_pipe() {
    let flags = [
        "--sore-ear",
        "no",
        "--old-hole",
        "yes",
        "--place",
        "stall",
        "--age",
        "15.5",
        "--ring-width",
        "2mm",
        "--last-piercing",
        "3 weeks ago",
        "--last-infected",
        "2026-10",
    ];
    let document = r#"{"last_infected": "2026-10", "last_piercing": "3 weeks ago", "age": 15.5,
        "ring_width": 2, "place": "stall", "sore_ear": false, "old_hole": "yes"}"#;
    let path = file("same.json", document);
    for format in ["text", "json"] {
        let common = ["--rules", EAR, "--format", format];
        let by_flags = needlecheck(common.iter().chain(&flags));
        let by_file = needlecheck(common.iter().chain(&["--answers", path.to_str().unwrap()]));
        let by_pipe = needlecheck_with_input(common.iter().chain(&["--answers", "-"]), document);
        assert_eq!(by_flags.err, "");
        assert_eq!(by_flags.status, 1);
        assert_eq!(by_flags.out, by_file.out);
        assert_eq!(by_flags.out, by_pipe.out);
    }
}

#[test]
fn a_byte_order_mark_before_the_document_does_no_harm() {
    let args = ["--rules", EAR, "--answers", "-"];
    let document = r#"{"sore_ear": false, "place": "studio", "age": 30}"#;
    let marked = needlecheck_with_input(args, format!("\u{feff}{document}"));
    assert_eq!(marked.out, needlecheck_with_input(args, document).out);
}

#[test]
fn a_null_leaves_the_question_unanswered() {
    let run = needlecheck_with_input(
        ["--rules", EAR, "--answers", "-"],
        r#"{"sore_ear": false, "place": "studio", "age": 30, "old_hole": null, "id": null}"#,
    );
    assert_eq!(run.out, ear(SUITABLE).out);
}

#[test]
fn an_id_is_copied_exactly_or_refused() {
    let screen = |id: &str| {
        let document = format!(r#"{{"id": {id}}}"#);
        needlecheck_with_input(["--json", "--answers", "-"], document)
    };
    for id in [
        r#""A-17""#,
        r#""""#,
        r#""\u00e9\ud83d\ude00""#,
        "17",
        "-3",
        "0.5",
        "18446744073709551615",
        "-9223372036854775808",
        "1.0",
        "null",
    ] {
        let run = screen(id);
        let report = json(&run);
        let expected: serde_json::Value = serde_json::from_str(id).unwrap();
        assert_eq!(report["id"], expected);
        if !id.contains('\\') {
            assert!(run.out.contains(&format!(r#""id":{id},"#)), "{id} in {}", run.out);
        }
    }
    for id in ["1.10", "1e5", "-0", "18446744073709551616", "0.1000000000000000055511151231257827"]
    {
        let run = screen(id);
        let error = only_error(&run);
        let message = error["message"].as_str().unwrap();
        assert!(message.contains("this number would change when copied"), "{error}");
        assert_eq!(error["suggestion"], format!("\"{id}\""));
    }
    for id in ["true", "[]", r#"{"a": 1}"#, r#""\ud800""#] {
        let error = only_error(&screen(id));
        assert!(error["message"].as_str().unwrap().contains("cannot be an id"), "{id}");
    }
}

#[test]
fn on_a_terminal_a_dash_says_what_is_awaited_unless_quiet() {
    let terminal = Setting::typed("{}", 80);
    let run = needlecheck_in(&terminal, ["--answers", "-"]);
    assert!(run.err.contains("JSON object") && run.err.contains("Ctrl-D"), "{}", run.err);
    assert_eq!(run.status, 3);
    assert_eq!(needlecheck_in(&terminal, ["--answers", "-", "--quiet"]).err, "");
    assert_eq!(needlecheck_in(&terminal, ["--answers", "-", "-q"]).err, "");
}

#[test]
fn without_any_answer_one_is_told_what_to_do() {
    let run = needlecheck(Vec::<String>::new());
    let error = refused(&run);
    assert!(error.contains("no answers"), "{error}");
    for way in ["--trip guided", "--answers FILE", "needlecheck questions"] {
        assert!(error.contains(way), "{way} in {error}");
    }
    let error = ear("");
    assert!(refused(&error).contains("--sore-ear no"), "{}", error.err);
    // Options that are not answers do not make it a screening.
    for option in ["--strict", "--on 2026-11-22", "--quiet", "--fail-on never"] {
        refused(&needlecheck(option.split(' ')));
    }
}

#[test]
fn a_defer_that_could_still_be_an_avoid_does_not_pass_those_who_fail_on_avoid() {
    let args = ["--last-sprain", "today", "--cracked-helmet", "unsure", "--fail-on", "avoid"];
    let run = needlecheck(args);
    assert!(run.out.starts_with("DEFER"), "{}", run.out);
    assert!(run.out.contains("An open question could still make it: avoid."));
    assert_eq!(run.status, 3);
}

#[test]
fn spaces_may_stand_before_the_unit_of_a_number_and_nowhere_else() {
    let rulebook = needlecheck::Rulebook::from_bytes(EAR, std::fs::read(EAR).unwrap()).unwrap();
    let mut answers = needlecheck::Answers::new(&rulebook, "2026-11-22".parse().unwrap());
    for good in ["2", "2mm", "2 mm", "2   mm", "2.0 mm"] {
        assert!(answers.set("ring_width", good).is_ok(), "{good:?}");
    }
    for bad in ["2 ", " 2", "2 mm ", " 2 mm", "2\t", "2\n", "2\tmm", "2\u{a0}mm", "2\u{a0}"] {
        let fault = answers.set("ring_width", bad).unwrap_err();
        assert_eq!(fault.problem.suggestion.as_deref(), Some("2"), "{bad:?}");
    }
}
