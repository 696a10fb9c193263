//! The report in one sentence.

use super::Report;
use crate::rulebook::Level;
use crate::screening::Verdict;
use crate::text::capitalised;
use crate::text::list::{count, join};

/// How long a summary may be, in characters.
pub const LONGEST_SUMMARY: usize = 139;

pub(super) fn summary(report: &Report<'_>) -> String {
    match report.verdict() {
        Verdict::Incomplete => incomplete(report),
        Verdict::Level(Level::Suitable) => {
            "Suitable: no reason found on this list to hold off.".to_owned()
        }
        Verdict::Level(level) => reasons(report, level),
    }
}

fn incomplete(report: &Report<'_>) -> String {
    let outcome = report.outcome();
    let open = outcome.open.iter();
    let open = open.filter(|open| open.needed || open.could_be > outcome.floor).count();
    let open = count(open, "open question", "open questions");
    if outcome.at_worst > outcome.floor {
        format!("Incomplete: {open} could still change this, at worst to {}.", outcome.at_worst)
    } else {
        format!("Incomplete: {open} left to answer.")
    }
}

/// The level, the titles of the rules that decide it as far as they fit, and how many are left.
fn reasons(report: &Report<'_>, level: Level) -> String {
    let deciding: Vec<String> = report
        .outcome()
        .findings
        .iter()
        .filter(|finding| finding.level == level)
        .map(|finding| uncapitalised(&report.rulebook()[finding.rule].title))
        .collect();
    let word = capitalised(level.as_str());
    (1..=deciding.len())
        .rev()
        .map(|shown| {
            let left = deciding.len() - shown;
            let mut reasons = deciding[..shown].to_vec();
            if left > 0 {
                reasons.push(count(left, "more reason", "more reasons"));
            }
            format!("{word}: {}.", join(reasons, "and"))
        })
        .find(|summary| summary.chars().count() <= LONGEST_SUMMARY)
        .unwrap_or_else(|| format!("{word}: {}.", count(deciding.len(), "reason", "reasons")))
}

/// A title as it stands inside a sentence: an abbreviation or a name in capitals stays as it is.
fn uncapitalised(title: &str) -> String {
    let first_word = title.split_whitespace().next().unwrap_or_default();
    if first_word.chars().skip(1).any(char::is_uppercase) || first_word == "I" {
        return title.to_owned();
    }
    let mut chars = title.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}
