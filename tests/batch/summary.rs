//! `--summary`: what came out, counted.

use serde_json::{Value, json};

use super::{GOOD, batch, lines};

fn summary(name: &str, args: &str, input: &str) -> (super::support::Run, Value) {
    let path = super::file(name, "what was there before");
    let run = batch(&format!("--summary {} {args}", path.display()), input);
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.ends_with("}\n") && text.lines().count() == 1, "{text}");
    (run, serde_json::from_str(&text).unwrap())
}

/// The counts in an object of the summary.
fn sum(counts: &Value) -> u64 {
    counts.as_object().unwrap().values().map(|count| count.as_u64().unwrap()).sum()
}

#[test]
fn it_counts_what_was_written() {
    let input = [
        GOOD,
        "{\"age\":15,\"place\":\"home\"}",
        "{\"age\":15}",
        "bad",
        "",
        "{\"plaice\":1,\"age\":-1}",
        "{\"place\":\"home\",\"age\":40,\"sore_ear\":false}",
    ]
    .join("\n");
    for args in ["--threads 1", "--threads 4", "--brief"] {
        let (run, summary) = summary("summary.json", args, &input);
        let lines = lines(&run);
        let verdict = |wanted: &str| lines.iter().filter(|l| l["verdict"] == wanted).count() as u64;
        for (word, count) in summary["verdicts"].as_object().unwrap() {
            assert_eq!(count.as_u64(), Some(verdict(word)), "{word}");
        }
        assert_eq!(
            (&summary["records"], &summary["screened"], &summary["rejected"]),
            (&json!(7), &json!(4), &json!(3))
        );
        assert_eq!(sum(&summary["verdicts"]), 4);
        assert_eq!(summary["errors"], json!({"empty": 1, "syntax": 1, "unknown-question": 1}));
        let rules: Vec<_> = lines
            .iter()
            .filter_map(|line| match args {
                "--brief" => line["rules"].as_array().cloned(),
                _ => Some(line["findings"].as_array()?.iter().map(|f| f["rule"].clone()).collect()),
            })
            .flatten()
            .collect();
        for (rule, count) in summary["rules"].as_object().unwrap() {
            let found = rules.iter().filter(|id| *id == rule).count();
            assert_eq!(count, &json!(found), "{rule}");
        }
        assert_eq!(sum(&summary["rules"]), rules.len() as u64);
        assert!(!rules.is_empty());
        assert_eq!(summary["rulebook"]["id"], "ear-piercing");
    }
}

#[test]
fn it_is_there_for_nothing_and_for_a_batch_that_stopped() {
    let (run, counts) = summary("summary-empty.json", "", "");
    assert_eq!((run.status, &counts["records"], sum(&counts["verdicts"])), (0, &json!(0), 0));
    let (run, counts) =
        summary("summary-stopped.json", "--stop-on-error", &format!("{GOOD}\nbad\n{GOOD}\n"));
    assert_eq!((run.status, &counts["records"], &counts["rejected"]), (2, &json!(2), &json!(1)));
}
