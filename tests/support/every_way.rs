//! The same answers given in every way.

use serde_json::{Map, Value, json};

use super::{Run, needlecheck, needlecheck_with_input};

/// The report that flags, a JSON object and a record of a batch all give.
pub(crate) fn screened(args: &[&str], answers: &Map<String, Value>) -> Value {
    let common = [&["--on", "2026-11-22", "--quiet"], args].concat();
    let flags = answers.iter().map(|(question, answer)| {
        let flag = question.replace('_', "-");
        match answer {
            Value::Bool(yes) => format!("--{flag}={}", if *yes { "yes" } else { "no" }),
            Value::String(text) => format!("--{flag}={text}"),
            other => format!("--{flag}={other}"),
        }
    });
    let json = common.iter().map(|&arg| arg.to_owned()).chain(["--json".to_owned()]);
    let by_flags = report(&needlecheck(json.clone().chain(flags)));
    let document = Value::Object(answers.clone()).to_string();
    let by_json = needlecheck_with_input(
        json.chain(["--answers".to_owned(), "-".to_owned()]),
        document.clone(),
    );
    assert_eq!(report(&by_json), by_flags);
    let batch = [&["batch"], &common[..]].concat();
    assert_eq!(report(&needlecheck_with_input(batch.iter().copied(), document.clone())), by_flags);
    let brief = [&batch[..], &["--brief"]].concat();
    let brief: Value = report(&needlecheck_with_input(brief, document));
    assert_eq!(brief["unasked"], json!(unasked(&by_flags)));
    by_flags
}

fn report(run: &Run) -> Value {
    assert!(run.status != 2, "{}", run.err);
    serde_json::from_str(&run.out).expect("a report is JSON")
}

/// The questions that would not have been asked.
pub(crate) fn unasked(report: &Value) -> Vec<&str> {
    ids(report, "unasked", "question")
}

pub(crate) fn ids<'r>(report: &'r Value, list: &str, key: &str) -> Vec<&'r str> {
    let items = report[list].as_array().expect("it is a list").iter();
    items.map(|item| item[key].as_str().expect("an id is a text")).collect()
}
