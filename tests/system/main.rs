//! The real binary in a shell: files, pipes, streams and signals as the system gives them.

#![cfg(feature = "cli")]
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "what fails here fails the test")]

#[path = "../support/mod.rs"]
mod support;

mod closed_pipes;
mod outputs;
mod read_once;
mod same_file;
#[cfg(target_os = "linux")]
mod signals;
mod standard_streams;

use std::fmt::Write as _;
use std::fs;
use std::os::unix::process::ExitStatusExt as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use tempfile::TempDir;

const EAR: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/rulebooks/ear-piercing.toml");

/// A folder with a rule file `ear.toml`, an answers file `me.json` and a few records `few.jsonl`.
struct Scene {
    folder: TempDir,
}

/// What came of a script.
#[derive(Debug)]
struct Ended {
    /// As a shell shows it: 128 and the number of a signal.
    status: i32,
    out: String,
    err: String,
}

/// Answers that come to avoid.
const AVOID: &str = "--sore-ear --place home --age 30";

/// Some records, a line each; every second one comes to avoid.
fn records(count: usize) -> String {
    let mut records = String::new();
    for n in 0..count {
        let sore = n % 2 == 1;
        writeln!(records, "{{\"id\":{n},\"age\":30,\"place\":\"home\",\"sore_ear\":{sore}}}")
            .unwrap();
    }
    records
}

impl Scene {
    fn new() -> Self {
        let scene = Self { folder: TempDir::new().unwrap() };
        fs::copy(EAR, scene.path("ear.toml")).unwrap();
        scene.write("me.json", "{\"age\":30,\"place\":\"studio\"}\n");
        scene.write("few.jsonl", &records(4));
        scene
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).unwrap();
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// The names of all files, also of hidden ones.
    fn names(&self) -> Vec<String> {
        let names = fs::read_dir(self.folder.path()).unwrap();
        let mut names: Vec<_> =
            names.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    /// A shell with a script, in which `$nc` is the program and `$avoid` are answers.
    fn command(&self, shell: &str, script: &str) -> Command {
        let mut command = support::started(shell);
        command.arg("-c").arg(script).current_dir(self.folder.path());
        command.env("nc", support::binary().get_program()).env("NEEDLECHECK_RULES", "ear.toml");
        command.env("avoid", AVOID).stdin(Stdio::null());
        command
    }

    fn run(&self, script: &str) -> Ended {
        self.run_in("sh", script)
    }

    fn run_in(&self, shell: &str, script: &str) -> Ended {
        let output = self.command(shell, script).output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        let signal = || 128 + output.status.signal().unwrap();
        Ended {
            status: output.status.code().unwrap_or_else(signal),
            out: text(output.stdout),
            err: text(output.stderr),
        }
    }

    /// Runs a script that has to end with exit status 2, one message and no result, and changes no
    /// file; gives the message.
    fn refused(&self, script: &str) -> String {
        let before: Vec<_> =
            self.names().into_iter().map(|name| (self.read(&name), name)).collect();
        let run = self.run(script);
        assert_eq!((run.status, run.out.as_str()), (2, ""), "{script}: {run:?}");
        assert_eq!(run.err.matches("error: ").count(), 1, "{script}: {run:?}");
        for (text, name) in &before {
            assert!(self.read(name) == *text, "{script} changed {name}");
        }
        assert_eq!(self.names().len(), before.len(), "{script} left {:?}", self.names());
        run.err.strip_prefix("error: ").expect(script).trim_end().to_owned()
    }
}

#[expect(clippy::print_stderr, reason = "what is not tested is said")]
fn say(text: &str) {
    eprintln!("{text}");
}

/// Whether a program is installed; says that something is not tested if it is not.
fn has(program: &str) -> bool {
    let found = Command::new("sh").args(["-c", &format!("command -v {program}")]).output();
    let found = found.is_ok_and(|output| output.status.success());
    if !found {
        say(&format!("{program} is not here: what needs it is not tested"));
    }
    found
}
