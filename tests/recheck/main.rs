//! `needlecheck recheck`: what has changed since an earlier report, and why.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, reason = "what fails here fails the test")]

#[path = "../support/mod.rs"]
mod support;

mod because;
mod inputs;
mod versions;

use std::path::PathBuf;

use serde_json::Value;
use support::Run;
use tempfile::TempDir;

/// A rulebook for a walk, in its first version.
const WALK: &str = r#"
format = 1

[rulebook]
id        = "walk"
title     = "A walk"
version   = "1"
reviewed  = 2026-11-22
valid_for = "90 days"
notice    = "Made up for tests."

[question.knee]
ask    = "A sore knee"
kind   = "yes-no"
assume = false

[question.shoes]
ask             = "Which shoes?"
kind            = "choice"
options.boots   = "Boots"
options.sandals = "Sandals"
options.clogs   = "Clogs"

[question.last_fall]
ask  = "When was the last fall?"
kind = "date"

[rule.knee]
title    = "The knee is sore"
when     = { knee = true }
level    = "defer"
reason   = "Made up."
advice   = "Rest."
sources  = []
evidence = "editorial"

[rule.sandals]
title    = "Sandals are worn"
when     = { shoes = ["sandals", "clogs"] }
level    = "caution"
reason   = "Made up."
advice   = "Wear boots."
sources  = []
evidence = "editorial"

[rule.fall]
title    = "A fall in the last 2 weeks"
when     = { last_fall = { within = "2 weeks" } }
level    = "defer"
reason   = "Made up."
advice   = "Wait."
sources  = []
evidence = "editorial"
"#;

/// A version 2 of the rulebook with these texts replaced.
fn version_2(changes: &[(&str, &str)]) -> String {
    let first = ("\"1\"", "\"2\"");
    changes.iter().chain([&first]).fold(WALK.to_owned(), |text, (old, new)| {
        assert!(text.contains(old), "{old}");
        text.replacen(old, new, 1)
    })
}

/// A folder with rule files and reports.
struct Scene(TempDir);

impl Scene {
    fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    fn write(&self, name: &str, text: &str) -> String {
        let path: PathBuf = self.0.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    }

    /// The JSON report of these answers by the first version, for 22 November 2026.
    fn report(&self, answers: &str) -> String {
        self.report_on("2026-11-22", answers)
    }

    fn report_on(&self, on: &str, answers: &str) -> String {
        let rules = self.write("walk-1.toml", WALK);
        let args = ["--rules", &rules, "--on", on, "--json", "-q", "--answers", "-"];
        support::needlecheck_with_input(args, answers).out
    }

    /// Rechecks what is on standard input by a rulebook.
    fn recheck(&self, rules: &str, reports: &str, args: &[&str]) -> Run {
        let rules = self.write("walk.toml", rules);
        let before = ["recheck", "-", "--rules", &rules];
        support::needlecheck_with_input(before.iter().chain(args), reports)
    }

    /// The one result as JSON.
    fn result(&self, rules: &str, report: &str, on: &str) -> Value {
        let run = self.recheck(rules, report, &["--json", "--on", on]);
        let [result] = &results(&run)[..] else { panic!("{run:?}") };
        result.clone()
    }
}

/// The results of a run as JSON, one for each line.
fn results(run: &Run) -> Vec<Value> {
    run.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The verdicts before and after.
fn verdicts(result: &Value) -> (&str, &str) {
    let verdict = |at: &str| result[at]["verdict"].as_str().unwrap();
    (verdict("before"), verdict("after"))
}

/// Every difference: which list it is in, its rule or question, and its cause.
fn differences(result: &Value) -> Vec<String> {
    let mut all = Vec::new();
    for (prefix, lists) in [("", result), ("open ", &result["open"])] {
        for list in ["gone", "new", "changed"] {
            for one in lists[list].as_array().unwrap() {
                let subject = one.get("rule").or(one.get("question")).unwrap();
                let (subject, because) = (subject.as_str().unwrap(), one["because"].as_str());
                all.push(format!("{prefix}{list} {subject}: {}", because.unwrap()));
            }
        }
    }
    all
}
