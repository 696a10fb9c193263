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
    /// The questions that it rests on if it holds; that it reads, if it only might hold.
    pub(super) reads: Questions,
    /// The first day on which it no longer holds.
    pub(super) ends: Day,
}

impl<T: Copy> Fact<T> {
    #[inline]
    fn test(self, wanted: impl Fn(T) -> bool) -> Match {
        let holds = match self.value {
            None => Holds::Maybe,
            Some(value) if wanted(value) => Holds::Yes,
            Some(_) => Holds::No,
        };
        Match { holds, reads: Questions::of(self.question), ends: Day::NEVER }
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
        let end = match self.value {
            Some(Past::On(day)) => day.after(wait),
            Some(Past::Never) | None => Day::NEVER,
        };
        let ends_later = |past| past != Past::Never && on < end;
        Match { ends: end, ..self.test(ends_later) }
    }
}

/// Every one of them.
#[inline]
pub(super) fn all<const N: usize>(parts: [Match; N]) -> Match {
    let nothing = Match { holds: Holds::Yes, reads: Questions::NONE, ends: Day::NEVER };
    parts.into_iter().fold(nothing, |so_far, part| Match {
        holds: so_far.holds.min(part.holds),
        reads: so_far.reads.with(part.reads),
        ends: so_far.ends.min(part.ends),
    })
}

/// Any of them. It rests on those that hold, and ends with the last of them, unless one that
/// only might hold could go on after that.
pub(super) fn any<const N: usize>(parts: [Match; N]) -> Match {
    let holds = parts.iter().map(|part| part.holds).max().unwrap_or(Holds::No);
    let those = |holds| parts.iter().filter(move |part| part.holds == holds);
    let last = |holds| those(holds).map(|part| part.ends).max();
    let reads = those(holds).fold(Questions::NONE, |reads, part| reads.with(part.reads));
    let ends = last(holds).unwrap_or(Day::NEVER);
    let goes_on = last(Holds::Maybe).is_some_and(|maybe| maybe > ends);
    Match { holds, reads, ends: if goes_on { Day::NEVER } else { ends } }
}
