//! `rules check`: every fault of a rule file, or that it is good, and what is doubtful in it.

use super::super::request::Format;
use super::super::rule_file::RuleFile;
use super::super::session::Session;
use super::super::status::Status;
use crate::diagnostic::Diagnostics;
use crate::review;
use crate::text::list::count;

/// The faults and the warnings are the result, so they go to standard output.
pub(super) fn run(
    rules: anyhow::Result<RuleFile>,
    deny_warnings: bool,
    session: &mut Session<'_, '_>,
) -> anyhow::Result<Status> {
    const KNOWN: [Format; 2] = [Format::Text, Format::Json];
    let format = session.common.format_of("the result of `rules check`", &KNOWN)?;
    let rules = match rules {
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
        if deny_warnings {
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
