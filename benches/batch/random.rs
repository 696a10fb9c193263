//! Numbers that look random and are the same on every run.

/// `SplitMix64`, by Sebastiano Vigna: a few lines, and good enough to make records with.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`.
    pub(crate) fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    /// A number from `first` to `last`.
    pub(crate) fn between(&mut self, first: i64, last: i64) -> i64 {
        // INVARIANT: the bounds are small, and the first is not above the last.
        first + self.below((last - first + 1).unsigned_abs()).cast_signed()
    }

    /// A place in a list.
    pub(crate) fn index(&mut self, length: usize) -> usize {
        // INVARIANT: what is below a length fits where the length does.
        usize::try_from(self.below(length as u64)).unwrap_or_default()
    }

    /// `true` with this chance in a thousand.
    pub(crate) fn chance(&mut self, in_a_thousand: u64) -> bool {
        self.below(1000) < in_a_thousand
    }

    /// One of several, each as often as its weight says.
    pub(crate) fn pick<T: Copy>(&mut self, weighted: &[(u64, T)]) -> T {
        let total = weighted.iter().map(|(weight, _)| weight).sum();
        let mut at = self.below(total);
        for &(weight, item) in weighted {
            if at < weight {
                return item;
            }
            at -= weight;
        }
        unreachable!("the weights add up to the total")
    }
}
