//! `rules check`: one rule file or many, and what is said of each.

use needlecheck::cli::Environment;

use super::support::{Setting, needlecheck, needlecheck_in, needlecheck_with_input};
use super::{EAR, file, refused};

#[test]
fn rules_check_works_on_a_named_file_while_the_one_in_use_is_broken() {
    let broken = file("broken-for-check.toml", "format = 2\n");
    let broken = broken.to_str().unwrap();
    let good = needlecheck(["rules", "check", EAR]);
    assert_eq!((good.status, good.err.as_str()), (0, ""));
    assert_eq!(good.out, format!("{EAR}: good: 7 questions, 6 rules, 2 sources\n"));

    assert_eq!(needlecheck(["rules", "check", EAR, "--rules", broken]).out, good.out);
    assert_eq!(needlecheck(["--rules", "no/such.toml", "rules", "check", EAR]).out, good.out);
    let setting = Setting {
        environment: Environment { rules: Some(broken.into()), ..Environment::default() },
        ..Setting::default()
    };
    assert_eq!(needlecheck_in(&setting, ["rules", "check", EAR]).out, good.out);
    // With no file named, it is the one in use that is checked.
    let run = needlecheck_in(&setting, ["rules", "check"]);
    assert_eq!(run.status, 2);
    assert!(run.out.contains("unsupported-format"), "{}", run.out);
}

#[test]
fn rules_check_tells_tools_in_json() {
    let broken = file("broken-for-tools.toml", "format = 2\n");
    let path = broken.to_str().unwrap();
    let run = needlecheck(["rules", "check", "--format", "json", path]);
    assert_eq!((run.status, run.err.as_str()), (2, ""));
    let fault: serde_json::Value = serde_json::from_str(run.out.lines().next().unwrap()).unwrap();
    assert_eq!(fault["file"], path);
    assert_eq!(fault["line"], 1);
    assert_eq!(fault["code"], "unsupported-format");
    assert_eq!(needlecheck(["rules", "check", "--json", path]).out, run.out);

    let good = needlecheck(["rules", "check", "--json", EAR]);
    assert_eq!((good.status, good.out.as_str()), (0, ""), "no line, no fault");
}

#[test]
fn rules_check_quiet_says_nothing_of_a_good_file() {
    let run = needlecheck(["rules", "check", "--quiet", EAR]);
    assert_eq!((run.status, run.out.as_str(), run.err.as_str()), (0, "", ""));
}

#[test]
fn rules_check_of_a_file_that_cannot_be_read_is_an_error() {
    assert!(refused(&needlecheck(["rules", "check", "no/such.toml"])).contains("no/such.toml"));
    assert!(refused(&needlecheck(["rules", "check", "src"])).contains("`src`"));
}

/// What is said of a good file.
const GOOD: &str = "tests/rulebooks/ear-piercing.toml: good: 7 questions, 6 rules, 2 sources\n";

#[test]
fn every_file_is_checked_whatever_is_wrong_with_the_others() {
    let broken = file("broken-of-many.toml", "format = 2\n");
    let broken = broken.to_str().unwrap();
    let run = needlecheck(["rules", "check", broken, "no/such.toml", "tests", EAR]);
    assert_eq!(run.status, 2);
    assert!(run.out.contains(&format!("\n{broken}: ")), "{}", run.out);
    assert!(run.out.ends_with(GOOD), "{}", run.out);
    assert_eq!(
        run.err,
        "error: cannot read the rule file `no/such.toml`: No such file or directory (os error 2)\n\
         error: `tests` is a folder\n  accepted: rule files, such as `tests/*.toml`\n"
    );
    let json = needlecheck([
        "rules",
        "check",
        "--json",
        EAR,
        broken,
        "tests/rulebooks/faults/bad-id.toml",
    ]);
    let files: Vec<_> = json
        .out
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["file"].clone())
        .collect();
    assert_eq!(json.status, 2);
    assert!(files.iter().any(|file| file == broken), "{files:?}");
    assert!(files.iter().any(|file| file == "tests/rulebooks/faults/bad-id.toml"), "{files:?}");
}

#[test]
fn one_warning_among_many_files_counts_with_deny_warnings() {
    let warned = "tests/rulebooks/guide.toml";
    let lines = |flags: &[&str]| {
        let args = ["rules", "check"].iter().chain(flags).copied();
        needlecheck(args.chain(["tests/rulebooks/checklist.toml", warned, EAR]))
    };
    assert_eq!(lines(&[]).status, 0);
    let denied = lines(&["--deny-warnings"]);
    assert_eq!(denied.status, 2, "{}", denied.out);
    assert!(denied.out.ends_with(GOOD), "{}", denied.out);
}

#[test]
fn a_file_that_is_named_twice_is_checked_once() {
    let other = format!("./{EAR}");
    let run = needlecheck(["rules", "check", EAR, EAR, &other]);
    assert_eq!((run.status, run.out.as_str(), run.err.as_str()), (0, GOOD, ""));
}

#[test]
fn cases_are_passed_over_which_is_said() {
    let run = needlecheck(["rules", "check", "rules/microneedling.cases.toml", EAR]);
    assert_eq!((run.status, run.out.as_str()), (0, GOOD));
    assert_eq!(
        run.err,
        "rules/microneedling.cases.toml: not checked, as it has cases: `rules test` runs them\n"
    );
}

#[test]
fn standard_input_can_be_checked() {
    let text = std::fs::read(EAR).unwrap();
    let run = needlecheck_with_input(["rules", "check", "-"], text);
    assert_eq!(run.out, GOOD.replace(EAR, "standard input"));
    let run = needlecheck_with_input(["rules", "check", "--json", "-"], "format = 2\n");
    assert_eq!(run.status, 2);
    assert!(run.out.starts_with("{\"file\":\"standard input\",\"line\":1,"), "{}", run.out);
}
