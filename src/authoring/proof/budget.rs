//! A budget of steps, so that every proof ends soon and says what it could not decide.
//!
//! A step is a small piece of work, such as looking at one test of one clause. Steps are counted,
//! and not seconds, so that the same rulebook gives the same result on every machine.

use std::cell::Cell;

/// Whether something holds was not found out within the budget. It may hold or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Undecided;

/// The steps that are left.
#[derive(Debug)]
pub(crate) struct Budget {
    left: Cell<u64>,
}

impl Budget {
    /// What a command may take for one rulebook: some seconds.
    pub(crate) const OF_A_COMMAND: u64 = 1_200_000_000;
    /// One search may take this part of what is left, so that a hard one leaves enough for others.
    const SHARE: u64 = 8;

    pub(crate) fn new(steps: u64) -> Self {
        Self { left: Cell::new(steps) }
    }

    /// Whether no steps are left.
    pub(crate) fn is_spent(&self) -> bool {
        self.left.get() == 0
    }

    /// The steps that one search may take.
    pub(crate) fn share(&self) -> u64 {
        self.left.get() / Self::SHARE
    }

    /// Takes these steps, if they are no more than one search may take.
    ///
    /// # Errors
    ///
    /// If they are more; then none are taken.
    pub(crate) fn spend_share(&self, steps: usize) -> Result<(), Undecided> {
        if steps as u64 <= self.share() { self.spend(steps) } else { Err(Undecided) }
    }

    /// Takes these steps.
    ///
    /// # Errors
    ///
    /// If fewer are left.
    pub(crate) fn spend(&self, steps: usize) -> Result<(), Undecided> {
        let left = self.left.get().checked_sub(steps as u64);
        self.left.set(left.unwrap_or_default());
        left.map(|_| ()).ok_or(Undecided)
    }
}

/// The first that is found; undecided if none is, and one of the searches was.
pub(crate) fn first_found<T>(
    searches: impl IntoIterator<Item = Result<Option<T>, Undecided>>,
) -> Result<Option<T>, Undecided> {
    let mut none = Ok(None);
    for search in searches {
        match search {
            Ok(None) => {}
            Ok(found) => return Ok(found),
            Err(undecided) => none = Err(undecided),
        }
    }
    none
}
