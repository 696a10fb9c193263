//! Columns and keys that are passed over.

use super::{batch, each_alone, lines};

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

#[test]
fn a_key_that_is_passed_over_is_still_there_once() {
    let run = batch("--ignore-columns note", r#"{"note":1,"note":2}"#);
    assert_eq!(lines(&run)[0]["error"]["code"], "repeated-key");
}

#[test]
fn a_question_can_be_passed_over_too() {
    // The same however the record is written: the last is anything but plain.
    let expected = each_alone(&[r#"{"id":1,"place":"home"}"#]);
    for age in ["15", "\"unsure\"", "1.5e1", "\"\\u0031\"", "[]"] {
        let record = format!(r#"{{"id":1,"place":"home","age":{age}}}"#);
        assert_eq!(batch("--ignore-columns age", record).out, expected, "{age}");
    }
    let table = "id,age,place\n1,15,home\n1,what,home\n";
    let run = batch("--input csv --ignore-columns age", table);
    let expected = expected.replace("\"id\":1", "\"id\":\"1\"");
    assert_eq!((run.status, run.out), (0, expected.repeat(2)));
}

#[test]
fn an_id_that_is_passed_over_is_not_in_the_report() {
    for (args, input) in [
        (
            "",
            "{\"id\":\"a name\",\"place\":\"home\"}\n{\"place\":\"home\",\"id\":[]}\n\
              {\"id\":\"a name\",\"place\":\"\"}",
        ),
        ("--input csv", "id,place\na name,home\n,home\na name,Home\n"),
    ] {
        let run = batch(&format!("{args} --ignore-columns id,on"), input);
        assert!(!run.out.contains("a name"), "{}", run.out);
        let reports: String = run.out.split_inclusive('\n').take(2).collect();
        assert_eq!(reports, each_alone(&[r#"{"place":"home"}"#; 2]));
        assert!(lines(&run)[2]["id"].is_null());
    }
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
