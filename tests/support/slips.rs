//! Words that are one slip away from a given one.

const LETTERS: &[u8] = b"abcdefghijklmnopqrstuvwxyz0123456789_-AZ";

/// Every word that is one slip away: a letter left out, doubled, put in, changed, or two of them
/// in the wrong order.
pub(crate) fn slips(word: &str) -> Vec<String> {
    let mut slips = Vec::new();
    for at in 0..=word.len() {
        let (before, after) = word.split_at(at);
        for &letter in LETTERS {
            let letter = char::from(letter);
            slips.push(format!("{before}{letter}{after}"));
            if !after.is_empty() {
                slips.push(format!("{before}{letter}{}", &after[1..]));
            }
        }
        if !after.is_empty() {
            slips.push(format!("{before}{}", &after[1..]));
        }
        if after.len() > 1 {
            slips.push(format!("{before}{}{}{}", &after[1..2], &after[..1], &after[2..]));
        }
    }
    slips.retain(|slip| slip != word);
    slips
}
