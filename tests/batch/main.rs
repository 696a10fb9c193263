//! What a user of `needlecheck batch` is promised: a line out for every line in, in order, with
//! the verdict that one person gets, or with a clear word about what is wrong.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, reason = "what cannot be unwrapped is a failed test")]

#[path = "../support/mod.rs"]
mod support;

// Random rulebooks and people, as the promises of the screening itself have them.
#[path = "../promises/generator.rs"]
#[expect(dead_code, reason = "the promises use more of it")]
mod generator;
#[path = "../promises/input_forms.rs"]
#[expect(dead_code, reason = "the promises use more of it")]
mod input_forms;
#[path = "../promises/rng.rs"]
mod rng;

mod any_bytes;
mod bad_lines;
mod columns_file;
mod csv_out;

mod files;
mod flags;
mod forms;
mod ignored;
mod line_ends;
mod same;
mod slow_reader;
mod spellings;
mod summary;
mod table;
mod table_columns;

use std::path::PathBuf;
use std::sync::LazyLock;

use needlecheck::{Answers, Report, Rulebook};
use proptest::test_runner::Config;
use serde_json::Value;

use support::{Run, TODAY, needlecheck_with_input};

/// A rulebook that is a test of its own, and that no change of the built-in one can disturb.
const EAR: &str = "tests/rulebooks/ear-piercing.toml";

static RULEBOOK: LazyLock<Rulebook> =
    LazyLock::new(|| Rulebook::from_toml(EAR, std::fs::read_to_string(EAR).unwrap()).unwrap());

/// Somebody for whom nothing is wrong.
const GOOD: &str = r#"{"id":"good","sore_ear":false,"place":"studio","age":30}"#;

/// Screens this input with the rulebook on ear piercing.
fn batch(args: &str, input: impl Into<Vec<u8>>) -> Run {
    needlecheck_with_input(
        ["batch", "--rules", EAR].into_iter().chain(args.split_whitespace()),
        input,
    )
}

/// What one person gets for a record: the report as JSON.
fn alone(record: &str) -> String {
    Report::of(&Answers::from_json(&RULEBOOK, record, TODAY).unwrap()).to_json()
}

/// The reports that one person after the other gets, a line each.
fn each_alone(records: &[&str]) -> String {
    records.iter().map(|record| alone(record) + "\n").collect()
}

/// Every line that was written, read as JSON.
fn lines(run: &Run) -> Vec<Value> {
    assert!(run.out.is_empty() || run.out.ends_with('\n'), "whole lines: {run:?}");
    run.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Nothing on standard output, exit status 2, and one error on standard error.
fn refused(run: &Run) -> &str {
    assert_eq!((run.status, run.out.as_str()), (2, ""), "{run:?}");
    assert_eq!(run.err.lines().filter(|line| line.starts_with("error: ")).count(), 1, "{run:?}");
    run.err.trim_end()
}

/// A file that one test needs, with a name that no other test uses.
fn file(name: &str, content: impl AsRef<[u8]>) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, content).unwrap();
    path
}

/// The settings for this number of cases: a failure is made as small as possible, and leaves no
/// file behind.
fn cases(cases: u32) -> Config {
    Config { cases, failure_persistence: None, max_shrink_iters: 4_000, ..Config::default() }
}
