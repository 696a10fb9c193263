//! Faulty and doubtful rule files: what is said of them, and that none of them does harm.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, reason = "what cannot be unwrapped is a failed test")]

mod support;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use needlecheck::authoring::proof::Prover;
use needlecheck::authoring::review::review_with;
use needlecheck::diagnostic::{Code, Diagnostics, Look};
use needlecheck::rulebook::LONGEST_RULE_FILE;
use needlecheck::{Rulebook, Word as _};
use proptest::prelude::*;
use proptest::test_runner::Config;
use serde_json::Value;
use snapbox::Data;
use snapbox::data::DataFormat;

/// One file for each kind of fault or doubt, and what is said of it.
const FIXTURES: &str = "tests/rulebooks/faults";

/// A rulebook without a fault, to be spoilt.
const GOOD: &str = r#"format = 1

[rulebook]
id       = "ear-piercing"
title    = "Ear piercing today"
version  = "1.0.0"
reviewed = 2026-11-01
notice   = "Ask your piercer."

[source.guide]
title = "Studio guide"
by    = "Piercers' guild"
read  = "full"

[group.health]
ask = "Today, do you have any of these?"

[question.cold]
group = "health"
ask   = "A cold"
kind  = "yes-no"

[question.metal]
ask     = "Which metal?"
kind    = "choice"
options = { gold = "Gold", titanium = "Titanium" }

[rule.cold]
title    = "A cold"
when     = { cold = true, metal = "gold" }
level    = "defer"
reason   = "Healing is slower."
advice   = "Come back when it is over."
sources  = ["guide"]
evidence = "expert"
"#;

/// Every way to draw that a terminal or a pipe may ask for.
const LOOKS: [Look; 4] = [
    Look::PLAIN,
    Look { color: true, unicode: false, width: 40 },
    Look { color: false, unicode: true, width: 0 },
    Look { color: true, unicode: true, width: 80 },
];

/// The faults of a rule file, drawn in every look and held against its text; none if it is good.
fn faults_of(bytes: impl Into<Vec<u8>>) -> Option<Diagnostics> {
    let bytes = bytes.into();
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let faults = Rulebook::from_bytes("piercing.toml", bytes).err()?;
    assert!(!faults.diagnostics().is_empty());
    // Many faults are drawn as a few are.
    let looks = if faults.diagnostics().len() > 100 { &LOOKS[..1] } else { &LOOKS };
    for look in looks {
        assert_harmless(&faults.to_text(*look), look.color);
    }
    // A place may be just past the end, on an empty last line.
    let widths: Vec<_> =
        text.trim_start_matches('\u{feff}').split('\n').map(|l| l.chars().count()).collect();
    let inside = |line: &Value, column: &Value| {
        let (line, column) = (line.as_u64().unwrap(), column.as_u64().unwrap());
        let width = widths.get(usize::try_from(line).unwrap() - 1).copied();
        width.is_some_and(|width| (1..=width as u64 + 2).contains(&column))
    };
    for record in records(&faults.to_json_lines()) {
        assert!(inside(&record["line"], &record["column"]), "{record}");
        assert!(inside(&record["end_line"], &record["end_column"]), "{record}");
        let [from, to] = ["", "end_"].map(|end| {
            let at = |what| record[format!("{end}{what}")].as_u64().unwrap();
            (at("line"), at("column"))
        });
        assert!(from <= to, "{record}");
    }
    Some(faults)
}

fn records(lines: &str) -> Vec<Value> {
    lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Nothing in it moves the cursor, hides text or turns it around.
fn assert_harmless(text: &str, color: bool) {
    let harmful = |c: char| {
        c.is_control() && c != '\n' && !(color && c == '\u{1b}')
            || matches!(c, '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{2028}' | '\u{2029}')
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    assert_eq!(text.chars().find(|&c| harmful(c)), None, "{text:?}");
}

/// As the one for all tests, but a backslash stays one.
fn assert_snapshot(actual: String, file: &Path) {
    let expected = Data::read_from(file, Some(DataFormat::Text)).raw();
    snapbox::Assert::new().action_env("SNAPSHOTS").eq(actual, expected);
}

/// `line:column: code`, and what was likely meant.
fn outline(faults: &Diagnostics) -> Vec<String> {
    let outline = records(&faults.to_json_lines()).into_iter().map(|record| {
        let [line, column] = ["line", "column"].map(|key| record[key].as_u64().unwrap());
        let code = record["code"].as_str().unwrap();
        let meant = record["suggestion"].as_str().map(|meant| format!(" -> {meant}"));
        format!("{line}:{column}: {code}{}", meant.unwrap_or_default())
    });
    outline.collect()
}

fn codes(lines: &str) -> Vec<String> {
    records(lines).iter().map(|record| record["code"].as_str().unwrap().to_owned()).collect()
}

/// [`GOOD`] with something in it replaced.
fn spoilt(what: &str, by: &str) -> String {
    assert!(GOOD.contains(what), "{what}");
    GOOD.replacen(what, by, 1)
}

/// Rules that each come to many thousand tests, once spelled out.
fn too_large() -> String {
    let mut text = GOOD.to_owned();
    let either = "{ any = [{ cold = true }, { metal = \"gold\" }] }, ".repeat(10);
    let both = "{ cold = true }, ".repeat(50);
    for n in 0..80 {
        let rule = GOOD.split_once("[rule.cold]").unwrap().1;
        let rule = rule
            .replace("{ cold = true, metal = \"gold\" }", &format!("{{ all = [{either}{both}] }}"));
        write!(text, "\n[rule.cold-{n}]{rule}").unwrap();
    }
    text
}

#[test]
fn the_good_one_is_good() {
    Rulebook::from_toml("good.toml", GOOD).unwrap();
}

#[test]
fn every_code_has_a_file_that_shows_it() {
    for (code, word) in Code::ALL {
        let snapshot = |extension| Path::new(FIXTURES).join(format!("{word}.{extension}"));
        let (text, lines) = match code {
            Code::FileTooLong | Code::RulebookTooLarge => {
                let mut file =
                    if *code == Code::FileTooLong { GOOD.to_owned() } else { too_large() };
                if *code == Code::FileTooLong {
                    file.push_str(&"#".repeat(LONGEST_RULE_FILE + 1 - file.len()));
                }
                let faults = Rulebook::from_toml(&format!("{word}.toml"), file).unwrap_err();
                (faults.to_text(Look::PLAIN), faults.to_json_lines())
            }
            Code::TooLargeToReview => {
                let titled = spoilt("[group.health]", "[group.health]\ntitle = \"Health\"");
                let rulebook = Rulebook::from_toml("many.toml", titled).unwrap();
                let prover = Prover::with_budget(&rulebook, 100);
                let doubts = review_with(&prover, &format!("{word}.toml"), support::TODAY);
                (doubts.to_text(Look::PLAIN), doubts.to_json_lines())
            }
            _ => {
                // One form on every system, as the name stands in the output.
                let file = format!("{FIXTURES}/{word}.toml");
                let text = support::needlecheck(["rules", "check", &file]);
                let json = support::needlecheck(["rules", "check", "--format", "json", &file]);
                let deny = ["rules", "check", "--deny-warnings", "--json", &file];
                let denied = support::needlecheck(deny);
                let severity = records(&json.out)[0]["severity"].clone();
                let usable = if severity == "warning" { 0 } else { 2 };
                assert_eq!((text.status, json.status), (usable, usable), "{word}");
                assert_eq!((denied.status, &denied.out), (2, &json.out), "{word}");
                assert_eq!((text.err, json.err), (String::new(), String::new()), "{word}");
                (text.out, json.out)
            }
        };
        assert_harmless(&text, false);
        let found = codes(&lines);
        assert!(found.iter().all(|code| code == word), "{word}: {found:?}");
        assert!(!found.is_empty(), "{word}");
        assert_snapshot(text, &snapshot("txt"));
        assert_snapshot(lines, &snapshot("jsonl"));
    }
}

#[test]
fn every_file_shows_a_code() {
    for file in fs::read_dir(FIXTURES).unwrap() {
        let path = file.unwrap().path();
        let stem = path.file_stem().unwrap().to_str().unwrap();
        assert!(Code::from_word(stem).is_some(), "{}", path.display());
    }
}

#[test]
fn every_fault_is_reported_at_once_in_the_order_of_the_file() {
    let text = r#"format = 1
colour = "red"

[rulebook]
id        = "Ear piercing"
title     = ""
version   = 1
reviewed  = "2026-11-01"
levels_by = "metals"
valid_for = "ninety days"
notise    = "Ask your piercer."

[source.guide]
title = "Studio guide"
by    = "Piercers' guild"
url   = "guide.example"
read  = "fully"

[group.health]
ask = "Today, do you have any of these?"

[question.cold]
group  = "helth"
ask    = "A cöld"
kind   = "yes-no"
assume = "no"

[question.metal]
ask      = "Which metal?"
kind     = "choice"
options  = { gold = "Gold", unsure = "?" }
ask_when = { clod = true }

[question.age]
ask  = "How old are you?"
kind = "number"
min  = 99
max  = 16

[question.help]
ask  = "Do you need help?"
kind = "yesno"
unit = "times"

[rule.cold]
title    = "Kälte"
when     = { "cöld" = true, cold = "yes", metal = ["golt", "gold", "gold"] }
level    = "avert"
reason   = "Healing is slower."
advice   = "Come back\tlater."
sources  = ["guidé", "guide", "guide"]
evidence = "experts"

[rule.young]
title    = "Too young"
when     = { any = [{}, { age = { below = 16 } }, { age = 16 }] }
level    = { gold = "defer" }
reason   = "Too young."
sources  = []
evidence = "expert"
"#;
    let found = outline(&faults_of(text).unwrap());
    let expected = [
        "2:1: unknown-key",
        "4:1: missing-key",
        "5:13: bad-id -> ear-piercing",
        "6:13: empty-text",
        "7:13: wrong-type",
        "8:13: wrong-type",
        "9:13: unknown-question -> metal",
        "10:13: bad-duration",
        "11:1: unknown-key -> notice",
        "16:9: bad-link",
        "17:9: unknown-word -> full",
        "23:10: unknown-group -> health",
        "26:10: wrong-type",
        "31:29: reserved-option",
        "32:14: unknown-question -> cold",
        "38:8: bad-bounds",
        "40:11: reserved-id",
        "42:8: unknown-word -> yes-no",
        "47:14: unknown-question -> cold",
        "47:36: test-mismatch",
        "47:52: unknown-option -> gold",
        "47:68: repeated",
        "48:12: unknown-word",
        "50:12: unprintable-text",
        "51:13: unknown-source -> guide",
        "51:31: repeated",
        "52:12: unknown-word -> expert",
        "54:1: missing-key",
        "56:21: empty-condition",
        "56:35: unknown-key",
        "56:59: test-mismatch",
        "59:12: missing-source",
    ];
    assert_eq!(found, expected, "{found:#?}");
}

#[test]
fn one_fault_hides_no_other_and_makes_up_none() {
    // A question is still tested against its kind, and levels still hang on it.
    let spoilt = |text: &str| {
        text.replace("notice ", "levels_by = \"metal\"\nnotice ")
            .replace("\"Which metal?\"", "\"\"")
            .replace("metal = \"gold\" }", "metal = \"silver\" }")
            .replace("\"defer\"", "{ gold = \"defer\", titanium = \"caution\" }")
    };
    assert_eq!(
        outline(&faults_of(spoilt(GOOD)).unwrap()),
        ["25:11: empty-text", "31:35: unknown-option"]
    );
    // Levels do not lose their question with the title of the rulebook ...
    let headless = spoilt(GOOD).replace("title    = \"Ear piercing today\"\n", "");
    assert_eq!(
        outline(&faults_of(headless).unwrap()),
        ["3:1: missing-key", "24:11: empty-text", "30:35: unknown-option"]
    );
    // ... and a wrong `levels_by` is one fault, not one for each rule.
    let unfit = spoilt(GOOD).replace("levels_by = \"metal\"", "levels_by = \"cold\"");
    assert_eq!(
        outline(&faults_of(unfit).unwrap()),
        ["8:13: unfit-levels-by", "25:11: empty-text", "31:35: unknown-option"]
    );
    let without = spoilt(GOOD).replace("levels_by = \"metal\"\n", "");
    assert_eq!(
        outline(&faults_of(without).unwrap()),
        ["24:11: empty-text", "30:35: unknown-option", "31:12: unfit-levels-by"]
    );
}

#[test]
fn a_rulebook_without_questions_or_rules_is_none() {
    let rules = GOOD.find("[rule.cold]").unwrap();
    for (text, expected) in [
        ("", vec!["1:1: missing-key"]),
        ("format = 1\n", vec!["1:1: missing-key"; 3]),
        (&GOOD[..rules], vec!["1:1: missing-key"]),
        (&format!("{}[rule]\n", &GOOD[..rules]), vec!["28:2: missing-key"]),
    ] {
        assert_eq!(outline(&faults_of(text).unwrap()), expected, "{text}");
    }
}

#[test]
fn near_misses_are_suggested() {
    for (what, by, meant) in [
        ("reviewed", "reviewd", "reviewed"),
        ("\"full\"", "\"Full\"", "full"),
        ("\"health\"", "\"heath\"", "health"),
        ("cold = true", "Cold = true", "cold"),
        ("metal = \"gold\"", "metal = \"gild\"", "gold"),
        ("[\"guide\"]", "[\"guides\"]", "guide"),
        ("[question.cold]", "[questions.cold]", "question"),
        ("[question.cold]", "[question.Cold]", "cold"),
    ] {
        let found = outline(&faults_of(spoilt(what, by)).unwrap());
        assert!(found.iter().any(|line| line.ends_with(&format!(" -> {meant}"))), "{found:?}");
    }
}

#[test]
fn places_do_not_depend_on_line_ends_marks_or_the_length_of_lines() {
    let text = spoilt("\"expert\"", "\"exprt\"");
    let place = "35:12: unknown-word -> expert";
    for file in [
        text.clone(),
        text.replace('\n', "\r\n"),
        format!("\u{feff}{text}"),
        text.replace("Piercers' guild", "Völkerkunde 穿耳"),
    ] {
        assert_eq!(outline(&faults_of(file).unwrap()), [place]);
    }
    assert!(faults_of(GOOD.replace('\n', "\r\n")).is_none());
    assert!(faults_of(format!("\u{feff}{GOOD}")).is_none());
    let first = format!("\u{feff}{}", spoilt("format = 1", "format = 2"));
    assert_eq!(outline(&faults_of(first).unwrap()), ["1:10: unsupported-format"]);

    // A line that is cut to be shown keeps its columns, as text and as JSON.
    let options: Vec<_> = (0..1_000).map(|n| format!("m{n} = \"Ä {n}\", ")).collect();
    let options = options.concat();
    let long = GOOD.replace("gold = \"Gold\", ", &format!("gold = \"Gold\", {options}tin = 1, "));
    let faults = faults_of(long).unwrap();
    let column = 28 + options.chars().count() + "tin = ".len();
    assert_eq!(outline(&faults), [format!("26:{column}: wrong-type")]);
    assert!(faults.to_text(Look::PLAIN).contains(&format!("--> piercing.toml:26:{column}\n")));
}

#[test]
fn what_is_not_text_is_said_to_be_so() {
    for (at, place) in [(0, "1:1"), (10, "1:11"), (GOOD.len(), "36:1")] {
        for wrong in [&b"\xff"[..], b"\xc3(", b"\xe2\x82", b"\xed\xa0\x80"] {
            let bytes = [&GOOD.as_bytes()[..at], wrong, &GOOD.as_bytes()[at..]].concat();
            assert_eq!(outline(&faults_of(bytes).unwrap()), [format!("{place}: not-utf8")]);
        }
    }
    let utf16: Vec<u8> = GOOD.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert!(faults_of([&b"\xff\xfe"[..], &utf16].concat()).is_some());
    assert!(faults_of(utf16).is_some());
    assert!(faults_of(GOOD.replace("Which", "Wh\0ich")).is_some());
}

#[test]
fn a_file_that_is_too_long_is_said_to_be_so_wherever_it_is_cut() {
    for filling in ["#", "é", "\n"] {
        let mut bytes = filling.repeat(LONGEST_RULE_FILE / filling.len()).into_bytes();
        bytes.extend("é".as_bytes());
        bytes.truncate(LONGEST_RULE_FILE + 1);
        let faults = Rulebook::from_bytes("long.toml", bytes).unwrap_err();
        assert_eq!(faults.diagnostics()[0].code, Code::FileTooLong);
        assert_eq!(faults.diagnostics().len(), 1);
    }
}

#[test]
fn what_could_confuse_a_terminal_never_reaches_it() {
    // As characters in the file, where TOML lets them be, and as escapes.
    for c in ['\u{1b}', '\u{7}', '\u{7f}', '\u{9b}', '\u{200f}', '\u{202e}', '\u{2066}', '\u{2028}']
    {
        for written in [c.to_string(), format!("\\u{:04x}", u32::from(c))] {
            for (what, by) in [
                ("\"Gold\"", "\"G@old\""),
                ("[question.metal]", "[question.\"me@tal\"]"),
                ("[rule.cold]", "[rule.\"co@ld\"]"),
                ("[source.guide]", "[source.\"gui@de\"]"),
                ("notice", "\"not@ice\""),
                ("gold = ", "\"go@ld\" = "),
                ("\"expert\"", "\"exp@ert\""),
                ("\"ear-piercing\"", "\"ear@piercing\""),
                ("titanium", "\"@\""),
            ] {
                let faults = faults_of(spoilt(what, &by.replace('@', &written)));
                assert!(faults.is_some(), "{by}: {written}");
            }
        }
    }
    let faults = Rulebook::from_toml("red\u{1b}[31m\u{202e}.toml\n", "").unwrap_err();
    for look in LOOKS {
        assert_harmless(&faults.to_text(look).replace("\u{1b}[31m\u{202e}", "@"), look.color);
    }
    assert!(faults.to_text(Look::PLAIN).contains("red\\u{1b}[31m\\u{202e}.toml\\n"));
}

#[test]
fn numbers_dates_and_durations_beyond_reach_are_faults() {
    let age = "[question.age]\nask = \"Age?\"\nkind = \"number\"\nmin = 0\nmax = @\n\n[rule.cold]";
    for (number, code) in [
        ("9223372036854775808", Some("out-of-range")),
        ("123456789012345", None),
        ("100000000000000000000", None),
        ("99999999999999999999999999", Some("out-of-range")),
        ("1e999", Some("out-of-range")),
        ("-1e999", Some("out-of-range")),
        ("inf", Some("out-of-range")),
        ("-nan", Some("out-of-range")),
        ("0x10", Some("wrong-type")),
        ("0o7", Some("wrong-type")),
        ("0", Some("bad-bounds")),
        ("-0.0", Some("bad-bounds")),
        ("1_000.5", None),
        ("1__0", Some("syntax")),
        ("007", Some("syntax")),
        ("2026-02-30", Some("syntax")),
        ("2026-02-28", Some("wrong-type")),
    ] {
        let faults = faults_of(spoilt("[rule.cold]", &age.replace('@', number)));
        let found = faults.map(|faults| faults.diagnostics()[0].code.as_str());
        assert_eq!(found, code, "{number}");
    }
    for (date, code) in [
        ("0000-01-01", None),
        ("9999-12-31", None),
        ("2024-02-29", None),
        ("2026-02-29", Some("syntax")),
        ("2026-13-01", Some("syntax")),
        ("10000-01-01", Some("syntax")),
        ("07:32:00", Some("bad-date")),
        ("2026-11-01T07:32:00", Some("bad-date")),
    ] {
        let faults = faults_of(spoilt("2026-11-01", date));
        let found = faults.map(|faults| faults.diagnostics()[0].code.as_str());
        assert_eq!(found, code, "{date}");
    }
    for duration in ["200 years", "73200 days", "0 days", "201 years", "4294967296 days"] {
        let file = spoilt("notice", &format!("valid_for = \"{duration}\"\nnotice"));
        assert_eq!(faults_of(file).is_none(), ["200 years", "73200 days"].contains(&duration));
    }
}

#[test]
fn a_file_that_cannot_be_read_is_an_error_without_a_result() {
    for file in ["src", "no-such-file.toml", "src\u{1b}[31m"] {
        let run = support::needlecheck(["rules", "check", file]);
        assert_eq!((run.status, run.out.as_str()), (2, ""), "{file}");
        assert!(run.err.starts_with("error: "), "{}", run.err);
        assert_harmless(&run.err, false);
    }
}

#[test]
fn hostile_files_end_in_faults() {
    let many = |what: &str| what.repeat(5_000);
    let numbered = |what: &str| (0..1_500).map(|n| what.replace('@', &n.to_string())).collect();
    let after = |what: String| format!("{GOOD}{what}");
    for (what, text) in [
        ("brackets", many("[")),
        ("brackets in a value", format!("a = {}", many("["))),
        ("braces", format!("a = {}", many("{a="))),
        ("closing brackets", many("]\n")),
        ("quotes", many("\"")),
        ("dots", many(".")),
        ("a dotted key", format!("{}a = 1", many("a."))),
        ("a dotted header", format!("[{}a]", many("a."))),
        ("equals signs", many("=\n")),
        ("carriage returns", many("\r")),
        ("zeros", many("\0")),
        ("nested lists", format!("a = {}{}", many("["), many("]"))),
        ("nested tables", format!("a = {}1{}", many("{a.a="), many("}"))),
        ("keys twice", after(many("a = 1\n"))),
        ("tables twice", after(many("[question.cold]\n"))),
        ("unknown keys", after(numbered("k@ = 1\n"))),
        (
            "unknown keys on one line",
            format!("format = 1\nrulebook = {{{} a = 1}}", numbered("k@ = 1, ")),
        ),
        ("rules with faults", after(numbered("[rule.r@]\nwhen = { q@ = true }\n"))),
        ("a very long id", spoilt("[question.cold]", &format!("[question.{}]", many("cold")))),
    ] {
        let faults = faults_of(text).expect(what);
        assert!(faults.to_text(Look::PLAIN).len() < 2_000_000, "{what}");
    }
}

#[test]
fn large_rulebooks_are_read() {
    let question = GOOD.split_once("[question.cold]").unwrap().1.split_once("\n\n").unwrap().0;
    let rule = GOOD.split_once("[rule.cold]").unwrap().1;
    let mut chain = GOOD.to_owned();
    for n in 0..500 {
        // Each waits for the one after it; only the last is always asked.
        write!(chain, "\n[question.q{n}]{question}").unwrap();
        if n < 400 {
            write!(chain, "\nask_when = {{ q{} = true }}", n + 1).unwrap();
        }
        write!(chain, "\n[rule.r{n}]{}", rule.replace("cold =", &format!("q{n} ="))).unwrap();
    }
    assert!(faults_of(chain.clone()).is_none());
    let circle = chain.replacen(question, &format!("{question}\nask_when = {{ q0 = true }}"), 1);
    let circle = circle.replace("ask_when = { q400 = true }", "ask_when = { cold = true }");
    let faults = faults_of(circle).unwrap();
    assert_eq!(outline(&faults), ["22:12: ask-when-cycle"]);
    assert!(faults.diagnostics()[0].problem.message.len() < 200);
}

#[test]
fn a_choice_may_have_many_options() {
    let ids: Vec<_> = (0..5_000).map(|n| format!("o{n}")).collect();
    let each = |end: &str| ids.iter().map(|id| format!("{id}{end}")).collect::<Vec<_>>().concat();
    let text = spoilt("gold = \"Gold\", ", &each(" = \"O\", "))
        .replace("notice ", "levels_by = \"metal\"\nnotice ")
        .replace("metal = \"gold\"", "metal = [@]")
        .replace("\"defer\"", "{ #titanium = \"defer\" }");
    let list = ids.iter().map(|id| format!("\"{id}\", ")).collect::<Vec<_>>().concat();
    let levels = each(" = \"avoid\", ");
    assert!(faults_of(text.replace('@', &list).replace('#', &levels)).is_none());
    let faults = faults_of(text.replace('@', "\"p\"").replace('#', "")).unwrap();
    let faults = faults.diagnostics();
    assert_eq!(faults[0].problem.expected.as_ref().unwrap().matches('`').count(), 24);
    assert!(
        faults[1].problem.message.ends_with("`o11` and 4988 others"),
        "{}",
        faults[1].problem.message
    );
}

/// A change to a file: what is at one place is dropped, and something is put there.
fn mutated(bytes: &[u8], changes: &[(usize, usize, usize, usize)]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for &(what, at, len, from) in changes {
        let at = at % (bytes.len() + 1);
        let end = (at + len).min(bytes.len());
        let from = from % (bytes.len() + 1);
        let piece = bytes[from..(from + len).min(bytes.len())].to_vec();
        match what {
            0 => drop(bytes.drain(at..end)),
            1 => drop(bytes.splice(at..at, piece)),
            _ => drop(bytes.splice(at..end, piece)),
        }
    }
    bytes
}

proptest! {
    #![proptest_config(Config { cases: 100, failure_persistence: None, ..Config::default() })]

    #[test]
    fn any_bytes_end_in_faults(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        prop_assert!(faults_of(bytes).is_some());
    }

    #[test]
    fn any_text_ends_in_faults(text in "(\\PC|[\\[\\]{}=.,\"'#\n\r\t\u{feff}\u{202e}\u{9b}a1-]){0,200}") {
        prop_assert!(faults_of(text).is_some());
    }

    #[test]
    fn any_change_ends_in_faults_or_a_rulebook(
        changes in prop::collection::vec(
            (0..3_usize, any::<usize>(), 0..40_usize, any::<usize>()),
            1..6,
        ),
    ) {
        const BUILT_IN: &str = include_str!("../rules/microneedling.toml");
        faults_of(mutated(BUILT_IN.as_bytes(), &changes));
        faults_of(mutated(GOOD.as_bytes(), &changes));
    }
}
