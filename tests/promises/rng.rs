//! Random decisions that shrink: a list of numbers from which everything is made.

use proptest::collection::vec;
use proptest::prelude::*;

/// Numbers drawn beforehand. Once they run out every number is 0, which is always the simplest
/// choice, so that a shorter list makes a smaller case.
#[derive(Clone, Debug)]
pub(crate) struct Rng {
    drawn: Vec<u16>,
    at: usize,
}

/// A source of numbers for one case.
pub(crate) fn rng() -> impl Strategy<Value = Rng> {
    vec(any::<u16>(), 0..1_000).prop_map(|drawn| Rng { drawn, at: 0 })
}

impl Rng {
    /// A number below `n`.
    pub(crate) fn below(&mut self, n: usize) -> usize {
        let drawn = self.drawn.get(self.at).copied().unwrap_or_default();
        self.at += 1;
        (usize::from(drawn) * n) >> 16
    }

    /// A number from `low` to `high`, both included.
    pub(crate) fn between(&mut self, low: i32, high: i32) -> i32 {
        let span = usize::try_from(high - low + 1).expect("`low` is not over `high`");
        low + i32::try_from(self.below(span)).expect("it is below an i32")
    }

    /// True once in `n` times.
    pub(crate) fn once_in(&mut self, n: usize) -> bool {
        self.below(n) == n - 1
    }

    /// One of several.
    pub(crate) fn one_of<'a, T>(&mut self, several: &'a [T]) -> &'a T {
        &several[self.below(several.len())]
    }

    /// The same things in another order.
    pub(crate) fn shuffled<T>(&mut self, mut things: Vec<T>) -> Vec<T> {
        for last in (1..things.len()).rev() {
            let other = last - self.below(last + 1);
            things.swap(last, other);
        }
        things
    }
}
