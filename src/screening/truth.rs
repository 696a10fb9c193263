//! The decision table as bits, and the truth of its clauses.

use std::ops::Range;

use serde::Serialize;

use crate::bits::Ones;

/// A table with a row for each class of answers, and in each row two bits for each clause: whether
/// the answers certainly satisfy its tests, and whether they possibly do.
#[derive(Debug)]
pub(super) struct TruthTable {
    /// The number of rows.
    height: usize,
    /// The number of blocks in a row.
    width: usize,
    /// The first block of every row, then the second of every row, and so on.
    blocks: Vec<Block>,
}

/// The bits of 128 clauses in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Block {
    certain: [u64; 2],
    possible: [u64; 2],
}

/// Which clauses certainly hold, and which possibly, as bits. A clause that certainly holds also
/// possibly holds.
#[derive(Clone, Debug, Default)]
pub(super) struct Truth {
    certain: Vec<u64>,
    possible: Vec<u64>,
}

/// A truth value of Kleene's three-valued logic. The order makes AND the minimum and OR the maximum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Holds {
    No,
    Maybe,
    Yes,
}

impl TruthTable {
    /// A table with this number of rows and clauses, in which every entry is true.
    pub(super) fn new(height: usize, clauses: usize) -> Self {
        let width = Self::width(clauses);
        Self { height, width, blocks: vec![Block::ALL; height * width] }
    }

    /// The number of blocks in a row with this number of clauses.
    pub(super) fn width(clauses: usize) -> usize {
        clauses.div_ceil(Block::CLAUSES)
    }

    /// Lowers the entry of a clause in a row to `holds`; an entry that is lower stays.
    pub(super) fn set(&mut self, row: usize, clause: usize, holds: Holds) {
        let (at, half, bit) = self.locate(row, clause);
        let block = &mut self.blocks[at];
        if holds != Holds::Yes {
            block.certain[half] &= !bit;
        }
        if holds == Holds::No {
            block.possible[half] &= !bit;
        }
    }

    /// The location of an entry: the index of its block, the half of the block, and the bit.
    fn locate(&self, row: usize, clause: usize) -> (usize, usize, u64) {
        let block = clause / Block::CLAUSES;
        (block * self.height + row, clause / 64 % 2, 1 << (clause % 64))
    }

    /// Combines these rows by AND.
    #[inline]
    pub(super) fn all(&self, rows: &(impl Iterator<Item = usize> + Clone), truth: &mut Truth) {
        truth.certain.clear();
        truth.possible.clear();
        for at in 0..self.width {
            let blocks = &self.blocks[at * self.height..][..self.height];
            let block = rows.clone().fold(Block::ALL, |so_far, row| so_far.and(blocks[row]));
            truth.certain.extend_from_slice(&block.certain);
            truth.possible.extend_from_slice(&block.possible);
        }
    }

    /// Combines the truth with one more row, by AND.
    pub(super) fn narrow(&self, truth: &mut Truth, row: usize) {
        let blocks = self.blocks.iter().skip(row).step_by(self.height);
        for (at, block) in blocks.enumerate() {
            for half in 0..2 {
                truth.certain[2 * at + half] &= block.certain[half];
                truth.possible[2 * at + half] &= block.possible[half];
            }
        }
    }
}

impl Block {
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
    /// The truth of this number of clauses, all of which hold.
    pub(super) fn all(clauses: usize) -> Self {
        let words = vec![u64::MAX; clauses.div_ceil(64)];
        Self { certain: words.clone(), possible: words }
    }

    /// Sets whether a clause holds.
    pub(super) fn set(&mut self, clause: usize, holds: Holds) {
        let (word, bit) = (clause / 64, 1 << (clause % 64));
        self.certain[word] |= bit;
        self.possible[word] |= bit;
        self.lower(clause, holds);
    }

    /// Lowers whether a clause holds to `holds`; what is lower stays.
    pub(super) fn lower(&mut self, clause: usize, holds: Holds) {
        let (word, bit) = (clause / 64, 1 << (clause % 64));
        if holds != Holds::Yes {
            self.certain[word] &= !bit;
        }
        if holds == Holds::No {
            self.possible[word] &= !bit;
        }
    }

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

    /// The clauses below the index `end` that hold or might hold, in rising order.
    #[inline]
    pub(super) fn possible_before(&self, end: usize) -> impl Iterator<Item = usize> {
        let words = self.possible.iter().take(end.div_ceil(64)).copied();
        Ones::of(words).take_while(move |&clause| clause < end)
    }
}
