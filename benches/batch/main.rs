//! How fast `needlecheck batch` is, beside the same rules written by hand and beside copying lines.
//!
//! `cargo bench --bench batch` compares all reports and then measures; with `-- --long` up to 10
//! million records, with `-- --before PROGRAM` another build of needlecheck, too. `cargo test
//! --bench batch` only compares. Everything is made from a seed; times are those of whole
//! processes, and those that are compared are taken in turns.

#![expect(clippy::cast_precision_loss, reason = "what is counted here stays far below 2^52")]

mod compare;
mod hand_written;
mod intake;
mod measure;
mod pipes;
mod program;
mod random;
mod records;
mod rulebooks;
mod scaling;
mod throughput;

use std::env;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, ensure};

use self::records::Records;

/// What records and rules are made from.
const SEED: u64 = 20_261_122;

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let out = &mut io::stdout().lock();
    if program::serve(&arguments, out)? {
        return Ok(());
    }
    let is_told = |flag: &str| arguments.iter().any(|argument| argument == flag);
    let is_measured = is_told("--bench");
    let before = arguments.iter().position(|argument| argument == "--before");
    let before = before.map(|at| arguments.get(at + 1).map_or("", String::as_str)).map(Path::new);
    if let Some(build) = before {
        ensure!(build.is_file(), "`--before` takes a program, and `{}` is none", build.display());
    }
    let files = BenchFiles::open(if is_measured { 400_000 } else { 20_000 })?;

    let sizes = compare::all_reports(&files, out)?;
    if is_measured {
        throughput::measure(&files, before, sizes, out)?;
        scaling::with_rules(&files, out)?;
        scaling::with_questions(&files, out)?;
        scaling::with_length(&files, is_told("--long"), out)?;
        pipes::measure(&files, sizes, out)?;
        intake::measure(&files, out)?;
    }
    Ok(())
}

/// A folder with what is screened, and by which rules.
struct BenchFiles {
    place: PathBuf,
    /// The 60 rules.
    rules: PathBuf,
    /// The records of which there are `count`.
    records: PathBuf,
    count: u64,
}

impl BenchFiles {
    fn open(count: u64) -> anyhow::Result<Self> {
        let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join("batch");
        fs::create_dir_all(&place).with_context(|| format!("cannot make {}", place.display()))?;
        let mut files =
            Self { rules: place.join("60.toml"), records: PathBuf::new(), place, count };
        files.file("60.toml", |out| out.write_all(rulebooks::SIXTY.as_bytes()))?;
        files.records = files.first(count)?;
        Ok(files)
    }

    /// A file with the first `count` records.
    fn first(&self, count: u64) -> anyhow::Result<PathBuf> {
        self.file(&format!("{count}.jsonl"), |out| Records::new(SEED).write(count, out))
    }

    /// Writes a file of this name, and says where it is.
    fn file(
        &self,
        name: &str,
        fill: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>,
    ) -> anyhow::Result<PathBuf> {
        let path = self.place.join(name);
        let written = File::create(&path).and_then(|file| {
            let mut out = BufWriter::new(file);
            fill(&mut out)?;
            out.flush()
        });
        written.with_context(|| format!("cannot write {}", path.display()))?;
        Ok(path)
    }
}
