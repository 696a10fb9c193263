//! How long an interview takes.

use std::fmt;

use super::block::Block;
use super::kind;
use crate::rulebook::{QuestionId, Rulebook};
use crate::text::list;

/// How much is left of an interview. Answers can change it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Estimate {
    /// The number of questions and checklists.
    pub questions: usize,
    /// The time to read and answer them, in minutes, rounded up.
    pub minutes: usize,
}

impl Estimate {
    /// The estimate for blocks, each with those of its questions that are asked: the time to read
    /// every word of them, with the review of the answers at the end, and to type the answers.
    pub(super) fn of<'a>(
        blocks: impl Iterator<Item = (&'a Block, &'a [QuestionId])>,
        rulebook: &Rulebook,
    ) -> Self {
        /// As fast as people read what they have to think about.
        const WORDS_PER_MINUTE: usize = 200;
        /// To find the keys for an answer, and type it.
        const SECONDS_PER_QUESTION: usize = 5;
        /// The key bar, the progress, and the answer that is repeated.
        const WORDS_AROUND_A_QUESTION: usize = 25;
        let (mut questions, mut words) = (0, 0);
        for (block, items) in blocks {
            questions += 1;
            words += WORDS_AROUND_A_QUESTION + 2 * count(block.heading(rulebook));
            if let Block::Checklist(group, _) = block {
                words += count(&rulebook[*group].ask);
                words += items.iter().map(|&id| count(&rulebook[id].ask)).sum::<usize>();
            }
            for &id in items {
                let options = kind::options(&rulebook[id]);
                if let Block::Single(_) = block {
                    words += options.iter().map(|[_, label]| count(label)).sum::<usize>();
                }
            }
        }
        let seconds = words * 60 / WORDS_PER_MINUTE + questions * SECONDS_PER_QUESTION;
        Self { questions, minutes: seconds.div_ceil(60) }
    }
}

impl fmt::Display for Estimate {
    /// `17 questions, 10 minutes`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let questions = list::count(self.questions, "question", "questions");
        let minutes = list::count(self.minutes, "minute", "minutes");
        write!(f, "{questions}, {minutes}")
    }
}

fn count(text: &str) -> usize {
    text.split_whitespace().count()
}
