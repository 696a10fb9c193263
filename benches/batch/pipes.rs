//! Through pipes, beside a program that does nothing but fill them.

use std::io::{Read as _, Write};
use std::process::Stdio;

use anyhow::Context as _;

use super::Workshop;
use super::compare::Sizes;
use super::measure::{finish, in_turns, median, ratios};
use super::program::Program;

/// How fast reports go into a pipe that somebody empties.
pub(crate) fn measure(
    workshop: &Workshop,
    sizes: Sizes,
    out: &mut impl Write,
) -> anyhow::Result<()> {
    const ROUNDS: usize = 5;
    writeln!(out, "\n{:28}{:>12}{:>22}", "full reports into a pipe", "MB/s", "times the pipe")?;
    let bytes = sizes.full * workshop.count;
    let rules = Some(&*workshop.rules);
    let programs = [
        Program::pouring("a pipe, filled with dots", bytes, &[])?,
        Program::pouring("the same, but 1 MiB wide", bytes, &["--wide"])?,
        Program::needlecheck("needlecheck, 1 thread", rules, 1, &[]),
        Program::needlecheck("needlecheck, 2 threads", rules, 2, &[]),
        Program::hand_written("hand-written", &[])?,
    ];
    let runs: Vec<_> = programs.iter().map(|program| || emptied(program, workshop)).collect();
    let seconds = in_turns(ROUNDS, &runs)?;
    for (program, own) in programs.iter().zip(&seconds) {
        writeln!(
            out,
            "{:28}{:>12.0}{:>22.2}",
            program.name,
            bytes as f64 / 1e6 / median(own),
            median(&ratios(own, &seconds[0])),
        )?;
    }
    Ok(())
}

/// Runs a program, and reads whatever it writes.
fn emptied(program: &Program, workshop: &Workshop) -> anyhow::Result<()> {
    let mut child = program.command(&[]).arg(&workshop.records).stdout(Stdio::piped()).spawn()?;
    let mut output = child.stdout.take().context("the output is not piped")?;
    let mut room = vec![0; 1 << 20];
    while output.read(&mut room)? > 0 {}
    finish(child, &program.name)
}
