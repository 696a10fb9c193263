//! What records have held before, and so are likely to hold again.

use super::{Answer, Key};

/// The entries of earlier records, in their order. Records of one stream mostly have the same keys
/// in the same order, though not each has all, and few values behind each.
#[derive(Clone, Debug)]
pub(super) struct Habits {
    entries: Vec<Habit>,
    /// Of more entries than this, nobody repeats them.
    most: usize,
    /// Where in that list the next entry is looked for.
    next: usize,
}

/// An entry that was met before.
#[derive(Clone, Debug)]
pub(super) struct Habit {
    /// The key as it is written up to its value, and the beginning of that.
    written: Box<[u8]>,
    pattern: Pattern,
    pub(super) key: Key,
    /// Answers that stood behind it.
    answers: Vec<Known>,
    /// Whether it had so many that it takes longer to look through them than to read one.
    is_fickle: bool,
}

/// An answer that was met before.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known {
    pattern: Pattern,
    pub(super) answer: Answer,
    /// How long it is, with the comma or the brace behind it, which shows that it ends there.
    pub(super) length: usize,
    /// Whether that was a comma.
    pub(super) more: bool,
}

/// What a text may begin with: up to 16 bytes, compared at one or two strokes.
#[derive(Clone, Copy, Debug)]
struct Pattern {
    bytes: [u64; 2],
    mask: [u64; 2],
}

/// The first 16 bytes of a text, with zeros where it has fewer; no text of JSON has such a byte.
#[derive(Clone, Copy)]
struct First16([u64; 2]);

impl Habits {
    /// No habits yet, of records that have so many keys.
    pub(super) fn for_keys(keys: usize) -> Self {
        /// In so many ways every key may be written.
        const WAYS: usize = 4;
        Self { entries: Vec::new(), most: WAYS * keys, next: 0 }
    }

    /// Gets ready for the next record.
    pub(super) fn restart(&mut self) {
        self.next = 0;
    }

    /// The entry that a text begins with, if it is expected.
    #[inline]
    pub(super) fn recognise(&mut self, text: &[u8]) -> Option<&Habit> {
        /// So many keys may be left out at once, and the next is still found.
        const AHEAD: usize = 32;
        let first = First16::of(text);
        let end = self.entries.len().min(self.next + AHEAD);
        for at in self.next..end {
            if self.entries[at].begins(text, first) {
                self.next = at + 1;
                return Some(&self.entries[at]);
            }
        }
        None
    }

    /// Notes a key, to be expected where it stands now; of too many none is kept.
    pub(super) fn learn_key(&mut self, written: &[u8], key: Key) {
        if self.entries.len() >= self.most {
            self.entries.clear();
            self.next = 0;
        }
        self.entries.insert(
            self.next,
            Habit {
                written: written.into(),
                pattern: Pattern::of(written),
                key,
                answers: Vec::new(),
                is_fickle: false,
            },
        );
        self.next += 1;
    }

    /// Notes an answer behind the key that was expected or learned last: what is written, which
    /// ends with a comma or a brace, if it is short.
    pub(super) fn learn_answer(&mut self, written: &[u8], answer: Answer) {
        /// Behind a key with more than these, reading takes no longer than looking through them.
        const MOST: usize = 32;
        let habit = &mut self.entries[self.next - 1];
        let length = written.len();
        if habit.is_fickle || length > First16::LENGTH {
            return;
        }
        if habit.answers.len() == MOST {
            habit.is_fickle = true;
            habit.answers.clear();
            return;
        }
        let (pattern, more) = (Pattern::of(written), written.ends_with(b","));
        habit.answers.push(Known { pattern, answer, length, more });
    }
}

impl Habit {
    #[inline]
    fn begins(&self, text: &[u8], first: First16) -> bool {
        let is_told = self.length() <= First16::LENGTH;
        self.pattern.matches(first) && (is_told || text.starts_with(&self.written))
    }

    /// How long the key is, with everything up to the value.
    #[inline]
    pub(super) fn length(&self) -> usize {
        self.written.len()
    }

    /// The answer that a text begins with, if it stood behind this key before.
    #[inline]
    pub(super) fn answer(&self, text: &[u8]) -> Option<&Known> {
        let first = First16::of(text);
        self.answers.iter().find(|known| known.pattern.matches(first))
    }
}

impl Pattern {
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
