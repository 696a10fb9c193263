//! What a user of the command line is promised: answers in, a report out, and a clear word about
//! everything that is wrong.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, reason = "what cannot be unwrapped is a failed test")]

#[path = "../support/mod.rs"]
mod support;

mod ahead;
mod bad_answers;
#[cfg(unix)]
mod day;
mod explain;
mod given;
mod json_errors;
mod manual;
mod options;
mod output;
mod questions;
mod report;
mod rulebooks;
mod rules_check;
mod screen;
mod streams;
mod times;
mod usage;

use std::ffi::OsString;
use std::path::PathBuf;

use serde_json::Value;

use support::{Run, needlecheck};

/// A second, smaller rulebook: `--rules` names it.
const EAR: &str = "tests/rulebooks/ear-piercing.toml";

/// The six core questions, with nothing to hold off for.
const CORE: [&str; 12] = [
    "--leak",
    "no",
    "--torn-vest",
    "no",
    "--worn-rope",
    "no",
    "--cracked-helmet",
    "no",
    "--trip",
    "guided",
    "--water",
    "low",
];

/// Screens with the rulebook on ear piercing.
fn ear(args: &str) -> Run {
    needlecheck(["--rules", EAR].into_iter().chain(args.split_whitespace()))
}

/// Screens with the core answers, and what else is said.
fn core<'a>(args: impl IntoIterator<Item = &'a str>) -> Run {
    needlecheck(CORE.into_iter().chain(args))
}

/// The one line of JSON that a run printed.
fn json(run: &Run) -> Value {
    assert_eq!(run.err, "");
    let line = run.out.strip_suffix('\n').expect("a report ends with a line feed");
    assert!(!line.contains('\n'), "a report is one line");
    serde_json::from_str(line).unwrap()
}

/// A file that one test needs, with a name that no other test uses.
fn file(name: &str, content: impl AsRef<[u8]>) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, content).unwrap();
    path
}

/// Nothing on standard output, exit status 2, and one error on standard error that no terminal
/// can be confused by. Returns the error.
fn refused(run: &Run) -> &str {
    assert_eq!(run.status, 2, "{run:?}");
    assert_eq!(run.out, "", "{run:?}");
    assert!(run.err.starts_with("error: ") && run.err.ends_with('\n'), "{run:?}");
    assert_eq!(run.err.lines().filter(|line| line.starts_with("error")).count(), 1, "{run:?}");
    assert!(!run.err.contains(is_raw), "{run:?}");
    run.err.trim_end()
}

/// Nothing on standard output, exit status 2, and errors as JSON on standard error: the objects.
fn refused_in_json(run: &Run) -> Vec<Value> {
    assert_eq!((run.status, run.out.as_str()), (2, ""), "{run:?}");
    assert!(!run.err.contains(is_raw), "{run:?}");
    let errors: Vec<Value> =
        run.err.lines().map(|line| serde_json::from_str(line).expect("a line is JSON")).collect();
    assert!(!errors.is_empty(), "{run:?}");
    errors
}

/// The only one of these errors, which has every key.
fn only_error(run: &Run) -> Value {
    let errors = refused_in_json(run);
    let [line] = errors.as_slice() else { panic!("one error: {run:?}") };
    for key in ["code", "at", "message", "accepted", "suggestion", "more"] {
        assert!(line["error"].get(key).is_some(), "{key} in {line}");
    }
    line["error"].clone()
}

/// Whether a character may change what a terminal shows; line feeds are fine.
fn is_raw(c: char) -> bool {
    (c.is_control() && c != '\n') || ('\u{202a}'..='\u{202e}').contains(&c)
}

fn os<const N: usize>(args: [&str; N]) -> Vec<OsString> {
    args.map(OsString::from).to_vec()
}
