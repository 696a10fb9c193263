//! The whole command line: what is fixed, and the answer flags that the rulebook makes.

use std::collections::BTreeSet;
use std::ffi::OsString;

use clap::builder::PossibleValue;
use clap::error::ErrorKind;
use clap::{Arg, ArgMatches, Args as _, CommandFactory as _, FromArgMatches as _};

use super::answer_args::{AnswerFlags, answer_arg, answer_flags};
use super::common::{self, Common, is_typed};
use super::help::{self, HelpLook, STYLES};
use super::screen::ScreenArgs;
use super::{Subcommand, unknown_flag};
use crate::rulebook::{QuestionId, Rulebook};

/// The command that accepts answers, as a screening does.
const EXPLAIN: &str = "explain";

/// The arguments without the answer flags.
#[derive(clap::Parser)]
#[command(
    name = "needlecheck",
    version,
    override_usage = "needlecheck [OPTIONS] [ANSWERS]\n       needlecheck [OPTIONS] <COMMAND>",
    subcommand_help_heading = "Commands",
    disable_help_subcommand = true
)]
pub(super) struct CommandLine {
    #[command(flatten)]
    pub(super) screen: ScreenArgs,
    /// `None` for a screening.
    #[command(subcommand)]
    pub(super) subcommand: Option<Subcommand>,
}

/// What was typed, checked.
pub(super) struct Parsed {
    pub(super) line: CommandLine,
    pub(super) common: Common,
    pub(super) answers: AnswerFlags,
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
    let mut command = CommandLine::command().args(answer_args()).subcommand(help::subcommand());
    if helpful {
        command = help::with_texts(command, rulebook);
    }
    if !explains {
        return command;
    }
    command.mut_subcommands(|subcommand| match subcommand.get_name() {
        EXPLAIN if helpful => subcommand
            .args(answer_args())
            .after_help(help::short_answers(rulebook))
            .after_long_help(help::long_answers(rulebook)),
        EXPLAIN => subcommand.args(answer_args()),
        _ => subcommand,
    })
}

/// Parses the arguments; without a rulebook there are no answer flags.
pub(super) fn parse(
    args: &[OsString],
    rulebook: Option<&Rulebook>,
    look: &HelpLook,
) -> Result<Parsed, clap::Error> {
    if let Some(screening) = rulebook.and_then(|rulebook| screening(args, rulebook)) {
        return Ok(screening);
    }
    let explains = args.iter().any(|arg| arg == EXPLAIN);
    let mut command = command(rulebook, look.wanted, explains).term_width(look.columns);
    if look.color {
        command = command.styles(STYLES);
    }
    let matches = command.try_get_matches_from_mut(args);
    let mut matches =
        matches.map_err(|error| unknown_flag::explained(error, args, &command, rulebook))?;
    if let Some(of) = help::asked_about(&matches) {
        // `help` is another way to write `-h`, and `help rules` to write `rules --help`.
        let wanted = if of.is_empty() { "-h" } else { "--help" };
        let of = of.iter().map(String::as_str);
        let args = std::iter::once("needlecheck").chain(of).chain([wanted]);
        matches = command.try_get_matches_from_mut(args)?;
    }
    let levels = levels(&matches);
    check_flags_before(&command, &levels)?;
    let common = Common::of(&levels);
    let answered = matches.subcommand_matches(EXPLAIN).unwrap_or(&matches);
    let answers = rulebook.map(|rulebook| answer_flags(answered, rulebook)).unwrap_or_default();
    let line = CommandLine::from_arg_matches_mut(&mut matches)?;
    Ok(Parsed { line, common, answers })
}

/// Parses a screening with the answer flags that were typed and no others, as making all of them
/// takes longer than to screen a person. `None` if that fails, as it does for commands and help:
/// then the whole command line tells what was meant.
fn screening(args: &[OsString], rulebook: &Rulebook) -> Option<Parsed> {
    let question = |arg: &OsString| {
        let flag = arg.to_str()?.strip_prefix("--")?.split('=').next()?;
        rulebook.find_question(&flag.replace('-', "_"))
    };
    let typed: BTreeSet<QuestionId> = args.iter().filter_map(question).collect();
    let mut matches = ScreenArgs::augment_args(clap::Command::new("needlecheck"))
        .disable_help_flag(true)
        .args(typed.into_iter().map(|id| answer_arg(&rulebook[id])))
        .try_get_matches_from(args)
        .ok()?;
    let common = Common::of(&[&matches]);
    let answers = answer_flags(&matches, rulebook);
    let screen = ScreenArgs::from_arg_matches_mut(&mut matches).ok()?;
    Some(Parsed { line: CommandLine { screen, subcommand: None }, common, answers })
}

/// The matches of the whole command line, then those of the command and of the command in it.
fn levels(matches: &ArgMatches) -> Vec<&ArgMatches> {
    std::iter::successors(Some(matches), |matches| matches.subcommand().map(|(_, inner)| inner))
        .collect()
}

/// Fails if a flag before a command does not belong there: it belongs to a screening, or is one
/// that may stand before a command, but this command does not have it or not this value.
fn check_flags_before(command: &clap::Command, levels: &[&ArgMatches]) -> Result<(), clap::Error> {
    let mut commands = vec![command];
    for matches in levels {
        let inner = matches.subcommand_name();
        let outer = commands[commands.len() - 1];
        commands.extend(inner.and_then(|name| outer.find_subcommand(name)));
    }
    let Some((called, outer)) = commands.split_last() else { return Ok(()) };
    for (outer, matches) in outer.iter().zip(levels) {
        let typed = outer.get_arguments().filter(|arg| !arg.is_global_set());
        let mut typed = typed.filter(|arg| is_typed(matches, arg.get_id().as_str()));
        if let Some(message) = typed.find_map(|arg| misplaced(arg, matches, called)) {
            return Err(command.clone().error(ErrorKind::ArgumentConflict, message));
        }
    }
    Ok(())
}

/// What is wrong with an argument that was typed before the command; `None` if it counts there.
fn misplaced(arg: &Arg, matches: &ArgMatches, called: &clap::Command) -> Option<String> {
    let id = arg.get_id().as_str();
    let name = called.get_name();
    if !common::MOVABLE.contains(&id) {
        return Some(match name {
            EXPLAIN => format!("the answers and flags for `{name}` go after it, not before"),
            _ => format!("`{name}` accepts no answers, and its flags go after it, not before"),
        });
    }
    let Some(own) = called.get_arguments().find(|own| own.get_id() == id) else {
        return Some(common::not_for(arg, called));
    };
    let known = own.get_possible_values();
    let typed = matches.get_raw(id)?.next()?.to_str()?;
    if known.is_empty() || known.iter().any(|value| value.matches(typed, false)) {
        return None;
    }
    let known: Vec<_> = known.iter().map(PossibleValue::get_name).collect();
    Some(format!("invalid value '{typed}' for '{own}'\n  [possible values: {}]", known.join(", ")))
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
        command(Some(Rulebook::built_in()), true, true).debug_assert();
    }
}
