//! Every program with the same records, in turns.

use std::io::Write;
use std::path::Path;

use super::BenchFiles;
use super::compare::Sizes;
use super::measure::{Times, in_turns, instructions, median, peak_memory, ratios, run};
use super::program::{Program, threads};

const ROUNDS: usize = 9;
/// Every person alive, about.
const PEOPLE: f64 = 8.2e9;

/// Measures brief reports beside the hand-written program, and full reports beside another build of
/// needlecheck, if there is one; both beside copying lines.
pub(crate) fn measure(
    files: &BenchFiles,
    before: Option<&Path>,
    sizes: Sizes,
    out: &mut impl Write,
) -> anyhow::Result<()> {
    writeln!(
        out,
        "\n{} records of {} bytes by 60 rules, from a file to /dev/null, {ROUNDS} rounds in turns; \
         ratios are medians over the rounds, with the least and the greatest",
        files.count,
        files.records.metadata()?.len() / files.count,
    )?;
    let rules = Some(&*files.rules);
    let needlecheck = |options: &[&str]| {
        [1, 2].map(|count| {
            let name = format!("needlecheck, {}", threads(count));
            Program::needlecheck(&name, rules, count, options)
        })
    };
    let earlier = before.into_iter().flat_map(|build| {
        [1, 2].map(|count| {
            let name = format!("before, {}", threads(count));
            Program::build_of_needlecheck(build, &name, rules, count, &[])
        })
    });
    let Sizes { full, brief } = sizes;
    let mut programs: Vec<_> = earlier.chain(needlecheck(&[])).collect();
    programs.push(Program::copying("copying lines", full)?);
    let single = programs.len() - 3;
    let times = table(files, &format!("full reports, {full} bytes"), &programs, out)?;
    let hours = PEOPLE / (files.count as f64 / median(&times[single].wall)) / 3600.0;
    writeln!(out, "so {} screens every person alive in {hours:.1} hours", programs[single].name)?;

    let mut programs = vec![Program::hand_written()?];
    programs.extend(needlecheck(&["--brief"]));
    programs.push(Program::copying("copying lines", brief)?);
    table(files, &format!("brief reports, {brief} bytes"), &programs, out)?;
    Ok(())
}

/// The programs, each beside the first.
fn table(
    files: &BenchFiles,
    heading: &str,
    programs: &[Program],
    out: &mut impl Write,
) -> anyhow::Result<Vec<Times>> {
    writeln!(
        out,
        "\n{heading:28}{:>12}{:>22}{:>14}{:>22}{:>12}{:>14}",
        "records/s",
        "times the first",
        "per CPU sec.",
        "times the first",
        "memory/MB",
        "instructions",
    )?;
    let runs: Vec<_> = programs.iter().map(|program| || run(program, &files.records)).collect();
    let times = in_turns(ROUNDS, &runs)?;
    let (few, many) = (files.first(1000)?, files.first(6000)?);
    for (program, own) in programs.iter().zip(&times) {
        let memory = peak_memory(&mut program.command(&[]).arg(&files.records).spawn()?)?;
        let counted = instructions(program, (&few, 1000), (&many, 6000))?;
        writeln!(
            out,
            "{:28}{:>12.0}{:>22}{:>14.0}{:>22}{:>12}{:>14}",
            program.name,
            files.count as f64 / median(&own.wall),
            range(&ratios(&own.wall, &times[0].wall)),
            files.count as f64 / median(&own.cpu),
            range(&ratios(&own.cpu, &times[0].cpu)),
            or_dash(memory, 1),
            or_dash(counted, 0),
        )?;
    }
    Ok(times)
}

/// The median of ratios, with the least and the greatest.
fn range(ratios: &[f64]) -> String {
    let least = ratios.iter().copied().fold(f64::INFINITY, f64::min);
    let most = ratios.iter().copied().fold(0.0, f64::max);
    format!("{:.2} ({least:.2}-{most:.2})", median(ratios))
}

/// A number, or that there is none.
pub(crate) fn or_dash(number: Option<f64>, decimals: usize) -> String {
    number.map_or("-".to_owned(), |number| format!("{number:.decimals$}"))
}
