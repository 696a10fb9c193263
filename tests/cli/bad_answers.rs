//! Answers that cannot be used. What is said of each is in `tests/snapshots`.

use std::fmt::Write as _;
use std::path::Path;

use super::support::{assert_snapshot, needlecheck, needlecheck_with_input};
use super::{CORE, file, refused};

/// Screens a document from standard input.
fn piped(document: impl Into<Vec<u8>>) -> super::Run {
    needlecheck_with_input(["--answers", "-"], document)
}

/// What is said of each input, one after the other.
fn transcript<'a>(runs: impl IntoIterator<Item = (&'a str, super::Run)>) -> String {
    let mut transcript = String::new();
    for (shown, run) in runs {
        writeln!(transcript, "> {shown}\n{}\n", refused(&run)).unwrap();
    }
    transcript
}

#[test]
fn a_document_that_is_not_one_json_object_is_refused() {
    let documents = [
        "",
        "  ",
        "[]",
        "null",
        "true",
        "3",
        "\"guided\"",
        "[{\"age\": 30}]",
        "{\"age\": 30} and more",
        "{\"age\": 30}{\"age\": 31}",
        "{\"age\": 30",
        "{\"age\": 30,}",
        "{\"age\"}",
        "{age: 30}",
        "{'age': 30}",
        "{\"age\": 030}",
        "{\"age\": NaN}",
        "{\"age\": 30} // years",
        "age = 30",
        "{\"trip\": \"guided}",
        "\u{feff}",
    ];
    let transcript = transcript(documents.map(|document| (document, piped(document))));
    assert_snapshot(transcript, Path::new("tests/snapshots/bad-documents.txt"));
}

#[test]
fn bytes_that_are_not_utf8_are_refused_and_pointed_at() {
    for (bytes, place) in [
        (&b"{\"trip\": \"\xff\"}"[..], "line 1, column 11"),
        (b"{\n\"\xc3\xa9\": \"\xe9\"}", "line 2, column 7"),
        (b"\xff\xfe{\0}\0", "line 1, column 1"),
        (b"{}\n\xc3", "line 2, column 1"),
    ] {
        assert_eq!(
            refused(&piped(bytes)),
            format!(
                "error: in standard input: {place}: the text is not UTF-8 from here on\n  accepted: one \
                 JSON object, saved as UTF-8"
            )
        );
    }
    assert!(refused(&piped("{\"age\": 30}\0")).contains("trailing characters"));
    assert!(refused(&piped("\0")).contains("not JSON"));
    assert!(refused(&piped("{\"trip\": \"cli\0nic\"}")).contains("control character"));
}

#[test]
fn an_answer_that_does_not_fit_its_question_is_refused() {
    let documents = [
        r#"{"leak": 1}"#,
        r#"{"leak": "Yes"}"#,
        r#"{"leak": "true"}"#,
        r#"{"leak": "never"}"#,
        r#"{"leak": ""}"#,
        r#"{"leak": []}"#,
        r#"{"leak": {"yes": true}}"#,
        r#"{"trip": "Guided"}"#,
        r#"{"trip": "alon"}"#,
        r#"{"trip": "club"}"#,
        r#"{"trip": ["alone"]}"#,
        r#"{"trip": true}"#,
        r#"{"trip": 1}"#,
        r#"{"trip": "\ud800"}"#,
        r#"{"age": "30"}"#,
        r#"{"age": "30 years"}"#,
        r#"{"age": "thirty"}"#,
        r#"{"age": true}"#,
        r#"{"age": -1}"#,
        r#"{"age": 121}"#,
        r#"{"age": 1e999}"#,
        r#"{"age": 1e300}"#,
        r#"{"age": [30]}"#,
        r#"{"last_cramp": 3}"#,
        r#"{"last_cramp": false}"#,
        r#"{"last_cramp": {"days": 3}}"#,
        r#"{"on": 20261122}"#,
        r#"{"on": "unsure"}"#,
        r#"{"on": true}"#,
    ];
    let transcript = transcript(documents.map(|document| (document, piped(document))));
    assert_snapshot(transcript, Path::new("tests/snapshots/bad-answers.txt"));
}

#[test]
fn a_key_that_is_not_a_question_is_refused_and_the_right_one_is_named() {
    let documents = [
        r#"{"torn-vest": true}"#,
        r#"{"tripp": "alone"}"#,
        r#"{"Trip": "alone"}"#,
        r#"{"ID": 7}"#,
        r#"{"date": "2026-11-22"}"#,
        r#"{"": 1}"#,
        r#"{"report": 1}"#,
        r#"{"trip ": "alone"}"#,
        r#"{"__proto__": {}}"#,
        r#"{"\u001b[31mage\u202e\u009b": 1}"#,
    ];
    let transcript = transcript(documents.map(|document| (document, piped(document))));
    assert_snapshot(transcript, Path::new("tests/snapshots/unknown-keys.txt"));
}

#[test]
fn a_key_given_twice_is_refused() {
    for (document, key) in [
        (r#"{"age": 30, "age": 30}"#, "age"),
        (r#"{"age": 30, "torn_vest": false, "\u0061ge": null}"#, "age"),
        (r#"{"id": 1, "id": 2}"#, "id"),
        (r#"{"on": "2026-11-22", "on": null}"#, "on"),
        (r#"{"other": 1, "other": 2}"#, "other"),
    ] {
        let run = piped(document);
        let error = refused(&run);
        assert!(error.contains(&format!("`{key}`: the key is repeated")), "{error}");
    }
}

#[test]
fn every_fault_of_a_document_is_told_with_its_place() {
    let run = piped("{\n  \"tripp\": \"alone\",\n  \"age\": \"old\",\n  \"torn_vest\": 2\n}\n");
    assert_eq!((run.status, run.out.as_str()), (2, ""));
    for part in ["line 2, column 12: `tripp`", "line 3, column 10: `age`", "line 4, column 16"] {
        assert!(run.err.contains(part), "{part} in {}", run.err);
    }
}

#[test]
fn a_thousand_faults_do_not_flood_the_terminal() {
    let keys: Vec<_> = (0..1000).map(|n| format!("\"k{n}\": 1")).collect();
    let run = piped(format!("{{{}}}", keys.join(", ")));
    assert_eq!(run.status, 2);
    assert!(run.err.lines().count() < 400, "{}", run.err.lines().count());
}

#[test]
fn a_long_value_is_cut_in_the_message() {
    let run = piped(format!("{{\"trip\": \"{}\"}}", "x".repeat(100_000)));
    assert!(refused(&run).len() < 400);
}

#[test]
fn numbers_are_refused_unless_they_are_plain_and_in_range() {
    let runs = [
        "--age=abc",
        "--age=",
        "--age=-3",
        "--age=121",
        "--age=1e9",
        "--age=1e400",
        "--age=nan",
        "--age=inf",
        "--age=0x20",
        "--age=+30",
        "--age=30y",
        "--age=30 weeks",
        "--age=1_000",
        "--age=Unsure",
        "--drop-height=0,3",
        "--drop-height=.25",
        "--drop-height=0.3cm",
        "--drop-height=0.3 m deep",
        "--drop-height=0.05",
    ];
    let transcript = transcript(runs.map(|arg| (arg, needlecheck([arg]))));
    assert_snapshot(transcript, Path::new("tests/snapshots/bad-numbers.txt"));

    for good in ["--age=30", "--age=30.5", "--age=3e1", "--age=30years", "--age=30 years"] {
        let run = needlecheck(CORE.iter().chain(&[good]));
        assert_eq!((run.status, run.err.as_str()), (0, ""), "{good}");
    }
    let run = needlecheck(["--drop-height", "0.3 m"]);
    assert_eq!((run.status, run.err.as_str()), (3, ""));
}

#[test]
fn dates_are_refused_unless_they_exist_and_lie_in_the_past() {
    let runs = [
        "2026-11-23",
        "2026-12",
        "2027",
        "2026-02-30",
        "2026-13",
        "2026-00-10",
        "0000",
        "1026-08-01",
        "1876-11-21",
        "151 years ago",
        "9999 years ago",
        "10000 days ago",
        "3\u{a0}weeks ago",
        "last day",
        "in 3 weeks",
        "-3 weeks ago",
        "3 fortnights ago",
        "2026-8/1",
        "01/08/2026",
        "15/03/26",
        "20260801",
        "31 February 2026",
        "32 August 2026",
        "August 2",
        "Sextember 2026",
        "2026-08-01T00:00:00Z",
        "",
        " ",
        "no",
        "nevr",
        "Unsrue",
    ];
    let screen = |date| needlecheck(["--last-sprain", date]);
    let transcript = transcript(runs.map(|date| (date, screen(date))));
    assert_snapshot(transcript, Path::new("tests/snapshots/bad-dates.txt"));
}

#[test]
fn dates_can_be_said_in_many_ways() {
    let on = |date| {
        let args = ["--json", "--last-sprain", date];
        let report = super::json(&needlecheck(args));
        report["findings"][0]["because"]["last_sprain"].clone()
    };
    for (written, date) in [
        ("today", "2026-11-22"),
        ("1 Nov 2026", "2026-11-01"),
        ("0 days ago", "2026-11-22"),
        ("1 day ago", "2026-11-21"),
        ("a day ago", "2026-11-21"),
        ("one week ago", "2026-11-18"),
        ("2 Weeks", "2026-11-11"),
        ("2026-11-01", "2026-11-01"),
        ("1 November 2026", "2026-11-01"),
        ("01 nov 2026", "2026-11-01"),
        // A month or a year alone counts as its last day, or the treatment date.
        ("2026-11", "2026-11-22"),
        ("november 2026", "2026-11-22"),
        ("2026", "2026-11-22"),
    ] {
        assert_eq!(on(written), date, "{written}");
    }
}

#[test]
fn a_file_that_cannot_be_read_is_named() {
    for path in ["no/such.json", "src"] {
        let run = needlecheck(["--answers", path]);
        assert!(refused(&run).starts_with(&format!("error: cannot read answers from `{path}`: ")));
    }
    let broken = file("broken-answers.json", "{");
    let run = needlecheck([std::ffi::OsStr::new("--answers"), broken.as_os_str()]);
    assert!(refused(&run).contains(&format!("in {}: line 1", broken.display())));
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let path = file("forbidden.json", "{}");
    std::fs::set_permissions(&path, PermissionsExt::from_mode(0o000)).unwrap();
    let run = needlecheck([std::ffi::OsStr::new("--answers"), path.as_os_str()]);
    // Root may read everything.
    if std::fs::read(&path).is_err() {
        assert!(refused(&run).contains("forbidden.json"), "{}", run.err);
    } else {
        assert_eq!(run.status, 3);
    }
    std::fs::set_permissions(&path, PermissionsExt::from_mode(0o600)).unwrap();
}

#[test]
fn a_huge_file_is_refused_and_not_read_to_its_end() {
    let path = file("huge.json", "{");
    let huge = std::fs::File::options().write(true).open(&path).unwrap();
    huge.set_len(100 << 20).unwrap();
    let run = needlecheck([std::ffi::OsStr::new("--answers"), path.as_os_str()]);
    assert!(refused(&run).contains("longer than 1 MiB"), "{}", run.err);
    std::fs::remove_file(path).unwrap();
}

#[cfg(unix)]
#[test]
fn a_file_without_end_is_refused() {
    assert!(refused(&needlecheck(["--answers", "/dev/zero"])).contains("longer than 1 MiB"));
}

#[test]
fn deep_nesting_is_refused_and_does_no_harm() {
    let deep = "[".repeat(1 << 20);
    assert!(refused(&piped(deep.as_bytes())).contains("the document is not an object"));
    let inside = format!("{{\"age\": {}", &deep[..deep.len() - 100]);
    assert!(refused(&piped(inside)).contains("not JSON"));
    let closed = format!("{{\"age\": {}{}}}", "[".repeat(500_000), "]".repeat(500_000));
    assert!(refused(&piped(closed)).contains("`age`: a list is not an answer to this question"));
}

#[test]
fn control_characters_in_an_id_are_shown_and_not_obeyed() {
    let document = r#"{"id": "a\u001b[31mb\u009b\u202e\u0000\nc"}"#;
    let run = piped(document);
    let record = run.out.lines().find(|line| line.starts_with("Record: ")).unwrap();
    assert_eq!(record, r"Record: a\u{1b}[31mb\u{9b}\u{202e}\u{0}\nc");
}

#[test]
fn control_characters_in_an_id_are_escaped_in_json() {
    let document = r#"{"id": "a\u001b[31mb\u007f\u009b\u202e\u0000\nc"}"#;
    let run = needlecheck_with_input(["--json", "--answers", "-"], document);
    assert_eq!(super::json(&run)["id"], "a\u{1b}[31mb\u{7f}\u{9b}\u{202e}\u{0}\nc");
    assert!(!run.out.contains(super::is_raw), "{:?}", run.out);
}

#[test]
fn a_number_a_hair_under_a_bound_is_not_taken_for_the_bound() {
    for args in
        [["--age", "17.9999999999999999999999"], ["--drop-height", "0.30000000000000000001"]]
    {
        let run = needlecheck(args);
        assert_eq!((run.status, run.out.as_str()), (2, ""));
        assert!(run.err.contains("has more than 15 digits"), "{}", run.err);
    }
    let run = needlecheck_with_input(["--answers", "-"], r#"{"age": 17.9999999999999999999999}"#);
    assert_eq!(run.status, 2);
}
