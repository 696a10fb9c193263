//! A report that goes to a file: whole or not at all, and for nobody else to read.

use std::fs;
use std::path::Path;

use super::support::{Run, Setting, needlecheck, needlecheck_in};
use super::{CORE, core, file, refused};

/// Screens the core questions, with the report in this file.
fn into_file(path: &Path, more: &[&str]) -> Run {
    core(["--output", path.to_str().unwrap()].iter().chain(more).copied())
}

/// What a folder holds.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

#[test]
fn the_file_has_what_standard_output_would_have_had() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("report");
    for format in ["text", "json", "markdown", "html"] {
        let run = into_file(&path, &["--format", format]);
        assert_eq!((run.status, run.out.as_str()), (0, ""));
        assert_eq!(run.err, format!("The report is in `{}`.\n", path.display()));
        let printed = core(["--format", format]);
        assert_eq!(fs::read_to_string(&path).unwrap(), printed.out, "{format}");
        assert_eq!(names(folder.path()), ["report"]);
    }
    let quiet = into_file(&path, &["-q"]);
    assert_eq!((quiet.status, quiet.out.as_str(), quiet.err.as_str()), (0, "", ""));
}

#[test]
fn the_exit_status_is_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("report.html");
    for more in
        [&["--last-sprain", "today"][..], &["--plan-photos", "unsure"], &["--fail-on", "never"]]
    {
        assert_eq!(into_file(&path, more).status, core(more.iter().copied()).status, "{more:?}");
    }
}

#[test]
fn the_name_says_the_format_unless_it_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let written = |name: &str, more: &[&str]| {
        let path = folder.path().join(name);
        assert_eq!(into_file(&path, more).status, 0);
        fs::read_to_string(path).unwrap()
    };
    for (name, start) in [
        ("a.html", "<!DOCTYPE html>"),
        ("a.HTM", "<!DOCTYPE html>"),
        ("a.md", "# SUITABLE"),
        ("a.markdown", "# SUITABLE"),
        ("a.json", "{\"report\":2"),
        ("a.txt", "SUITABLE"),
        ("a.", "SUITABLE"),
        ("html", "SUITABLE"),
    ] {
        assert!(written(name, &[]).starts_with(start), "{name}");
        assert!(written(name, &["--format", "text"]).starts_with("SUITABLE"), "{name}");
        assert!(written(name, &["--json"]).starts_with("{\"report\":2"), "{name}");
    }
}

#[test]
fn an_ending_that_is_no_format_is_refused_before_anything_is_asked() {
    let folder = tempfile::tempdir().unwrap();
    let refusal = |name: &str| {
        let path = folder.path().join(name);
        let into = ["--color", "never", "-o", path.to_str().unwrap()];
        let screened = needlecheck(CORE.iter().chain(&into));
        // Without answers, the questions would be asked.
        let asked = needlecheck_in(&Setting::typed("", 80), into);
        assert_eq!(refused(&asked), refused(&screened));
        assert_eq!(names(folder.path()), [""; 0]);
        refused(&screened).to_owned()
    };
    for pdf in ["result.pdf", "RESULT.PDF", "a.html.pdf"] {
        assert_eq!(
            refusal(pdf),
            "error: `--output`: `.pdf` is not a format: write `.html` and print it to PDF from a \
             browser"
        );
    }
    for other in ["out.csv", "out.docx", "out.json.bak", "out.2026"] {
        let refusal = refusal(other);
        assert!(refusal.contains("in `.html`, `.md`, `.json` or `.txt`"), "{refusal}");
    }
    assert!(refusal("page.htlm").contains("did you mean `.html`?"));
}

#[test]
fn a_typed_format_wins_over_the_ending_and_says_where_they_differ() {
    let folder = tempfile::tempdir().unwrap();
    for (name, format, differ) in [
        ("a.html", "json", true),
        ("a.txt", "html", true),
        ("a.pdf", "html", true),
        ("a.html", "html", false),
        ("a.htm", "html", false),
        ("a", "html", false),
    ] {
        let path = folder.path().join(name);
        let run = into_file(&path, &["--format", format]);
        assert_eq!(fs::read_to_string(&path).unwrap(), core(["--format", format]).out, "{name}");
        let note = format!("is written as {format}, whatever its name says");
        assert_eq!(run.err.contains(&note), differ, "{name}: {}", run.err);
    }
}

#[test]
fn answers_and_counts_are_json_and_not_named_otherwise() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).into_os_string().into_string().unwrap();
    refused(&core(["--save", &path("answers.csv")]));
    for name in ["answers.tsv", "answers.txt", "answers.html"] {
        refused(&core(["--save", &path(name)]));
        refused(&needlecheck(["batch", "--summary", &path(name)]));
        let batch = needlecheck(["batch", "-o", &path(name)]);
        assert!(refused(&batch).contains("`.ndjson`, `.jsonl`, `.json` or `.csv`"), "{batch:?}");
    }
    assert_eq!(names(folder.path()), [""; 0]);
    for name in ["answers.json", "answers"] {
        assert_eq!(core(["--save", &path(name)]).status, 0);
        assert_eq!(needlecheck(["batch", "--summary", &path(name)]).status, 0);
    }
    for name in ["reports.ndjson", "reports.JSONL", "reports.json", "reports.csv", "reports"] {
        assert_eq!(needlecheck(["batch", "-o", &path(name)]).status, 0, "{name}");
    }
}

#[test]
fn a_file_is_not_laid_out_for_the_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("report");
    let setting = Setting { terminal: Some(40), ..Setting::default() };
    let into = ["-o", path.to_str().unwrap()];
    assert_eq!(needlecheck_in(&setting, CORE.iter().chain(&into)).status, 0);
    assert_eq!(fs::read_to_string(path).unwrap(), core([]).out);
}

#[test]
fn a_dash_is_standard_output() {
    let run = core(["-o", "-"]);
    assert_eq!((run.out, run.err), (core([]).out, String::new()));
    assert!(!Path::new("-").exists());
}

#[test]
fn what_cannot_be_written_is_one_error_and_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let inside = folder.path().join("report");
    let too_long = folder.path().join("x".repeat(300));
    for path in [&folder.path().join("nowhere").join("report"), folder.path(), &too_long] {
        let run = into_file(path, &[]);
        assert!(refused(&run).starts_with("error: cannot save the report in `"), "{run:?}");
        assert_eq!(names(folder.path()), [""; 0]);
    }
    fs::write(&inside, "older").unwrap();
    for more in [&["--age", "x"][..], &["--nope"], &["--format", "nope"]] {
        refused(&into_file(&inside, more));
        assert_eq!(fs::read_to_string(&inside).unwrap(), "older");
    }
    assert_eq!(into_file(&inside, &[]).status, 0);
    assert_eq!(fs::read_to_string(&inside).unwrap(), core([]).out, "an older file is replaced");
}

#[test]
fn a_report_does_not_take_the_place_of_the_answers() {
    let answers = file("output-answers.json", "{}");
    let name = answers.to_str().unwrap();
    for flag in ["--answers", "--save"] {
        let run = needlecheck(["--age", "30", flag, name, "-o", name]);
        assert!(refused(&run).contains("are the same file"), "{run:?}");
        assert_eq!(fs::read_to_string(&answers).unwrap(), "{}");
    }
}

#[test]
fn only_a_screening_is_written_to_a_file() {
    for command in [&["rules", "check"][..], &["man"], &["schema", "report"]] {
        let run = needlecheck(["-o", "x"].iter().chain(command));
        assert!(refused(&run).contains("and its flags go after it, not before"), "{run:?}");
    }
}

#[cfg(unix)]
mod unix {
    use std::fs;
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};

    use super::{into_file, refused};

    #[test]
    fn only_its_owner_can_read_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("report.html");
        fs::write(&path, "older").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
        let before = fs::metadata(&path).unwrap().ino();
        assert_eq!(into_file(&path, &[]).status, 0);
        let after = fs::metadata(&path).unwrap();
        assert_eq!(after.mode() & 0o777, 0o600);
        assert_ne!(after.ino(), before, "who has the older file open keeps it");
    }

    #[test]
    fn a_link_or_a_device_is_not_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let (target, link) = (folder.path().join("target"), folder.path().join("link"));
        fs::write(&target, "older").unwrap();
        symlink(&target, &link).unwrap();
        for path in [link.as_path(), "/dev/null".as_ref()] {
            assert!(refused(&into_file(path, &[])).ends_with("it is not a file"));
        }
        assert_eq!(fs::read_to_string(target).unwrap(), "older");
        assert!(link.is_symlink());
    }
}
