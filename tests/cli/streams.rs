//! The real binary: what goes to which stream, and streams that are closed, full or broken.

use std::io::{Read as _, Write as _};
use std::process::{Output, Stdio};

use super::support::{binary, needlecheck};
use super::{CORE, EAR};

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

/// A treatment date that has not passed, whenever the test runs: the real binary knows the day,
/// and says so where it has.
const LATER: &str = "2199-12-31";

fn core_later() -> Vec<&'static str> {
    CORE.into_iter().chain(["--on", LATER]).collect()
}

#[test]
fn the_report_goes_to_standard_output_and_nothing_to_standard_error() {
    let output = binary().args(core_later()).output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(text(&output.stdout), needlecheck(core_later()).out);
    assert_eq!(text(&output.stderr), "");
}

#[test]
fn an_error_goes_to_standard_error_and_nothing_to_standard_output() {
    let output = binary().args(["--trip", "nowhere"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(text(&output.stdout), "");
    assert_eq!(text(&output.stderr), needlecheck(["--trip", "nowhere"]).err);
}

#[test]
fn without_answers_and_without_a_terminal_it_does_not_wait() {
    let output = binary().stdin(Stdio::piped()).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).starts_with("error: no answers"), "{output:?}");
}

#[test]
fn answers_come_from_a_pipe() {
    let mut child = binary()
        .args(["--rules", EAR, "--answers", "-", "--json"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let document = br#"{"sore_ear": true, "place": "home", "age": 30, "on": "2199-12-31"}"#;
    child.stdin.take().unwrap().write_all(document).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stdout).contains(r#""verdict":"avoid""#));
    assert_eq!(text(&output.stderr), "", "nobody is asked to type into a pipe");
}

#[test]
fn the_environment_counts_in_the_real_binary() {
    let mut command = binary();
    let output = command.args(CORE).env("CLICOLOR_FORCE", "1").output().unwrap();
    assert!(output.stdout.starts_with(b"\x1b["));
    let output = command.env("NO_COLOR", "1").output().unwrap();
    assert!(output.stdout.starts_with(b"SUITABLE"));
    let output = command.env("NO_COLOR", "").output().unwrap();
    assert!(output.stdout.starts_with(b"\x1b["), "an empty NO_COLOR counts as unset");
    let output = command.env("CLICOLOR_FORCE", "0").output().unwrap();
    assert!(output.stdout.starts_with(b"SUITABLE"));
    let output =
        binary().args(["--age", "30", "--full"]).env("NEEDLECHECK_RULES", EAR).output().unwrap();
    assert!(text(&output.stdout).contains("ear-piercing"));
}

#[test]
fn a_reader_that_leaves_early_is_no_error() {
    // Longer than a pipe holds, so that writing goes on after the reader has left.
    for (args, status) in [(&["man"][..], 0), (&["schema", "answers"], 0), (&CORE, 0)] {
        let mut child =
            binary().args(args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut stdout = child.stdout.take().unwrap();
        let mut start = [0; 10];
        stdout.read_exact(&mut start).unwrap();
        drop(stdout);
        let Output { status: ended, stderr, .. } = child.wait_with_output().unwrap();
        assert_eq!((ended.code(), text(&stderr)), (Some(status), ""), "{args:?}");
    }
}

#[cfg(unix)]
mod unix {
    use super::{CORE, EAR, binary, text};
    use crate::support::shell;
    use std::process::{Output, Stdio};

    /// Runs the binary through the shell, with this after its arguments.
    fn redirected(redirection: &str, args: &[&str]) -> Output {
        let script = format!("exec \"$0\" \"$@\" {redirection}");
        shell().arg("-c").arg(script).arg(binary().get_program()).args(args).output().unwrap()
    }

    const AVOID: [&str; 8] =
        ["--rules", EAR, "--sore-ear", "--place", "home", "--age", "30", "--json"];

    #[cfg(target_os = "linux")]
    #[test]
    fn a_full_disk_is_one_error() {
        for args in [&AVOID[..7], &["--help"], &["--version"], &["man"], &["rules", "check", EAR]] {
            let output = redirected(">/dev/full", args);
            assert_eq!(output.status.code(), Some(2), "{args:?}");
            let error = text(&output.stderr);
            assert!(
                error.starts_with("error: cannot write the result to standard output: "),
                "{error}"
            );
            assert_eq!(error.lines().count(), 1, "{error}");
        }
        // If nothing can be said at all, the status still tells.
        assert_eq!(redirected("2>/dev/full", &["--nope"]).status.code(), Some(2));
        assert_eq!(redirected(">/dev/full 2>&1", &AVOID).status.code(), Some(2));
    }

    #[test]
    fn closed_streams_do_no_harm() {
        let output = redirected("2>&-", &AVOID);
        assert_eq!(output.status.code(), Some(1));
        assert!(text(&output.stdout).contains(r#""verdict":"avoid""#));
        assert_eq!(redirected("2>&-", &["--nope"]).status.code(), Some(2));
        let output = redirected("<&-", &[]);
        assert_eq!(output.status.code(), Some(2));
    }

    #[test]
    fn a_directory_on_standard_input_is_one_error() {
        let output = redirected("</", &["--answers", "-"]);
        assert_eq!(output.status.code(), Some(2));
        let error = text(&output.stderr);
        assert!(error.starts_with("error: cannot read answers from standard input"), "{error}");
    }

    #[test]
    fn the_exit_status_gates_a_script() {
        let binary = binary();
        let mut shell = shell();
        let script = "\"$0\" \"$@\" >/dev/null && echo book";
        shell.arg("-c").arg(script).arg(binary.get_program()).stderr(Stdio::inherit());
        let output = shell.args(CORE).output().unwrap();
        assert_eq!(text(&output.stdout), "book\n");
        let output = shell.args(["--last-sprain", "today"]).output().unwrap();
        assert_eq!(text(&output.stdout), "");
    }
}
