//! Lists next to each other in one allocation, in place of one allocation for each.

use std::ops::Index;

/// Lists of things, by their numbers. They can be added to, but no list changes.
#[derive(Clone, Debug)]
pub(super) struct Lists<T> {
    things: Vec<T>,
    /// Where each list starts; the last of these is where the next one will.
    starts: Vec<usize>,
}

impl<T> Lists<T> {
    pub(super) fn new() -> Self {
        Self { things: Vec::new(), starts: vec![0] }
    }

    /// The number of lists.
    pub(super) fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// The number of things in all lists.
    pub(super) fn things(&self) -> usize {
        self.things.len()
    }

    pub(super) fn push(&mut self, list: impl IntoIterator<Item = T>) {
        self.things.extend(list);
        self.starts.push(self.things.len());
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &[T]> {
        self.starts.windows(2).map(|place| &self.things[place[0]..place[1]])
    }
}

impl<T> Index<usize> for Lists<T> {
    type Output = [T];

    #[inline]
    fn index(&self, at: usize) -> &[T] {
        &self.things[self.starts[at]..self.starts[at + 1]]
    }
}
