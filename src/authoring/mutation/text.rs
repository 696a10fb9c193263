//! A coverage as text.

use super::{Coverage, MutationSite};
use crate::text::append;
use crate::text::escape;
use crate::text::list::{count, join};
use crate::text::word::Word as _;

/// Each change that no case notices, with its line in the rule file and a case that would notice
/// it; then their names, and the counts.
#[must_use]
pub fn to_text(rule_file: &str, coverage: &Coverage) -> String {
    let mut out = String::new();
    let file = escape::line(rule_file);
    for (at, proposal) in coverage.proposals.iter().enumerate() {
        let noticed: Vec<_> =
            coverage.survived.iter().filter(|survivor| survivor.proposal == at).collect();
        for survivor in &noticed {
            append(&mut out, format_args!("{file}:{}: {}\n", survivor.line, survivor.change));
        }
        let these = if noticed.len() == 1 { "this change" } else { "these changes" };
        append(&mut out, format_args!("  No case would notice {these}. This case would:\n\n"));
        for line in proposal.toml.lines() {
            append(&mut out, format_args!("    {line}\n"));
        }
        let which = if noticed.len() == 1 { "the change" } else { "the first of these changes" };
        let instead = &proposal.instead;
        append(&mut out, format_args!("\n  With {which}, its result would be {instead}.\n\n"));
    }
    for undecided in &coverage.undecided {
        let (line, change, why) = (undecided.line, &undecided.change, &undecided.why);
        append(&mut out, format_args!("{file}:{line}: {change}\n  Undecided: {why}.\n\n"));
    }
    for (site, word) in MutationSite::ALL {
        let survivors = coverage.survived.iter().filter(|survivor| survivor.site == *site);
        let mut names: Vec<String> = Vec::new();
        for survivor in survivors {
            if !names.contains(&survivor.name) {
                names.push(survivor.name.clone());
            }
        }
        if !names.is_empty() {
            append(&mut out, format_args!("not covered, {word}: {}\n", join(names, "and")));
        }
    }
    append(
        &mut out,
        format_args!(
            "{} of the rulebook: a case notices {}, {} make no difference, {} go unnoticed",
            count(coverage.changes, "small change", "small changes"),
            coverage.noticed,
            coverage.equivalent.len(),
            coverage.survived.len(),
        ),
    );
    if !coverage.undecided.is_empty() {
        append(&mut out, format_args!(", {} are undecided", coverage.undecided.len()));
    }
    out.push('\n');
    out
}
