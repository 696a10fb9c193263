//! The programs that are measured: needlecheck, and those that this one can be itself.

use std::env;
use std::ffi::OsString;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use super::hand_written;
use super::records::ON;

/// A program with its arguments, which reads a file that is named last, or standard input.
#[derive(Clone)]
pub(crate) struct Program {
    pub(crate) name: String,
    arguments: Vec<OsString>,
}

impl Program {
    pub(crate) fn needlecheck(
        name: &str,
        rules: Option<&Path>,
        threads: u64,
        options: &[&str],
    ) -> Self {
        let this = Path::new(env!("CARGO_BIN_EXE_needlecheck"));
        Self::build_of_needlecheck(this, name, rules, threads, options)
    }

    /// Another build of needlecheck, or this one.
    pub(crate) fn build_of_needlecheck(
        build: &Path,
        name: &str,
        rules: Option<&Path>,
        threads: u64,
        options: &[&str],
    ) -> Self {
        let (on, threads) = (ON.to_string(), threads.to_string());
        let fixed = ["batch", "--quiet", "--on", &on, "--threads", &threads];
        let fixed = fixed.into_iter().chain(options.iter().copied()).map(OsString::from);
        let rules = rules.map(|rules| ["--rules".into(), rules.into()]);
        let arguments = [build.into()].into_iter().chain(fixed).chain(rules.into_iter().flatten());
        Self { name: name.to_owned(), arguments: arguments.collect() }
    }

    /// The same rules as Rust, with brief reports.
    pub(crate) fn hand_written() -> anyhow::Result<Self> {
        Self::own("hand-written", &["hand-written"])
    }

    /// Reads lines, and writes a line of this length for each.
    pub(crate) fn copying(name: &str, length: u64) -> anyhow::Result<Self> {
        Self::own(name, &["copy-lines", &length.to_string()])
    }

    /// Reads nothing, and writes this number of bytes as fast as it can.
    pub(crate) fn pouring(name: &str, bytes: u64) -> anyhow::Result<Self> {
        Self::own(name, &["pour", &bytes.to_string()])
    }

    fn own(name: &str, task: &[&str]) -> anyhow::Result<Self> {
        let task = task.iter().map(OsString::from);
        let arguments = [env::current_exe()?.into()].into_iter().chain(task).collect();
        Ok(Self { name: name.to_owned(), arguments })
    }

    /// The program, to be started by another if one is named; what it writes is dropped.
    pub(crate) fn command(&self, by: &[&str]) -> Command {
        let by = by.iter().map(OsString::from);
        let mut words = by.chain(self.arguments.iter().cloned());
        let mut command = Command::new(words.next().unwrap_or_default());
        command.args(words).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command
    }
}

/// Does what these arguments ask for, if they come from a [`Program`].
pub(crate) fn serve(arguments: &[String], out: &mut impl Write) -> anyhow::Result<bool> {
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["hand-written", file] => hand_written::run(input(file)?, out, &ON.to_string())?,
        ["copy-lines", length, file] => copy_lines(length.parse()?, input(file)?, out)?,
        ["pour", bytes, ..] => pour(bytes.parse()?, out)?,
        _ => return Ok(false),
    }
    Ok(true)
}

/// How much is read or written with one call.
const AT_ONCE: usize = 128 << 10;

fn input(file: &str) -> io::Result<BufReader<File>> {
    Ok(BufReader::with_capacity(AT_ONCE, File::open(file)?))
}

/// A line of the length of a report for each line.
fn copy_lines(length: usize, mut input: impl BufRead, out: &mut impl Write) -> io::Result<()> {
    let mut report = vec![b'.'; length.saturating_sub(1)];
    report.push(b'\n');
    let (mut line, mut written) = (Vec::new(), Vec::with_capacity(2 * AT_ONCE));
    while input.read_until(b'\n', &mut line)? > 0 {
        line.clear();
        written.extend_from_slice(&report);
        if written.len() >= AT_ONCE {
            out.write_all(&written)?;
            written.clear();
        }
    }
    out.write_all(&written)
}

/// Bytes, as fast as they can be written, into a pipe that is as wide as needlecheck makes it.
fn pour(mut bytes: usize, out: &mut impl Write) -> io::Result<()> {
    #[cfg(target_os = "linux")]
    rustix::pipe::fcntl_setpipe_size(io::stdout(), 1 << 20)?;
    let mut some = vec![b'.'; AT_ONCE];
    some[AT_ONCE - 1] = b'\n';
    while bytes > 0 {
        let now = bytes.min(AT_ONCE);
        out.write_all(&some[AT_ONCE - now..])?;
        bytes -= now;
    }
    Ok(())
}

/// `1 thread`, `2 threads`.
pub(crate) fn threads(count: u64) -> String {
    format!("{count} thread{}", if count == 1 { "" } else { "s" })
}
