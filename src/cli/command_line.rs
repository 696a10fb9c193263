//! The whole command line: flags, commands and help.

use super::flags::{answer_arg, global_args, screen_args};
use super::help;
use super::subcommands::{explain_command, subcommands};
use crate::rulebook::Rulebook;

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
    let mut explain = explain_command();
    if explains {
        explain = explain.args(answer_args());
    }
    clap::Command::new("needlecheck")
        .version(env!("CARGO_PKG_VERSION"))
        .about(rulebook.map_or_else(
            || {
                "Screens a person with a rulebook: a verdict, its reasons and their sources"
                    .to_owned()
            },
            |rulebook| {
                format!("{}: a verdict, its reasons and their sources", rulebook.head().title)
            },
        ))
        .help_template(help::template(rulebook))
        .override_usage("needlecheck [OPTIONS] [ANSWERS]\n       needlecheck [OPTIONS] <COMMAND>")
        .after_help(help::after_help(rulebook))
        .subcommand_help_heading("Commands")
        .args(global_args())
        .args(screen_args())
        .args(answer_args())
        .subcommand(explain)
        .subcommands(subcommands())
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
