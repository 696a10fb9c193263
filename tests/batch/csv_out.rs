//! Reports as a CSV table, for spreadsheets.

use super::support::needlecheck_with_input;
use super::{batch, lines};

const RECORDS: &str = "{\"id\":\"A-1\",\"place\":\"home\",\"age\":15,\"sore_ear\":true}\n\
    {\"id\":\"A-2\",\"place\":\"studio\",\"age\":30,\"sore_ear\":\"unsure\"}\n\
    {\"id\":\"A-3\",\"place\":\"hme\"}\n{\n";

/// The cells of each row, as any reader of CSV has them.
fn rows(table: &str) -> Vec<Vec<String>> {
    let (mut rows, mut cell, mut row, mut quoted) = (Vec::new(), String::new(), Vec::new(), false);
    for c in table.chars() {
        match c {
            '"' if !quoted && cell.ends_with('\u{0}') => {
                cell.pop();
                cell.push('"');
                quoted = true;
            }
            '"' => {
                quoted = !quoted;
                if !quoted {
                    cell.push('\u{0}');
                }
            }
            ',' | '\n' if !quoted => {
                row.push(std::mem::take(&mut cell).replace('\u{0}', ""));
                if c == '\n' {
                    rows.push(std::mem::take(&mut row));
                }
            }
            c => cell.push(c),
        }
    }
    rows
}

#[test]
fn a_row_has_what_the_report_has() {
    let reports = lines(&batch("", RECORDS));
    let run = batch("--format csv", RECORDS);
    let rows = rows(&run.out);
    assert_eq!(
        rows[0],
        ["id", "verdict", "floor", "at_worst", "valid_until", "summary", "rules", "open", "error"]
    );
    assert_eq!(rows.len(), 1 + reports.len());
    for (row, report) in rows[1..].iter().zip(&reports) {
        assert_eq!(row.len(), rows[0].len(), "{row:?}");
        if report.get("error").is_some() {
            let said = [&report["line"].to_string(), report["error"]["message"].as_str().unwrap()];
            assert!(said.iter().all(|said| row[8].contains(*said)), "{row:?} {report}");
            assert!(row[1..8].iter().all(String::is_empty), "{row:?}");
            continue;
        }
        for (name, cell) in rows[0].iter().zip(row).take(6) {
            assert_eq!(report[name].as_str(), Some(cell.as_str()), "{name}");
        }
        let list = |name: &str, field: &str| {
            let items = report[name].as_array().unwrap().iter();
            items.map(|item| item[field].as_str().unwrap()).collect::<Vec<_>>().join(";")
        };
        assert_eq!([list("findings", "rule"), list("open", "question")], row[6..8]);
        assert_eq!(row[8], "");
    }
    assert_eq!(
        (run.status, run.err.as_str()),
        (2, "error: 2 of 4 records could not be screened\n")
    );
}

#[test]
fn no_cell_is_a_formula() {
    for (id, shown) in [
        ("=1+1", "'=1+1"),
        ("+1-2", "'+1-2"),
        ("-3", "-3"),
        ("-3,5", "'-3,5"),
        ("@x", "'@x"),
        ("\\tx", "'\tx"),
        ("a=1", "a=1"),
        ("+inf", "'+inf"),
        ("\\\"", "\""),
        ("\\\"\\\"\\\"", "\"\"\""),
        ("a \\\"b\\\", c\\nd", "a \"b\", c\nd"),
    ] {
        for more in ["", ",\"place\":\"hme\""] {
            let run = batch("--format csv", format!("{{\"id\":\"{id}\"{more}}}\n"));
            assert_eq!(rows(&run.out)[1][0], shown, "{id}: {}", run.out);
        }
    }
}

#[test]
fn the_ending_of_the_output_says_the_format() {
    let table = batch("--format csv", RECORDS).out;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("out.csv");
    let args = ["batch", "--on", "2026-11-22", "--rules", super::EAR, "-o", path.to_str().unwrap()];
    needlecheck_with_input(args, RECORDS.lines().take(2).collect::<Vec<_>>().join("\n"));
    let written = std::fs::read_to_string(&path).unwrap();
    assert!(table.starts_with(&written) && written.lines().count() == 3, "{written}");
    assert_eq!(batch("--format csv --brief", RECORDS).status, 2);
    assert_eq!(batch("--format ndjson", RECORDS).out, batch("", RECORDS).out);
}
