//! Lines that cannot be screened: each gives one line that says why, in its place.

use std::collections::BTreeSet;

use needlecheck::Word as _;
use needlecheck::answers::{FaultCode, MAX_DOCUMENT_BYTES};
use serde_json::{Value, json};

use super::{GOOD, alone, batch, lines};

/// What is wrong with a line: its id as far as it can be made out, the code, the key, and what was
/// likely meant.
type Wrong = (Value, &'static str, Option<&'static str>, Option<&'static str>);

fn bad() -> Vec<(Vec<u8>, Wrong)> {
    let none = Value::Null;
    let too_long = format!("{GOOD}{}", " ".repeat(MAX_DOCUMENT_BYTES + 1 - GOOD.len()));
    let texts = [
        ("", (none.clone(), "empty", None, None)),
        (" \t ", (none.clone(), "empty", None, None)),
        ("\r", (none.clone(), "empty", None, None)),
        ("not JSON", (none.clone(), "syntax", Some("column 2"), None)),
        ("{\"age\":30", (none.clone(), "syntax", Some("column 9"), None)),
        ("{\"age\":30} {\"age\":31}", (none.clone(), "syntax", Some("column 12"), None)),
        ("{\"age\":30,}", (none.clone(), "syntax", Some("column 11"), None)),
        ("\u{feff}{\"age\":30}", (none.clone(), "syntax", Some("column 1"), None)),
        ("{\"age\":30}\0", (none.clone(), "syntax", Some("column 11"), None)),
        ("\u{a0}{}", (none.clone(), "syntax", Some("column 1"), None)),
        ("[{\"age\":30}]", (none.clone(), "not-an-object", None, None)),
        ("null", (none.clone(), "not-an-object", None, None)),
        (
            r#"{"id":7,"plaice":"home"}"#,
            (json!(7), "unknown-question", Some("plaice"), Some("place")),
        ),
        (r#"{"id":7,"xyzzy":null}"#, (json!(7), "unknown-question", Some("xyzzy"), None)),
        (r#"{"id":"b","age":"30"}"#, (json!("b"), "wrong-type", Some("age"), Some("30"))),
        (r#"{"id":"b","place":true}"#, (json!("b"), "wrong-type", Some("place"), None)),
        (r#"{"age":[30],"id":"c"}"#, (json!("c"), "wrong-type", Some("age"), None)),
        (r#"{"age":{"years":30}}"#, (none.clone(), "wrong-type", Some("age"), None)),
        (r#"{"id":"d","age":30,"age":30}"#, (json!("d"), "repeated-key", Some("age"), None)),
        (r#"{"id":"d","age":30,"\u0061ge":30}"#, (json!("d"), "repeated-key", Some("age"), None)),
        (r#"{"id":"e","id":"f"}"#, (none.clone(), "repeated-key", Some("id"), None)),
        (r#"{"id":true}"#, (none.clone(), "wrong-type", Some("id"), None)),
        (r#"{"id":1e400}"#, (none.clone(), "out-of-range", Some("id"), Some("\"1e400\""))),
        (r#"{"id":1.50,"age":30}"#, (none.clone(), "out-of-range", Some("id"), Some("\"1.50\""))),
        (r#"{"id":2.5,"age":121}"#, (json!(2.5), "out-of-range", Some("age"), None)),
        (r#"{"age":1e400}"#, (none.clone(), "out-of-range", Some("age"), None)),
        (r#"{"on":20261122}"#, (none.clone(), "wrong-type", Some("on"), None)),
        (r#"{"on":"2026-02-30"}"#, (none.clone(), "bad-date", Some("on"), None)),
        (
            r#"{"last_piercing":"neevr"}"#,
            (none.clone(), "bad-date", Some("last_piercing"), Some("never")),
        ),
        (
            r#"{"last_piercing":"2026-12-01"}"#,
            (none.clone(), "after-treatment", Some("last_piercing"), None),
        ),
        (r#"{"place":"Home"}"#, (none.clone(), "unknown-answer", Some("place"), Some("home"))),
        (r#"{"sore_ear":"true"}"#, (none.clone(), "unknown-answer", Some("sore_ear"), Some("yes"))),
        (r#"{"age":"\ud800"}"#, (none.clone(), "wrong-type", Some("age"), None)),
    ];
    let mut bad: Vec<_> =
        texts.into_iter().map(|(text, wrong)| (text.as_bytes().to_vec(), wrong)).collect();
    bad.push((too_long.into_bytes(), (none.clone(), "too-long", None, None)));
    for (bytes, at) in [
        (&b"{\"id\":\"\xff\"}"[..], "column 8"),
        (b"\xff\xfe{\0}\0", "column 1"),
        (b"{} \xc3", "column 4"),
    ] {
        bad.push((bytes.to_vec(), (none.clone(), "not-utf8", Some(at), None)));
    }
    bad
}

#[test]
fn every_line_in_gives_one_line_out_in_order() {
    let bad = bad();
    let mut input = Vec::new();
    for (line, _) in &bad {
        input.extend([line, &b"\n"[..], GOOD.as_bytes(), b"\n"].concat());
    }
    for args in ["", "--threads 1", "--threads 3"] {
        let run = batch(args, input.clone());
        assert_eq!(run.out.lines().count(), 2 * bad.len());
        let mut number = 0;
        let mut written = run.out.lines();
        for (line, (id, code, at, suggestion)) in &bad {
            number += 1;
            let shown: String = String::from_utf8_lossy(line).chars().take(80).collect();
            let found: Value = serde_json::from_str(written.next().unwrap()).unwrap();
            let error = &found["error"];
            let wanted = json!([number, id, code, at, suggestion, 0]);
            let got = json!([
                found["line"],
                found["id"],
                error["code"],
                error["at"],
                error["suggestion"],
                error["more"]
            ]);
            assert_eq!(got, wanted, "{shown}: {found}");
            assert!(!error["message"].as_str().unwrap().is_empty(), "{found}");
            assert!(!error["accepted"].as_str().unwrap().is_empty(), "{found}");
            number += 1;
            assert_eq!(written.next().unwrap(), alone(GOOD), "after {shown}");
        }
        let count = bad.len();
        let said = format!("error: {count} of {} records could not be screened\n", 2 * count);
        assert_eq!((run.status, run.err), (2, said));
    }
}

#[test]
fn every_kind_of_fault_is_among_them() {
    let found: BTreeSet<_> = bad().into_iter().map(|(_, (_, code, ..))| code).collect();
    // Only a table has cells, and only a form has columns of its own.
    let others = ["cell-count", "unknown-column", "missing-column", "required-value", "bad-list"];
    let known: BTreeSet<_> = FaultCode::words().filter(|code| !others.contains(code)).collect();
    assert_eq!(found, known);
}

#[test]
fn an_error_has_these_keys_and_counts_what_it_leaves_out() {
    let run = batch("", "{\"id\":1,\"plaice\":\"home\",\"age\":400,\"sore_ear\":3}\n");
    let line = &lines(&run)[0];
    let keys = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert_eq!(keys(line), ["error", "id", "line"]);
    let known = ["accepted", "at", "code", "message", "more", "suggestion"];
    assert_eq!(keys(&line["error"]), known);
    assert_eq!((&line["error"]["at"], &line["error"]["more"]), (&json!("plaice"), &json!(2)));
    assert!(run.out.starts_with(r#"{"line":1,"id":1,"error":{"code":"#), "{}", run.out);
}

#[test]
fn the_longest_line_that_is_read_is_one_mebibyte() {
    for end in ["\n", "\r\n"] {
        let longest =
            format!("{GOOD}{}", " ".repeat(MAX_DOCUMENT_BYTES + 1 - GOOD.len() - end.len()));
        assert_eq!(batch("", format!("{longest}{end}")).out, alone(GOOD) + "\n");
        let run = batch("", format!("{longest} {end}{GOOD}"));
        assert_eq!(lines(&run)[0]["error"]["code"], "too-long");
        assert_eq!(run.out.lines().nth(1), Some(&*alone(GOOD)));
        // The same with something after it.
        let run = batch("", format!("{longest} {{}}{end}"));
        assert_eq!(lines(&run)[0]["error"]["code"], "too-long");
    }
    // Ten times as long is as little a problem.
    let run = batch("", format!("{}\n{GOOD}", "x".repeat(10 * MAX_DOCUMENT_BYTES)));
    assert_eq!(lines(&run)[0]["error"]["code"], "too-long");
    assert_eq!(run.out.lines().nth(1), Some(&*alone(GOOD)));
}

#[test]
fn stop_on_error_writes_up_to_the_first_error_and_ends() {
    let input = format!("{GOOD}\nnot JSON\n{}", format!("{GOOD}\n\n").repeat(2_000));
    for threads in 1..=4 {
        let run = batch(&format!("--stop-on-error --threads {threads}"), input.clone());
        assert_eq!(run.out.lines().count(), 2, "{threads} threads");
        assert_eq!(run.out.lines().next(), Some(&*alone(GOOD)));
        assert_eq!(lines(&run)[1]["line"], 2);
        let said = "error: 1 of 2 records could not be screened\n\
                    error: stopped at line 2 of standard input, which cannot be screened\n";
        assert_eq!((run.status, run.err.as_str()), (2, said));
    }
    let run = batch("--stop-on-error", format!("{GOOD}\n{GOOD}\n"));
    assert_eq!((run.status, run.out, run.err.as_str()), (0, super::each_alone(&[GOOD; 2]), ""));
}

#[test]
fn what_could_confuse_a_terminal_is_written_as_escapes() {
    let input = "{\"id\":\"\\u001b[31m\u{202e}\",\"\u{9b}31m\":1}\n\u{1b}[2J\n\
                 {\"id\":\"\\u009b\u{2028}\",\"age\":30}\n";
    let run = batch("", input);
    assert_eq!(run.out.lines().count(), 3);
    let raw = |c: char| (c.is_control() && c != '\n') || ('\u{2028}'..='\u{202e}').contains(&c);
    assert!(!run.out.contains(raw) && !run.err.contains(raw), "{run:?}");
    let lines = lines(&run);
    assert_eq!(
        (&lines[0]["id"], &lines[2]["id"]),
        (&json!("\u{1b}[31m\u{202e}"), &json!("\u{9b}\u{2028}"))
    );
    assert_eq!(lines[0]["error"]["at"], "\u{9b}31m");
}
