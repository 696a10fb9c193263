//! Small sets of numbers from 0, as bits.

/// Some of the classes of one question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Set {
    words: Vec<u64>,
}

impl Set {
    /// Of the numbers below `len`, those that are `wanted`.
    pub(super) fn of(len: usize, wanted: impl Fn(usize) -> bool) -> Self {
        let mut words = vec![0; len.div_ceil(64)];
        for number in (0..len).filter(|&number| wanted(number)) {
            words[number / 64] |= 1 << (number % 64);
        }
        Self { words }
    }

    /// Just this one, in a set for as many numbers as this.
    pub(super) fn just(&self, number: usize) -> Self {
        let mut words = vec![0; self.words.len()];
        words[number / 64] = 1 << (number % 64);
        Self { words }
    }

    pub(super) fn contains(&self, number: usize) -> bool {
        self.words[number / 64] & (1 << (number % 64)) != 0
    }

    pub(super) fn is_empty(&self) -> bool {
        self.words.iter().all(|&word| word == 0)
    }

    /// The lowest number in it.
    pub(super) fn first(&self) -> Option<usize> {
        let at = self.words.iter().position(|&word| word != 0)?;
        Some(at * 64 + self.words[at].trailing_zeros() as usize)
    }

    pub(super) fn is_within(&self, other: &Self) -> bool {
        self.words.iter().zip(&other.words).all(|(a, b)| a & !b == 0)
    }

    pub(super) fn is_apart_from(&self, other: &Self) -> bool {
        self.words.iter().zip(&other.words).all(|(a, b)| a & b == 0)
    }

    pub(super) fn keep(&mut self, other: &Self) {
        self.words.iter_mut().zip(&other.words).for_each(|(a, b)| *a &= b);
    }

    pub(super) fn remove(&mut self, other: &Self) {
        self.words.iter_mut().zip(&other.words).for_each(|(a, b)| *a &= !b);
    }
}
