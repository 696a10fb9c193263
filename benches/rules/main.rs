//! How long the `rules` commands take for rulebooks of 60, 600 and 2,000 rules as people write
//! them, and for some that are hard to prove anything about.
//!
//! `cargo bench --bench rules` measures; with `-- --before PROGRAM` another build of needlecheck,
//! too, and with `-- --write` it only writes the rulebooks, and says where. `cargo test --bench
//! rules` only runs small ones. Everything is made from a seed.

mod hostile;
mod ordinary;
#[path = "../batch/random.rs"]
#[expect(dead_code, reason = "the other benchmark needs all of it")]
mod random;

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs, thread};

use anyhow::{Context as _, ensure};

/// What the rulebooks are made from.
const SEED: u64 = 20_261_122;

/// Longer runs are stopped.
const LONGEST: Duration = Duration::from_secs(60);

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let is_measured = arguments.iter().any(|argument| argument == "--bench");
    let before = arguments.iter().position(|argument| argument == "--before");
    let before = before.map(|at| arguments.get(at + 1).map_or("", String::as_str)).map(Path::new);
    if let Some(build) = before {
        ensure!(build.is_file(), "`--before` takes a program, and `{}` is none", build.display());
    }
    let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join("rules");
    fs::create_dir_all(&place).with_context(|| format!("cannot make {}", place.display()))?;
    let is_told = |flag: &str| arguments.iter().any(|argument| argument == flag);
    let is_whole = is_measured || is_told("--write");
    let this = Path::new(env!("CARGO_BIN_EXE_needlecheck"));
    let builds: Vec<&Path> = if is_told("--write") {
        Vec::new()
    } else {
        [Some(this), before].into_iter().flatten().collect()
    };

    let out = &mut io::stdout().lock();
    if builds.is_empty() {
        writeln!(out, "The rulebooks are in {}", place.display())?;
    }
    writeln!(out, "{:24}{:26}{:>28}{:>28}", "rulebook", "command", "now", "before")?;
    for count in if is_whole { vec![60, 600, 2_000] } else { vec![60] } {
        let book = ordinary::book(count, SEED)?;
        let file = place.join(format!("{count}.toml"));
        fs::write(&file, book.rules)?;
        fs::write(file.with_extension("cases.toml"), book.cases)?;
        let name = format!("{count} rules");
        for command in [&["check"][..], &["verify"], &["test"], &["test", "--coverage"]] {
            row(&name, command, &file, &builds, out)?;
        }
    }
    for shape in hostile::shapes(if is_whole { 1 } else { 20 }) {
        let file = place.join(format!("{}.toml", shape.name.replace(' ', "-")));
        fs::write(&file, shape.rules)?;
        fs::write(file.with_extension("cases.toml"), "format = 1\non = 2026-11-22\n")?;
        for command in [&["check"][..], &["verify"], &["test", "--coverage"]] {
            row(shape.name, command, &file, &builds, out)?;
        }
    }
    Ok(())
}

/// A line of the table: how long each build takes, with its exit status and its last line.
fn row(
    name: &str,
    command: &[&str],
    file: &PathBuf,
    builds: &[&Path],
    out: &mut impl Write,
) -> anyhow::Result<()> {
    if builds.is_empty() {
        return Ok(());
    }
    write!(out, "{name:24}{:26}", format!("rules {}", command.join(" ")))?;
    for build in builds {
        let mut run = Command::new(build);
        run.arg("rules").args(command).arg(file).env("NO_COLOR", "1");
        run.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let start = Instant::now();
        let mut child = run.spawn()?;
        let status = loop {
            if let Some(status) = child.try_wait()? {
                break status.code().map_or("died".to_owned(), |code| format!("exit {code}"));
            }
            if start.elapsed() > LONGEST {
                child.kill()?;
                child.wait()?;
                break "stopped".to_owned();
            }
            thread::sleep(Duration::from_millis(2));
        };
        write!(out, "{:>28}", format!("{:.2} s, {status}", start.elapsed().as_secs_f64()))?;
        out.flush()?;
    }
    writeln!(out)?;
    Ok(())
}
