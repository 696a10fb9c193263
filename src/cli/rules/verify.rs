//! `rules verify`: proves claims about a rulebook for all possible answers.

use super::super::common;
use super::super::rule_file::{RuleFile, RuleFileArg};
use super::super::session::Session;
use super::super::status::Status;
use crate::authoring::proof::Prover;
use crate::report::Format;

/// Proves or disproves six claims about a rule file, for all possible answers
#[derive(clap::Args)]
#[group(skip)]
#[command(args = common::text_or_json(), arg = common::color())]
pub(crate) struct VerifyArgs {
    #[command(flatten)]
    rule_file: RuleFileArg,
}

/// The result goes to standard output, even if a property does not hold.
pub(super) fn run(
    args: &VerifyArgs,
    in_use: anyhow::Result<RuleFile>,
    session: &mut Session<'_, '_>,
) -> anyhow::Result<Status> {
    let format = session.common.format();
    let RuleFile { rulebook, .. } = args.rule_file.read(in_use, &mut session.files)?;
    let verification = Prover::new(&rulebook).verify();
    let text = match format {
        Format::Json => format!("{:#}\n", verification.to_json()),
        _ => verification.to_text(session.page()),
    };
    session.world.print_as(format, text)?;
    Ok(if verification.is_refuted() {
        Status::Unusable
    } else if verification.undecided.is_empty() {
        Status::Passed
    } else {
        Status::Incomplete
    })
}
