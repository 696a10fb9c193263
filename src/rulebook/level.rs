//! The four levels of a rule or verdict.

use crate::text::word::words;

words! {
    /// How strongly a rule speaks against treatment, in ascending order.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Level {
        /// No reason against treatment.
        Suitable = "suitable",
        /// Possible, with precautions.
        Caution = "caution",
        /// Treatment has to wait.
        Defer = "defer",
        /// No treatment while the condition lasts.
        Avoid = "avoid",
    }
}

impl Level {
    /// Whether treatment is possible at this level: `suitable` and `caution`.
    #[must_use]
    pub fn is_go(self) -> bool {
        self <= Self::Caution
    }

    /// Whether treatment has to wait or is ruled out at this level: `defer` and `avoid`.
    #[must_use]
    pub fn is_stop(self) -> bool {
        !self.is_go()
    }

    /// The meaning of the level as a phrase for people.
    #[must_use]
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Suitable => "no reason found on this list to hold off",
            Self::Caution => "possible, with these precautions",
            Self::Defer => "not yet; wait until the reasons are over",
            Self::Avoid => "do not have it while this is so",
        }
    }
}
