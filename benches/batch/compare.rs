//! Whether the reports are right, before anything is measured.

use std::io::{BufRead as _, BufReader, Write};
use std::process::{ChildStdout, Stdio};

use anyhow::{Context as _, ensure};
use serde_json::Value;

use super::BenchFiles;
use super::measure::finish;
use super::program::Program;

/// How many bytes a report has, with its line feed, on average.
#[derive(Clone, Copy)]
pub(crate) struct Sizes {
    pub(crate) full: u64,
    pub(crate) brief: u64,
}

/// Compares all brief reports of needlecheck with those written by hand, byte for byte, and all
/// full reports with the brief ones.
///
/// # Errors
///
/// The first difference.
pub(crate) fn all_reports(files: &BenchFiles, out: &mut impl Write) -> anyhow::Result<Sizes> {
    let needlecheck =
        |name, options: &[&str]| Program::needlecheck(name, Some(&files.rules), 2, options);
    let full = needlecheck("full reports", &[]);
    let brief = needlecheck("brief reports", &["--brief"]);
    let known = Program::hand_written()?;
    in_step(files, [&brief, &known], |brief, known| Ok(brief == known))?;
    let [full, brief] = in_step(files, [&full, &brief], says_the_same)?;
    let sizes = Sizes { full: full / files.count, brief: brief / files.count };
    writeln!(
        out,
        "{} records by 60 rules: needlecheck and the hand-written program give the same brief \
         reports, byte for byte ({} bytes each), and full reports say the same ({} bytes)",
        files.count, sizes.brief, sizes.full,
    )?;
    Ok(sizes)
}

/// Whether a full report says all that the brief one says.
fn says_the_same(full: &[u8], brief: &[u8]) -> anyhow::Result<bool> {
    let (full, brief): (Value, Value) =
        (serde_json::from_slice(full)?, serde_json::from_slice(brief)?);
    let values = ["id", "verdict", "at_worst"].map(|field| (field, full.get(field).cloned()));
    let lists = [
        ("rules", ids(&full, "findings", "rule")),
        ("open", ids(&full, "open", "question")),
        ("unasked", ids(&full, "unasked", "question")),
    ];
    let mut fields = values.into_iter().chain(lists);
    Ok(fields.all(|(field, said)| said.is_some() && said.as_ref() == brief.get(field)))
}

/// The ids in a list of a full report.
fn ids(report: &Value, list: &str, id: &str) -> Option<Value> {
    report.get(list)?.as_array()?.iter().map(|item| item.get(id).cloned()).collect()
}

/// Runs two programs on all records, and holds each report of one against that of the other. Says
/// how many bytes each of them wrote.
fn in_step(
    files: &BenchFiles,
    programs: [&Program; 2],
    is_same: impl Fn(&[u8], &[u8]) -> anyhow::Result<bool>,
) -> anyhow::Result<[u64; 2]> {
    let start =
        |program: &Program| program.command(&[]).arg(&files.records).stdout(Stdio::piped()).spawn();
    let [mut one, mut two] = [start(programs[0])?, start(programs[1])?];
    let lines = |output: &mut Option<ChildStdout>| {
        output.take().map(BufReader::new).context("the output is not piped")
    };
    let (mut ones, mut twos) = (lines(&mut one.stdout)?, lines(&mut two.stdout)?);
    let (mut line, mut other) = (Vec::new(), Vec::new());
    let mut bytes = [0; 2];
    for number in 1..=files.count + 1 {
        line.clear();
        other.clear();
        bytes[0] += ones.read_until(b'\n', &mut line)? as u64;
        bytes[1] += twos.read_until(b'\n', &mut other)? as u64;
        let is_past_the_last = number > files.count;
        let fits = if is_past_the_last {
            line.is_empty() && other.is_empty()
        } else {
            is_same(&line, &other).with_context(|| format!("report {number}"))?
        };
        ensure!(
            fits,
            "report {number} differs:\n{}: {}\n{}: {}",
            programs[0].name,
            line.escape_ascii(),
            programs[1].name,
            other.escape_ascii(),
        );
    }
    finish(one, &programs[0].name)?;
    finish(two, &programs[1].name)?;
    Ok(bytes)
}
