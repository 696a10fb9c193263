//! Through pipes, beside a program that does nothing but fill one.

use std::fs::File;
use std::io::{self, Read as _, Write};
use std::path::Path;
use std::process::Stdio;
use std::thread;

use anyhow::{Context as _, anyhow};

use super::BenchFiles;
use super::compare::Sizes;
use super::measure::{finish, in_turns, median, ratios};
use super::program::{Program, threads};

/// How records reach a program, and where its reports go.
#[derive(Clone, Copy)]
enum Way {
    /// From a file to nowhere.
    Plain,
    /// From a file into a pipe that somebody empties.
    Out,
    /// Out of a pipe that somebody fills, to nowhere.
    In,
}

/// Full reports, each way in turns.
pub(crate) fn measure(
    files: &BenchFiles,
    sizes: Sizes,
    out: &mut impl Write,
) -> anyhow::Result<()> {
    const ROUNDS: usize = 5;
    let bytes = sizes.full * files.count;
    let mut ways = vec![(
        "a pipe, filled with as many bytes".to_owned(),
        Program::pouring("pour", bytes)?,
        Way::Out,
    )];
    for count in [1, 2] {
        for (how, way) in [("file", Way::Plain), ("file to pipe", Way::Out), ("pipe", Way::In)] {
            let name = format!("{how}, {}", threads(count));
            let program = Program::needlecheck(&name, Some(&files.rules), count, &[]);
            ways.push((name, program, way));
        }
    }
    let runs: Vec<_> =
        ways.iter().map(|(_, program, way)| || go(program, *way, &files.records)).collect();
    let times = in_turns(ROUNDS, &runs)?;
    writeln!(
        out,
        "\n{:36}{:>12}{:>12}{:>20}",
        "pipes, full reports", "records/s", "MB/s out", "times to /dev/null"
    )?;
    for (at, ((name, ..), own)) in ways.iter().zip(&times).enumerate() {
        // The first is nothing but a pipe; then come three for each number of threads.
        let plain = &times[if at == 0 { 0 } else { at - (at - 1) % 3 }];
        writeln!(
            out,
            "{name:36}{:>12.0}{:>12.0}{:>20.2}",
            files.count as f64 / median(&own.wall),
            bytes as f64 / 1e6 / median(&own.wall),
            median(&ratios(&plain.wall, &own.wall)),
        )?;
    }
    Ok(())
}

fn go(program: &Program, way: Way, records: &Path) -> anyhow::Result<()> {
    let mut command = program.command(&[]);
    match way {
        Way::Plain => finish(command.arg(records).spawn()?, &program.name),
        Way::Out => {
            let mut child = command.arg(records).stdout(Stdio::piped()).spawn()?;
            let mut output = child.stdout.take().context("the output is not piped")?;
            let mut buffer = vec![0; 1 << 20];
            while output.read(&mut buffer)? > 0 {}
            finish(child, &program.name)
        }
        Way::In => {
            let mut child = command.stdin(Stdio::piped()).spawn()?;
            let mut input = child.stdin.take().context("the input is not piped")?;
            let mut records = File::open(records)?;
            thread::scope(|scope| {
                let fed = scope.spawn(move || io::copy(&mut records, &mut input));
                finish(child, &program.name)?;
                fed.join().map_err(|_| anyhow!("feeding failed"))??;
                Ok(())
            })
        }
    }
}
