//! What records have held before, and so are likely to hold again.

use super::Answer;
use super::record::Key;

/// The entries of earlier records, in their order. Records of one stream mostly have the same keys
/// in the same order, though not each has all, and few values behind each.
#[derive(Clone, Debug, Default)]
pub(super) struct Habits {
    entries: Vec<Habit>,
    /// Where in that list the next entry is looked for.
    next: usize,
}

/// An entry that was met before.
#[derive(Clone, Debug)]
struct Habit {
    /// The key as it is written from the comma before it up to its value.
    written: Box<[u8]>,
    key: Key,
    /// Answers that stood behind it, as they are written with the byte that follows.
    answers: Vec<(Short, Answer)>,
}

/// A text of 1 to 8 bytes, compared at one stroke.
#[derive(Clone, Copy, Debug)]
struct Short {
    bytes: u64,
    mask: u64,
    length: usize,
}

/// An entry that has been found again.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found(usize);

impl Habits {
    /// Gets ready for the next record.
    pub(super) fn restart(&mut self) {
        self.next = 0;
    }

    /// The entry that a text begins with, if it is expected: its key, and how long that is.
    pub(super) fn key(&mut self, text: &[u8]) -> Option<(Found, Key, usize)> {
        /// So many keys may be left out at once, and the next is still found.
        const AHEAD: usize = 32;
        // The second letter tells most keys apart, for less than comparing them costs.
        let begins =
            |habit: &Habit| habit.written.get(1) == text.get(1) && text.starts_with(&habit.written);
        let ahead = self.entries[self.next..].iter().take(AHEAD).position(begins)?;
        let found = self.next + ahead;
        self.next = found + 1;
        let habit = &self.entries[found];
        Some((Found(found), habit.key, habit.written.len()))
    }

    /// Notes a key, to be expected where it stands now; of so many that nobody repeats them,
    /// none is kept.
    pub(super) fn learn_key(&mut self, written: &[u8], key: Key, most: usize) -> Found {
        if self.entries.len() >= most {
            self.entries.clear();
            self.next = 0;
        }
        let found = self.next;
        self.entries.insert(found, Habit { written: written.into(), key, answers: Vec::new() });
        self.next += 1;
        Found(found)
    }

    /// The answer that a text begins with, if it stood behind this key before, and its length.
    pub(super) fn answer(&self, found: Found, text: &[u8]) -> Option<(Answer, usize)> {
        let bytes = beginning(text);
        let mut answers = self.entries[found.0].answers.iter();
        let (short, answer) = answers.find(|(short, _)| bytes & short.mask == short.bytes)?;
        Some((*answer, short.length - 1))
    }

    /// Notes the answer that the first `length` bytes of a text give, if they are short.
    pub(super) fn learn_answer(
        &mut self,
        found: Found,
        text: &[u8],
        length: usize,
        answer: Answer,
    ) {
        /// Numbers can be so many that it takes longer to look through them than to read one.
        const MOST: usize = 12;
        let answers = &mut self.entries[found.0].answers;
        // The byte behind it shows that it ends there.
        let length = length + 1;
        if length <= size_of::<u64>() && length <= text.len() && answers.len() < MOST {
            let mask = u64::MAX >> (64 - 8 * length);
            answers.push((Short { bytes: beginning(text) & mask, mask, length }, answer));
        }
    }
}

/// The first 8 bytes of a text, with zeros where it has fewer. Such a zero is no byte of the text,
/// but all that it can stand for is the byte behind an answer, which is read once more.
fn beginning(text: &[u8]) -> u64 {
    let bytes = text.first_chunk().copied().unwrap_or_else(|| {
        let mut bytes = [0; size_of::<u64>()];
        bytes[..text.len()].copy_from_slice(text);
        bytes
    });
    u64::from_le_bytes(bytes)
}
