//! What a run reads and writes: nothing that is written takes the place of what is read.

use std::fmt;
use std::path::Path;

use anyhow::{anyhow, bail};

use super::identity::Identity;
use super::world::World;
use crate::text::problem::Problem;

const STANDARD_ERROR: &str = "standard error";

/// The error that standard error is a file that is read, so that this must not be written there.
#[derive(Debug)]
pub(super) struct ErrorsGoToInput(pub(super) String);

impl fmt::Display for ErrorsGoToInput {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for ErrorsGoToInput {}

/// The files that a run reads and writes, each with what names it. Files that are read are noted
/// before those that are written, and both before anything is read.
#[derive(Default)]
pub(super) struct FilesInUse {
    /// Standard output and standard error.
    streams: Vec<(&'static str, Identity)>,
    standard_input: Option<Identity>,
    read: Vec<(String, Identity)>,
    written: Vec<(String, Identity)>,
}

impl FilesInUse {
    pub(super) fn of(world: &World<'_>) -> Self {
        // Standard error is the first: what it must not do matters more.
        let streams = [(STANDARD_ERROR, &world.err.file), ("standard output", &world.out.file)];
        let streams = streams.into_iter().filter_map(|(name, file)| Some((name, file.clone()?)));
        Self {
            streams: streams.collect(),
            standard_input: world.input_file.clone(),
            ..Self::default()
        }
    }

    /// Notes a file that is going to be read, or standard input for `-`. Fails if what is printed
    /// goes to that file, or if it is a pipe that was noted before.
    pub(super) fn read(&mut self, what: &str, path: &Path) -> anyhow::Result<()> {
        let (what, file) = if path == Path::new("-") {
            ("standard input", self.standard_input.clone())
        } else {
            (what, Identity::of_path(path))
        };
        let Some(file) = file else { return Ok(()) };
        match &file {
            Identity::File(_) => {
                let mut streams = self.streams.iter();
                if let Some((stream, _)) = streams.find(|(_, other)| *other == file) {
                    let same = format!("{stream} and {what} are the same file{}", named(path));
                    bail!(match *stream {
                        STANDARD_ERROR => anyhow!(ErrorsGoToInput(same)),
                        _ => anyhow!(same),
                    });
                }
            }
            Identity::Pipe(_) => {
                if let Some((other, _)) = self.read.iter().find(|(_, other)| *other == file) {
                    let both = format!("{other} and {what} are the same pipe");
                    bail!(
                        Problem::new(both).expected("two files, as a pipe can be read only once")
                    );
                }
            }
        }
        self.read.push((what.to_owned(), file));
        Ok(())
    }

    /// Notes a file that is going to be written. Fails as [`FilesInUse::check`] does.
    pub(super) fn write(&mut self, what: &str, path: &Path) -> anyhow::Result<()> {
        self.check(what, path)?;
        self.written.extend(Identity::of_path(path).map(|file| (what.to_owned(), file)));
        Ok(())
    }

    /// Fails if a file is one that was noted, or what is printed goes to it.
    pub(super) fn check(&self, what: &str, path: &Path) -> anyhow::Result<()> {
        let Some(file) = Identity::of_path(path) else { return Ok(()) };
        let streams = self.streams.iter().map(|(name, other)| (*name, other));
        let noted = self.read.iter().chain(&self.written);
        let noted = noted.map(|(name, other)| (name.as_str(), other));
        match noted.chain(streams).find(|(_, other)| **other == file) {
            None => Ok(()),
            Some((other, _)) => bail!("{what} and {other} are the same file{}", named(path)),
        }
    }
}

/// The name of a file, behind a comma; nothing for standard input.
fn named(path: &Path) -> String {
    if path == Path::new("-") { String::new() } else { format!(", `{}`", path.display()) }
}
