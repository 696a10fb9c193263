//! The report in one sentence.

use crate::rulebook::{Level, Rulebook};
use crate::screening::{Outcome, Verdict};
use crate::text::list::count;
use crate::text::put;

/// How long a summary may be, in characters.
pub const LONGEST_SUMMARY: usize = 139;

/// Appends the sentence.
pub(super) fn summary(rulebook: &Rulebook, outcome: &Outcome, out: &mut String) {
    match outcome.verdict() {
        Verdict::Incomplete => incomplete(outcome, out),
        Verdict::Level(Level::Suitable) => {
            out.push_str("Suitable: no reason found on this list to hold off.");
        }
        Verdict::Level(level) => reasons(rulebook, outcome, level, out),
    }
}

fn incomplete(outcome: &Outcome, out: &mut String) {
    let open = outcome.open.iter();
    let open = open.filter(|open| open.needed || open.could_be > outcome.floor).count();
    let open = count(open, "open question", "open questions");
    let at_worst = outcome.at_worst;
    if at_worst > outcome.floor {
        put(
            out,
            format_args!("Incomplete: {open} could still change this, at worst to {at_worst}."),
        );
    } else {
        put(out, format_args!("Incomplete: {open} left to answer."));
    }
}

/// The level, the titles of the rules that decide it as far as they fit, and how many are left.
fn reasons(rulebook: &Rulebook, outcome: &Outcome, level: Level, out: &mut String) {
    let titles = || {
        let deciding = outcome.findings.iter().filter(|finding| finding.level == level);
        deciding.map(|finding| rulebook[finding.rule].title.as_str())
    };
    let all = titles().count();
    let mut length = 0;
    let may_fit = titles().take_while(|title| {
        length += title.chars().count();
        length <= LONGEST_SUMMARY
    });
    let start = out.len();
    for shown in (1..=may_fit.count()).rev() {
        push_capitalised(level.as_str(), out);
        for (at, title) in titles().take(shown).enumerate() {
            out.push_str(match at {
                0 => ": ",
                _ if at + 1 == all => " and ",
                _ => ", ",
            });
            push_uncapitalised(title, out);
        }
        if shown < all {
            put(out, format_args!(" and {}", count(all - shown, "more reason", "more reasons")));
        }
        out.push('.');
        if out[start..].chars().count() <= LONGEST_SUMMARY {
            return;
        }
        out.truncate(start);
    }
    push_capitalised(level.as_str(), out);
    put(out, format_args!(": {}.", count(all, "reason", "reasons")));
}

fn push_capitalised(word: &str, out: &mut String) {
    let start = out.len();
    out.push_str(word);
    out[start..=start].make_ascii_uppercase();
}

/// Appends a title as it stands inside a sentence: an abbreviation or a name in capitals stays as
/// it is.
fn push_uncapitalised(title: &str, out: &mut String) {
    let first_word = title.split_whitespace().next().unwrap_or_default();
    let mut chars = title.chars();
    match chars.next() {
        Some(first) if first_word != "I" && !first_word.chars().skip(1).any(char::is_uppercase) => {
            out.extend(first.to_lowercase());
            out.push_str(chars.as_str());
        }
        _ => out.push_str(title),
    }
}
