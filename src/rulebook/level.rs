//! The four levels.

use crate::text::word::words;

words! {
    /// How strongly a rule speaks against treatment, from not at all to fully.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Level {
        /// No reason to hold off.
        Suitable = "suitable",
        /// Possible, with precautions.
        Caution = "caution",
        /// Not yet.
        Defer = "defer",
        /// Not as long as this is the case.
        Avoid = "avoid",
    }
}

impl Level {
    /// Whether treatment may go on at this level: `suitable` and `caution`.
    #[must_use]
    pub fn is_go(self) -> bool {
        self <= Self::Caution
    }

    /// Whether treatment has to wait, or not be done, at this level: `defer` and `avoid`.
    #[must_use]
    pub fn is_stop(self) -> bool {
        !self.is_go()
    }

    /// What the level tells a person.
    #[must_use]
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Suitable => "no reason found on this list to hold off",
            Self::Caution => "possible, with these precautions",
            Self::Defer => "not yet: wait until the reasons are over",
            Self::Avoid => "do not have it while this is so",
        }
    }
}
