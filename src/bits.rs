//! Small sets of numbers from 0, as bits.

/// Some of the numbers below a length.
#[derive(Clone, Debug, Default)]
pub(crate) struct Set {
    words: Vec<u64>,
}

impl Set {
    /// Of the numbers below `len`, those that are `wanted`.
    pub(crate) fn of(len: usize, wanted: impl Fn(usize) -> bool) -> Self {
        let mut set = Self::none(len);
        (0..len).filter(|&number| wanted(number)).for_each(|number| {
            set.insert(number);
        });
        set
    }

    /// None of the numbers below `len`.
    pub(crate) fn none(len: usize) -> Self {
        Self { words: vec![0; len.div_ceil(64)] }
    }

    /// Just this one, in a set for as many numbers as this.
    pub(crate) fn just(&self, number: usize) -> Self {
        let mut set = Self { words: vec![0; self.words.len()] };
        set.insert(number);
        set
    }

    /// Nothing beyond the length is in it.
    #[inline]
    pub(crate) fn contains(&self, number: usize) -> bool {
        self.words.get(number / 64).is_some_and(|word| word & (1 << (number % 64)) != 0)
    }

    /// Puts a number in, which must be below the length, and says whether it is new.
    #[inline]
    pub(crate) fn insert(&mut self, number: usize) -> bool {
        let (word, bit) = (&mut self.words[number / 64], 1 << (number % 64));
        let is_new = *word & bit == 0;
        *word |= bit;
        is_new
    }

    #[inline]
    pub(crate) fn take_out(&mut self, number: usize) {
        self.words[number / 64] &= !(1 << (number % 64));
    }

    pub(crate) fn clear(&mut self) {
        self.words.fill(0);
    }

    /// Whether neither has anything in it, and both are for the same numbers.
    #[inline]
    fn are_empty(&self, other: &Self) -> bool {
        self.words.len() == other.words.len() && self.is_empty() && other.is_empty()
    }

    #[inline]
    pub(crate) fn is_empty(&self) -> bool {
        self.words.iter().all(|&word| word == 0)
    }

    /// How many numbers are in it.
    pub(crate) fn len(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// The lowest number in it.
    pub(crate) fn first(&self) -> Option<usize> {
        self.iter().next()
    }

    /// Every number in it, from the lowest.
    pub(crate) fn iter(&self) -> Ones<impl Iterator<Item = u64>> {
        Ones::of(self.words.iter().copied())
    }

    /// Every number that is in both.
    pub(crate) fn common(&self, other: &Self) -> Ones<impl Iterator<Item = u64>> {
        Ones::of(self.words.iter().zip(&other.words).map(|(a, b)| a & b))
    }

    /// Becomes a set with nothing in it, for as many numbers as another.
    pub(crate) fn become_empty_like(&mut self, other: &Self) {
        if self.words.len() != other.words.len() || !self.is_empty() {
            self.words.clear();
            self.words.resize(other.words.len(), 0);
        }
    }

    /// Becomes what is in the first of these sets and in none of the others.
    pub(crate) fn become_difference(&mut self, all: &Self, [a, b, c]: [&Self; 3]) {
        let words = all.words.iter().zip(&a.words).zip(&b.words).zip(&c.words);
        self.words.clear();
        self.words.extend(words.map(|(((all, a), b), c)| all & !a & !b & !c));
    }

    /// Becomes the same as another, in the room that it has.
    pub(crate) fn copy(&mut self, other: &Self) {
        // Many sets mostly have nothing in them.
        if !self.are_empty(other) {
            self.words.clone_from(&other.words);
        }
    }

    /// Puts in whatever another set has.
    pub(crate) fn add(&mut self, other: &Self) {
        self.words.iter_mut().zip(&other.words).for_each(|(a, b)| *a |= b);
    }

    pub(crate) fn is_within(&self, other: &Self) -> bool {
        self.words.iter().zip(&other.words).all(|(a, b)| a & !b == 0)
    }

    pub(crate) fn is_apart_from(&self, other: &Self) -> bool {
        self.words.iter().zip(&other.words).all(|(a, b)| a & b == 0)
    }

    pub(crate) fn keep(&mut self, other: &Self) {
        self.words.iter_mut().zip(&other.words).for_each(|(a, b)| *a &= b);
    }

    pub(crate) fn remove(&mut self, other: &Self) {
        self.words.iter_mut().zip(&other.words).for_each(|(a, b)| *a &= !b);
    }
}

impl PartialEq for Set {
    /// Whether both hold the same numbers, whatever their lengths.
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl Eq for Set {}

/// The places of the bits that are set in words of 64 bits, from the lowest.
#[derive(Clone, Debug)]
pub(crate) struct Ones<W> {
    words: W,
    /// What is left of the word that the iterator is in, and the place of its lowest bit.
    word: u64,
    place: usize,
}

impl<W: Iterator<Item = u64>> Ones<W> {
    #[inline]
    pub(crate) fn of(words: W) -> Self {
        // The first word comes after one that is empty.
        Self { words, word: 0, place: 0_usize.wrapping_sub(64) }
    }
}

impl<W: Iterator<Item = u64>> Iterator for Ones<W> {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        while self.word == 0 {
            self.word = self.words.next()?;
            self.place = self.place.wrapping_add(64);
        }
        let bit = self.word.trailing_zeros() as usize;
        // Takes out the lowest bit.
        self.word &= self.word - 1;
        Some(self.place + bit)
    }
}
