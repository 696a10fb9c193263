//! The real binary where things go wrong: readers that leave, disks that are full, signals, and
//! inputs that change while they are read. What is written is always whole lines, and right.

#![cfg(feature = "cli")]
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "what fails here fails the test")]

mod support;

use std::fmt::Write as _;
use std::fs::{File, OpenOptions};
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::os::unix::process::ExitStatusExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

const EAR: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/rulebooks/ear-piercing.toml");

/// Longer than anything here takes, also on a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);

/// Some records, a line each; their reports are longer than any pipe holds.
fn records(count: usize) -> String {
    let mut records = String::new();
    for n in 0..count {
        let place = ["studio", "home", "stall"][n % 3];
        writeln!(records, "{{\"id\":{n},\"age\":{},\"place\":\"{place}\"}}", n % 100).unwrap();
    }
    records
}

fn batch(args: &[&str]) -> Command {
    let mut command = support::started(support::binary().get_program());
    command.args(["batch", "--rules", EAR, "--on", "2026-11-22"]).args(args);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// A batch through the shell, with this before and after it.
fn in_shell(before: &str, after: &str, args: &[&str]) -> Output {
    let batch = batch(args);
    let mut shell = Command::new("sh");
    shell.args(["-c", &format!("{before} exec \"$0\" \"$@\" {after}")]);
    shell.arg(batch.get_program()).args(batch.get_args()).output().unwrap()
}

/// A folder with one input in it; outputs go elsewhere, so that what is left of them is seen.
struct Scene {
    input: PathBuf,
    outputs: TempDir,
    _inputs: TempDir,
}

impl Scene {
    fn with(records: &str) -> Self {
        let (inputs, outputs) = (TempDir::new().unwrap(), TempDir::new().unwrap());
        let input = inputs.path().join("records.ndjson");
        std::fs::write(&input, records).unwrap();
        Self { input, outputs, _inputs: inputs }
    }

    fn input(&self) -> &str {
        self.input.to_str().unwrap()
    }

    fn output(&self) -> PathBuf {
        self.outputs.path().join("reports.ndjson")
    }
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

fn signal(child: &Child, name: &str) {
    let kill = Command::new("kill").args([&format!("-{name}"), &child.id().to_string()]).status();
    assert!(kill.unwrap().success());
}

/// Enough records that a batch of them does not end before a signal comes.
const MANY: usize = 40_000;

/// Moments that are spread without a pattern over the first hundredth of a second and more.
fn moments(count: u32) -> impl Iterator<Item = Duration> {
    (0..count).map(|n| Duration::from_micros(u64::from(n * 48_271 % 233 * n * 40)))
}

fn ends_within_patience(child: &mut Child) {
    let start = Instant::now();
    while child.try_wait().unwrap().is_none() {
        assert!(start.elapsed() < PATIENCE, "still there");
        thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn a_reader_that_leaves_early_is_no_error() {
    let scene = Scene::with(&records(4_000));
    for threads in ["1", "3"] {
        let mut child = batch(&["--threads", threads, scene.input()]).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        assert!(line.ends_with("}\n"), "{line}");
        let Output { status, stderr, .. } = child.wait_with_output().unwrap();
        assert_eq!((status.signal(), text(&stderr)), (Some(13), ""));
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_one_message() {
    let scene = Scene::with(&records(100));
    let output = in_shell("", ">/dev/full", &[scene.input()]);
    assert_eq!(output.status.code(), Some(2));
    let error = text(&output.stderr);
    assert!(error.starts_with("error: cannot write the reports: No space left"), "{error}");
    assert_eq!(error.lines().count(), 1, "{error}");
}

#[test]
fn an_interruption_ends_with_whole_lines() {
    let scene = Scene::with(&records(6_000));
    let expected = batch(&[scene.input()]).output().unwrap().stdout;
    let mut interrupted = 0;
    for moment in moments(10) {
        let mut child = batch(&[scene.input()]).spawn().unwrap();
        let mut stdout = child.stdout.take().unwrap();
        let mut written = vec![0];
        // From its first report on the program is ready for signals.
        stdout.read_exact(&mut written).unwrap();
        thread::sleep(moment);
        signal(&child, "INT");
        stdout.read_to_end(&mut written).unwrap();
        assert!(expected.starts_with(&written), "a part of the right reports");
        assert!(written.ends_with(b"\n"), "whole lines");
        let output = child.wait_with_output().unwrap();
        let said = text(&output.stderr);
        if output.status.signal() == Some(2) {
            interrupted += 1;
            assert_eq!(
                said,
                "\nInterrupted: the output is incomplete, but every line in it is whole.\n"
            );
        } else {
            assert_eq!((output.status.code(), said, written == expected), (Some(0), "", true));
        }
    }
    assert!(interrupted > 0);
}

#[test]
fn a_second_interruption_does_not_wait_for_a_reader_that_stalls() {
    // A report that is longer than any pipe holds, as each of these is written as an escape.
    let scene = Scene::with(&format!("{{\"id\":\"{}\"}}", "\u{9b}".repeat(500_000)));
    let mut child = batch(&[scene.input()]).spawn().unwrap();
    child.stdout.as_mut().unwrap().read_exact(&mut [0]).unwrap();
    signal(&child, "INT");
    thread::sleep(Duration::from_millis(200));
    assert!(child.try_wait().unwrap().is_none(), "the first waits for a whole line");
    signal(&child, "INT");
    ends_within_patience(&mut child);
    assert_eq!(child.wait().unwrap().signal(), Some(2));
}

#[test]
fn what_was_written_before_a_kill_is_right() {
    let scene = Scene::with(&records(6_000));
    let expected = batch(&[scene.input()]).output().unwrap().stdout;
    for moment in moments(8) {
        let mut child = batch(&["--threads", "3", scene.input()]).spawn().unwrap();
        let mut stdout = child.stdout.take().unwrap();
        let reader = thread::spawn(move || {
            let mut written = Vec::new();
            stdout.read_to_end(&mut written).unwrap();
            written
        });
        thread::sleep(moment);
        signal(&child, "KILL");
        let status = child.wait().unwrap();
        let written = reader.join().unwrap();
        assert!(expected.starts_with(&written));
        // It may have been faster than the kill.
        assert!(status.signal() == Some(9) || (status.success() && written == expected));
    }
    // While nobody reads on, it cannot have ended.
    let mut child = batch(&[scene.input()]).spawn().unwrap();
    let mut written = vec![0];
    child.stdout.as_mut().unwrap().read_exact(&mut written).unwrap();
    signal(&child, "KILL");
    child.stdout.take().unwrap().read_to_end(&mut written).unwrap();
    assert_eq!(child.wait().unwrap().signal(), Some(9));
    assert!(expected.starts_with(&written));
    // A file does not appear before it is whole.
    let scene = Scene::with(&records(MANY));
    let path = scene.output();
    let mut child = batch(&["-o", path.to_str().unwrap(), scene.input()]).spawn().unwrap();
    thread::sleep(Duration::from_millis(30));
    signal(&child, "KILL");
    child.wait().unwrap();
    assert!(!path.exists());
}

/// Starts a batch, stops reading its reports after the first byte, changes its input, and then
/// reads the rest.
fn changed_meanwhile(input: &Path, change: impl FnOnce(&Path)) -> (Vec<u8>, Output) {
    let mut child = batch(&["--threads", "2", input.to_str().unwrap()]).spawn().unwrap();
    let mut written = vec![0];
    let mut stdout = child.stdout.take().unwrap();
    stdout.read_exact(&mut written).unwrap();
    change(input);
    stdout.read_to_end(&mut written).unwrap();
    (written, child.wait_with_output().unwrap())
}

#[test]
fn an_input_that_shrinks_gives_whole_lines() {
    let all = records(20_000);
    let whole = Scene::with(&all);
    let expected = batch(&[whole.input()]).output().unwrap().stdout;
    for length in [0, 300_001, 600_001] {
        let scene = Scene::with(&all);
        let (written, output) = changed_meanwhile(&scene.input, |path| {
            OpenOptions::new().write(true).open(path).unwrap().set_len(length).unwrap();
        });
        assert!(written.ends_with(b"\n") && written.len() < expected.len());
        // A last line that is cut gives an error, and all before it is right.
        let lines: Vec<_> = text(&written).split_inclusive('\n').collect();
        let (last, before) = lines.split_last().unwrap();
        assert!(expected.starts_with(before.concat().as_bytes()));
        let is_cut = last.starts_with("{\"line\":");
        assert!(is_cut || expected.starts_with(&written), "{last}");
        assert_eq!(output.status.code(), Some(if is_cut { 2 } else { 0 }));
    }
}

#[test]
fn an_input_that_grows_gives_whole_lines() {
    let all = records(12_000);
    let at = all.len() / 2;
    let scene = Scene::with(&all[..at]);
    let (written, output) = changed_meanwhile(&scene.input, |path| {
        let mut file = OpenOptions::new().append(true).open(path).unwrap();
        file.write_all(&all.as_bytes()[at..]).unwrap();
    });
    assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), ""));
    std::fs::write(&scene.input, &all).unwrap();
    let expected = batch(&[scene.input()]).output().unwrap().stdout;
    assert!(written == expected, "what was added is read, too");
}

#[test]
fn an_input_that_vanishes_is_one_message() {
    let scene = Scene::with(&records(10));
    let mut child = batch(&["-", scene.input()]).stdin(Stdio::piped()).spawn().unwrap();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    let mut line = String::new();
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(b"{\"id\":\"first\"}\n").unwrap();
    stdout.read_line(&mut line).unwrap();
    assert!(line.contains("\"id\":\"first\"") && line.ends_with("}\n"), "{line}");
    std::fs::remove_file(&scene.input).unwrap();
    drop(stdin);
    assert_eq!(stdout.read_to_string(&mut line).unwrap(), 0);
    let Output { status, stderr, .. } = child.wait_with_output().unwrap();
    assert_eq!(status.code(), Some(2));
    let error = text(&stderr);
    assert!(error.starts_with("error: cannot read ") && error.contains(scene.input()), "{error}");
    assert_eq!(error.lines().count(), 1, "{error}");
}

#[cfg(target_os = "linux")]
#[test]
fn an_input_that_breaks_off_is_one_message() {
    // It can be opened, but nothing is there to read.
    let scene = Scene::with(&records(10));
    let output = batch(&[scene.input(), "/proc/self/mem"]).output().unwrap();
    assert_eq!((output.status.code(), text(&output.stdout).lines().count()), (Some(2), 10));
    let error = text(&output.stderr);
    assert!(error.starts_with("error: cannot read /proc/self/mem: "), "{error}");
    assert_eq!(error.lines().count(), 1, "{error}");
}

/// Somebody who waits for a report before sending the next record.
fn asks(stdin: &mut ChildStdin, stdout: &mut impl std::io::BufRead, record: &str) -> String {
    stdin.write_all(record.as_bytes()).unwrap();
    let mut report = String::new();
    stdout.read_line(&mut report).unwrap();
    assert!(report.ends_with("}\n"), "{report}");
    report
}

#[test]
fn a_report_does_not_wait_for_the_next_record() {
    for threads in ["1", "4"] {
        let mut child = batch(&["--threads", threads]).stdin(Stdio::piped()).spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        for n in 0..20 {
            let report = asks(&mut stdin, &mut stdout, &format!("{{\"id\":{n}}}\n"));
            assert!(report.starts_with(&format!("{{\"report\":2,\"id\":{n},")), "{report}");
            let error = asks(&mut stdin, &mut stdout, "what?\n");
            assert!(error.starts_with(&format!("{{\"line\":{},", 2 * n + 2)), "{error}");
        }
        // A last line that is cut off.
        stdin.write_all(b"{\"id\":20,\"age\"").unwrap();
        drop(stdin);
        let mut rest = String::new();
        stdout.read_to_string(&mut rest).unwrap();
        assert!(
            rest.starts_with("{\"line\":41,\"id\":null,\"error\":{\"code\":\"syntax\""),
            "{rest}"
        );
        assert_eq!(rest.lines().count(), 1);
        let Output { status, stderr, .. } = child.wait_with_output().unwrap();
        assert_eq!(status.code(), Some(2));
        assert_eq!(text(&stderr), "error: 21 of 41 records could not be screened\n");
    }
}

#[test]
fn a_named_pipe_is_an_input_like_any_other() {
    let scene = Scene::with("");
    let pipe = scene.outputs.path().join("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let child = batch(&[pipe.to_str().unwrap()]).spawn().unwrap();
    let mut writer = File::create(&pipe).unwrap();
    for n in 0..3 {
        // Opened once, it is never without a reader.
        thread::sleep(Duration::from_millis(20));
        writeln!(writer, "{{\"id\":{n}}}").unwrap();
    }
    drop(writer);
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), ""));
    assert_eq!(text(&output.stdout).lines().count(), 3);
}
