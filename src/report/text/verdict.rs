//! The word of a verdict.

use crate::layout::{Page, style};
use crate::screening::Verdict;

/// The verdict's word in capitals, in its style.
pub(crate) fn word(verdict: Verdict, page: Page) -> String {
    match verdict {
        Verdict::Level(level) => page.level(level),
        Verdict::Incomplete => page.paint(style::CYAN, &verdict.as_str().to_uppercase()),
    }
}
