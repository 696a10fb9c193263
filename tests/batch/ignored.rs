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
fn columns_of_a_table_are_passed_over() {
    let table = "id,first name,age,,place\n1,\"A, \"\"B\"\"\",15,x,home\n";
    let expected = each_alone(&[RECORD]).replace("\"id\":1", "\"id\":\"1\"");
    let args = ["batch", "--rules", super::EAR, "--input=csv", "--ignore-columns", "first name,"];
    let run = super::support::needlecheck_with_input(args, table);
    assert_eq!((run.status, run.out, run.err.as_str()), (0, expected, ""));
}
