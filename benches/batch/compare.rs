//! Whether the reports are the same, before anything is measured.

use std::io::{BufRead as _, BufReader, Write};
use std::process::{ChildStdout, Stdio};

use anyhow::{Context as _, ensure};

use super::Workshop;
use super::measure::finish;
use super::program::Program;

/// How many bytes a report has, with its line feed, on average.
#[derive(Clone, Copy)]
pub(crate) struct Sizes {
    pub(crate) full: u64,
    pub(crate) brief: u64,
}

/// Compares all reports of needlecheck with those written by hand, byte for byte.
///
/// # Errors
///
/// The first difference.
pub(crate) fn all_reports(workshop: &Workshop, out: &mut impl Write) -> anyhow::Result<Sizes> {
    let mut sizes = [0; 2];
    for (size, options) in sizes.iter_mut().zip([&[][..], &["--brief"]]) {
        let tested = Program::needlecheck("needlecheck", Some(&workshop.rules), 2, options);
        let known = Program::hand_written("hand-written", options)?;
        *size = same_bytes(workshop, [&tested, &known])? / workshop.count;
    }
    let [full, brief] = sizes;
    writeln!(
        out,
        "{} records by 60 rules: needlecheck and the hand-written program give the same reports, \
         byte for byte, in full ({full} bytes each) and in brief ({brief} bytes)",
        workshop.count,
    )?;
    Ok(Sizes { full, brief })
}

fn same_bytes(workshop: &Workshop, programs: [&Program; 2]) -> anyhow::Result<u64> {
    let start = |program: &Program| {
        program.command(&[]).arg(&workshop.records).stdout(Stdio::piped()).spawn()
    };
    let [mut one, mut two] = [start(programs[0])?, start(programs[1])?];
    let lines = |output: &mut Option<ChildStdout>| {
        output.take().map(BufReader::new).context("the output is not piped")
    };
    let (mut ones, mut twos) = (lines(&mut one.stdout)?, lines(&mut two.stdout)?);
    let (mut line, mut other) = (Vec::new(), Vec::new());
    let mut bytes = 0;
    for number in 1..=workshop.count + 1 {
        line.clear();
        other.clear();
        bytes += ones.read_until(b'\n', &mut line)? as u64;
        twos.read_until(b'\n', &mut other)?;
        ensure!(
            line == other && line.is_empty() == (number > workshop.count),
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
