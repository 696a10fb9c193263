//! A coverage as text.

use super::{Coverage, MutationSite};
use crate::text::escape;
use crate::text::list::{count, join};
use crate::text::put;
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
            put(&mut out, format_args!("{file}:{}: {}\n", survivor.line, survivor.change));
        }
        out.push_str("  No case would notice. This one is missing:\n\n");
        for line in proposal.toml.lines() {
            put(&mut out, format_args!("    {line}\n"));
        }
        let which = if noticed.len() == 1 { "the change" } else { "the first of these changes" };
        let instead = &proposal.instead;
        put(&mut out, format_args!("\n  With {which} it would come to {instead}.\n\n"));
    }
    for undecided in &coverage.undecided {
        let (line, change, why) = (undecided.line, &undecided.change, &undecided.why);
        put(&mut out, format_args!("{file}:{line}: {change}\n  Not settled: {why}.\n\n"));
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
            put(&mut out, format_args!("not pinned, {word}: {}\n", join(names, "and")));
        }
    }
    put(
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
        put(&mut out, format_args!(", {} not settled", coverage.undecided.len()));
    }
    out.push('\n');
    out
}
