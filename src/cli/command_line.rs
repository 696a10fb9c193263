//! The whole command line: what is fixed, and the answer flags that the rulebook makes.

use std::ffi::OsString;

use clap::error::ErrorKind;
use clap::parser::ValueSource;
use clap::{ArgMatches, CommandFactory as _, FromArgMatches as _};

use super::Subcommand;
use super::answer_args::{AnswerFlags, answer_arg, answer_flags};
use super::common::Common;
use super::help::{self, HelpLook, STYLES};
use super::screen::ScreenArgs;
use crate::rulebook::Rulebook;

/// The command that accepts answers, as a screening does.
const EXPLAIN: &str = "explain";

/// The arguments without the answer flags.
#[derive(clap::Parser)]
#[command(
    name = "needlecheck",
    version,
    override_usage = "needlecheck [OPTIONS] [ANSWERS]\n       needlecheck [OPTIONS] <COMMAND>",
    subcommand_help_heading = "Commands"
)]
pub(super) struct CommandLine {
    #[command(flatten)]
    pub(super) common: Common,
    #[command(flatten)]
    pub(super) screen: ScreenArgs,
    /// `None` for a screening.
    #[command(subcommand)]
    pub(super) subcommand: Option<Subcommand>,
}

/// The whole command line, with the answer flags of a rulebook; with their help only if it is
/// going to be shown, as it takes longer to write than to screen a person.
/// The answer flags of `explain` are made only if that is the command.
pub(super) fn command(rulebook: Option<&Rulebook>, helpful: bool, explains: bool) -> clap::Command {
    let answer_args = || {
        rulebook.into_iter().flat_map(move |rulebook| {
            rulebook.questions().iter().map(move |question| {
                let arg = answer_arg(question);
                if helpful { help::with_help(arg, rulebook, question) } else { arg }
            })
        })
    };
    let command = CommandLine::command()
        .about(help::about(rulebook))
        .help_template(help::template(rulebook))
        .after_help(help::after_help(rulebook))
        .args(answer_args());
    if !explains {
        return command;
    }
    command.mut_subcommands(|subcommand| match subcommand.get_name() {
        EXPLAIN => subcommand.args(answer_args()),
        _ => subcommand,
    })
}

/// Parses the arguments; without a rulebook there are no answer flags.
pub(super) fn parse(
    args: &[OsString],
    rulebook: Option<&Rulebook>,
    look: &HelpLook,
) -> Result<(CommandLine, AnswerFlags), clap::Error> {
    let explains = args.iter().any(|arg| arg == EXPLAIN);
    let mut command = command(rulebook, look.wanted, explains).term_width(look.columns);
    if look.color {
        command = command.styles(STYLES);
    }
    let mut matches = command.try_get_matches_from_mut(args)?;
    if let Some(name) = matches.subcommand_name().filter(|_| screens(&command, &matches)) {
        let message = if name == EXPLAIN {
            format!("the answers and flags for `{name}` go after it, not before")
        } else {
            format!("`{name}` accepts no answers, and its flags go after it, not before")
        };
        return Err(command.error(ErrorKind::ArgumentConflict, message));
    }
    let is_format_typed = is_typed(&matches, "format");
    let answered = matches.subcommand_matches(EXPLAIN).unwrap_or(&matches);
    let flags = rulebook.map(|rulebook| answer_flags(answered, rulebook)).unwrap_or_default();
    let mut line = CommandLine::from_arg_matches_mut(&mut matches)?;
    line.common.is_format_typed = is_format_typed;
    Ok((line, flags))
}

/// Whether an argument that belongs to a screening was typed before a command.
fn screens(command: &clap::Command, matches: &ArgMatches) -> bool {
    let mut args = command.get_arguments().filter(|arg| !arg.is_global_set());
    args.any(|arg| is_typed(matches, arg.get_id().as_str()))
}

fn is_typed(matches: &ArgMatches, id: &str) -> bool {
    matches.value_source(id) == Some(ValueSource::CommandLine)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rulebook::RESERVED_QUESTION_IDS;

    #[test]
    fn every_flag_of_the_programs_own_is_reserved() {
        let mut command = command(None, true, true);
        command.build();
        for arg in command
            .get_arguments()
            .chain(command.get_subcommands().flat_map(clap::Command::get_arguments))
        {
            if let Some(flag) = arg.get_long() {
                let id = flag.replace('-', "_");
                assert!(RESERVED_QUESTION_IDS.contains(&id.as_str()), "{flag} is not reserved");
            }
        }
    }

    #[test]
    fn the_command_line_is_consistent() {
        command(Some(&Rulebook::built_in()), true, true).debug_assert();
    }
}
