//! The context of a command: the world, and the flags that every command has.

use super::common::Common;
use super::world::World;
use crate::layout::Page;

/// The world, and the flags that hold for every command.
pub(super) struct Session<'s, 'w> {
    pub(super) world: &'s mut World<'w>,
    pub(super) common: Common,
}

impl Session<'_, '_> {
    /// How a report is laid out on standard output.
    pub(super) fn page(&self) -> Page {
        let color = self.world.paints_out(self.common.color);
        Page { width: self.world.out.width(), color }
    }

    /// Writes to standard error, unless `--quiet` is set.
    pub(super) fn hint(&mut self, text: &str) {
        if !self.common.quiet {
            self.world.complain(text);
        }
    }
}
