//! Texts that are hard to read, or that claim more than a screening can know.

use std::ops::Range;

use super::{Review, grade, literal};
use crate::diagnostic::{Code, Diagnostic};
use crate::rulebook::{Prose, Voice};
use crate::text::escape;
use crate::text::list::join;

/// The most words of a sentence.
const LONGEST_SENTENCE: usize = 20;
/// The highest Flesch-Kincaid grade.
const HARDEST: f64 = 8.0;
/// Texts with fewer words are labels; one long name says nothing of how they read.
const LABEL: usize = 6;

/// Words that promise what nobody can know, and what to do about each.
const PROMISES: [(&[&str], &str); 8] = [
    (&["safe"], "say what was checked, and what can go wrong"),
    (&["safely"], "say what was checked, and what can go wrong"),
    (&["cleared"], "say what was checked, and what was found"),
    (&["approved"], "name who allowed what, and when"),
    (&["no", "risk"], "say what was checked, and what can go wrong"),
    (&["no", "risks"], "say what was checked, and what can go wrong"),
    (&["risk-free"], "say what was checked, and what can go wrong"),
    (&["stop", "taking"], "tell people to ask the person who prescribed it"),
];

/// Before these words, `you have` is a question or a condition, and no diagnosis.
const OPEN: [&str; 23] = [
    "do", "did", "if", "when", "whenever", "whether", "that", "what", "which", "where", "until",
    "unless", "while", "before", "after", "once", "any", "or", "than", "as", "how", "who", "since",
];

pub(super) fn check(review: &Review<'_>, prose: &Prose) {
    let words = grade::words(&prose.text);
    hard(review, prose, words.len());
    for sentence in grade::sentences(&prose.text) {
        let inside: Vec<_> = words.iter().filter(|(at, _)| sentence.contains(&at.start)).collect();
        if inside.len() > LONGEST_SENTENCE {
            let message = format!("this sentence has {} words", inside.len());
            push(review, prose, Code::LongSentence, &sentence, message)(&format!(
                "expected at most {LONGEST_SENTENCE} words"
            ));
        }
        let said: Vec<_> =
            inside.iter().map(|(at, word)| (at.clone(), word.to_lowercase())).collect();
        unfit(review, prose, &sentence, &said);
    }
}

fn hard(review: &Review<'_>, prose: &Prose, words: usize) {
    let plain = &review.rulebook.head().plain;
    let grade = grade::grade(&prose.text, plain);
    if words < LABEL || grade <= HARDEST {
        return;
    }
    let mut longest: Vec<(u32, &str)> = grade::words(&prose.text)
        .into_iter()
        .map(|(_, word)| (grade::syllables_of(word, plain), word))
        .filter(|&(syllables, _)| syllables > 2)
        .collect();
    longest.sort_by_key(|&(syllables, _)| std::cmp::Reverse(syllables));
    longest.dedup();
    longest.truncate(4);
    let mut doubt = Diagnostic::warning(
        Code::HardToRead,
        prose.span.clone(),
        format!("{} has a reading grade of {grade:.1}", escape::quoted(&prose.key)),
    )
    .expected(format!("expected grade {HARDEST} or less"));
    if !longest.is_empty() {
        let names = join(longest.iter().map(|(_, word)| escape::quoted(word)), "and");
        doubt = doubt.note(format!(
            "long words here: {names}; list a name that cannot be avoided in `plain` of `[rulebook]`"
        ));
    }
    review.push(doubt);
}

/// A doubt about a part of a text, once it is said what was expected there.
fn push<'a>(
    review: &'a Review<'_>,
    prose: &'a Prose,
    code: Code,
    range: &Range<usize>,
    message: String,
) -> impl FnOnce(&str) + 'a {
    let place = literal::within(review.body, &prose.span, &prose.text, range);
    move |expected| review.push(Diagnostic::warning(code, place, message).expected(expected))
}

/// The words of one sentence that should not be there.
fn unfit(
    review: &Review<'_>,
    prose: &Prose,
    sentence: &Range<usize>,
    words: &[(Range<usize>, String)],
) {
    let say = |range: &Range<usize>, expected: &str| {
        let message = format!("avoid {}", escape::quoted(&prose.text[range.clone()]));
        push(review, prose, Code::UnfitWord, range, message)(expected);
    };
    for at in 0..words.len() {
        for (phrase, expected) in PROMISES {
            let found = words[at..].iter().map(|(_, word)| word.as_str()).take(phrase.len());
            if found.eq(phrase.iter().copied()) {
                say(&(words[at].0.start..words[at + phrase.len() - 1].0.end), expected);
            }
        }
        let question = prose.text[sentence.clone()].ends_with('?');
        // What people answered may be said back to them.
        if !question && prose.voice != Voice::Clause && claims(words, at) {
            let end = words[(at + 2).min(words.len() - 1)].0.end;
            say(
                &(words[at].0.start..end),
                "a screening makes no diagnosis: repeat what was answered",
            );
        }
        // A question may name a strength as it stands on a pack.
        if prose.voice != Voice::Asks
            && let Some(range) = percentage(&prose.text, words, at)
        {
            say(&range, "give numbers, such as \"3 of 100 people\"");
        }
    }
}

/// Whether the text tells a person which condition they have.
fn claims(words: &[(Range<usize>, String)], at: usize) -> bool {
    let word = |at: usize| words.get(at).map(|(_, word)| word.as_str());
    let Some(next) = (match (word(at), word(at + 1)) {
        (Some("you"), Some("have")) => word(at + 2),
        _ => None,
    }) else {
        return false;
    };
    let before = at.checked_sub(1).and_then(word);
    let open = before.is_some_and(|before| OPEN.contains(&before));
    // `you have to`, `you have had`.
    !open && !matches!(next, "to" | "had" | "been" | "not" | "no")
}

/// A number of per cent.
fn percentage(text: &str, words: &[(Range<usize>, String)], at: usize) -> Option<Range<usize>> {
    let (range, word) = &words[at];
    if !word.ends_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let next = |n: usize| words.get(at + n).map_or("", |(_, word)| word.as_str());
    let end = if text[range.end..].trim_start_matches(' ').starts_with('%') {
        range.end + text[range.end..].find('%')? + 1
    } else if next(1) == "percent" {
        words[at + 1].0.end
    } else if next(1) == "per" && next(2) == "cent" {
        words[at + 2].0.end
    } else {
        return None;
    };
    Some(range.start..end)
}
