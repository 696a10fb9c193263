//! Texts that become part of a sentence: what a rule says of a person, and short warning signs.

use std::ops::Range;

use textwrap::core::display_width;

use super::{Review, grade, literal};
use crate::diagnostic::{Code, Diagnostic};
use crate::rulebook::{Prose, Voice};
use crate::text::escape;

/// The widest short warning sign, in columns.
const WIDEST_SIGN: usize = 60;

/// Words that join a clause to another; the sentence that it becomes part of has its own.
const JOINING: [&str; 10] =
    ["if", "when", "because", "since", "while", "unless", "until", "and", "or", "but"];

/// Words that are a subject by themselves, after which any word may be the verb.
const SUBJECTS: [&str; 7] = ["you", "it", "they", "i", "we", "nobody", "somebody"];

/// Verbs by which a clause with another subject is known, besides words that end as verbs may.
const VERBS: [&str; 32] = [
    "are", "were", "am", "isn't", "aren't", "wasn't", "weren't", "have", "had", "hasn't",
    "haven't", "do", "did", "doesn't", "don't", "didn't", "can", "cannot", "can't", "could", "may",
    "might", "will", "won't", "would", "must", "should", "need", "take", "use", "get", "come",
];

/// Looks at a text only if it becomes part of a sentence.
pub(super) fn check(review: &Review<'_>, prose: &Prose) {
    let clause = match prose.voice {
        Voice::Tells | Voice::Asks => return,
        Voice::Clause => true,
        Voice::Sign => false,
    };
    let text = &prose.text;
    let name = escape::quoted(&prose.key);
    let doubt = |range: Range<usize>, message: String, expected: &str| {
        let place = literal::within(review.body, &prose.span, text, &range);
        let doubt = Diagnostic::warning(Code::UnfitClause, place, message);
        review.push(doubt.expected(expected));
    };
    let words = grade::words(text);
    if let Some((at, word)) = words.first() {
        if is_capitalised(word, &review.rulebook.head().plain) {
            doubt(
                at.clone(),
                format!("{name} starts with a capital letter"),
                "expected lower case, as within a sentence, or a name in `plain` of `[rulebook]`",
            );
        }
        if clause && JOINING.contains(&word.to_lowercase().as_str()) {
            let message = format!("{name} starts with {}", escape::quoted(word));
            doubt(at.clone(), message, "expected the clause without the word that joins it");
        }
    }
    let body = text.trim_end_matches(|c: char| c.is_whitespace() || ".!?,;:".contains(c));
    if body.len() < text.trim_end().len() {
        let end = body.len()..text.trim_end().len();
        let message = format!("{name} ends with {}", escape::quoted(&text[end.clone()]));
        doubt(end, message, "expected no mark at the end, as within a sentence");
    }
    if grade::sentences(body).len() > 1 || body.contains(';') {
        let message = format!("{name} is more than one clause");
        doubt(0..text.len(), message, "expected a single clause");
    } else if clause && !has_verb(&words) {
        doubt(
            0..text.len(),
            format!("{name} does not read as a clause"),
            "expected a subject and a verb, as in `you are pregnant`",
        );
    }
    let width = display_width(text);
    if !clause && width > WIDEST_SIGN {
        let message = format!("{name} is {width} columns wide");
        doubt(0..text.len(), message, &format!("expected at most {WIDEST_SIGN} columns"));
    }
}

/// Whether a word has a capital letter only because it comes first. `I`, abbreviations, words such
/// as `X-ray`, and names in `plain` keep theirs.
fn is_capitalised(word: &str, plain: &[String]) -> bool {
    let front = word.split(['-', '\'', '\u{2019}']).next().unwrap_or_default();
    let letters = || front.chars().filter(|c| c.is_alphabetic());
    let abbreviated =
        letters().all(char::is_uppercase) && (letters().count() > 1 || front.len() < word.len());
    word.starts_with(char::is_uppercase)
        && word != "I"
        && !abbreviated
        && !plain.iter().any(|name| name == word || name == front)
}

/// Whether the words may be a clause: a pronoun and more, or something that could be a verb after
/// the first word. `sees`, `healed` and `spots` could, so some phrases pass; no clause with a common
/// verb is doubted.
fn has_verb(words: &[(Range<usize>, &str)]) -> bool {
    let lower = words.iter().map(|(_, word)| word.to_lowercase().replace('\u{2019}', "'"));
    let lower: Vec<_> = lower.collect();
    let Some((first, rest)) = lower.split_first() else { return false };
    // `you're` is a subject, too.
    let subject = first.split('\'').next().unwrap_or_default();
    (SUBJECTS.contains(&subject) && !rest.is_empty())
        || rest.iter().any(|word| {
            VERBS.contains(&word.as_str()) || word.ends_with('s') || word.ends_with("ed")
        })
}
