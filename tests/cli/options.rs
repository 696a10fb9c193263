//! Formats, colours, widths, help, and what works while the rule file does not.

use needlecheck::cli::Environment;

use super::support::{Run, SCREENING, Setting, needlecheck, needlecheck_in};
use super::{CORE, EAR, core, ear, file, json, refused};

const ESCAPE: char = '\u{1b}';

#[test]
fn json_is_short_for_format_json() {
    let long = core(["--format", "json"]);
    assert_eq!(json(&long)["report"], 2);
    assert_eq!(core(["--json"]).out, long.out);
    assert_eq!(core(["--format=json"]).out, long.out);
    assert_eq!(needlecheck(["--json"].iter().chain(&CORE)).out, long.out);
    assert_eq!(core(["--format", "text"]).out, core([]).out);
}

#[test]
fn quiet_changes_nothing_in_a_report() {
    assert_eq!(core(["--quiet"]).out, core([]).out);
    assert_eq!(core(["-q", "--json"]).out, core(["--json"]).out);
}

fn painted(environment: Environment, terminal: Option<u16>, args: &[&str]) -> (bool, bool) {
    let setting = Setting { environment, terminal, ..Setting::default() };
    let report = needlecheck_in(&setting, CORE.iter().chain(args));
    let error = needlecheck_in(&setting, ["--trip", "nowhere"].iter().chain(args));
    (report.out.contains(ESCAPE), error.err.contains(ESCAPE))
}

#[test]
fn colour_follows_the_flag_then_the_environment_then_the_terminal() {
    let plain = Environment::default;
    let no_color = || Environment { no_color: true, ..plain() };
    let force = || Environment { force_color: true, ..plain() };
    let dumb = || Environment { dumb_terminal: true, ..plain() };
    let all = || Environment { no_color: true, force_color: true, dumb_terminal: true, ..plain() };
    let forced_dumb = || Environment { force_color: true, dumb_terminal: true, ..plain() };
    let (on, off) = ((true, true), (false, false));

    assert_eq!(painted(plain(), Some(80), &[]), on);
    assert_eq!(painted(plain(), None, &[]), off);
    assert_eq!(painted(plain(), Some(80), &["--color", "auto"]), on);
    assert_eq!(painted(plain(), None, &["--color", "auto"]), off);

    assert_eq!(painted(no_color(), Some(80), &[]), off);
    assert_eq!(painted(force(), None, &[]), on);
    assert_eq!(painted(dumb(), Some(80), &[]), off);
    assert_eq!(painted(all(), Some(80), &[]), off);
    assert_eq!(painted(forced_dumb(), None, &[]), on);

    for terminal in [None, Some(80)] {
        for environment in [plain(), no_color(), force(), dumb(), all()] {
            assert_eq!(painted(environment.clone(), terminal, &["--color", "always"]), on);
            assert_eq!(painted(environment, terminal, &["--color=never"]), off);
        }
    }
}

#[test]
fn json_has_no_colour_even_when_it_is_forced() {
    assert!(!core(["--json", "--color", "always"]).out.contains(ESCAPE));
}

#[test]
fn help_is_coloured_as_reports_are() {
    let help = |terminal, color| {
        let setting = Setting { terminal, ..Setting::default() };
        needlecheck_in(&setting, ["--help", "--color", color]).out.contains(ESCAPE)
    };
    assert!(help(Some(80), "auto") && help(None, "always"));
    assert!(!help(None, "auto") && !help(Some(80), "never"));
}

#[test]
fn colour_takes_nothing_away_from_the_words() {
    let mut painted = String::new();
    let mut inside = false;
    for c in core(["--color", "always"]).out.chars() {
        match c {
            ESCAPE => inside = true,
            'm' if inside => inside = false,
            _ if inside => {}
            _ => painted.push(c),
        }
    }
    assert_eq!(painted, core(["--color", "never"]).out);
}

fn at_width(columns: Option<u16>, args: &[&str]) -> Run {
    let setting = Setting { terminal: columns, ..Setting::default() };
    needlecheck_in(&setting, args.iter().chain(&["--color", "never"]))
}

/// The words of the whole report.
fn full<'a>(args: &[&'a str]) -> Vec<&'a str> {
    args.iter().copied().chain(["--full"]).collect()
}

/// Many findings, and everything else that a report can have.
const LONG: [&str; 14] = [
    "--leak",
    "--worn-rope",
    "unsure",
    "--trip",
    "alone",
    "--water",
    "high",
    "--drop-height",
    "0.5",
    "--last-sprain",
    "today",
    "--guide-trained",
    "no",
    "--plan-photos",
];

fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().collect()
}

#[test]
fn reports_are_wrapped_to_the_terminal_and_to_80_columns_at_most() {
    for args in [full(&LONG), full(&CORE)] {
        let args = &args[..];
        let unlimited = at_width(None, args).out;
        for (columns, limit) in [(0, 80), (40, 40), (79, 79), (80, 80), (200, 80)] {
            let out = at_width(Some(columns), args).out;
            assert_fits(&out, limit);
            assert_eq!(words(&out), words(&unlimited), "wrapping changes no word");
        }
    }
}

#[test]
fn a_short_report_has_the_same_words_in_a_file_as_in_a_terminal_of_80_columns() {
    for args in [&LONG[..], &CORE[..]] {
        let terminal = at_width(Some(80), args).out;
        assert_eq!(words(&terminal), words(&at_width(None, args).out));
        assert!(terminal.lines().count() <= 22, "{terminal}");
    }
}

/// No line is longer than this, unless it is a single word.
fn assert_fits(text: &str, limit: usize) {
    for line in text.lines().filter(|line| line.chars().count() > limit) {
        assert_eq!(words(line).len(), 1, "over {limit} columns: {line:?}");
    }
}

#[test]
fn reports_are_wrapped_to_a_terminal_of_20_columns() {
    for args in [&LONG[..], &CORE[..]] {
        assert_fits(&at_width(Some(20), args).out, 20);
    }
}

#[test]
fn a_report_survives_a_terminal_of_one_column() {
    for args in [&LONG[..], &CORE[..], &["--help"], &["rules", "check"], &["--nope"]] {
        for columns in [0, 1, 2, 3, 20] {
            let run = at_width(Some(columns), args);
            assert!(!run.out.is_empty() || !run.err.is_empty());
        }
    }
    let out = at_width(Some(1), &full(&LONG)).out;
    assert_eq!(words(&out), words(&at_width(None, &full(&LONG)).out));
}

#[test]
fn nothing_is_wrapped_into_a_pipe() {
    let out = at_width(None, &CORE).out;
    assert!(out.lines().any(|line| line.chars().count() > 160), "{out}");
    assert!(!out.contains('\r') && !out.contains('\t'));
    assert!(out.lines().all(|line| line == line.trim_end()), "no space ends a line");
}

#[test]
fn help_shows_an_example_first_then_every_question_under_its_heading() {
    let help = needlecheck(["--help"]);
    assert_eq!((help.status, help.err.as_str()), (0, ""));
    let at = |text: &str| {
        help.out.find(text).unwrap_or_else(|| panic!("{text} in --help: {}", help.out))
    };
    assert!(at("Examples:") < at("Usage:"));
    assert!(at("Usage:") < at("\nGear:"));
    assert!(at("\nGear:") < at("      --leak"));
    assert!(at("history") > 0, "it says that flags can be read by others");
    assert!(help.out.contains("[accepted: `guided`, `alone` or `unsure`]"), "{}", help.out);
}

/// What a terminal of 80 columns gets.
fn short_help(args: &[&str]) -> String {
    let run = at_width(Some(80), args);
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    assert!(run.out.lines().all(|line| line.chars().count() <= 80), "{}", run.out);
    run.out
}

#[test]
fn short_help_fits_on_a_screen_and_has_what_a_verdict_needs() {
    let help = short_help(&["-h"]);
    assert!(help.lines().count() <= 45, "{help}");
    let needed = "\
Answers that a verdict needs:
  --leak, --torn-vest, --worn-rope, --cracked-helmet <yes|no|unsure>
  --trip <guided|alone|unsure>
  --water <low|moderate|high|unsure>
";
    let at = |text: &str| help.find(text).unwrap_or_else(|| panic!("{text} in -h: {help}"));
    assert!(at("Examples:") < at("Usage:") && at("Usage:") < at(needed));
    assert!(at(needed) < at("more answers: `needlecheck questions`, or --help"));
    assert!(at("history") < at("Commands:") && at("Commands:") < at("Options:"));
    assert!(!help.contains("--drop-height") && !help.contains("--color"), "{help}");
}

#[test]
fn help_alone_is_the_short_help_and_help_of_a_command_the_whole_one() {
    assert_eq!(short_help(&["help"]), short_help(&["-h"]));
    assert_eq!(needlecheck(["--rules", EAR, "help"]).out, needlecheck(["--rules", EAR, "-h"]).out);
    for command in [&["batch"][..], &["rules"], &["rules", "check"], &["explain"]] {
        let help = needlecheck([&["help"], command].concat());
        assert_eq!((help.status, help.err.as_str()), (0, ""));
        assert_eq!(help.out, needlecheck([command, &["--help"]].concat()).out);
    }
    assert!(refused(&needlecheck(["help", "bacth"])).contains("'batch'"));
    assert!(refused(&needlecheck(["help", "rules", "chek"])).contains("'check'"));
}

#[test]
fn short_help_is_sensible_for_any_rulebook() {
    let rulebook = |count: usize, more: &str| {
        let mut text = "format = 1\n[rulebook]\nid = \"r\"\ntitle = \"A rulebook\"\n\
                        version = \"1\"\nreviewed = 2026-11-22\nnotice = \"Made up.\"\n"
            .to_owned();
        text.extend((0..count).map(|n| {
            format!(
                "[question.has_rather_long_name_{n}]\nask = \"Is it so, at {n}?\"\n\
                 kind = \"yes-no\"\n{more}\n"
            )
        }));
        text += "[rule.rule]\ntitle = \"It\"\nwhen = { has_rather_long_name_0 = true }\n\
                 level = \"avoid\"\nreason = \"So.\"\nadvice = \"Do not.\"\n\
                 evidence = \"editorial\"\nsources = []\n";
        let path = file(&format!("short-help-{count}-{}.toml", more.len()), text);
        short_help(&["--rules", path.to_str().unwrap(), "-h"])
    };
    let many = rulebook(20, "");
    assert!(many.contains("--has-rather-long-name-19 <yes|no|unsure>"), "{many}");
    assert!(many.lines().count() <= 55, "{many}");
    let none = rulebook(20, "assume = false");
    assert!(none.contains("20 answers can be given: `needlecheck questions`"), "{none}");
    assert!(!none.contains("verdict needs"), "{none}");
}

#[test]
fn the_example_in_help_works() {
    let help = needlecheck(["-h"]).out.replace("\\\n", " ");
    let example = help.lines().find_map(|line| line.trim().strip_prefix("needlecheck --leak"));
    let args: Vec<_> = example.unwrap().split_whitespace().collect();
    let run = needlecheck(["--leak"].iter().chain(&args));
    assert_eq!((run.status, run.err.as_str()), (0, ""));
}

/// Every command with what it needs, and which of the flags that others have, too, it has.
const COMMANDS: [(&[&str], &[&str]); 14] = [
    (&[], &["format=html", "format=markdown", "json", "color", "quiet"]),
    (&["questions"], &["format=text", "json", "color"]),
    (&["explain"], &["format=text", "json", "color", "quiet"]),
    (&["batch"], &["format=json", "json", "color", "quiet"]),
    (&["rules", "check"], &["format=text", "json", "color", "quiet"]),
    (&["rules", "test"], &["format=text", "json", "color", "quiet"]),
    (&["rules", "verify"], &["format=text", "json", "color"]),
    (
        &["rules", "diff", "tests/rulebooks/checklist.toml", "tests/rulebooks/checklist.toml"],
        &["format=text", "format=markdown", "json", "color"],
    ),
    (&["rules", "show"], &["format=text", "json", "color"]),
    (&["rules", "chart"], &["format=html", "format=markdown", "json", "color"]),
    (&["schema", "answers"], &[]),
    (&["completions", "bash"], &[]),
    (&["man"], &[]),
    (&["rules", "export"], &[]),
];

#[test]
fn a_command_offers_the_flags_that_it_uses_and_refuses_the_others() {
    let all = ["format=html", "format=markdown", "format=text", "format=json", "json", "color"];
    let typed = |flag: &str| match flag {
        "color" => "--color=never".to_owned(),
        _ => format!("--{flag}"),
    };
    for (command, flags) in COMMANDS {
        let help = needlecheck([command, &["--help"]].concat()).out;
        for flag in all.iter().chain(&["quiet"]) {
            // Text and JSON go together but for `batch`, and who writes HTML writes these as well.
            let name = flag.split('=').next().unwrap();
            let has = flags.contains(flag)
                || (*flag == "format=json" && flags.contains(&"json"))
                || (*flag == "format=text" && flags.contains(&"format=html"));
            let has_name = flags.iter().any(|has| has.split('=').next() == Some(name));
            assert_eq!(help.contains(&format!("--{name}")), has_name, "{command:?}: {flag}");
            let core: &[&str] = if command.is_empty() { &CORE } else { &[] };
            let flag = typed(flag);
            let places =
                [[core, command, &[&flag]].concat(), [&[&flag as &str], command, core].concat()];
            for args in places {
                let run = needlecheck(args.iter().copied());
                if has {
                    assert!(!run.err.contains(&format!("--{name}")), "{args:?}: {run:?}");
                } else {
                    assert_eq!((run.status, run.out.as_str()), (2, ""), "{args:?}");
                    let error = &run.err;
                    assert_eq!(error.starts_with('{'), args.iter().any(|arg| arg.contains("json")));
                    assert!(error.contains(&format!("--{name}")), "{args:?}: {error}");
                }
            }
        }
        let rules = [&["--rules", EAR], command, &["--help"]].concat();
        assert_eq!(needlecheck(rules).status, 0);
        assert!(help.contains("--rules <FILE>"), "{command:?}");
    }
}

#[test]
fn a_flag_counts_before_and_after_its_command() {
    for (command, flag) in [
        (&["rules", "chart"][..], "--format=markdown"),
        (&["rules", "check", EAR], "--quiet"),
        (&["explain", "--rule", "leak"], "--json"),
        (&["questions"], "--color=always"),
    ] {
        let after = needlecheck([command, &[flag]].concat());
        assert_ne!(after.out, needlecheck(command.iter().copied()).out, "{flag} has an effect");
        assert_eq!(needlecheck([&[flag], command].concat()).out, after.out);
        if command[0] == "rules" {
            let between = [&command[..1], &[flag], &command[1..]].concat();
            assert_eq!(needlecheck(between).out, after.out);
        }
    }
}

#[test]
fn the_version_is_one_line() {
    let expected = format!("needlecheck {}\n", env!("CARGO_PKG_VERSION"));
    for flag in ["--version", "-V"] {
        assert_eq!(needlecheck([flag]).out, expected);
    }
}

#[test]
fn help_and_version_work_while_the_rule_file_is_broken_or_missing() {
    let broken = file("broken-for-help.toml", "format = \"nonsense\"\n[");
    for rules in [broken.to_str().unwrap(), "no/such/file.toml", "src"] {
        let in_environment = Setting {
            environment: Environment { rules: Some(rules.into()), ..Environment::default() },
            ..Setting::default()
        };
        for wanted in ["--help", "-h", "--version", "-V"] {
            for run in [
                needlecheck(["--rules", rules, wanted]),
                needlecheck([wanted, "--rules", rules]),
                needlecheck_in(&in_environment, [wanted]),
            ] {
                assert_eq!(run.status, 0, "{wanted} with {rules}: {}", run.err);
                assert!(run.out.contains("needlecheck"), "{}", run.out);
            }
        }
        for command in [["rules", "check"], ["schema", "answers"]] {
            let run = needlecheck(command.iter().chain(&["--rules", rules, "--help"]));
            assert_eq!(run.status, 0, "{command:?} with {rules}: {}", run.err);
        }
        // A screening does not fall back on other rules.
        for run in [
            needlecheck(CORE.iter().chain(&["--rules", rules])),
            needlecheck_in(&in_environment, CORE),
        ] {
            assert_eq!((run.status, run.out.as_str()), (2, ""));
            assert!(run.err.starts_with("error"), "{}", run.err);
        }
    }
}

#[test]
fn the_environment_can_name_the_rules_and_the_flag_wins_over_it() {
    let setting = Setting {
        environment: Environment { rules: Some(EAR.into()), ..Environment::default() },
        ..Setting::default()
    };
    let answers = ["--json", "--sore-ear", "no", "--place", "studio", "--age", "30"];
    let run = needlecheck_in(&setting, answers);
    assert_eq!(json(&run)["rulebook"]["id"], "ear-piercing");
    assert_eq!(run.out, ear("--json --sore-ear no --place studio --age 30").out);

    let own = needlecheck_in(&setting, CORE.iter().chain(&["--rules", SCREENING]));
    assert_eq!(own.out, core([]).out);
}

#[test]
fn a_treatment_date_that_has_passed_is_pointed_out() {
    let run = needlecheck([&CORE[..], &["--on", "2026-01-05"]].concat());
    assert_eq!(run.err, "Note: the treatment date, 2026-01-05, has passed.\n");
    let quiet = needlecheck([&CORE[..], &["--on", "2026-01-05", "--quiet"]].concat());
    assert_eq!(quiet.err, "");
    assert_eq!(quiet.out, run.out);
}
