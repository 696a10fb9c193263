//! The built-in rulebook, with the answers of a whole intake form.

use std::io::{self, Write};

use jiff::ToSpan as _;
use needlecheck::Rulebook;
use needlecheck::rulebook::{Kind, Question};

use super::measure::{in_turns, median, run};
use super::program::{Program, threads};
use super::random::Random;
use super::records::ON;
use super::{BenchFiles, SEED};

/// How fast whole intake forms are screened.
pub(crate) fn measure(files: &BenchFiles, out: &mut impl Write) -> anyhow::Result<()> {
    const ROUNDS: usize = 3;
    const FORMS: u32 = 50_000;
    let rulebook = Rulebook::built_in();
    let forms = files.file("forms.jsonl", |out| {
        let mut random = Random::new(SEED);
        (1..=FORMS).try_for_each(|id| form(id, rulebook, &mut random, out))
    })?;
    let megabytes = forms.metadata()?.len() as f64 / 1e6;
    let programs = [1, 2].map(|count| {
        let name = format!("needlecheck, {}", threads(count));
        Program::needlecheck(&name, None, count, &[])
    });
    writeln!(
        out,
        "\nthe built-in rulebook: {} questions, {} rules; forms of {:.0} bytes",
        rulebook.questions().len(),
        rulebook.rules().len(),
        megabytes * 1e6 / f64::from(FORMS),
    )?;
    writeln!(out, "{:28}{:>12}{:>12}", "", "records/s", "MB/s in")?;
    let runs: Vec<_> = programs.iter().map(|program| || run(program, &forms)).collect();
    for (program, times) in programs.iter().zip(in_turns(ROUNDS, &runs)?) {
        let seconds = median(&times.wall);
        writeln!(
            out,
            "{:28}{:>12.0}{:>12.0}",
            program.name,
            f64::from(FORMS) / seconds,
            megabytes / seconds,
        )?;
    }
    Ok(())
}

/// A form with most questions answered, and most of them with no.
fn form(id: u32, rulebook: &Rulebook, random: &mut Random, out: &mut impl Write) -> io::Result<()> {
    write!(out, "{{\"id\":{id}")?;
    for question in rulebook.questions() {
        if question.assume.is_none() || random.chance(800) {
            write!(out, ",\"{}\":", question.id)?;
            answer(question, random, out)?;
        }
    }
    out.write_all(b"}\n")
}

fn answer(question: &Question, random: &mut Random, out: &mut impl Write) -> io::Result<()> {
    match &question.kind {
        Kind::YesNo => write!(out, "{}", random.chance(20)),
        Kind::Number { min, max, .. } => {
            // With one decimal, as the bounds have at the most.
            let share = random.below(1001) as f64 / 1000.0;
            write!(out, "{:.1}", min.get() + share * (max.get() - min.get()))
        }
        Kind::Date if random.chance(60) => {
            let day = ON.saturating_sub(random.between(0, 1000).days());
            write!(out, "\"{day}\"")
        }
        _ => match question.options() {
            [] => out.write_all(b"\"never\""),
            options => write!(out, "\"{}\"", options[random.index(options.len())].id),
        },
    }
}
