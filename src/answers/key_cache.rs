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
}

/// A key of an earlier record.
#[derive(Clone, Debug)]
pub(super) struct CachedKey {
    /// The bytes from before the key up to its value: space, the quoted key, the colon.
    written: Box<[u8]>,
    /// The first bytes of `written`.
    prefix: Prefix,
    pub(super) key: Key,
    /// The answers that this key had.
    answers: Vec<CachedAnswer>,
    /// Whether there were so many different answers that none are cached: parsing one is faster
    /// than searching for it.
    has_too_many_values: bool,
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
        Self { entries: Vec::new(), max_entries: SPELLINGS * keys, next: 0 }
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
                return Some(&self.entries[at]);
            }
        }
        None
    }

    /// Caches a key at the current place in the order. Clears the cache first if it is full.
    pub(super) fn insert_key(&mut self, written: &[u8], key: Key) {
        if self.entries.len() >= self.max_entries {
            self.entries.clear();
            self.next = 0;
        }
        self.entries.insert(
            self.next,
            CachedKey {
                written: written.into(),
                prefix: Prefix::of(written),
                key,
                answers: Vec::new(),
                has_too_many_values: false,
            },
        );
        self.next += 1;
    }

    /// Caches an answer for the key that was looked up or inserted last. `written` ends with a
    /// comma or closing brace; nothing is cached if it has more than 16 bytes.
    pub(super) fn insert_answer(&mut self, written: &[u8], answer: Answer) {
        /// The maximum number of answers cached for one key; beyond it, parsing is as fast.
        const MAX_ANSWERS: usize = 32;
        let cached = &mut self.entries[self.next - 1];
        let length = written.len();
        if cached.has_too_many_values || length > First16::LENGTH {
            return;
        }
        if cached.answers.len() == MAX_ANSWERS {
            cached.has_too_many_values = true;
            cached.answers.clear();
            return;
        }
        let (prefix, more) = (Prefix::of(written), written.ends_with(b","));
        cached.answers.push(CachedAnswer { prefix, answer, length, more });
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
        let first = First16::of(text);
        self.answers.iter().find(|cached| cached.prefix.matches(first))
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
