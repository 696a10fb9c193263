//! Rows of bits, and which clauses hold where some of them are given.

use std::ops::Range;

use crate::bits::Ones;

/// For every way in which an answer can matter a row, with two bits for each clause.
#[derive(Debug)]
pub(super) struct Table {
    /// How many rows there are.
    height: usize,
    /// How many words a row has.
    words: usize,
    /// The first word of every row, then the second of every row, and so on.
    bits: Vec<Word>,
}

/// 128 clauses: which of them certainly hold, and which possibly. The first are among the second.
#[derive(Clone, Copy, Debug)]
struct Word {
    certain: [u64; 2],
    possible: [u64; 2],
}

/// Which clauses hold: every clause that certainly does possibly does.
#[derive(Clone, Debug, Default)]
pub(super) struct Truth {
    words: Vec<Word>,
}

/// Kleene's three values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    No,
    Maybe,
    Yes,
}

impl Table {
    /// So many rows in which every clause holds.
    pub(super) fn new(height: usize, clauses: usize) -> Self {
        let words = clauses.div_ceil(Word::CLAUSES);
        Self { height, words, bits: vec![Word::ALL; height * words] }
    }

    /// Notes that in a row a clause does not hold, or only might.
    pub(super) fn set(&mut self, row: usize, clause: usize, holds: Holds) {
        let word = &mut self.bits[clause / Word::CLAUSES * self.height + row];
        let (half, bit) = Word::place(clause);
        if holds != Holds::Yes {
            word.certain[half] &= !bit;
        }
        if holds == Holds::No {
            word.possible[half] &= !bit;
        }
    }

    pub(super) fn get(&self, row: usize, clause: usize) -> Holds {
        self.bits[clause / Word::CLAUSES * self.height + row].clause(clause)
    }

    /// Which clauses hold in all of these rows.
    pub(super) fn all(&self, rows: &(impl Iterator<Item = usize> + Clone), truth: &mut Truth) {
        truth.words.clear();
        truth.words.extend((0..self.words).map(|word| {
            let bits = &self.bits[word * self.height..][..self.height];
            rows.clone().fold(Word::ALL, |so_far, row| so_far.and(bits[row]))
        }));
    }

    /// Takes out what does not hold in one more row.
    pub(super) fn narrow(&self, truth: &mut Truth, row: usize) {
        let bits = self.bits.iter().skip(row).step_by(self.height);
        truth.words.iter_mut().zip(bits).for_each(|(word, bits)| *word = word.and(*bits));
    }
}

impl Word {
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

    #[inline]
    fn clause(self, clause: usize) -> Holds {
        let (half, bit) = Self::place(clause);
        if self.certain[half] & bit != 0 {
            Holds::Yes
        } else if self.possible[half] & bit != 0 {
            Holds::Maybe
        } else {
            Holds::No
        }
    }

    /// In which half of the bits a clause has which.
    #[inline]
    fn place(clause: usize) -> (usize, u64) {
        (clause / 64 % 2, 1 << (clause % 64))
    }
}

impl Truth {
    #[inline]
    pub(super) fn clause(&self, clause: usize) -> Holds {
        self.words[clause / Word::CLAUSES].clause(clause)
    }

    /// Whether any of these clauses holds.
    #[inline]
    pub(super) fn any(&self, mut clauses: Range<usize>) -> Holds {
        if clauses.len() == 1 {
            return self.clause(clauses.start);
        }
        let maybe = clauses.clone().any(|clause| self.clause(clause) == Holds::Maybe);
        if clauses.any(|clause| self.clause(clause) == Holds::Yes) {
            Holds::Yes
        } else if maybe {
            Holds::Maybe
        } else {
            Holds::No
        }
    }

    /// Every clause that holds, or might, and comes before one of them.
    #[inline]
    pub(super) fn possible_before(&self, end: usize) -> impl Iterator<Item = usize> {
        let words = self.words.iter().flat_map(|word| word.possible).take(end.div_ceil(64));
        Ones::of(words).take_while(move |&clause| clause < end)
    }
}
