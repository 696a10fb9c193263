//! Line ends and byte order marks, as the systems of the world write them.

use super::{GOOD, batch, each_alone, lines, refused};

const OTHER: &str = r#"{"id":2,"place":"home","age":15}"#;

#[test]
fn line_feeds_carriage_returns_marks_and_no_end_are_all_fine() {
    let expected = each_alone(&[GOOD, OTHER]);
    for input in [
        format!("{GOOD}\n{OTHER}\n"),
        format!("{GOOD}\n{OTHER}"),
        format!("{GOOD}\r\n{OTHER}\r\n"),
        format!("{GOOD}\r\n{OTHER}"),
        format!("\u{feff}{GOOD}\n{OTHER}\n"),
        format!("\u{feff}{GOOD}\r\n{OTHER}"),
        format!("  {GOOD}\t\n \t{OTHER} \r\n"),
    ] {
        let run = batch("", input.clone());
        assert_eq!((run.status, run.out, run.err.as_str()), (0, expected.clone(), ""), "{input:?}");
    }
}

#[test]
fn an_empty_input_is_said_to_have_no_records_and_passes_no_gate() {
    let table = [("--input csv", "id,age"), ("--input csv", "\u{feff}\"id\";\"age\"\r\n")];
    for (format, input) in [[("", ""), ("", "\u{feff}")], table].concat() {
        let run = |args: &str| batch(&format!("{format} {args}"), input);
        for args in ["", "--fail-on never", "--strict"] {
            let run = run(args);
            let note = "Note: there were no records.\n";
            assert_eq!((run.status, run.out.as_str(), run.err.as_str()), (0, "", note));
        }
        let quiet = run("--quiet");
        assert_eq!((quiet.status, quiet.out.as_str(), quiet.err.as_str()), (0, "", ""));
        for args in ["--fail-on avoid", "--fail-on suitable --quiet"] {
            let error = "error: there were no records, so `--fail-on` had nothing to judge";
            assert_eq!(refused(&run(args)), error);
        }
    }
}

#[test]
fn a_blank_line_is_a_record_that_is_missing() {
    for (input, count) in [("\n", 1), ("\n\n", 2), ("\r\n\r\n", 2), ("\u{feff}\n", 1), (" ", 1)] {
        let run = batch("", input);
        let lines = lines(&run);
        assert_eq!(lines.len(), count, "{input:?}");
        assert!(lines.iter().all(|line| line["error"]["code"] == "empty"), "{run:?}");
    }
}

#[test]
fn one_mark_is_passed_over_and_not_two() {
    let run = batch("", format!("\u{feff}\u{feff}{GOOD}\n{GOOD}\n"));
    assert_eq!(lines(&run)[0]["error"]["code"], "syntax");
    assert_eq!(lines(&run)[1]["id"], "good");
}

#[test]
fn a_carriage_return_alone_ends_no_line() {
    let run = batch("", format!("{GOOD}\r{GOOD}\n"));
    assert_eq!(lines(&run).len(), 1);
    assert_eq!(lines(&run)[0]["error"]["code"], "syntax");
}
