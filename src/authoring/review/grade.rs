//! How hard a text is to read: words, sentences and the Flesch-Kincaid grade.
//!
//! Source: J. P. Kincaid et al., Derivation of New Readability Formulas, 1975.

use std::ops::Range;

/// The words of a text, each with its place; punctuation around them is left out.
pub(super) fn words(text: &str) -> Vec<(Range<usize>, &str)> {
    let mut words = Vec::new();
    let mut from = 0;
    for token in text.split_inclusive(|c: char| c.is_whitespace() || "/–—".contains(c)) {
        let start = token.find(char::is_alphanumeric);
        let end = token.rfind(char::is_alphanumeric);
        if let (Some(start), Some(end)) = (start, end) {
            let end = end + token[end..].chars().next().map_or(1, char::len_utf8);
            words.push((from + start..from + end, &token[start..end]));
        }
        from += token.len();
    }
    words
}

/// The places of the sentences of a text, each ending before the space that follows it.
pub(super) fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut push = |range: Range<usize>| {
        let before = text[range.clone()].len() - text[range.clone()].trim_start().len();
        let length = text[range.clone()].trim().len();
        if length > 0 {
            sentences.push(range.start + before..range.start + before + length);
        }
    };
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|&(_, next)| next);
        // `0.3` goes on; so does a full stop before a closing quote or bracket.
        let ends = matches!(c, '.' | '!' | '?') && next.is_none_or(char::is_whitespace);
        if ends {
            push(start..at + 1);
            start = at + 1;
        }
    }
    push(start..text.len());
    sentences
}

/// The grade at school from which a text can be read; `plain` names count as one syllable,
/// as numbers and abbreviations do: they are read at one glance, or not at all.
pub(super) fn grade(text: &str, plain: &[String]) -> f64 {
    let words = words(text);
    let sentences = sentences(text).len().max(1);
    let spoken: u32 = words.iter().map(|(_, word)| syllables_of(word, plain)).sum();
    let count = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
    let words = count(words.len().max(1));
    0.39 * words / count(sentences) + 11.8 * f64::from(spoken) / words - 15.59
}

/// The syllables of a word, unless it is a name that does not count as hard.
pub(super) fn syllables_of(word: &str, plain: &[String]) -> u32 {
    let word = word.strip_suffix("'s").unwrap_or(word);
    let is_plain = |name: &String| {
        let name = name.to_lowercase();
        let word = word.to_lowercase();
        word == name || word.strip_suffix('s') == Some(&name)
    };
    if plain.iter().any(is_plain) { 1 } else { syllables(word) }
}

/// About how many syllables an English word has. Numbers and short abbreviations in capitals are
/// read at one glance, and count as one.
fn syllables(word: &str) -> u32 {
    const LONGEST_ABBREVIATION: usize = 5;
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    if letters == 0 || (letters > 1 && capitals == letters && letters <= LONGEST_ABBREVIATION) {
        return 1;
    }
    let parts = word.split(|c: char| !c.is_alphabetic() && c != '\'' && c != '\u{2019}');
    parts.filter(|part| !part.is_empty()).map(part).sum::<u32>().max(1)
}

fn part(word: &str) -> u32 {
    // Each ends in an `e` that stays silent within a longer word.
    const FRONTS: [&str; 5] = ["some", "else", "there", "where", "home"];
    let lower = word.to_lowercase();
    for front in FRONTS {
        if let Some(rest) = lower.strip_prefix(front).filter(|rest| rest.len() > 1) {
            return 1 + part(rest);
        }
    }
    // So does that before an ending, as in `likely` and `careful`.
    for end in ["ely", "eful", "eless", "ement"] {
        if let Some(front) = lower.strip_suffix(end).filter(|front| front.contains(is_vowel)) {
            return part(front) + part(&end[1..]);
        }
    }
    let word: Vec<char> = lower.chars().filter(|c| c.is_alphabetic()).collect();
    let vowel = |at: usize| word.get(at).is_some_and(|&c| is_vowel(c));
    // `y` before a vowel is a consonant, as in `young` and `beyond`.
    let sounds = |at: usize| vowel(at) && !(word[at] == 'y' && vowel(at + 1));
    let starts = |at: usize| at == 0 || !sounds(at - 1) || parted(&word, at);
    let count = (0..word.len()).filter(|&at| sounds(at) && starts(at)).count();
    let count = u32::try_from(count).unwrap_or(u32::MAX);
    let text: String = word.iter().collect();
    let consonant_before = |back: usize| word.len() > back && !vowel(word.len() - 1 - back);
    let silent = if text.ends_with("le") {
        // `little`, but `whole`.
        !consonant_before(2) && word.len() > 2
    } else if text.ends_with('e') {
        consonant_before(1)
    } else if text.ends_with("es") {
        let hiss = ["ses", "zes", "xes", "ches", "shes", "ces", "ges"];
        consonant_before(2) && !hiss.iter().any(|end| text.ends_with(end)) && !text.ends_with("les")
            || text.ends_with("les") && !consonant_before(3)
    } else if text.ends_with("ed") {
        // `healed`, but `treated`, `needed` and `troubled`.
        let le = text.ends_with("led") && consonant_before(3) && !text.ends_with("lled");
        consonant_before(2) && !text.ends_with("ted") && !text.ends_with("ded") && !le
    } else {
        false
    };
    if silent && count > 1 { count - 1 } else { count.max(1) }
}

fn is_vowel(c: char) -> bool {
    "aeiouyäëïöüáéíóúàèìòùâêîôûåæœø".contains(c)
}

/// Whether the vowel at `at` starts a syllable of its own after the one before it.
fn parted(word: &[char], at: usize) -> bool {
    let before = at.checked_sub(2).map(|at| word[at]);
    match (word[at - 1], word[at]) {
        // `media`, but `social`, `partial`, `marriage`.
        ('i', 'a') => !matches!(before, Some('c' | 't' | 's')) && word.get(at + 1) != Some(&'g'),
        // `biopsy`, but `action`, `vision`, `region`, `precious`.
        ('i', 'o') => !matches!(before, Some('t' | 's' | 'c' | 'g' | 'x' | 'n')),
        ('i' | 'y', 'u') | ('u', 'o') | ('y', 'i') => true,
        ('e', 'o') => word.get(at + 1) != Some(&'p'),
        // `area`, but `sea` and `treat`.
        ('e', 'a') => at + 1 == word.len() && word.len() > 3,
        ('u', 'a') => !matches!(before, Some('g' | 'q')),
        ('i', 'e') => word.get(at + 1) == Some(&'t') && before != Some('p'),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_are_counted_as_they_are_said() {
        for (count, text) in [
            (1, "skin the wound scarred healed whole spots moles one makes HIV 28 caused years"),
            (
                2,
                "needle needles little treated redness raises region people young-ish cold-sore likely someone careful",
            ),
            (3, "infection medicine dermatitis's-no area another radio"),
            (4, "impetigo information psoriasis"),
            (5, "university"),
        ] {
            for word in text.split(' ').filter(|word| !word.contains("-no")) {
                assert_eq!(syllables_of(word, &[]), count, "{word}");
            }
        }
        assert_eq!(syllables_of("Impetigo", &["impetigo".to_owned()]), 1);
    }

    #[test]
    fn sentences_end_where_they_do() {
        let text = "Needles over 0.3 mm? No.  Wait 2 days";
        let parts: Vec<_> = sentences(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(parts, ["Needles over 0.3 mm?", "No.", "Wait 2 days"]);
        assert_eq!(words(text).len(), 8);
        assert_eq!(
            words("a - b (c's) \u{e9}t\u{e9}!").iter().map(|w| w.1).collect::<Vec<_>>(),
            ["a", "b", "c's", "\u{e9}t\u{e9}"]
        );
    }
}
