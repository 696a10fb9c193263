//! A set of small numbers as a bitmap.

/// A set of numbers from 0 up to, but not including, a length that is fixed when it is made.
#[derive(Clone, Debug, Default)]
pub(crate) struct Set {
    words: Vec<u64>,
}

impl Set {
    /// The numbers below `len` for which `wanted` is true.
    pub(crate) fn of(len: usize, wanted: impl Fn(usize) -> bool) -> Self {
        let mut set = Self::none(len);
        (0..len).filter(|&number| wanted(number)).for_each(|number| {
            set.insert(number);
        });
        set
    }

    /// An empty set for the numbers below `len`.
    pub(crate) fn none(len: usize) -> Self {
        Self { words: vec![0; len.div_ceil(64)] }
    }

    /// The set with this number alone, of the same length.
    pub(crate) fn just(&self, number: usize) -> Self {
        let mut set = Self { words: vec![0; self.words.len()] };
        set.insert(number);
        set
    }

    /// Whether a number is in the set; `false` for a number beyond its length.
    #[inline]
    pub(crate) fn contains(&self, number: usize) -> bool {
        self.words.get(number / 64).is_some_and(|word| word & (1 << (number % 64)) != 0)
    }

    /// Adds a number, which must be below the length. `true` if it was not in the set before.
    #[inline]
    pub(crate) fn insert(&mut self, number: usize) -> bool {
        let (word, bit) = (&mut self.words[number / 64], 1 << (number % 64));
        let is_new = *word & bit == 0;
        *word |= bit;
        is_new
    }

    /// Removes a number, which must be below the length.
    #[inline]
    pub(crate) fn remove(&mut self, number: usize) {
        self.words[number / 64] &= !(1 << (number % 64));
    }

    /// Empties the set; its length stays.
    pub(crate) fn clear(&mut self) {
        self.words.fill(0);
    }

    /// Whether both sets are empty and of the same length.
    #[inline]
    fn are_empty(&self, other: &Self) -> bool {
        self.words.len() == other.words.len() && self.is_empty() && other.is_empty()
    }

    #[inline]
    pub(crate) fn is_empty(&self) -> bool {
        self.words.iter().all(|&word| word == 0)
    }

    /// The set as a bitmap: number `n` is bit `n % 64` of word `n / 64`.
    pub(crate) fn words(&self) -> &[u64] {
        &self.words
    }

    /// The number of numbers in the set.
    pub(crate) fn len(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// The lowest number in the set; `None` if it is empty.
    pub(crate) fn first(&self) -> Option<usize> {
        self.iter().next()
    }

    /// The numbers in the set, in rising order.
    pub(crate) fn iter(&self) -> Ones<impl Iterator<Item = u64>> {
        Ones::of(self.words.iter().copied())
    }

    /// The numbers that are in both sets, in rising order.
    pub(crate) fn intersection(&self, other: &Self) -> Ones<impl Iterator<Item = u64>> {
        Ones::of(self.words.iter().zip(&other.words).map(|(a, b)| a & b))
    }

    /// Empties the set and gives it the length of another.
    pub(crate) fn reset_like(&mut self, other: &Self) {
        if self.words.len() != other.words.len() || !self.is_empty() {
            self.words.clear();
            self.words.resize(other.words.len(), 0);
        }
    }

    /// Replaces the content by the numbers that are in `all` and in none of the three others.
    pub(crate) fn assign_difference(&mut self, all: &Self, [a, b, c]: [&Self; 3]) {
        let words = all.words.iter().zip(&a.words).zip(&b.words).zip(&c.words);
        self.words.clear();
        self.words.extend(words.map(|(((all, a), b), c)| all & !a & !b & !c));
    }

    /// Replaces the content by that of another set; reuses the allocation.
    pub(crate) fn copy_from(&mut self, other: &Self) {
        // Most copies are of an empty set over an empty set.
        if !self.are_empty(other) {
            self.words.clone_from(&other.words);
        }
    }

    /// Adds every number of another set.
    pub(crate) fn union_with(&mut self, other: &Self) {
        self.words.iter_mut().zip(&other.words).for_each(|(a, b)| *a |= b);
    }

    /// Whether another set has every number of this one.
    pub(crate) fn is_subset(&self, other: &Self) -> bool {
        self.words.iter().zip(&other.words).all(|(a, b)| a & !b == 0)
    }

    /// Whether no number is in both sets.
    pub(crate) fn is_disjoint(&self, other: &Self) -> bool {
        self.words.iter().zip(&other.words).all(|(a, b)| a & b == 0)
    }

    /// Removes every number that another set does not have.
    pub(crate) fn intersect_with(&mut self, other: &Self) {
        self.words.iter_mut().zip(&other.words).for_each(|(a, b)| *a &= b);
    }
}

impl PartialEq for Set {
    /// Whether both sets have the same numbers; their lengths may differ.
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl Eq for Set {}

/// The indices of the bits that are set in a sequence of 64-bit words, in rising order.
#[derive(Clone, Debug)]
pub(crate) struct Ones<W> {
    words: W,
    /// The bits of the current word that were not returned yet.
    word: u64,
    /// The index of the first bit of the current word.
    start: usize,
}

impl<W: Iterator<Item = u64>> Ones<W> {
    #[inline]
    pub(crate) fn of(words: W) -> Self {
        // The iterator starts at the end of an empty word before the first, at index -64.
        Self { words, word: 0, start: 0_usize.wrapping_sub(64) }
    }
}

impl<W: Iterator<Item = u64>> Iterator for Ones<W> {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        while self.word == 0 {
            self.word = self.words.next()?;
            self.start = self.start.wrapping_add(64);
        }
        let bit = self.word.trailing_zeros() as usize;
        // Clears the lowest bit.
        self.word &= self.word - 1;
        Some(self.start + bit)
    }
}
