//! What is said of the answers that were given, on standard error.

use super::support::{Run, needlecheck, needlecheck_with_input};
use super::{EAR, file};

const DOCUMENT: &str = r#"{"sore_ear": true, "place": "studio", "age": 30, "old_hole": "unsure",
    "last_piercing": "2026-10-01", "ring_width": null}"#;

fn with_document(document: &str, args: &[&str]) -> Run {
    let args = ["--rules", EAR, "--answers", "-"].iter().chain(args).copied();
    needlecheck_with_input(args, document)
}

#[test]
fn a_flag_that_differs_from_the_document_is_named_with_what_it_replaces() {
    let flags = [
        "--sore-ear=no",
        "--place=home",
        "--age=31",
        "--old-hole",
        "--ring-width=1.5",
        "--last-piercing=unsure",
    ];
    let notes = "\
Note: --sore-ear no overrides `yes` in standard input.
Note: --old-hole yes overrides `unsure` in standard input.
Note: --place home overrides `studio` in standard input.
Note: --age 31 overrides `30` in standard input.
Note: --last-piercing unsure overrides `2026-10-01` in standard input.
";
    let run = with_document(DOCUMENT, &flags);
    let sorted = |text: &str| {
        let mut lines: Vec<_> = text.lines().map(str::to_owned).collect();
        lines.sort_unstable();
        lines
    };
    assert_eq!(sorted(&run.err), sorted(notes));
    // That is no hint, which could be left out.
    assert_eq!(with_document(DOCUMENT, &[&flags[..], &["-q"]].concat()).err, run.err);

    // The same in other words is no difference.
    let same = ["--sore-ear", "--age=30.0", "--old-hole=unsure", "--last-piercing=1 Oct 2026"];
    assert_eq!(with_document(DOCUMENT, &same).err, "");
}

#[test]
fn the_file_is_named_as_it_was_typed() {
    let path = file("replaced.json", r#"{"sore_ear": true, "on": "2026-11-30"}"#);
    let path = path.to_str().unwrap();
    let args = ["--rules", EAR, "--answers", path, "--sore-ear", "no", "--on", "2026-12-01"];
    let notes = format!(
        "Note: --on 2026-12-01 overrides `2026-11-30` in {path}.\n\
         Note: --sore-ear no overrides `yes` in {path}.\n"
    );
    assert_eq!(needlecheck(args).err, notes);
    let explain = [&["explain", "--rule", "sore"][..], &args[2..]].concat();
    assert_eq!(needlecheck([&["--rules", EAR][..], &explain].concat()).err, notes);
    // A document for the same day is no different.
    let args = ["--rules", EAR, "--answers", path, "--on", "2026-11-30"];
    assert_eq!(needlecheck(args).err, "");
}

#[test]
fn times_that_count_from_another_day_than_today_are_pointed_out_once() {
    let note = "Note: times count from the treatment date, 2026-12-01.\n";
    for text in ["3 weeks ago", "2 weeks", "yesterday", "today", "last week", "Last  Year", "June"]
    {
        let piercing = format!("--last-piercing={text}");
        let given = |on: &[&str]| {
            let args = ["--rules", EAR, "--last-infected", text, &piercing];
            needlecheck([&args[..], on].concat()).err
        };
        assert_eq!(given(&["--on", "2026-12-01"]), note, "{text}");
        assert_eq!(given(&["--on", "2026-12-01", "-q"]), "");
        assert_eq!(given(&["--on", "2026-11-22"]), "");
        assert_eq!(given(&[]), "");
        let document = format!(r#"{{"on": "2026-12-01", "last_piercing": "{text}"}}"#);
        assert_eq!(with_document(&document, &[]).err, note);
    }
    for text in ["never", "unsure", "2026-10-01", "June 2026", "2026", "03/2026"] {
        let args = ["--rules", EAR, "--on=2026-12-01", "--last-piercing", text];
        assert_eq!(needlecheck(args).err, "", "{text}");
    }
    let record = r#"{"on": "2026-12-01", "last_piercing": "yesterday"}"#;
    assert_eq!(needlecheck_with_input(["batch", "--rules", EAR], record).err, "");
}
