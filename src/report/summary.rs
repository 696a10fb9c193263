//! The report in one sentence.

use std::borrow::Borrow;

use crate::rulebook::{Level, Rule, RuleId};
use crate::screening::{Outcome, Verdict};
use crate::text::list::count;
use crate::text::{append, uncapitalised};

/// Maximum length of a summary, in characters.
pub const MAX_SUMMARY_CHARS: usize = 139;

/// What a rule finds, as a clause inside a sentence.
#[derive(Debug)]
pub(super) struct Clause {
    pub(super) text: String,
    /// Length in characters as read, before any escaping in `text`.
    pub(super) length: usize,
}

impl Clause {
    /// The rule's own clause, or its title if it has none.
    pub(super) fn of(rule: &Rule) -> Self {
        let text = uncapitalised(rule.says.as_ref().unwrap_or(&rule.title));
        Self { length: text.chars().count(), text }
    }
}

/// Appends the sentence, in which rules stand with these clauses.
pub(super) fn summary<T: Borrow<Clause>>(
    outcome: &Outcome,
    clause: impl Fn(RuleId) -> T,
    out: &mut String,
) {
    match outcome.verdict() {
        Verdict::Incomplete => incomplete(outcome, out),
        Verdict::Level(Level::Suitable) => {
            out.push_str("Suitable: no reason found on this list to hold off.");
        }
        Verdict::Level(level) => reasons(outcome, level, clause, out),
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

/// The level, the clauses of the rules that decide it as far as they fit, and how many are left.
fn reasons<T: Borrow<Clause>>(
    outcome: &Outcome,
    level: Level,
    clause: impl Fn(RuleId) -> T,
    out: &mut String,
) {
    // The worst come first.
    let deciding = || outcome.findings.iter().take_while(|finding| finding.level == level);
    let clauses = || deciding().map(|finding| clause(finding.rule));
    let all = deciding().count();
    let parts =
        || clauses().enumerate().map(|(at, clause)| separator(at).len() + clause.borrow().length);
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
    for (before, clause) in clauses().take(shown).enumerate() {
        out.push_str(separator(before));
        out.push_str(&clause.borrow().text);
    }
    if shown == 0 {
        append(out, format_args!(": {}", count(all, "reason", "reasons")));
    } else if shown < all {
        out.push_str(&more(all - shown));
    }
    out.push('.');
}

/// The separator before a clause that stands behind `before` others.
fn separator(before: usize) -> &'static str {
    if before == 0 { ": " } else { "; " }
}

fn more(left: usize) -> String {
    format!("; and {}", count(left, "more reason", "more reasons"))
}
