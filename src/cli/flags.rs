//! Every flag and command, and the answer flags that the rulebook makes.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, ValueParser};
use clap::{Arg, ArgAction, ValueHint, value_parser};
use clap_complete::Shell;

use super::help;
use super::request::{Color, Format, SchemaOf};
use crate::batch::Form;
use crate::rulebook::{Kind, Level, Question, Rulebook};
use crate::text::word::Word;

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

fn global_args() -> [Arg; 5] {
    [
        Arg::new("rules")
            .long("rules")
            .value_name("FILE")
            .help("Use this rule file [default: the built-in one, or NEEDLECHECK_RULES]")
            .value_parser(value_parser!(PathBuf))
            .value_hint(ValueHint::FilePath)
            .global(true),
        Arg::new("format")
            .long("format")
            .value_name("FORMAT")
            .help("How the result is written")
            .value_parser(one_of::<Format>())
            .default_value(Format::Text.as_str())
            .global(true),
        Arg::new("json")
            .long("json")
            .help("Short for --format json")
            .action(ArgAction::SetTrue)
            .overrides_with_all(["format", "json"])
            .global(true),
        Arg::new("color")
            .long("color")
            .value_name("WHEN")
            .help("When to colour")
            .value_parser(one_of::<Color>())
            .default_value(Color::Auto.as_str())
            .global(true),
        Arg::new("quiet")
            .long("quiet")
            .short('q')
            .help("Print no hints")
            .action(ArgAction::SetTrue)
            .overrides_with("quiet")
            .global(true),
    ]
}

fn answers_arg() -> Arg {
    Arg::new("answers")
        .long("answers")
        .value_name("FILE")
        .help("Read the answers from a JSON object in this file, or in standard input for `-`")
        .value_parser(value_parser!(PathBuf))
        .value_hint(ValueHint::FilePath)
}

fn on_arg() -> Arg {
    Arg::new("on")
        .long("on")
        .value_name("DATE")
        .help("Screen for treatment on this day, such as 2026-11-22 [default: today]")
}

fn strict_arg() -> Arg {
    Arg::new("strict")
        .long("strict")
        .help("Assume nothing: a question that is not answered stays open")
        .action(ArgAction::SetTrue)
}

fn fail_on_arg() -> Arg {
    Arg::new("fail_on")
        .long("fail-on")
        .value_name("LEVEL")
        .help("Exit with 1 from this level on [default: defer]")
        .value_parser(PossibleValuesParser::new(
            Level::words().chain(["never"]).map(PossibleValue::new),
        ))
}

pub(super) fn screen_args() -> [Arg; 9] {
    [
        answers_arg(),
        Arg::new("ask")
            .long("ask")
            .help("Ask in the terminal for whatever is not answered yet")
            .action(ArgAction::SetTrue)
            .conflicts_with("no_input"),
        Arg::new("no_input")
            .long("no-input")
            .help("Never ask, even in a terminal")
            .action(ArgAction::SetTrue),
        Arg::new("accessible")
            .long("accessible")
            .help("Ask in plain lines, for screen readers [also: ACCESSIBLE set]")
            .action(ArgAction::SetTrue),
        Arg::new("save")
            .long("save")
            .value_name("FILE")
            .help("Keep the answers in this file, to be read with --answers")
            .value_parser(value_parser!(PathBuf))
            .value_hint(ValueHint::FilePath),
        Arg::new("output")
            .long("output")
            .short('o')
            .value_name("FILE")
            .help(
                "Write the report to this file, whole or not at all; its ending (.html, .md, .json \
                 or .txt) says in which format, unless --format does",
            )
            .value_parser(value_parser!(PathBuf))
            .value_hint(ValueHint::FilePath),
        on_arg(),
        strict_arg(),
        fail_on_arg(),
    ]
}

fn one_of<W: Word>() -> ValueParser {
    PossibleValuesParser::new(W::words().map(PossibleValue::new)).into()
}

fn subcommands() -> [clap::Command; 5] {
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
    let file = |id: &'static str, help: &'static str| {
        Arg::new(id)
            .long(id)
            .value_name("FILE")
            .help(help)
            .value_parser(value_parser!(PathBuf))
            .value_hint(ValueHint::FilePath)
    };
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
            Arg::new("files")
                .value_name("FILE")
                .help("Files of records [default: standard input, which is also `-`]")
                .num_args(0..)
                .value_parser(value_parser!(PathBuf))
                .value_hint(ValueHint::FilePath),
        )
        .arg(
            Arg::new("input")
                .long("input")
                .value_name("FORM")
                .help("How records are written [default: csv for files named so, otherwise ndjson]")
                .value_parser(one_of::<Form>()),
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

fn explain_command() -> clap::Command {
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
    let file = || {
        Arg::new("file")
            .value_name("FILE")
            .help("The rule file [default: the one in use]")
            .value_parser(value_parser!(PathBuf))
            .value_hint(ValueHint::FilePath)
    };
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
                .arg(
                    Arg::new("cases")
                        .long("cases")
                        .value_name("FILE")
                        .help("Run the cases of this file instead")
                        .value_parser(value_parser!(PathBuf))
                        .value_hint(ValueHint::FilePath),
                )
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

/// The flag of a question.
fn answer_arg(question: &Question) -> Arg {
    let arg = Arg::new(question.id.clone()).long(question.flag());
    match &question.kind {
        Kind::YesNo => arg.value_name("yes|no|unsure").num_args(0..=1).default_missing_value("yes"),
        Kind::Choice(options) => {
            let options: Vec<&str> = options.iter().map(|option| option.id.as_str()).collect();
            arg.value_name(format!("{}|unsure", options.join("|")))
        }
        Kind::Number { unit, .. } => arg
            .value_name(unit.clone().unwrap_or_else(|| "NUMBER".to_owned()))
            .allow_negative_numbers(true),
        Kind::Date => arg.value_name("DATE"),
    }
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
