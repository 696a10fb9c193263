//! The report in one sentence.

use std::borrow::Borrow;

use crate::rulebook::{Level, Rule, RuleId};
use crate::screening::{Outcome, Verdict};
use crate::text::append;
use crate::text::list::count;

/// Maximum length of a summary, in characters.
pub const MAX_SUMMARY_CHARS: usize = 139;

/// A rule's title as it stands inside a sentence.
#[derive(Debug)]
pub(super) struct Title {
    pub(super) text: String,
    /// Length in characters as read, before any escaping in `text`.
    pub(super) length: usize,
}

impl Title {
    /// The title of a rule. Its first letter is lower case, unless it begins with an abbreviation
    /// or a name.
    pub(super) fn of(rule: &Rule) -> Self {
        let title = rule.title.as_str();
        let first_word = title.split_whitespace().next().unwrap_or_default();
        let stays = first_word == "I" || first_word.chars().skip(1).any(char::is_uppercase);
        let mut chars = title.chars();
        let text = match chars.next() {
            Some(first) if !stays => first.to_lowercase().chain(chars).collect(),
            _ => title.to_owned(),
        };
        Self { length: text.chars().count(), text }
    }
}

/// Appends the sentence, in which rules stand with these titles.
pub(super) fn summary<T: Borrow<Title>>(
    outcome: &Outcome,
    title: impl Fn(RuleId) -> T,
    out: &mut String,
) {
    match outcome.verdict() {
        Verdict::Incomplete => incomplete(outcome, out),
        Verdict::Level(Level::Suitable) => {
            out.push_str("Suitable: no reason found on this list to hold off.");
        }
        Verdict::Level(level) => reasons(outcome, level, title, out),
    }
}

fn incomplete(outcome: &Outcome, out: &mut String) {
    let open = outcome.open.iter();
    let open = open.filter(|open| open.needed || open.could_be > outcome.floor).count();
    let open = count(open, "open question", "open questions");
    let at_worst = outcome.at_worst;
    if at_worst > outcome.floor {
        append(
            out,
            format_args!("Incomplete: {open} could still change this, at worst to {at_worst}."),
        );
    } else {
        append(out, format_args!("Incomplete: {open} left to answer."));
    }
}

/// The level, the titles of the rules that decide it as far as they fit, and how many are left.
fn reasons<T: Borrow<Title>>(
    outcome: &Outcome,
    level: Level,
    title: impl Fn(RuleId) -> T,
    out: &mut String,
) {
    // The worst come first.
    let deciding = || outcome.findings.iter().take_while(|finding| finding.level == level);
    let titles = || deciding().map(|finding| title(finding.rule));
    let all = deciding().count();
    let parts = || titles().enumerate().map(|(at, title)| part(at, all, title.borrow()));
    let mut length = level.as_str().len() + ".".len();
    let shown = if length + parts().sum::<usize>() <= MAX_SUMMARY_CHARS {
        all
    } else {
        let fits = |(shown, part): (usize, usize)| {
            length += part;
            (length + more(all - shown).len() <= MAX_SUMMARY_CHARS).then_some(shown)
        };
        (1..all).zip(parts()).map_while(fits).last().unwrap_or(0)
    };
    let start = out.len();
    out.push_str(level.as_str());
    out[start..=start].make_ascii_uppercase();
    for (before, title) in titles().take(shown).enumerate() {
        out.push_str(separator(before, all));
        out.push_str(&title.borrow().text);
    }
    if shown == 0 {
        append(out, format_args!(": {}", count(all, "reason", "reasons")));
    } else if shown < all {
        out.push_str(&more(all - shown));
    }
    out.push('.');
}

/// Length of a title with the separator before it, in characters.
fn part(before: usize, all: usize, title: &Title) -> usize {
    separator(before, all).len() + title.length
}

/// The separator before a title that stands behind `before` others.
fn separator(before: usize, all: usize) -> &'static str {
    match before {
        0 => ": ",
        _ if before + 1 == all => " and ",
        _ => ", ",
    }
}

fn more(left: usize) -> String {
    format!(" and {}", count(left, "more reason", "more reasons"))
}
