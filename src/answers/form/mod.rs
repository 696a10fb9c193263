//! Records whose columns are named as a form names them.

mod column;
mod dates;
mod draft;
mod read;
mod record;
mod ticked;

use std::collections::HashMap;

pub use draft::{Draft, Sample, draft};

use self::column::Column;
use crate::diagnostic::Diagnostics;
use crate::rulebook::{Rulebook, text_of};

/// What the columns of a form mean. It exists only if its columns file has no fault, and belongs to
/// the rulebook that it was read for.
///
#[doc = include_str!("README.md")]
#[derive(Clone, Debug)]
pub struct Form {
    columns: Vec<Column>,
    by_name: HashMap<Box<str>, usize>,
}

impl Form {
    /// Reads the bytes of a columns file for a rulebook; messages refer to it as `name`.
    ///
    /// # Errors
    ///
    /// More bytes than a rule file may have; the first byte that is not UTF-8; or every fault of
    /// the text.
    pub fn from_bytes(
        rulebook: &Rulebook,
        name: &str,
        bytes: Vec<u8>,
    ) -> Result<Self, Diagnostics> {
        text_of(name, bytes).and_then(|text| read::form(rulebook, name, &text)).map(Self::of)
    }

    fn of(columns: Vec<Column>) -> Self {
        let names = columns.iter().enumerate().map(|(at, column)| (column.name.clone(), at));
        Self { by_name: names.collect(), columns }
    }

    /// Whether the form has a column with this name. Blanks at its ends do not count.
    pub(super) fn has(&self, name: &str) -> bool {
        self.find(name).is_some()
    }

    fn find(&self, name: &str) -> Option<usize> {
        self.by_name.get(name.trim()).copied()
    }
}
