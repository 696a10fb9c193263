//! How the cost grows with the number of rules, and with the length of the input.

use std::fs;
use std::io::Write;
use std::process::Stdio;
use std::thread;
use std::time::Instant;

use anyhow::{Context as _, ensure};

use super::measure::{in_turns, instructions, median, peak_memory, ratios, run};
use super::program::{self, Program};
use super::random::Random;
use super::throughput::or_dash;
use super::{BenchFiles, SEED, rulebooks};

/// The same records by 6, 60 and 600 rules.
pub(crate) fn with_rules(files: &BenchFiles, out: &mut impl Write) -> anyhow::Result<()> {
    const ROUNDS: usize = 5;
    writeln!(
        out,
        "\n{:28}{:>12}{:>22}{:>12}{:>14}{:>14}",
        "rules, 1 thread",
        "records/s",
        "times as long as 60",
        "memory/MB",
        "instructions",
        "bytes out"
    )?;
    let books = [rulebooks::SIXTY.to_owned(), rulebooks::six(), rulebooks::six_hundred(SEED)];
    let mut programs = Vec::new();
    for (rules, text) in [60, 6, 600].into_iter().zip(&books) {
        let file = files.file(&format!("{rules}.toml"), |out| out.write_all(text.as_bytes()))?;
        programs.push(Program::needlecheck(&format!("{rules} rules"), Some(&file), 1, &[]));
    }
    let runs: Vec<_> = programs.iter().map(|program| || run(program, &files.records)).collect();
    let times = in_turns(ROUNDS, &runs)?;
    let (few, many) = (files.first(1000)?, files.first(6000)?);
    for at in [1, 0, 2] {
        let (program, own) = (&programs[at], &times[at].wall);
        let memory = peak_memory(&mut program.command(&[]).arg(&files.records).spawn()?)?;
        let counted = instructions(program, (&few, 1000), (&many, 6000))?;
        let reports = program.command(&[]).arg(&many).stdout(Stdio::piped()).output()?.stdout;
        writeln!(
            out,
            "{:28}{:>12.0}{:>22.2}{:>12}{:>14}{:>14}",
            program.name,
            files.count as f64 / median(own),
            median(&ratios(&times[0].wall, own)),
            or_dash(memory, 1),
            or_dash(counted, 0),
            reports.len() / 6000,
        )?;
    }
    Ok(())
}

/// Rulebooks whose questions grow with their rules, with brief reports for records of 20 answers.
pub(crate) fn with_questions(files: &BenchFiles, out: &mut impl Write) -> anyhow::Result<()> {
    writeln!(
        out,
        "\n{:28}{:>14}{:>22}{:>12}",
        "5 questions for 6 rules", "instructions", "times as many as 60", "memory/MB"
    )?;
    let mut of_sixty = None;
    for rules in [60, 600, 10_000] {
        let text = rulebooks::growing(rules, SEED);
        let book =
            files.file(&format!("growing-{rules}.toml"), |out| out.write_all(text.as_bytes()))?;
        let records = |count: u32| {
            files.file(&format!("growing-{rules}-{count}.jsonl"), |out| {
                let random = &mut Random::new(SEED);
                (0..count).try_for_each(|_| {
                    out.write_all(rulebooks::growing_record(rules, random).as_bytes())
                })
            })
        };
        let (few, many) = (records(2000)?, records(4000)?);
        let program = Program::needlecheck(&format!("{rules} rules"), Some(&book), 1, &["--brief"]);
        let counted = instructions(&program, (&few, 2000), (&many, 4000))?;
        let memory = peak_memory(&mut program.command(&[]).arg(&many).spawn()?)?;
        of_sixty = of_sixty.or(counted);
        let times = counted.zip(of_sixty).map(|(own, of_sixty)| own / of_sixty);
        writeln!(
            out,
            "{:28}{:>14}{:>22}{:>12}",
            program.name,
            or_dash(counted, 0),
            or_dash(times, 2),
            or_dash(memory, 1)
        )?;
    }
    Ok(())
}

/// Ever more records through a pipe.
pub(crate) fn with_length(
    files: &BenchFiles,
    is_long: bool,
    out: &mut impl Write,
) -> anyhow::Result<()> {
    const BLOCK: u64 = 10_000;
    writeln!(
        out,
        "\n{:28}{:>12}{:>12}{:>12}",
        "records, through a pipe", "seconds", "records/s", "memory/MB"
    )?;
    let block = &fs::read(files.first(BLOCK)?)?;
    let lengths = [10_000, 100_000, 1_000_000, 10_000_000];
    for count in lengths.into_iter().take(if is_long { 4 } else { 3 }) {
        for threads in [1, 2] {
            let name = format!("{count}, {}", program::threads(threads));
            let program = Program::needlecheck(&name, Some(&files.rules), threads, &[]);
            let start = Instant::now();
            let mut child = program.command(&[]).stdin(Stdio::piped()).spawn()?;
            let mut input = child.stdin.take().context("the input is not piped")?;
            let memory = thread::scope(|scope| {
                let feed = scope
                    .spawn(move || (0..count / BLOCK).try_for_each(|_| input.write_all(block)));
                let memory = peak_memory(&mut child)?;
                feed.join().map_err(|_| anyhow::anyhow!("feeding failed"))??;
                anyhow::Ok(memory)
            })?;
            let seconds = start.elapsed().as_secs_f64();
            ensure!(child.wait()?.success(), "{name} failed");
            writeln!(
                out,
                "{name:28}{seconds:>12.2}{:>12.0}{:>12}",
                count as f64 / seconds,
                or_dash(memory, 1),
            )?;
        }
    }
    Ok(())
}
