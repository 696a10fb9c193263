//! `needlecheck columns`: the draft of a columns file, from the columns of a table and the values
//! seen.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, reason = "what cannot be unwrapped is a failed test")]

mod support;

use std::path::{Path, PathBuf};

use needlecheck::Rulebook;
use needlecheck::answers::Form;
use proptest::prelude::*;
use proptest::test_runner::Config;
use support::{Run, assert_snapshot, needlecheck, needlecheck_with_input};

const EAR: &str = "tests/rulebooks/ear-piercing.toml";

fn draft(args: &[&str], table: impl Into<Vec<u8>>) -> Run {
    needlecheck_with_input(["columns", "-", "--rules", EAR].iter().chain(args), table)
}

fn form(draft: &str) -> Result<Form, String> {
    let rulebook = Rulebook::from_bytes(EAR, std::fs::read(EAR).unwrap()).unwrap();
    let form = Form::from_bytes(&rulebook, "draft.toml", draft.into());
    form.map_err(|faults| faults.to_string())
}

fn file(name: &str, content: impl AsRef<[u8]>) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, content).unwrap();
    path
}

#[test]
fn an_export_is_drafted_column_by_column() {
    for name in ["builder", "redcap", "spreadsheet"] {
        let table = format!("tests/forms/{name}.csv");
        let run = needlecheck(["columns", &table, "--rules", EAR]);
        assert_eq!(run.status, 0, "{run:?}");
        assert_snapshot(run.out, format!("tests/forms/{name}.draft.toml"));
    }
}

#[test]
fn the_draft_for_our_own_names_is_clean_as_it_is() {
    let table = "id;on;sore_ear;place;age;last_piercing\n1;2026-11-22;yes;home;30;3 weeks ago\n";
    let run = draft(&[], table);
    form(&run.out).unwrap();
    assert!(run.err.starts_with("6 columns, all of them named like questions. Then: "), "{run:?}");
    let columns = file("own-names.toml", &run.out);
    let args = ["batch", "--rules", EAR, "--input", "csv"];
    let plain = needlecheck_with_input(args, table);
    let by_form = ["--columns", columns.to_str().unwrap()];
    assert_eq!(needlecheck_with_input(args.iter().chain(&by_form), table).out, plain.out);
}

#[test]
fn values_of_a_question_by_its_name_are_named_where_that_is_certain() {
    let run = draft(&[], "sore_ear,place\nYes,home\nNo,Home\nMaybe,Home\nMaybe,home\n");
    form(&run.out).unwrap();
    for line in [
        "values.\"Yes\" = \"yes\"\n",
        "values.\"No\" = \"no\"\n",
        "# values.\"Maybe\" = \"\"\n",
        "values.\"home\" = \"home\"\n",
        "# values.\"Home\" = \"\"\n",
    ] {
        assert!(run.out.contains(&format!("\n{line}")), "{line}: {}", run.out);
    }
}

#[test]
fn a_column_that_needs_a_meaning_has_it_in_comments_only() {
    let run = draft(&[], "How old are you?,Is your ear sore?\n30,Yes\n31,No\n");
    assert!(run.out.contains("# question = \"age\"  # How old are you?\n"), "{}", run.out);
    assert!(run.out.contains("# question = \"sore_ear\"  # It is sore\n"), "{}", run.out);
    assert!(run.out.contains("# values.\"Yes\" = \"yes\"\n"), "{}", run.out);
    let faults = form(&run.out).unwrap_err();
    assert!(faults.contains("`How old are you?` has no `question` (2 errors)"), "{faults}");
    let next = "2 columns; say what 2 of them mean or that they are ignored. Then: \
                needlecheck batch --input csv --columns FILE '-'\n";
    assert_eq!(run.err, next);
    assert_eq!(draft(&["--quiet"], "A\nx\n").err, "");
    // Once the lines that fit are in force, it is a form.
    let filled = run.out.replace("# question = \"age\"", "question = \"age\"");
    let filled = filled.replace("# question = \"sore_ear\"", "question = \"sore_ear\"");
    form(&filled.replace("# values.", "values.")).unwrap();
}

#[test]
fn nothing_of_anybodys_own_is_written_down() {
    let people = [
        ("Anna Berg", "anna@example.org", "1/2/1990", "+44 20 7946 0958", "34", "Leeds"),
        ("Anna Berg", "anna@example.org", "1/2/1990", "+44 20 7946 0958", "34", "Leeds"),
        ("Bo Dahl", "bo@example.org", "3/4/1985", "+44 20 7946 0123", "41", "York"),
    ];
    let rows = people.map(|(who, mail, born, call, years, city)| {
        let story = format!("\"It hurt, and then my sister {who} came\"");
        format!("{who},{mail},{born},{call},{years},{city},{story},Yes\n")
    });
    let table = format!("Who,Contact,Born,Call,Years,Home city,Story,Sore\n{}", rows.concat());
    let run = draft(&[], table);
    let shown = run.out.to_lowercase();
    for own in ["anna", "bo dahl", "example.org", "1990", "7946", "34", "41", "leeds", "york"] {
        assert!(!shown.contains(own), "{own}: {}", run.out);
    }
    assert!(run.out.contains("# values.\"Yes\" = \"yes\"\n"), "{}", run.out);
}

#[test]
fn lists_dates_and_decimal_commas_are_likely_by_their_values() {
    let table =
        "Ticked;When;Width\nSore, Old hole;31/12/2025;0,5\nOld hole;1/2/2026;1\nSore;;1,5\n";
    let run = draft(&[], table);
    for line in [
        "# split = \", \"\n",
        "# ticked.\"Old hole\" = \"old_hole\"\n",
        "# ticked.\"Sore\" = \"sore_ear\"\n",
        "# dates = \"day/month/year\"\n",
        "# decimal = \",\"\n",
    ] {
        assert!(run.out.contains(line), "{line}: {}", run.out);
    }
    // Where the day could be the month, nothing is likely.
    assert!(!draft(&[], "When\n1/2/2026\n").out.contains("dates"));
}

#[test]
fn what_is_between_cells_is_found_or_named() {
    for (args, table) in [
        (&[][..], "What, if any;Sore\nx, y;Yes\n"),
        (&[][..], "What, if any\tSore\nx, y, z\tYes\n"),
        (&["--delimiter", "|"][..], "What, if any|Sore\nx;y|Yes\n"),
    ] {
        let run = draft(args, table);
        assert!(run.out.contains("\n[column.\"What, if any\"]\n"), "{}", run.out);
        assert!(run.out.contains("\n[column.\"Sore\"]\n"), "{}", run.out);
    }
}

#[test]
fn the_draft_goes_to_a_file_and_not_over_the_table() {
    let table = file("drafted-table", "Sore\nYes\n");
    let output = Path::new(env!("CARGO_TARGET_TMPDIR")).join("drafted.toml");
    let (table, output) = (table.to_str().unwrap(), output.to_str().unwrap());
    let args = ["columns", table, "--rules", EAR, "-o"];
    let run = needlecheck_with_input(args.iter().chain(&[output]), "");
    assert_eq!((run.status, run.out.as_str()), (0, ""));
    assert!(run.err.ends_with(&format!("--columns '{output}' '{table}'\n")), "{}", run.err);
    assert!(std::fs::read_to_string(output).unwrap().contains("[column.\"Sore\"]"));
    let run = needlecheck_with_input(args.iter().chain(&[table]), "");
    assert_eq!((run.status, run.out.as_str()), (2, ""));
    assert!(run.err.contains("`--output` and the table are the same file"), "{}", run.err);
    assert_eq!(std::fs::read_to_string(table).unwrap(), "Sore\nYes\n");
}

#[test]
fn what_is_no_table_is_named() {
    for (table, said) in [
        (&b"{\"id\":1}\n"[..], "it looks like JSON"),
        (b"\x1f\x8b\x08\0", "compressed by gzip"),
        (b"a,\"b\n1,2\n", "the quote that opens a cell on line 1 is never closed"),
        (b"", "the line is empty"),
        (b"\xff\xff\n", "not UTF-8"),
    ] {
        let run = draft(&[], table);
        assert_eq!((run.status, run.out.as_str()), (2, ""), "{run:?}");
        assert!(run.err.contains(said), "{said}: {}", run.err);
    }
    let run = needlecheck_with_input(["columns", "no-such-table.csv"], "");
    assert_eq!(run.status, 2);
    assert!(run.err.starts_with("error: cannot read no-such-table.csv: "), "{}", run.err);
}

#[test]
fn only_the_first_records_are_looked_at() {
    let table = format!("Sore\n{}Seldom\nSeldom\n", "Yes\n".repeat(200));
    assert!(!draft(&[], table).out.contains("Seldom"));
}

proptest! {
    #![proptest_config(Config { cases: 200, failure_persistence: None, ..Config::default() })]

    /// Whatever the names and values are: every column stands there by its name, and the only fault
    /// is that it has no meaning yet.
    #[test]
    fn any_header_gives_a_file_with_its_columns(
        names in prop::collection::vec("[a-c\"\\\\\n\t.#é\u{202e}\u{7} ]{0,6}", 1..5),
        values in prop::collection::vec("[Yy,1/ é\"\n]{0,4}", 0..20),
    ) {
        let cell = |text: &String| format!("\"{}\"", text.replace('"', "\"\""));
        let row = |texts: &[String]| texts.iter().map(cell).collect::<Vec<_>>().join(",");
        let rows = std::iter::once(names.as_slice()).chain(values.chunks_exact(names.len()));
        let table = rows.map(row).collect::<Vec<_>>().join("\n");
        let run = draft(&["--delimiter", ","], table.clone());
        prop_assert_eq!(run.status, 0, "{}", run.err);
        let has_unprintable = run.out.contains(['\u{202e}', '\u{7}']);
        prop_assert!(!has_unprintable, "{}", run.out);
        let text = run.out.replace("# ignore = true", "ignore = true");
        let form = form(&text);
        prop_assert!(form.is_ok(), "{form:?}: {text}");
        let columns = file("any-header.toml", text);
        let args = ["batch", "--rules", EAR, "--input", "csv", "--delimiter", ",", "--columns"];
        let args = args.iter().copied().chain([columns.to_str().unwrap()]);
        let read = needlecheck_with_input(args, table);
        prop_assert!(!read.err.contains("cannot be used as a table"), "{}", read.err);
    }
}
