//! Time, memory and instructions.

use std::fs;
use std::path::Path;
use std::process::{Child, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};

use super::program::Program;

/// The seconds that each round took.
#[derive(Clone, Default)]
pub(crate) struct Times {
    pub(crate) wall: Vec<f64>,
    /// Of all processors together, which waiting for other guests does not add to; empty where
    /// the system does not tell.
    pub(crate) cpu: Vec<f64>,
}

/// Runs everything once in each round, so that what else the machine does in a round slows all of
/// them.
pub(crate) fn in_turns(
    rounds: usize,
    runs: &[impl Fn() -> anyhow::Result<()>],
) -> anyhow::Result<Vec<Times>> {
    let mut times = vec![Times::default(); runs.len()];
    for _ in 0..rounds {
        for (run, times) in runs.iter().zip(&mut times) {
            let (start, used) = (Instant::now(), used_by_children());
            run()?;
            times.wall.push(start.elapsed().as_secs_f64());
            times.cpu.extend(used_by_children().zip(used).map(|(now, before)| now - before));
        }
    }
    Ok(times)
}

/// The processor seconds of all processes that this one has started and seen end.
fn used_by_children() -> Option<f64> {
    const TICKS_PER_SECOND: f64 = 100.0;
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    // The name, which may hold anything, ends with the last bracket; user and system time of
    // children are the 14th and 15th field behind it.
    let fields = stat.rsplit_once(')')?.1.split_whitespace().skip(13).take(2);
    let ticks: Vec<f64> = fields.filter_map(|field| field.parse().ok()).collect();
    Some(ticks.iter().sum::<f64>() / TICKS_PER_SECOND)
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
