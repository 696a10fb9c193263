//! The commands, each with its own arguments.

use std::num::NonZeroUsize;

use clap::{Arg, ArgAction, value_parser};
use clap_complete::Shell;

use super::flags::{answers_arg, fail_on_arg, file_arg, on_arg, one_of, strict_arg};
use super::request::SchemaOf;
use crate::batch::InputFormat;

/// Every command but a screening and `explain`.
pub(super) fn subcommands() -> [clap::Command; 5] {
    [
        batch_command(),
        rules_command(),
        clap::Command::new("schema")
            .about("Prints the JSON Schema of `answers` or of a `report`, for the rulebook in use")
            .arg(
                Arg::new("of")
                    .value_name("OF")
                    .help("What to describe")
                    .value_parser(one_of::<SchemaOf>())
                    .required(true),
            ),
        clap::Command::new("completions")
            .about("Prints completions for a shell, with the questions of the rulebook in use")
            .arg(
                Arg::new("shell")
                    .value_name("SHELL")
                    .help("The shell")
                    .value_parser(value_parser!(Shell))
                    .required(true),
            ),
        clap::Command::new("man").about("Prints the manual page, for the rulebook in use"),
    ]
}

fn batch_command() -> clap::Command {
    let file = |id: &'static str, help: &'static str| file_arg(id).long(id).help(help);
    let switch = |id: &'static str, help: &'static str| {
        Arg::new(id).long(id).help(help).action(ArgAction::SetTrue)
    };
    clap::Command::new("batch")
        .about("Screens many people: a record a line in, a report a line out, in order")
        .after_help(
            "A record is a JSON object of answers, or a line of a CSV table whose first line names \
             the questions. Whatever cannot be screened gives a line that says why, in its place. \
             Exit status: 0 every record was screened, 2 some could not be; with --fail-on also 1 \
             where a record reaches it, 3 where open questions could still reach it.",
        )
        .arg(
            file_arg("files")
                .help("Files of records [default: standard input, which is also `-`]")
                .num_args(0..),
        )
        .arg(
            Arg::new("input")
                .long("input")
                .value_name("FORM")
                .help("How records are written [default: csv for files named so, otherwise ndjson]")
                .value_parser(one_of::<InputFormat>()),
        )
        .arg(
            Arg::new("ignore-columns")
                .long("ignore-columns")
                .value_name("NAMES")
                .help("Pass over these columns or keys, separated by commas; none that holds an answer")
                .value_delimiter(',')
                .action(ArgAction::Append),
        )
        .arg(switch("brief", "Report id, verdict, at_worst, rules and open questions only"))
        .arg(on_arg().help("The treatment date of records that name none [default: today]"))
        .arg(strict_arg())
        .arg(fail_on_arg().help("Exit with 1 if any record reaches this level [default: never]"))
        .arg(switch("stop-on-error", "End with the first record that cannot be screened"))
        .arg(file("output", "Write the reports to this file, whole or not at all").short('o'))
        .arg(file("summary", "Write the counts to this file, as JSON"))
        .arg(
            Arg::new("threads")
                .long("threads")
                .value_name("N")
                .help("How many threads work [default: one for each processor, 8 at the most]")
                .value_parser(value_parser!(NonZeroUsize)),
        )
}

/// Without the answer flags.
pub(super) fn explain_command() -> clap::Command {
    clap::Command::new("explain")
        .about("Says test by test why a rule does, does not or might apply to these answers")
        .override_usage("needlecheck explain --rule <RULE> [OPTIONS] [ANSWERS]")
        .arg(
            Arg::new("rule")
                .long("rule")
                .value_name("RULE")
                .help("The id of the rule, as reports and `rules show` name it")
                .required(true),
        )
        .args([answers_arg(), on_arg(), strict_arg()])
}

fn rules_command() -> clap::Command {
    let file = || file_arg("file").help("The rule file [default: the one in use]");
    let command = |name: &'static str, about: &'static str| {
        clap::Command::new(name).about(about).disable_help_subcommand(true)
    };
    command("rules", "Works on rule files")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(
            command("check", "Says everything that is wrong with a rule file, or that it is good")
                .arg(file())
                .arg(
                    Arg::new("deny-warnings")
                        .long("deny-warnings")
                        .help("Exit with 2 for a warning too")
                        .action(ArgAction::SetTrue),
                ),
        )
        .subcommand(
            command("test", "Runs the cases that lie beside a rule file")
                .arg(file())
                .arg(file_arg("cases").long("cases").help("Run the cases of this file instead"))
                .arg(
                    Arg::new("coverage")
                        .long("coverage")
                        .help("Say what no case would notice if it were changed")
                        .action(ArgAction::SetTrue),
                ),
        )
        .subcommand(command("verify", "Proves what holds for all possible answers").arg(file()))
        .subcommand(
            command("show", "Explains one rule or question, or lists them all").arg(
                Arg::new("what").value_name("RULE|QUESTION").help("The id of a rule or question"),
            ),
        )
        .subcommand(command("chart", "Draws a whole rulebook on one page").arg(file()))
}
