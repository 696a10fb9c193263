//! Columns and keys that are passed over.

use needlecheck::answers::Records;
use needlecheck::batch::{self, BatchFailure, InputFormat, RecordSource, Settings};
use needlecheck::{Answers, Report, Screener};

use super::support::TODAY;
use super::{RULEBOOK, batch, each_alone, lines, refused};

const RECORD: &str = r#"{"id":1,"place":"home","age":15}"#;

#[test]
fn keys_that_are_named_are_passed_over_whatever_they_hold() {
    let notes = ["null", "3", "\"x\"", "[1,{}]", "{\"age\":3}", "1e999", "\"\\ud800\""];
    for note in notes {
        let record = format!(r#"{{"id":1,"note":{note},"place":"home","age":15,"clinic":"A"}}"#);
        let run = batch("--ignore-columns note,clinic", record.clone());
        assert_eq!((run.status, run.out), (0, each_alone(&[RECORD])), "{note}");
        // Given one by one they add up.
        let run = batch("--ignore-columns note --ignore-columns clinic", record.clone());
        assert_eq!((run.status, run.out), (0, each_alone(&[RECORD])), "{note}");
        let error = &lines(&batch("--ignore-columns note", record))[0]["error"];
        assert_eq!((&error["code"], &error["at"]), (&"unknown-question".into(), &"clinic".into()));
    }
}

/// Forms have the text of a question as the name of its column.
#[test]
fn a_name_with_a_comma_stands_in_quotes() {
    let table = "\"Where, exactly?\",id,\"Say \"\"why\"\"\",place,age\nhere,1,x,home,15\n";
    let names = "\"Where, exactly?\",\"Say \"\"why\"\"\"";
    let args = ["batch", "--rules", super::EAR, "--input", "csv", "--ignore-columns", names];
    let run = super::support::needlecheck_with_input(args, table);
    assert_eq!((run.status, run.out), (0, each_alone(&[r#"{"id":"1","place":"home","age":15}"#])));
    let run = batch("--ignore-columns \"a\"b", RECORD);
    assert!(refused(&run).contains("text stands behind the closing quote"), "{run:?}");
}

#[test]
fn a_key_that_is_passed_over_is_still_there_once() {
    let run = batch("--ignore-columns note", r#"{"note":1,"note":2}"#);
    assert_eq!(lines(&run)[0]["error"]["code"], "repeated-key");
}

#[test]
fn an_answer_is_never_passed_over() {
    for (names, refused_names) in [
        ("age", "`age`"),
        ("note,on", "`on`"),
        ("id", "`id`"),
        ("Age", "`Age`"),
        ("ring-width,On", "`ring-width` and `On`"),
        ("place,note,id --ignore-columns age", "`place`, `id` and `age`"),
    ] {
        for args in ["", "--input csv"] {
            // Before anything is read: the file is not there.
            let args = format!("{args} --ignore-columns {names} no-such-file");
            let error = refused(&batch(&args, "")).to_owned();
            let expected = format!(
                "error: `--ignore-columns` cannot name {refused_names}: answers, `id` and `on` are always read"
            );
            assert!(error.starts_with(&expected), "{error}");
            assert!(error.contains("names of other columns"), "{error}");
        }
    }
    // The names of the questions are those of the rulebook in use.
    let run = batch("--ignore-columns setting,Aged", r#"{"setting":1,"Aged":2}"#);
    assert_eq!((run.status, run.out), (0, each_alone(&["{}"])));
}

#[test]
fn the_library_reads_answers_whatever_it_is_told_to_pass_over() {
    let all = ["id", "on", "age", "place", "note"].map(str::to_owned);
    let mut records = Records::new(&RULEBOOK, TODAY).ignoring(all.clone());
    let mut answers = records.answers();
    let expected =
        Answers::from_json(&RULEBOOK, r#"{"id":"1","on":"2026-11-23","age":15}"#, TODAY).unwrap();
    // The last is anything but plain.
    for age in ["15", "15,\"note\":[]", "1.5e1"] {
        let record = format!("{{\"id\":\"1\",\"on\":\"2026-11-23\",\"age\":{age}}}");
        records.read(record.as_bytes(), &mut answers).unwrap();
        assert_eq!(answers.to_json(true), expected.to_json(true), "{age}");
    }
    assert!(records.read(br#"{"age":"what"}"#, &mut answers).is_err());
    let screener = Screener::new(&RULEBOOK);
    let settings = Settings { ignored: all.into(), ..Settings::new(TODAY) };
    let table = |text: &'static str| {
        let source = RecordSource::new("table", text.as_bytes()).in_format(InputFormat::Csv);
        let mut reports = Vec::new();
        let run = batch::run(&screener, &settings, vec![source], &mut reports, &|_| ());
        (String::from_utf8(reports).unwrap(), run.failure)
    };
    let (reports, failure) = table("note,on,age,id,note\nx,2026-11-23,15,1,y\n");
    assert!(failure.is_none());
    assert_eq!(reports, Report::of(&expected).to_json() + "\n");
    let (_, failure) = table("age,age\n15,15\n");
    assert!(matches!(failure, Some(BatchFailure::Columns { .. })));
}

#[test]
fn columns_of_a_table_are_passed_over() {
    let table = "id,first name,age,,place\n1,\"A, \"\"B\"\"\",15,x,home\n";
    let expected = each_alone(&[RECORD]).replace("\"id\":1", "\"id\":\"1\"");
    let args = ["batch", "--rules", super::EAR, "--input=csv", "--ignore-columns", "first name,"];
    let run = super::support::needlecheck_with_input(args, table);
    assert_eq!((run.status, run.out, run.err.as_str()), (0, expected, ""));
}

#[test]
fn columns_that_are_passed_over_may_have_no_name_or_the_same_one() {
    let table = "id,,place,age,note,note,\n1,x,home,15,a,b,c\n";
    let run = batch("--input csv --ignore-columns note,", table);
    let expected = each_alone(&[RECORD]).replace("\"id\":1", "\"id\":\"1\"");
    assert_eq!((run.status, run.out), (0, expected));
}
