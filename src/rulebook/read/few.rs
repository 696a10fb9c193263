//! Lists of names, shortened for messages.

use crate::text::escape;
use crate::text::list::join;

/// The names in backticks, with `word` before the last; of a long list only the first ones, and how
/// many others there are.
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
