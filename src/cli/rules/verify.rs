//! `rules verify`: what holds for all possible answers.

use super::super::request::Format;
use super::super::rule_file::RuleFile;
use super::super::session::Session;
use super::super::status::Status;
use crate::proof::Prover;

/// What is found is the result, so it goes to standard output even where it is bad.
pub(super) fn run(
    rules: anyhow::Result<RuleFile>,
    session: &mut Session<'_, '_>,
) -> anyhow::Result<Status> {
    const KNOWN: [Format; 2] = [Format::Text, Format::Json];
    let format = session.common.format_of("the result of `rules verify`", &KNOWN)?;
    let RuleFile { rulebook, .. } = rules?;
    let verification = Prover::new(&rulebook).verify();
    let text = match format {
        Format::Json => format!("{:#}\n", verification.to_json()),
        _ => verification.to_text(session.page()),
    };
    session.world.print_as(format, text)?;
    Ok(if verification.holds() { Status::Passed } else { Status::Unusable })
}
