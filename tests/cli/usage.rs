//! Mistakes on the command line: one clear word, nothing on standard output, exit status 2.

use std::ffi::OsString;

use super::support::needlecheck;
use super::{CORE, EAR, ear, file, os, refused};

/// The error for these arguments.
fn error(args: &[&str]) -> String {
    refused(&needlecheck(args)).to_owned()
}

#[test]
fn a_misspelt_flag_is_refused_and_the_right_one_is_named() {
    for (wrong, right) in [
        ("--cracked-helmt", "--cracked-helmet"),
        ("--watr", "--water"),
        ("--jsn", "--json"),
        ("--fail-one", "--fail-on"),
        ("--strickt", "--strict"),
    ] {
        let error = error(&[wrong]);
        assert!(error.contains(&format!("'{wrong}'")), "{error}");
        assert!(error.contains(&format!("'{right}'")), "{error}");
    }
}

#[test]
fn of_several_similar_flags_the_one_that_accepts_the_value_is_named() {
    let tip = |args: &[&str]| {
        let error = error(args);
        let tip = error.lines().find(|line| line.contains("tip:")).unwrap_or_default();
        tip.trim().to_owned()
    };
    for (args, right) in [
        (&["--leaks", "no"][..], "--leak"),
        (&["--leaks", "3 weeks ago"], "--leak-mended"),
        (&["--leaks=3 weeks ago"], "--leak-mended"),
        (&["--drop", "0.5"], "--drop-height"),
        (&["--guide", "no"], "--guide-trained"),
        (&["--sprain", "3 weeks ago"], "--last-sprain"),
        (&["--sprain=3 weeks ago"], "--last-sprain"),
        (&["explain", "--sprain", "never"], "--last-sprain"),
        (&["rules", "check", "--warnings"], "--deny-warnings"),
        (&["batch", "--ignore-column", "a"], "--ignore-columns"),
    ] {
        assert_eq!(tip(args), format!("tip: a similar argument exists: '{right}'"), "{args:?}");
    }
}

#[test]
fn a_flag_that_is_a_word_of_a_question_leads_to_that_question() {
    assert!(error(&["--friends"]).contains("'--trip'"));
    assert!(error(&["--cast"]).contains("'--last-break'"));
    assert!(error(&["explain", "--friends"]).contains("'--trip'"));
    let nowhere = error(&["--banana"]);
    assert!(nowhere.contains("`needlecheck questions` lists what can be answered"), "{nowhere}");
    // A command that takes no answers suggests none.
    assert!(!error(&["schema", "--friends"]).contains("tip"));
}

#[test]
fn a_flag_is_never_guessed_from_its_beginning() {
    refused(&needlecheck(CORE.iter().chain(&["--str"])));
    refused(&needlecheck(CORE.iter().chain(&["--drop", "0.3"])));
}

#[test]
fn the_id_of_a_question_is_not_its_flag() {
    assert!(error(&["--torn_vest", "no"]).contains("'--torn-vest'"));
}

#[test]
fn a_flag_given_twice_is_refused() {
    for args in [
        &["--leak", "--leak"][..],
        &["--leak=yes", "--leak=no"],
        &["--trip", "alone", "--trip", "alone"],
        &["--answers", "a", "--answers", "b"],
        &["--on", "2026-11-22", "--on", "2026-11-22", "--age", "30"],
        &["--fail-on", "avoid", "--fail-on", "never", "--age", "30"],
        &["--color", "never", "--color", "never", "--age", "30"],
        &["--rules", EAR, "--rules", EAR, "--age", "30"],
    ] {
        let error = error(args);
        assert!(error.contains("multiple times") || error.contains("twice"), "{error}");
    }
}

#[test]
fn a_flag_without_its_value_is_refused() {
    for flag in ["--trip", "--age", "--last-sprain", "--answers", "--on", "--fail-on"] {
        let error = error(&[flag]);
        assert!(error.contains("value is required") && error.contains(flag), "{error}");
    }
    assert!(error(&["--rules"]).contains("--rules"));
    // A flag is not taken for the value of the one before it.
    assert!(error(&["--trip", "--leak"]).contains("--trip"));
}

#[test]
fn a_word_that_an_option_does_not_know_is_refused_with_those_it_knows() {
    for (option, word, known) in [
        ("--format", "xml", "json"),
        ("--color", "sometimes", "auto"),
        ("--color", "Always", "always"),
        ("--fail-on", "bad", "never"),
        ("--fail-on", "incomplete", "defer"),
        ("--fail-on", "", "defer"),
    ] {
        let error = error(&[option, word, "--age", "30"]);
        assert!(error.contains(option) && error.contains(known), "{error}");
    }
}

#[test]
fn a_command_that_does_not_exist_is_refused() {
    for args in [
        &["screen"][..],
        &["--leak", "yes", "no"],
        &["rules", "chek"],
        &["schema", "everything"],
        &["schema"],
        &["completions", "cmd"],
        &["completions"],
        &["man", "bach"],
        &["rules", "test", "a", "b"],
        &[""],
        &["--", "--age"],
    ] {
        error(args);
    }
}

#[test]
fn a_command_that_takes_no_answers_says_so() {
    for args in [
        &["--age", "30", "schema", "answers"][..],
        &["--leak", "man"],
        &["--on", "2026-11-22", "man"],
        &["--strict", "rules", "check"],
        &["--answers=x", "completions", "bash"],
        &["schema", "answers", "--age", "30"],
    ] {
        error(args);
    }
}

#[test]
fn a_treatment_date_has_one_form_and_has_to_exist() {
    for (date, what) in [
        ("tomorrow", "`tomorrow` is not a date"),
        ("today", "`today` is not a date"),
        ("2026-11", "`2026-11` is not a date"),
        ("22.11.2026", "`22.11.2026` is not a date"),
        ("2026-1-2", "`2026-1-2` is not a date"),
        ("", "`` is not a date"),
        ("2026-02-29", "2026-02-29 does not exist: that month has 28 days"),
        ("2026-13-01", "2026-13-01 does not exist"),
        ("0001-01-01", "0001-01-01 is outside the years 1900 to 2199"),
        ("2206-11-22", "2206-11-22 is outside the years 1900 to 2199"),
        ("9999-12-31", "9999-12-31 is outside the years 1900 to 2199"),
    ] {
        assert_eq!(
            error(&["--on", date, "--age", "30"]),
            format!("error: `--on`: {what}\n  accepted: a date such as `2026-11-22`")
        );
    }
    assert_eq!(ear("--on 1900-01-01 --age 3").status, 1);
    assert_eq!(ear("--on 2199-12-31 --age 3").status, 1);
}

#[test]
fn a_rule_file_that_cannot_be_used_is_named() {
    let error = |path: &str| {
        let run = needlecheck(["--rules", path, "--age", "30"]);
        assert_eq!((run.status, run.out.as_str()), (2, ""));
        run.err
    };
    assert!(error("no/such.toml").contains("cannot read the rule file `no/such.toml`"));
    assert!(error("src").contains("cannot read the rule file `src`"));
    assert!(error("").contains("cannot read the rule file"));
}

#[test]
fn a_rule_file_that_is_not_utf8_is_pointed_at() {
    let path = file("not-utf8.toml", b"format = 1\n# \xff\n");
    let run = needlecheck(os(["rules", "check", path.to_str().unwrap()]));
    assert_eq!(run.status, 2);
    assert!(run.out.contains("not-utf8.toml:2:3"), "{}", run.out);
}

#[test]
fn no_control_character_reaches_the_terminal_through_an_error() {
    for hostile in [
        "\u{1b}[31mred",
        "\u{1b}]0;title\u{7}",
        "bell\u{7}",
        "\rSUITABLE",
        "c1\u{9b}31m",
        "turned\u{202e}round",
        "del\u{7f}",
        "back\u{8}",
    ] {
        for args in [
            os([hostile]),
            os([&format!("--{hostile}")]),
            os([&format!("-{hostile}")]),
            os([&format!("--trip={hostile}")]),
            os([&format!("--leak={hostile}")]),
            os([&format!("--age={hostile}")]),
            os([&format!("--last-sprain={hostile}")]),
            os([&format!("--on={hostile}"), "--age=30"]),
            os([&format!("--color={hostile}")]),
            os([&format!("--fail-on={hostile}")]),
            os([&format!("--answers={hostile}")]),
            os([&format!("--rules={hostile}"), "--age=30"]),
            os(["rules", hostile]),
            os(["rules", "check", hostile]),
            os(["schema", hostile]),
        ] {
            refused(&needlecheck(args));
        }
    }
}

#[cfg(unix)]
#[test]
fn arguments_that_are_not_text_are_refused() {
    use std::os::unix::ffi::OsStringExt as _;
    let broken = |start: &str| OsString::from_vec([start.as_bytes(), b"\xff"].concat());
    for arg in ["", "--", "--age=", "--trip=", "--answers="] {
        refused(&needlecheck([broken(arg), "--torn-vest=no".into()]));
    }
    refused(&needlecheck(["--rules".into(), broken(""), "--torn-vest=no".into()]));
}

#[cfg(unix)]
#[test]
fn a_rule_file_whose_name_is_not_text_is_not_passed_over() {
    use std::os::unix::ffi::OsStringExt as _;
    let rules = OsString::from_vec(b"--rules=\xff".to_vec());
    assert!(refused(&needlecheck([rules, "--torn-vest=no".into()])).contains("rule file"));
}
