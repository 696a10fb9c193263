//! Tables as clinics export them, with invented data, each with a columns file for this rulebook.

use super::support::{Setting, assert_snapshot, needlecheck_in};

#[test]
fn exports_are_read_as_they_are() {
    for name in ["builder", "redcap", "spreadsheet"] {
        let columns = format!("tests/forms/{name}.toml");
        let table = format!("tests/forms/{name}.csv");
        let args = ["batch", "--brief", "--on", "2026-11-22", "--columns", &columns, &table];
        let run = needlecheck_in(&Setting { built_in: true, ..Setting::default() }, args);
        assert!(run.err.ends_with("records could not be screened\n"), "{}", run.err);
        assert_snapshot(run.out, format!("tests/forms/{name}.jsonl"));
        assert!(std::fs::read_to_string(columns).unwrap().lines().count() <= 60);
    }
}
