//! Results for the author of a rule file to read.

use super::{Cases, Coverage, Failure, Pin};
use crate::text::escape;
use crate::text::list::{count, join};
use crate::text::put;
use crate::text::word::Word as _;

/// The cases from which something else came out, each with its place; and the count.
#[must_use]
pub fn run(cases: &Cases, failures: &[Failure<'_>]) -> String {
    let all = cases.list().len();
    if failures.is_empty() {
        return match all {
            1 => "the only case passes\n".to_owned(),
            _ => format!("all {all} cases pass\n"),
        };
    }
    let mut out = String::new();
    let file = escape::line(cases.file());
    for Failure { case, differences } in failures {
        put(&mut out, format_args!("{file}:{}: {}\n  {}\n", case.line, case.id, case.story));
        for difference in differences {
            put(&mut out, format_args!("  - {}\n", difference.message));
        }
        out.push('\n');
    }
    put(&mut out, format_args!("{} of {} fail\n", failures.len(), count(all, "case", "cases")));
    out
}

/// What no case pins, by kind and name; then each change with its place and the missing case.
#[must_use]
pub fn coverage(rule_file: &str, coverage: &Coverage) -> String {
    let mut out = String::new();
    let file = escape::line(rule_file);
    for (at, proposal) in coverage.proposals.iter().enumerate() {
        let noticed: Vec<_> =
            coverage.unnoticed.iter().filter(|unnoticed| unnoticed.proposal == at).collect();
        for unnoticed in &noticed {
            put(&mut out, format_args!("{file}:{}: {}\n", unnoticed.line, unnoticed.change));
        }
        out.push_str("  No case would notice. This one is missing:\n\n");
        for line in proposal.toml.lines() {
            put(&mut out, format_args!("    {line}\n"));
        }
        let which = if noticed.len() == 1 { "the change" } else { "the first of these changes" };
        let instead = &proposal.instead;
        put(&mut out, format_args!("\n  With {which} it would come to {instead}.\n\n"));
    }
    for unsettled in &coverage.unsettled {
        let (line, change, why) = (unsettled.line, &unsettled.change, &unsettled.why);
        put(&mut out, format_args!("{file}:{line}: {change}\n  Not settled: {why}.\n\n"));
    }
    for (pin, word) in Pin::ALL {
        let pinned_not = coverage.unnoticed.iter().filter(|unnoticed| unnoticed.pin == *pin);
        let mut names: Vec<String> = Vec::new();
        for unnoticed in pinned_not {
            if !names.contains(&unnoticed.name) {
                names.push(unnoticed.name.clone());
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
            coverage.unnoticed.len(),
        ),
    );
    if !coverage.unsettled.is_empty() {
        put(&mut out, format_args!(", {} not settled", coverage.unsettled.len()));
    }
    out.push('\n');
    out
}
