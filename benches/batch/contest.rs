//! Everybody with the same records, in turns.

use std::io::Write;

use super::Workshop;
use super::compare::Sizes;
use super::measure::{in_turns, instructions, median, peak_memory, ratios, run};
use super::program::Program;

const ROUNDS: usize = 9;
/// Every person alive, about.
const PEOPLE: f64 = 8.2e9;

/// A table of needlecheck, the hand-written program, and copying lines.
pub(crate) fn hold(workshop: &Workshop, sizes: Sizes, out: &mut impl Write) -> anyhow::Result<()> {
    writeln!(
        out,
        "\n{} records of {} bytes by 60 rules, from a file to /dev/null, {ROUNDS} rounds in turns; \
         ratios are medians over the rounds, with the least and the greatest",
        workshop.count,
        workshop.records.metadata()?.len() / workshop.count,
    )?;
    for (options, size) in [(&[][..], sizes.full), (&["--brief"], sizes.brief)] {
        let rules = Some(&*workshop.rules);
        let programs = [
            Program::hand_written("hand-written", options)?,
            Program::needlecheck("needlecheck, 1 thread", rules, 1, options),
            Program::needlecheck("needlecheck, 2 threads", rules, 2, options),
            Program::copying("copying lines", size)?,
        ];
        let what = if options.is_empty() { "full reports" } else { "brief reports" };
        table(workshop, &format!("{what}, {size} bytes"), &programs, out)?;
    }
    Ok(())
}

/// The programs, each beside the first.
fn table(
    workshop: &Workshop,
    heading: &str,
    programs: &[Program],
    out: &mut impl Write,
) -> anyhow::Result<()> {
    writeln!(
        out,
        "\n{heading:28}{:>12}{:>22}{:>14}{:>22}{:>12}{:>14}",
        "records/s",
        "times hand-written",
        "per CPU sec.",
        "times hand-written",
        "memory/MB",
        "instructions",
    )?;
    let runs: Vec<_> = programs.iter().map(|program| || run(program, &workshop.records)).collect();
    let times = in_turns(ROUNDS, &runs)?;
    let (few, many) = (workshop.first(1000)?, workshop.first(6000)?);
    for (program, own) in programs.iter().zip(&times) {
        let memory = peak_memory(&mut program.command(&[]).arg(&workshop.records).spawn()?)?;
        let counted = instructions(program, (&few, 1000), (&many, 6000))?;
        writeln!(
            out,
            "{:28}{:>12.0}{:>22}{:>14.0}{:>22}{:>12}{:>14}",
            program.name,
            workshop.count as f64 / median(&own.wall),
            range(&ratios(&own.wall, &times[0].wall)),
            workshop.count as f64 / median(&own.cpu),
            range(&ratios(&own.cpu, &times[0].cpu)),
            or_dash(memory, 1),
            or_dash(counted, 0),
        )?;
    }
    // Needlecheck on one thread stands second.
    let hours = PEOPLE / (workshop.count as f64 / median(&times[1].wall)) / 3600.0;
    writeln!(out, "so {} screens every person alive in {hours:.1} hours", programs[1].name)?;
    Ok(())
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
