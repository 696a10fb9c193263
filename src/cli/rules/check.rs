//! `rules check`: reports every error in a rule file, and warnings.

use super::super::common;
use super::super::rule_file::{RuleFile, RuleFileArg};
use super::super::session::Session;
use super::super::status::Status;
use crate::authoring::review;
use crate::diagnostic::Diagnostics;
use crate::report::Format;
use crate::text::list::count;

/// Lists every error and warning in a rule file, or says that it has none
#[derive(clap::Args)]
#[group(skip)]
#[command(args = common::text_or_json(), arg = common::color(), arg = common::quiet())]
pub(crate) struct CheckArgs {
    #[command(flatten)]
    rule_file: RuleFileArg,
    /// Exit with 2 for a warning, too
    #[arg(long)]
    deny_warnings: bool,
}

/// Errors and warnings are the result, so they go to standard output.
pub(super) fn run(
    args: &CheckArgs,
    in_use: anyhow::Result<RuleFile>,
    session: &mut Session<'_, '_>,
) -> anyhow::Result<Status> {
    let format = session.common.format();
    let rules = match args.rule_file.read(in_use) {
        Ok(rules) => rules,
        Err(error) => {
            print(&error.downcast()?, format, session)?;
            return Ok(Status::Unusable);
        }
    };
    let (name, rulebook) = (rules.name(), &rules.rulebook);
    let warnings = review::review(&name, rulebook, (session.world.today)());
    if !warnings.is_empty() {
        print(&warnings, format, session)?;
        if args.deny_warnings {
            return Ok(Status::Unusable);
        }
    }
    if format == Format::Text && !session.common.quiet {
        session.world.print(&format!(
            "{name}: good: {}, {}, {}\n",
            count(rulebook.questions().len(), "question", "questions"),
            count(rulebook.rules().len(), "rule", "rules"),
            count(rulebook.sources().len(), "source", "sources"),
        ))?;
    }
    Ok(Status::Passed)
}

fn print(found: &Diagnostics, format: Format, session: &mut Session<'_, '_>) -> anyhow::Result<()> {
    let text = match format {
        Format::Json => found.to_json_lines(),
        _ => found.to_text(session.world.look_out(session.common.color)),
    };
    session.world.print_as(format, text)
}
