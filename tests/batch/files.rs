//! Files: read one after another, and written whole or not at all.

use tempfile::TempDir;

use super::support::needlecheck_with_input;
use super::{EAR, GOOD, batch, each_alone, file, lines};

const OTHER: &str = r#"{"id":2,"place":"home","age":15}"#;

#[test]
fn several_files_are_read_one_after_another_and_errors_say_in_which_they_are() {
    let first = file("several-1.ndjson", format!("\u{feff}{GOOD}\nbad"));
    let table = file("several-2.csv", "id,age,place\n2,15,home\n3,x,home\n");
    let args = format!("{} - {}", first.display(), table.display());
    let run = batch(&args, format!("{OTHER}\n\n"));
    assert_eq!(run.status, 2);
    let found = lines(&run);
    assert_eq!(found.len(), 6);
    let reports = each_alone(&[GOOD, OTHER, r#"{"id":"2","place":"home","age":15}"#]);
    let written: Vec<_> = run.out.lines().filter(|line| !line.contains("\"error\"")).collect();
    assert_eq!(written, reports.lines().collect::<Vec<_>>());
    let errors: Vec<_> = found.iter().filter(|line| line.get("error").is_some()).collect();
    let places: Vec<_> = errors
        .iter()
        .map(|line| (line["file"].as_str().unwrap(), line["line"].as_u64().unwrap()))
        .collect();
    let (first, table) = (first.to_str().unwrap(), table.to_str().unwrap());
    assert_eq!(places, [(first, 2), ("standard input", 2), (table, 3)]);

    // One alone needs no name.
    assert!(lines(&batch(first, "")).iter().all(|line| line.get("file").is_none()));
}

#[test]
fn the_same_file_may_be_read_twice() {
    let path = file("twice.ndjson", GOOD);
    let run = batch(&format!("{0} {0}", path.display()), "");
    assert_eq!((run.status, run.out), (0, each_alone(&[GOOD; 2])));
}

#[test]
fn a_file_that_cannot_be_read_is_one_clear_message_and_nothing_is_written() {
    let good = file("readable.ndjson", GOOD);
    let folder = TempDir::new().unwrap();
    let output = folder.path().join("reports.ndjson");
    for bad in ["no-such-file.ndjson", "src", "Cargo.toml/no", ""] {
        for first in [None, Some(&good)] {
            let mut args = vec!["batch".into(), "--rules".into(), EAR.into()];
            args.extend(first.map(|path| path.clone().into_os_string()));
            args.push(bad.into());
            let run = needlecheck_with_input(args.clone(), "");
            let error = super::refused(&run).to_owned();
            assert!(
                error.contains("cannot read") || error.contains("a value is required"),
                "{error}"
            );
            assert!(error.contains(bad), "{error}");
            args.extend(["-o".into(), output.clone().into_os_string()]);
            assert_eq!(super::refused(&needlecheck_with_input(args, "")), error);
            assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "nothing is left");
        }
    }
}

#[test]
fn an_output_appears_whole_for_its_owner_alone() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("reports.ndjson");
    std::fs::write(&path, "what was there before").unwrap();
    let run = batch(&format!("-o {}", path.display()), format!("{GOOD}\nbad\n{OTHER}\n"));
    // Errors are results, too.
    assert_eq!((run.status, run.out.as_str()), (2, ""));
    let written = std::fs::read_to_string(&path).unwrap();
    assert_eq!(written, batch("", format!("{GOOD}\nbad\n{OTHER}\n")).out);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = std::fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}

#[test]
fn a_batch_that_ends_early_leaves_the_output_as_it_was() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("reports.ndjson");
    for before in [None, Some("what was there before")] {
        if let Some(before) = before {
            std::fs::write(&path, before).unwrap();
        }
        for (args, input) in [("--stop-on-error", "{}\nbad\n"), ("--input csv", "no such\n")] {
            let run = batch(&format!("{args} -o {}", path.display()), input);
            assert_eq!((run.status, run.out.as_str()), (2, ""));
            assert_eq!(std::fs::read_to_string(&path).ok().as_deref(), before, "{args}");
            let files = std::fs::read_dir(folder.path()).unwrap().count();
            assert_eq!(files, usize::from(before.is_some()));
        }
    }
}

#[test]
fn an_output_that_cannot_be_written_is_known_before_anything_is_read() {
    let input = file("unwritten.ndjson", GOOD);
    for bad in ["src", "no-such-folder/reports.json", "Cargo.toml/no", "/"] {
        for flag in ["-o", "--summary"] {
            let run = batch(&format!("{flag} {bad} {}", input.display()), "");
            let error = super::refused(&run);
            assert!(error.contains("cannot save") && error.contains(bad), "{error}");
        }
    }
}

#[test]
fn an_output_is_none_of_the_other_files() {
    let input = file("clash.ndjson", GOOD);
    let folder = TempDir::new().unwrap();
    let (input, output) = (input.display(), folder.path().join("reports.ndjson"));
    let output = output.display();
    for args in [
        format!("-o {output} --summary {output}"),
        format!("{input} -o {input}"),
        format!("{input} --summary {input}"),
    ] {
        super::refused(&batch(&args, GOOD));
        assert_eq!(std::fs::read_to_string(input.to_string()).unwrap(), GOOD, "{args}");
    }
}

#[test]
fn a_dash_writes_to_standard_output() {
    assert_eq!(batch("-o -", GOOD).out, each_alone(&[GOOD]));
}

#[test]
fn what_is_no_list_of_records_gives_one_message_that_names_the_cause() {
    let table = "id,age,place\n1,30,home\n";
    let record = "{\n  \"id\": 1,\n  \"place\": \"home\"\n}\n";
    let one = "{\"id\": 1}";
    let utf16: Vec<u8> = table.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let with = |from: &str, to: &str| table.replace(from, to).into_bytes();
    let (array, several) = ("an array of records", "a record over several lines");
    for (input, cause) in [
        (table.into(), "a table"),
        (with(",", ";"), "a table"),
        (with(",", "\t"), "a table"),
        (with(",", "|"), "a table"),
        (with("\n", "\r"), "a table"),
        (format!("sep=,\n{table}").into(), "a table"),
        (format!("\u{feff}\"SEP=;\"\r\n{table}").into(), "a table"),
        (record.into(), several),
        (record.replace('\n', "\r\n").into(), several),
        (format!("\u{feff}{record}{record}").into(), several),
        (format!("[{one},{one}]").into(), array),
        (format!(" [ {one} ]\n").into(), array),
        (format!("[\n{record}]\n").into(), array),
        ("[]\n".into(), array),
        (utf16, "text in UTF-16"),
        (b"\x1f\x8b\x08\0\0\0\0\0".to_vec(), "compressed by gzip"),
    ] {
        let error = super::refused(&batch("", input.clone())).to_owned();
        assert!(error.starts_with("error: cannot read standard input: it "), "{error}");
        assert!(error.contains(cause) && error.contains("\n  accepted: "), "{cause}: {error}");
        assert_eq!(error.lines().count(), 2, "{error}");
    }
    for (input, cause) in [
        (format!("sep=,\n{table}").into(), "a line for a spreadsheet"),
        (format!("\u{feff}\"SEP=;\"\r\n{table}").into(), "a line for a spreadsheet"),
        (with(",", "|"), "`--delimiter '|'`"),
        (record.into(), "JSON"),
        (record.replace('\n', "\r\n").into(), "JSON"),
        (one.into(), "JSON"),
        (format!("[ {one} ]").into(), "JSON"),
        (format!("[\n{record}]\n").into(), "JSON"),
    ] {
        let error = super::refused(&batch("--input csv", input)).to_owned();
        assert!(error.starts_with("error: cannot read standard input: it "), "{error}");
        assert!(error.contains(cause) && error.contains("\n  accepted: "), "{cause}: {error}");
    }
}
