//! A cache of the keys and answers of earlier records, so that a repeated one need not be parsed.

use super::{Answer, Key};

/// The keys of earlier records in their order, each with the answers that it had.
///
/// Records of one stream mostly have the same keys in the same order, some of them left out, and
/// few different values for each.
#[derive(Clone, Debug)]
pub(super) struct KeyCache {
    entries: Vec<CachedKey>,
    /// The capacity. A stream with more different keys does not repeat them.
    max_entries: usize,
    /// The index in `entries` at which the next lookup starts.
    next: usize,
    /// The index of the key that was looked up or inserted last; `None` if it is not cached.
    current: Option<usize>,
    /// The number of keys that were found since the cache was empty.
    found: usize,
}

/// A key of an earlier record.
#[derive(Clone, Debug)]
pub(super) struct CachedKey {
    /// The bytes from before the key up to its value: space, the quoted key, the colon.
    written: Box<[u8]>,
    /// The first bytes of `written`.
    prefix: Prefix,
    pub(super) key: Key,
    answers: CachedAnswers,
}

/// The answers that a key had: a hash table, so that all of them are found in the same few steps,
/// which a processor can predict.
#[derive(Clone, Debug)]
struct CachedAnswers {
    list: Vec<CachedAnswer>,
    /// The index in `list` of the answer in each slot. An answer whose slot is taken is in the next
    /// free one.
    slots: Box<[u8; Self::SLOTS]>,
    /// Whether there were so many different answers that none are cached.
    are_too_many: bool,
}

/// An answer of an earlier record.
#[derive(Clone, Copy, Debug)]
pub(super) struct CachedAnswer {
    prefix: Prefix,
    pub(super) answer: Answer,
    /// Its length in bytes, including the comma or closing brace that shows where it ends.
    pub(super) length: usize,
    /// Whether it ends with a comma, so that another key follows.
    pub(super) more: bool,
}

/// A prefix of up to 16 bytes, compared as two words.
#[derive(Clone, Copy, Debug)]
struct Prefix {
    bytes: [u64; 2],
    mask: [u64; 2],
}

/// The first 16 bytes of a text, padded with zeros, which valid JSON never contains.
#[derive(Clone, Copy)]
struct First16([u64; 2]);

impl KeyCache {
    /// An empty cache for records that can have this many different keys.
    pub(super) fn for_keys(keys: usize) -> Self {
        /// The number of ways to write a key for which there is capacity: they differ in spaces.
        const SPELLINGS: usize = 4;
        /// A key is inserted between others, which takes too long where there are very many.
        const MAX: usize = 2_048;
        let max_entries = MAX.min(SPELLINGS * keys);
        Self { entries: Vec::new(), max_entries, next: 0, current: None, found: 0 }
    }

    /// Starts the next record: the next lookup begins with the first key.
    pub(super) fn rewind(&mut self) {
        self.next = 0;
    }

    /// The cached key that the text begins with; `None` if it is not among the next ones.
    #[inline]
    pub(super) fn lookup(&mut self, text: &[u8]) -> Option<&CachedKey> {
        /// The number of keys that are compared; a record may leave out all but the last of them.
        const MAX_SKIPPED: usize = 32;
        let first = First16::of(text);
        let end = self.entries.len().min(self.next + MAX_SKIPPED);
        for at in self.next..end {
            if self.entries[at].matches(text, first) {
                self.next = at + 1;
                self.current = Some(at);
                self.found += 1;
                return Some(&self.entries[at]);
            }
        }
        None
    }

    /// Caches a key at the current place in the order. If the cache is full, it begins anew, or
    /// caches nothing more if it was of little use: the keys have no order then.
    pub(super) fn insert_key(&mut self, written: &[u8], key: Key) {
        /// The number of times that each entry has to be found for the cache to be of use.
        const WORTHWHILE: usize = 8;
        if self.entries.len() >= self.max_entries {
            if self.found < WORTHWHILE * self.max_entries {
                self.current = None;
                return;
            }
            self.entries.clear();
            self.next = 0;
            self.found = 0;
        }
        self.current = Some(self.next);
        self.entries.insert(
            self.next,
            CachedKey {
                written: written.into(),
                prefix: Prefix::of(written),
                key,
                answers: CachedAnswers::none(),
            },
        );
        self.next += 1;
    }

    /// Caches an answer for the key that was looked up or inserted last, if that is cached. `text`
    /// begins with `length` bytes that state it, the last of them a comma or closing brace; nothing is
    /// cached if these are more than 16.
    pub(super) fn insert_answer(&mut self, text: &[u8], length: usize, answer: Answer) {
        if let Some(current) = self.current.filter(|_| length <= First16::LENGTH) {
            let (written, first) = (&text[..length], First16::of(text));
            let (prefix, more) = (Prefix::of(written), written.ends_with(b","));
            let cached = CachedAnswer { prefix, answer, length, more };
            self.entries[current].answers.insert(cached, first);
        }
    }
}

impl CachedAnswers {
    const SLOTS: usize = 256;
    /// The maximum number of answers. A key with more of them hardly repeats one.
    const MAX: usize = 200;
    /// In place of an index: the slot is free.
    const FREE: u8 = u8::MAX;

    fn none() -> Self {
        Self { list: Vec::new(), slots: Box::new([Self::FREE; Self::SLOTS]), are_too_many: false }
    }

    /// The slots to look at for a text, in this order.
    #[inline]
    fn places(First16([first, _]): First16) -> impl Iterator<Item = usize> {
        /// The golden ratio, which spreads similar numbers.
        const SPREAD: u32 = 0x9e37_79b9;
        #[expect(clippy::cast_possible_truncation, reason = "the first four bytes")]
        let hash = (first as u32).wrapping_mul(SPREAD) >> 24;
        (0..Self::SLOTS).map(move |step| (hash as usize + step) % Self::SLOTS)
    }

    /// The answer that the text begins with; `None` if it was not inserted.
    #[inline]
    fn find(&self, text: First16) -> Option<&CachedAnswer> {
        for place in Self::places(text) {
            // Beyond the list, the slot is free.
            let cached = self.list.get(usize::from(self.slots[place]))?;
            if cached.prefix.matches(text) {
                return Some(cached);
            }
        }
        None
    }

    /// Inserts an answer that the text begins with. Removes all if there are too many.
    fn insert(&mut self, cached: CachedAnswer, text: First16) {
        if self.list.len() == Self::MAX {
            *self = Self { are_too_many: true, ..Self::none() };
        }
        let is_free = |&place: &usize| self.slots[place] == Self::FREE;
        if let Some(place) = Self::places(text).find(is_free).filter(|_| !self.are_too_many) {
            #[expect(clippy::cast_possible_truncation, reason = "below the maximum")]
            let index = self.list.len() as u8;
            self.slots[place] = index;
            self.list.push(cached);
        }
    }
}

impl CachedKey {
    #[inline]
    fn matches(&self, text: &[u8], first: First16) -> bool {
        let prefix_is_all = self.length() <= First16::LENGTH;
        self.prefix.matches(first) && (prefix_is_all || text.starts_with(&self.written))
    }

    /// The number of bytes from before the key up to its value.
    #[inline]
    pub(super) fn length(&self) -> usize {
        self.written.len()
    }

    /// The cached answer that the text begins with; `None` if this key did not have it before.
    #[inline]
    pub(super) fn answer(&self, text: &[u8]) -> Option<&CachedAnswer> {
        self.answers.find(First16::of(text))
    }
}

impl Prefix {
    fn of(text: &[u8]) -> Self {
        let text = &text[..text.len().min(First16::LENGTH)];
        let First16(mask) = First16::of(&[u8::MAX; First16::LENGTH][..text.len()]);
        let First16(bytes) = First16::of(text);
        Self { bytes, mask }
    }

    #[inline]
    fn matches(&self, First16([first, second]): First16) -> bool {
        first & self.mask[0] == self.bytes[0] && second & self.mask[1] == self.bytes[1]
    }
}

impl First16 {
    const LENGTH: usize = 16;

    #[inline]
    fn of(text: &[u8]) -> Self {
        let bytes = text.first_chunk().copied().unwrap_or_else(|| {
            let mut bytes = [0; Self::LENGTH];
            bytes[..text.len()].copy_from_slice(text);
            bytes
        });
        let both = u128::from_le_bytes(bytes);
        #[expect(clippy::cast_possible_truncation, reason = "the lower half, and the upper half")]
        Self([both as u64, (both >> 64) as u64])
    }
}
