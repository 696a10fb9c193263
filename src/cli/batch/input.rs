//! The inputs of `batch`.

use std::fs::{self, File};
use std::io::{self, BufRead};
use std::path::Path;

use anyhow::{Context as _, bail};

use super::super::files::is_standard_input;
use super::super::world::World;
use super::args::BatchArgs;
use crate::batch::{InputFormat, RecordSource};
use crate::text::problem::Problem;

/// What is known of the input before any of it is read.
pub(super) struct InputMetadata {
    /// Whether somebody types it.
    pub(super) is_typed: bool,
    /// Its length in bytes; `None` if that is unknown.
    pub(super) bytes: Option<u64>,
}

impl InputMetadata {
    /// Fails for a file that cannot be read, before anything is written.
    pub(super) fn of(args: &BatchArgs, world: &World<'_>) -> anyhow::Result<Self> {
        let piped = args.files().filter(|path| is_standard_input(path)).count();
        if piped > 1 {
            let problem = Problem::new(format!("`-` is given {piped} times"));
            bail!(problem.expected("standard input once"));
        }
        let mut bytes = (piped == 0).then_some(0);
        for path in args.files().filter(|path| !is_standard_input(path)) {
            let size = size(path).with_context(|| format!("cannot read `{}`", path.display()))?;
            bytes = bytes.zip(size).map(|(sum, size): (u64, u64)| sum + size);
        }
        Ok(Self { is_typed: piped > 0 && world.input_is_terminal, bytes })
    }
}

/// Length of a readable regular file; `None` for a pipe or device, which may be opened only once.
fn size(path: &Path) -> io::Result<Option<u64>> {
    let metadata = fs::metadata(path)?;
    if metadata.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    if !metadata.is_file() {
        return Ok(None);
    }
    File::open(path).map(|_| Some(metadata.len()))
}

pub(super) fn sources<'a>(
    args: &'a BatchArgs,
    input: &'a mut (dyn BufRead + Send),
) -> Vec<RecordSource<'a>> {
    let mut input = Some(input);
    let source = |path: &'a Path| {
        let by_name = match path.extension() {
            Some(ending) if ending.eq_ignore_ascii_case("csv") => InputFormat::Csv,
            Some(ending) if ending.eq_ignore_ascii_case("tsv") => InputFormat::Csv,
            _ => InputFormat::Ndjson,
        };
        let source = match input.take_if(|_| is_standard_input(path)) {
            Some(input) => RecordSource::new("standard input", input),
            None => RecordSource::opened_by(path.display().to_string(), move || File::open(path)),
        };
        source.in_format(args.input.unwrap_or(by_name)).delimited_by(args.delimiter)
    };
    args.files().map(source).collect()
}
