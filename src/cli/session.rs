//! The context of a command: the world, the flags that every command has, and the files in use.

use std::path::Path;

use super::atomic_file::AtomicFile;
use super::common::Common;
use super::files_in_use::FilesInUse;
use super::world::World;
use crate::layout::Page;

/// The world, the flags that hold for every command, and the files in use.
pub(super) struct Session<'s, 'w> {
    pub(super) world: &'s mut World<'w>,
    pub(super) common: Common,
    pub(super) files: FilesInUse,
}

impl Session<'_, '_> {
    /// How a report is laid out on standard output.
    pub(super) fn page(&self) -> Page {
        let color = self.world.paints_out(self.common.color);
        Page { width: self.world.out.width(), color }
    }

    /// Starts a file that gets its name when everything is in it. Fails if it is one of the files in
    /// use, or cannot be written. `flag` names it, `what` its contents.
    pub(super) fn create<'a>(
        &mut self,
        flag: &str,
        what: &'static str,
        path: &'a Path,
    ) -> anyhow::Result<AtomicFile<'a>> {
        self.files.write(flag, path)?;
        AtomicFile::new(what, path, &self.world.interrupt)
    }

    /// Writes to standard error, unless `--quiet` is set.
    pub(super) fn hint(&mut self, text: &str) {
        if !self.common.quiet {
            self.world.complain(text);
        }
    }
}
