//! A columns file: what is wrong with one is said before anything is read.

use std::fs;
use std::path::Path;

use needlecheck::answers::Form;
use needlecheck::diagnostic::Look;
use proptest::prelude::*;

use super::support::{assert_snapshot, needlecheck_with_input};
use super::{EAR, RULEBOOK, batch, cases, file, refused};

const FAULTS: &str = "tests/forms/faults";

#[test]
fn every_fault_is_drawn_at_once_and_nothing_is_read() {
    let files = fs::read_dir(FAULTS).unwrap().map(|file| file.unwrap().path());
    for path in files.filter(|path| path.extension().is_some_and(|ending| ending == "toml")) {
        let name = path.to_str().unwrap();
        let args = ["batch", "--rules", EAR, "--columns", name, "--input", "csv"];
        let run = needlecheck_with_input(args, "Sore?\nYes\n");
        assert_eq!((run.status, run.out.as_str()), (2, ""), "{name}: {run:?}");
        assert_snapshot(run.err, path.with_extension("txt"));
    }
}

#[test]
fn a_file_that_cannot_be_read_is_named() {
    let run = batch("--columns no-such-file.toml", "{}\n");
    assert!(refused(&run).starts_with("error: cannot read the columns file `no-such-file.toml`: "));
}

#[test]
fn columns_are_named_in_a_file_or_passed_over_by_a_flag() {
    let run = batch("--columns c.toml --ignore-columns note", "{}\n");
    assert_eq!(run.status, 2);
    assert!(run.err.contains("'--columns <FILE>' cannot be used with '--ignore-columns <NAMES>'"));
}

#[test]
fn what_is_written_does_not_take_its_place() {
    let path = file("kept-columns", "format = 1\n[column.Sore]\nquestion = \"sore_ear\"\n");
    let name = path.display().to_string();
    let before = fs::read(&path).unwrap();
    for flag in ["-o", "--summary"] {
        let run = batch(&format!("--columns {name} {flag} {name}"), "{}\n");
        assert!(refused(&run).contains("and `--columns` are the same file"), "{run:?}");
        assert_eq!(fs::read(&path).unwrap(), before);
    }
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_do_not_count() {
    let path = file(
        "windows-columns.toml",
        "\u{feff}format = 1\r\n[column.\"Sore?\"]\r\nquestion = \"sore_ear\"\r\n",
    );
    let run = batch(&format!("--input csv --columns {}", path.display()), "Sore?\nyes\n");
    assert_eq!((run.status, run.err.as_str()), (0, ""));
}

/// Pieces of columns files, many of them out of place.
const PIECES: &[&str] = &[
    "format = 1\n",
    "[column.\"A\"]\n",
    "[column.B]\n",
    "[column]\n",
    "question = \"sore_ear\"\n",
    "question = \"last_piercing\"\n",
    "question = \"age\"\n",
    "question = \"on\"\n",
    "values = {",
    "\"Yes\" = \"yes\",",
    "\"a\" = \"3 weeks ago\"",
    "}\n",
    "dates = \"day/month/year\"\n",
    "dates = \"é\"\n",
    "decimal = \",\"\n",
    "split = \", \"\n",
    "ticked = { \"x\" = \"old_hole\" }\n",
    "none = \"None\"\n",
    "blank = [\"\", \"\u{202e}\"]\n",
    "require = [\"2\"]\n",
    "ignore = true\n",
    "\"",
    "\u{feff}",
    "\r",
    "é",
];

/// Whatever the bytes are, they are a form or have faults that can be shown.
fn read(bytes: &[u8]) {
    if let Err(faults) = Form::from_bytes(&RULEBOOK, "any.toml", bytes.to_vec()) {
        assert!(!faults.diagnostics().is_empty());
        let text = faults.to_text(Look::PLAIN);
        assert!(!text.contains(['\u{202e}', '\u{1b}']), "{text}");
    }
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn any_bytes_are_a_form_or_have_faults(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        read(&bytes);
    }

    #[test]
    fn any_pieces_are_a_form_or_have_faults(
        pieces in prop::collection::vec(prop::sample::select(PIECES), 0..12),
        head in any::<bool>(),
    ) {
        let head = if head { "format = 1\n[column.\"A\"]\n" } else { "" };
        read((head.to_owned() + &pieces.concat()).as_bytes());
    }
}

#[test]
fn the_example_of_the_documentation_has_its_columns() {
    let text = fs::read_to_string("src/answers/form/README.md").unwrap();
    let example = text.split("```toml\n").nth(1).unwrap().split("```").next().unwrap();
    let path = file("documented-columns.toml", example);
    assert!(Path::new(&path).exists());
    let header = "Record number,Do you have active acne?,Which of these apply to you? (tick all),\
                  Date of last filler,Needle length,screening_complete,Email";
    let table = format!(
        "{header}\n7,Prefer not to say,\"Rosacea, Eczema\",01/02/2026,\"0,5\",2,a@example.org\n\
         8,Yes,None of these,,,2,\n9,N/A,,,,1,\n"
    );
    let setting = super::support::Setting {
        input: table.into_bytes(),
        built_in: true,
        ..super::support::Setting::default()
    };
    let args = ["batch", "--input", "csv", "--columns", path.to_str().unwrap()];
    let run = super::support::needlecheck_in(&setting, args);
    let found = super::lines(&run);
    let answers = &found[0]["answers"];
    assert_eq!(answers["active_acne"], "unsure", "{run:?}");
    assert_eq!((&answers["eczema"], &answers["rosacea"]), (&true.into(), &true.into()));
    assert_eq!(answers["last_filler"], "2026-02-01");
    assert_eq!(answers["needle_length"], 0.5);
    assert_eq!(found[1]["answers"]["eczema"], false);
    assert_eq!(found[2]["error"]["code"], "required-value");
}
