//! The flags: the same as for one person, for everybody.

use serde_json::json;

use super::support::{needlecheck, needlecheck_with_input};
use super::{EAR, GOOD, alone, batch, lines, refused};

/// Avoid, for any other answers.
const AVOID: &str = r#"{"id":1,"sore_ear":true,"place":"home","age":30}"#;
/// Nothing is known.
const OPEN: &str = "{}";

#[test]
fn a_report_is_what_the_program_prints_for_one_person() {
    for strict in [&[][..], &["--strict"]] {
        for record in [AVOID, OPEN, GOOD] {
            let args = ["--rules", EAR, "--answers", "-", "--json", "--fail-on", "never"];
            let one = needlecheck_with_input([&args, strict].concat(), record);
            assert_eq!(batch(&strict.join(" "), record).out, one.out, "{record}");
        }
    }
}

#[test]
fn texts_are_one_key_more_and_the_same_for_one_person() {
    for record in [AVOID, OPEN, GOOD] {
        let args = ["--rules", EAR, "--answers", "-", "--json", "--texts", "--fail-on", "never"];
        let one = needlecheck_with_input(args, record);
        let many = batch("--texts", record);
        assert_eq!(many.out, one.out, "{record}");
        let mut line = lines(&many).remove(0);
        assert!(line.as_object_mut().unwrap().remove("texts").is_some_and(|it| it.is_object()));
        assert_eq!(line, lines(&batch("", record))[0], "{record}");
    }
    assert_eq!(batch("--texts", "bad").out, batch("", "bad").out);
    for (args, part) in [
        ("--texts --format csv", "is for JSON"),
        ("--texts -o some.csv", "is for JSON"),
        ("--texts --brief", "--brief"),
    ] {
        assert!(refused(&batch(args, GOOD)).contains(part), "{args}");
    }
}

#[test]
fn brief_reports_are_a_part_of_the_whole_ones() {
    let input = [AVOID, OPEN, GOOD, "bad"].join("\n");
    let (brief, whole) = (batch("--brief", input.clone()), batch("", input));
    let (brief, whole) = (lines(&brief), lines(&whole));
    for (brief, whole) in brief.iter().zip(&whole).take(3) {
        let keys: Vec<_> = brief.as_object().unwrap().keys().collect();
        assert_eq!(keys, ["at_worst", "id", "open", "rules", "unasked", "verdict"]);
        for key in ["id", "verdict", "at_worst"] {
            assert_eq!(brief[key], whole[key], "{key}");
        }
        let ids = |list: &str, key: &str| -> Vec<_> {
            whole[list].as_array().unwrap().iter().map(|item| item[key].clone()).collect()
        };
        assert_eq!(brief["rules"], json!(ids("findings", "rule")), "{whole}");
        assert_eq!(brief["open"], json!(ids("open", "question")), "{whole}");
        assert_eq!(brief["unasked"], json!(ids("unasked", "question")), "{whole}");
    }
    assert_eq!(brief[3], whole[3], "errors are whole");
}

#[test]
fn a_records_own_treatment_date_wins() {
    let lately =
        |on: &str| format!("{{{on}\"last_piercing\":\"2026-11-01\",\"place\":\"studio\"}}");
    let input = [lately(""), lately("\"on\":\"2027-06-01\","), lately("\"on\":null,")].join("\n");
    let on = |args: &str| -> Vec<_> {
        lines(&batch(args, input.clone())).iter().map(|line| line["on"].clone()).collect()
    };
    assert_eq!(on(""), ["2026-11-22", "2027-06-01", "2026-11-22"]);
    assert_eq!(on("--on 2026-12-24"), ["2026-12-24", "2027-06-01", "2026-12-24"]);
    assert_eq!(refused(&batch("--on 2026-02-30", "")).lines().count(), 2);
}

#[test]
fn dates_count_from_on_wherever_it_stands() {
    let before = r#"{"on":"2027-06-01","last_piercing":"2 weeks ago","place":"studio"}"#;
    let after = r#"{"last_piercing":"2 weeks ago","place":"studio","on":"2027-06-01"}"#;
    let run = batch("", format!("{before}\n{after}\n"));
    let mut lines = run.out.lines();
    assert_eq!(lines.next(), lines.next());
    assert!(run.out.contains("2027-05-21") && run.out.contains("2027-07-02"), "{}", run.out);
}

#[test]
fn the_exit_status_says_what_the_records_reach() {
    for (args, records, status) in [
        ("", &[AVOID, OPEN, GOOD][..], 0),
        ("--fail-on never", &[AVOID], 0),
        ("--fail-on avoid", &[GOOD], 0),
        ("--fail-on avoid", &[GOOD, OPEN], 3),
        ("--fail-on avoid", &[OPEN, AVOID, GOOD], 1),
        ("--fail-on suitable", &[GOOD], 1),
        ("--fail-on avoid", &[AVOID, "bad"], 2),
        ("--fail-on avoid", &["bad"], 2),
        ("--fail-on avoid", &[], 2),
        ("--fail-on never", &[], 0),
    ] {
        assert_eq!(batch(args, records.join("\n")).status, status, "{args} {records:?}");
    }
}

#[test]
fn results_are_the_same_with_every_number_of_threads() {
    let input = [AVOID, OPEN, "bad", GOOD, ""].join("\n").repeat(300);
    let one = batch("--threads 1", input.clone());
    for threads in ["2", "3", "8", "64"] {
        let run = batch(&format!("--threads {threads}"), input.clone());
        assert_eq!((run.status, run.out, run.err), (one.status, one.out.clone(), one.err.clone()));
    }
    for threads in ["0", "-1", "many", "1.5", ""] {
        let run = needlecheck_with_input(["batch", &format!("--threads={threads}")], GOOD);
        assert!(refused(&run).contains("--threads"), "{run:?}");
    }
}

#[test]
fn a_batch_is_json_unless_it_is_a_table() {
    assert_eq!(batch("--json", GOOD).out, alone(GOOD) + "\n");
    assert_eq!(batch("--format json", GOOD).out, alone(GOOD) + "\n");
    assert_eq!(batch("--format ndjson", GOOD).out, alone(GOOD) + "\n");
    for other in ["html", "text"] {
        let run = batch(&format!("--format {other}"), GOOD);
        assert!(refused(&run).contains("[possible values: ndjson, csv]"), "{run:?}");
    }
    assert!(refused(&batch("--input xml", GOOD)).contains("xml"));
}

#[test]
fn answers_are_no_flags_here() {
    assert!(refused(&batch("--age 30", GOOD)).contains("--age"));
    // A rule file that is broken is broken for a batch, too.
    assert!(refused(&needlecheck(["batch", "--rules", "no-such.toml"])).contains("no-such.toml"));
}

#[test]
fn standard_input_is_read_once() {
    assert_eq!(batch("-", GOOD).out, alone(GOOD) + "\n");
    assert!(refused(&batch("- -", GOOD)).contains("standard input once"));
}
