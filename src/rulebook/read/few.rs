//! Lists of names that stay short enough for a message.

use crate::text::escape;
use crate::text::list::join;

/// `count` names in backticks, with `word` before the last. A list of more than 13 is cut to its
/// first 12 and the number of the others.
pub(super) fn few<'n>(
    names: impl IntoIterator<Item = &'n str>,
    count: usize,
    word: &str,
) -> String {
    const MOST: usize = 12;
    let others = if count > MOST + 1 { count - MOST } else { 0 };
    let shown = names.into_iter().take(count - others).map(escape::quoted);
    join(shown.chain((others > 0).then(|| format!("{others} others"))), word)
}
