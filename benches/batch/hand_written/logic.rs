//! Tests on facts, each of which holds, does not, or might.

use super::day::{Day, Wait};
use super::person::{Fact, Questions};
use super::record::{Number, Past};

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Holds {
    No,
    Maybe,
    Yes,
}

/// What came of a test, or of several.
#[derive(Clone, Copy)]
pub(super) struct Match {
    pub(super) holds: Holds,
    /// The open questions that it waits for, if it only might hold.
    pub(super) open: Questions,
}

impl<T: Copy> Fact<T> {
    #[inline]
    fn test(self, wanted: impl Fn(T) -> bool) -> Match {
        match self.value {
            None => Match { holds: Holds::Maybe, open: Questions::of(self.question) },
            Some(value) if wanted(value) => Match { holds: Holds::Yes, open: Questions::NONE },
            Some(_) => Match { holds: Holds::No, open: Questions::NONE },
        }
    }
}

impl<T: Copy + PartialEq> Fact<T> {
    #[inline]
    pub(super) fn is(self, wanted: T) -> Match {
        self.test(|value| value == wanted)
    }

    #[inline]
    pub(super) fn is_of<const N: usize>(self, wanted: [T; N]) -> Match {
        self.test(|value| wanted.contains(&value))
    }
}

impl<const MIN: u16, const MAX: u16> Fact<Number<MIN, MAX>> {
    #[inline]
    pub(super) fn over(self, bound: f64) -> Match {
        self.test(|number| number.0 > bound)
    }

    #[inline]
    pub(super) fn at_least(self, bound: f64) -> Match {
        self.test(|number| number.0 >= bound)
    }

    #[inline]
    pub(super) fn under(self, bound: f64) -> Match {
        self.test(|number| number.0 < bound)
    }
}

impl Fact<Past> {
    #[inline]
    pub(super) fn within(self, wait: Wait, on: Day) -> Match {
        self.test(|past| matches!(past, Past::On(day) if on < day.after(wait)))
    }
}

/// Every one of them.
#[inline]
pub(super) fn all<const N: usize>(parts: [Match; N]) -> Match {
    let nothing = Match { holds: Holds::Yes, open: Questions::NONE };
    parts.into_iter().fold(nothing, |so_far, part| Match {
        holds: so_far.holds.min(part.holds),
        open: so_far.open.with(part.open),
    })
}

/// Any of them.
pub(super) fn any<const N: usize>(parts: [Match; N]) -> Match {
    let nothing = Match { holds: Holds::No, open: Questions::NONE };
    let possible = parts.into_iter().filter(|part| part.holds != Holds::No);
    possible.fold(nothing, |so_far, part| Match {
        holds: so_far.holds.max(part.holds),
        open: so_far.open.with(part.open),
    })
}
