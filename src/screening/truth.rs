//! Rows of bits, and which clauses hold where some of them are given.

use std::ops::Range;

use serde::Serialize;

use crate::bits::Ones;

/// For every way in which an answer can matter a row, with two bits for each clause.
#[derive(Debug)]
pub(super) struct Table {
    /// How many rows there are.
    height: usize,
    /// How many parts a row has.
    width: usize,
    /// The first part of every row, then the second of every row, and so on.
    parts: Vec<Part>,
}

/// 128 clauses of a row: which of them certainly hold, and which possibly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Part {
    certain: [u64; 2],
    possible: [u64; 2],
}

/// Which clauses hold, in words of 64 bits: every clause that certainly does possibly does.
#[derive(Clone, Debug, Default)]
pub(super) struct Truth {
    certain: Vec<u64>,
    possible: Vec<u64>,
}

/// Kleene's three values: the lowest of all parts that must hold, the highest of those of which
/// one is enough.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Holds {
    No,
    Maybe,
    Yes,
}

impl Table {
    /// So many rows in which every clause holds.
    pub(super) fn new(height: usize, clauses: usize) -> Self {
        let width = clauses.div_ceil(Part::CLAUSES);
        Self { height, width, parts: vec![Part::ALL; height * width] }
    }

    /// Notes that in a row a clause does not hold, or only might.
    pub(super) fn set(&mut self, row: usize, clause: usize, holds: Holds) {
        let (at, half, bit) = self.place(row, clause);
        let part = &mut self.parts[at];
        if holds != Holds::Yes {
            part.certain[half] &= !bit;
        }
        if holds == Holds::No {
            part.possible[half] &= !bit;
        }
    }

    pub(super) fn get(&self, row: usize, clause: usize) -> Holds {
        let (at, half, bit) = self.place(row, clause);
        let part = &self.parts[at];
        Holds::of(part.certain[half] & bit != 0, part.possible[half] & bit != 0)
    }

    /// Whether two rows have the same bits.
    pub(super) fn is_same(&self, row: usize, other: usize) -> bool {
        let part = |at: usize, row: usize| &self.parts[at * self.height + row];
        (0..self.width).all(|at| part(at, row) == part(at, other))
    }

    /// The part of a row in which a clause is, in which half of it, and the bit.
    fn place(&self, row: usize, clause: usize) -> (usize, usize, u64) {
        let part = clause / Part::CLAUSES;
        (part * self.height + row, clause / 64 % 2, 1 << (clause % 64))
    }

    /// Which clauses hold in all of these rows.
    #[inline]
    pub(super) fn all(&self, rows: &(impl Iterator<Item = usize> + Clone), truth: &mut Truth) {
        truth.certain.clear();
        truth.possible.clear();
        for at in 0..self.width {
            let parts = &self.parts[at * self.height..][..self.height];
            let part = rows.clone().fold(Part::ALL, |so_far, row| so_far.and(parts[row]));
            truth.certain.extend_from_slice(&part.certain);
            truth.possible.extend_from_slice(&part.possible);
        }
    }

    /// Takes out what does not hold in one more row.
    pub(super) fn narrow(&self, truth: &mut Truth, row: usize) {
        let parts = self.parts.iter().skip(row).step_by(self.height);
        for (at, part) in parts.enumerate() {
            for half in 0..2 {
                truth.certain[2 * at + half] &= part.certain[half];
                truth.possible[2 * at + half] &= part.possible[half];
            }
        }
    }
}

impl Part {
    const CLAUSES: usize = 128;
    const ALL: Self = Self { certain: [u64::MAX; 2], possible: [u64::MAX; 2] };

    #[inline]
    fn and(self, other: Self) -> Self {
        let and = |a: [u64; 2], b: [u64; 2]| [a[0] & b[0], a[1] & b[1]];
        Self {
            certain: and(self.certain, other.certain),
            possible: and(self.possible, other.possible),
        }
    }
}

impl Holds {
    #[inline]
    fn of(certainly: bool, possibly: bool) -> Self {
        match (certainly, possibly) {
            (true, _) => Self::Yes,
            (false, true) => Self::Maybe,
            (false, false) => Self::No,
        }
    }
}

impl Truth {
    /// Replaces the content by that of another; reuses the allocations.
    pub(super) fn copy_from(&mut self, other: &Self) {
        self.certain.clone_from(&other.certain);
        self.possible.clone_from(&other.possible);
    }

    #[inline]
    pub(super) fn clause(&self, clause: usize) -> Holds {
        let (word, bit) = (clause / 64, 1 << (clause % 64));
        Holds::of(self.certain[word] & bit != 0, self.possible[word] & bit != 0)
    }

    /// Whether any of these clauses holds.
    #[inline]
    pub(super) fn any(&self, clauses: Range<usize>) -> Holds {
        if clauses.len() == 1 { self.clause(clauses.start) } else { self.any_of_several(clauses) }
    }

    fn any_of_several(&self, clauses: Range<usize>) -> Holds {
        clauses.map(|clause| self.clause(clause)).max().unwrap_or(Holds::No)
    }

    /// Every clause that holds, or might, and comes before one of them.
    #[inline]
    pub(super) fn possible_before(&self, end: usize) -> impl Iterator<Item = usize> {
        let words = self.possible.iter().take(end.div_ceil(64)).copied();
        Ones::of(words).take_while(move |&clause| clause < end)
    }
}
