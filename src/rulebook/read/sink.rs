//! The output of a reader besides the values: diagnostics and the source map.

use std::cell::RefCell;

use super::source_map::SourceMap;
use crate::diagnostic::DiagnosticSink;

/// Where a reader puts every fault and, only if asked, the places of what it reads.
#[derive(Debug, Default)]
pub(crate) struct Sink {
    pub(crate) bag: DiagnosticSink,
    map: Option<RefCell<SourceMap>>,
}

impl Sink {
    /// A sink that keeps places.
    pub(super) fn with_map() -> Self {
        Self { map: Some(RefCell::default()), ..Self::default() }
    }

    /// Notes a place, if places are kept.
    pub(super) fn note(&self, note: impl FnOnce(&mut SourceMap)) {
        if let Some(map) = &self.map {
            note(&mut map.borrow_mut());
        }
    }

    /// The places, if they were kept.
    pub(super) fn into_map(self) -> Option<SourceMap> {
        self.map.map(RefCell::into_inner)
    }
}
