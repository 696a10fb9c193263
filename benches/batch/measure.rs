//! Time, memory and instructions.

use std::fs;
use std::path::Path;
use std::process::{Child, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};

use super::program::Program;

/// Runs everything once in each round, and gives each one's seconds, round by round. Whatever
/// else the machine does in a round, all of them feel it.
pub(crate) fn in_turns(
    rounds: usize,
    runs: &[impl Fn() -> anyhow::Result<()>],
) -> anyhow::Result<Vec<Vec<f64>>> {
    let mut seconds = vec![Vec::new(); runs.len()];
    for _ in 0..rounds {
        for (run, seconds) in runs.iter().zip(&mut seconds) {
            let start = Instant::now();
            run()?;
            seconds.push(start.elapsed().as_secs_f64());
        }
    }
    Ok(seconds)
}

/// The one in the middle.
pub(crate) fn median(values: &[f64]) -> f64 {
    let mut values = values.to_vec();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

/// How many times as long the others take, round by round.
pub(crate) fn ratios(own: &[f64], others: &[f64]) -> Vec<f64> {
    own.iter().zip(others).map(|(own, other)| other / own).collect()
}

/// A run to its end on a file.
pub(crate) fn run(program: &Program, file: &Path) -> anyhow::Result<()> {
    finish(program.command(&[]).arg(file).spawn()?, &program.name)
}

pub(crate) fn finish(mut child: Child, name: &str) -> anyhow::Result<()> {
    let status = child.wait()?;
    ensure!(status.success(), "{name} failed: {status}");
    Ok(())
}

/// The most memory that a process has in use until it ends, in MB; nothing where the system does
/// not tell.
pub(crate) fn peak_memory(child: &mut Child) -> anyhow::Result<Option<f64>> {
    let status = format!("/proc/{}/status", child.id());
    let mut peak = None;
    while child.try_wait()?.is_none() {
        // The mark never falls, so the last look is the one that counts.
        let now = fs::read_to_string(&status).ok();
        peak = now.as_deref().and_then(high_water_mark).or(peak);
        thread::sleep(Duration::from_millis(1));
    }
    Ok(peak)
}

fn high_water_mark(status: &str) -> Option<f64> {
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kibibytes: f64 = line.split_whitespace().next()?.parse().ok()?;
    Some(kibibytes * 1024.0 / 1e6)
}

/// The instructions that a program takes for one more record, as valgrind counts them: what more
/// records take beyond fewer, so that its start does not count. Nothing without valgrind.
pub(crate) fn instructions(
    program: &Program,
    (few, fewer): (&Path, u32),
    (many, more): (&Path, u32),
) -> anyhow::Result<Option<f64>> {
    let (Some(few), Some(many)) = (collected(program, few)?, collected(program, many)?) else {
        return Ok(None);
    };
    Ok(Some((many - few) / f64::from(more - fewer)))
}

fn collected(program: &Program, file: &Path) -> anyhow::Result<Option<f64>> {
    let by = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null"];
    let mut command = program.command(&by);
    let Ok(output) = command.arg(file).stderr(Stdio::piped()).output() else { return Ok(None) };
    let told = String::from_utf8_lossy(&output.stderr);
    let count =
        told.lines().find_map(|line| line.split_once("Collected : ")?.1.trim().parse().ok());
    count.map(Some).with_context(|| format!("valgrind does not count {}", program.name))
}
