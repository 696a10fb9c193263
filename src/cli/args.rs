//! Arguments as typed -> what is asked for. The answer flags are made from the rulebook.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::styling::{AnsiColor, Styles};
use clap::builder::{PossibleValue, PossibleValuesParser, ValueParser};
use clap::{Arg, ArgAction, ArgMatches, ValueHint, value_parser};
use clap_complete::Shell;

use super::world::Color;
use crate::answers::accepted;
use crate::rulebook::{Kind, Level, Question, QuestionId, Rulebook};
use crate::text::put;
use crate::text::word::{Word, words};

/// What the program is asked to do.
pub(super) enum Command {
    Screen(ScreenRequest),
    CheckRules(Option<PathBuf>),
    Schema(SchemaOf),
    Completions(Shell),
    Man,
}

/// What holds for every command.
pub(super) struct Common {
    pub(super) format: Format,
    pub(super) color: Color,
    pub(super) quiet: bool,
}

/// One person to screen.
pub(super) struct ScreenRequest {
    /// Answers given as flags, in the order of the rulebook.
    pub(super) flags: Vec<(QuestionId, String)>,
    /// A file of answers, or `-`.
    pub(super) answers: Option<PathBuf>,
    pub(super) on: Option<String>,
    pub(super) strict: bool,
    pub(super) fail_on: FailOn,
}

words! {
    /// How results are written.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub(super) enum Format {
        /// For a person.
        Text = "text",
        /// For a tool.
        Json = "json",
    }
}

words! {
    /// What a schema describes.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub(super) enum SchemaOf {
        /// What goes in.
        Answers = "answers",
        /// What comes out.
        Report = "report",
    }
}

/// The level from which a screening counts as failed; nothing for never.
pub(super) type FailOn = Option<Level>;

/// How help is laid out.
pub(super) struct HelpLook {
    pub(super) columns: usize,
    pub(super) color: bool,
}

/// Parses the arguments; without a rulebook there are no answer flags.
pub(super) fn parse(
    args: &[OsString],
    rulebook: Option<&Rulebook>,
    look: &HelpLook,
) -> Result<(Common, Command), clap::Error> {
    let mut command = command(rulebook).term_width(look.columns);
    if look.color {
        command = command.styles(STYLES);
    }
    let matches = command.try_get_matches_from_mut(args)?;
    let common = Common {
        format: if matches.get_flag("json") { Format::Json } else { word(&matches, "format") },
        color: word(&matches, "color"),
        quiet: matches.get_flag("quiet"),
    };
    let wanted = match matches.subcommand() {
        None => Command::Screen(screen_request(&matches, rulebook)),
        Some((name, _)) if answers_given(&matches, rulebook) => {
            let message = format!("`{name}` takes no answers; they belong to a screening");
            return Err(command.error(clap::error::ErrorKind::ArgumentConflict, message));
        }
        Some(("rules", rules)) => match rules.subcommand() {
            Some((_, check)) => Command::CheckRules(check.get_one("file").cloned()),
            // INVARIANT: clap requires a subcommand of `rules`.
            None => Command::CheckRules(None),
        },
        Some(("schema", schema)) => Command::Schema(word(schema, "of")),
        Some(("completions", shell)) => {
            Command::Completions(shell.get_one("shell").copied().unwrap_or(Shell::Bash))
        }
        Some(_) => Command::Man,
    };
    Ok((common, wanted))
}

fn answers_given(matches: &ArgMatches, rulebook: Option<&Rulebook>) -> bool {
    let questions = rulebook.map(Rulebook::questions).unwrap_or_default();
    questions.iter().any(|question| matches.contains_id(&question.id))
        || ["answers", "on", "fail_on"].iter().any(|id| matches.contains_id(id))
        || matches.get_flag("strict")
}

fn screen_request(matches: &ArgMatches, rulebook: Option<&Rulebook>) -> ScreenRequest {
    let given = |(at, question): (usize, &Question)| {
        let text = matches.get_one::<String>(&question.id)?;
        Some((QuestionId::new(at), text.clone()))
    };
    let questions = rulebook.map(Rulebook::questions).unwrap_or_default();
    ScreenRequest {
        flags: questions.iter().enumerate().filter_map(given).collect(),
        answers: matches.get_one("answers").cloned(),
        on: matches.get_one("on").cloned(),
        strict: matches.get_flag("strict"),
        fail_on: match matches.get_one::<String>("fail_on").map(String::as_str) {
            None => Some(Level::Defer),
            Some(word) => Level::from_word(word),
        },
    }
}

/// A word of a closed set, which the parser has checked.
fn word<W: Word>(matches: &ArgMatches, id: &str) -> W {
    let word = matches.get_one::<String>(id).and_then(|word| W::from_word(word));
    // INVARIANT: the argument has a default or is required, and takes only the words of `W`.
    word.expect("the parser lets only known words through")
}

const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Green.on_default().bold())
    .usage(AnsiColor::Green.on_default().bold())
    .literal(AnsiColor::Cyan.on_default().bold())
    .placeholder(AnsiColor::Cyan.on_default());

/// The whole command line, with the answer flags of a rulebook.
pub(super) fn command(rulebook: Option<&Rulebook>) -> clap::Command {
    let mut command = clap::Command::new("needlecheck")
        .version(env!("CARGO_PKG_VERSION"))
        .about("Screens one person for microneedling: a verdict, its reasons and their sources")
        .help_template(template(rulebook))
        .override_usage("needlecheck [OPTIONS] [ANSWERS]\n       needlecheck [OPTIONS] <COMMAND>")
        .after_help(
            "Answers given as flags stay in the shell's history and show in the list of \
             processes. To keep them private, give them with `--answers -` instead.\n\n\
             Exit status: 0 below --fail-on, 1 at or above it, 2 nothing was screened, 3 open \
             questions could still reach it.",
        )
        .disable_help_subcommand(true)
        .subcommand_precedence_over_arg(true)
        .subcommand_help_heading("Commands")
        .args(global_args())
        .args(screen_args())
        .subcommands(subcommands());
    if let Some(rulebook) = rulebook {
        command = command.args(rulebook.questions().iter().map(|q| answer_arg(rulebook, q)));
    }
    command
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
            .overrides_with("format")
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
            .global(true),
    ]
}

fn screen_args() -> [Arg; 4] {
    [
        Arg::new("answers")
            .long("answers")
            .value_name("FILE")
            .help("Read the answers from a JSON object in this file, or in standard input for `-`")
            .value_parser(value_parser!(PathBuf))
            .value_hint(ValueHint::FilePath),
        Arg::new("on")
            .long("on")
            .value_name("DATE")
            .help("Screen for treatment on this day, such as 2026-11-22 [default: today]"),
        Arg::new("strict")
            .long("strict")
            .help("Assume nothing: a question that is not answered stays open")
            .action(ArgAction::SetTrue),
        Arg::new("fail_on")
            .long("fail-on")
            .value_name("LEVEL")
            .help("Exit with 1 from this level on [default: defer]")
            .value_parser(PossibleValuesParser::new(
                Level::words().chain(["never"]).map(PossibleValue::new),
            )),
    ]
}

fn one_of<W: Word>() -> ValueParser {
    PossibleValuesParser::new(W::words().map(PossibleValue::new)).into()
}

fn subcommands() -> [clap::Command; 4] {
    let rule_file = Arg::new("file")
        .value_name("FILE")
        .help("The rule file [default: the one in use]")
        .value_parser(value_parser!(PathBuf))
        .value_hint(ValueHint::FilePath);
    [
        clap::Command::new("rules")
            .about("Works on rule files")
            .subcommand_required(true)
            .arg_required_else_help(true)
            .disable_help_subcommand(true)
            .subcommand(
                clap::Command::new("check")
                    .about("Says everything that is wrong with a rule file, or that it is good")
                    .arg(rule_file),
            ),
        clap::Command::new("schema")
            .about("Prints the JSON Schema of answers or reports, for the rulebook in use")
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

/// The flag of a question, under the heading of its group.
fn answer_arg(rulebook: &Rulebook, question: &Question) -> Arg {
    let heading = question.group.map_or("Answers", |group| rulebook[group].ask.as_str());
    let arg = Arg::new(question.id.clone())
        .long(question.flag())
        .help(question.ask.clone())
        .long_help(long_help(question))
        .help_heading(heading.to_owned())
        .hide_possible_values(true);
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

fn long_help(question: &Question) -> String {
    let mut help = question.ask.clone();
    if let Some(why) = &question.why {
        put(&mut help, format_args!("\n{why}"));
    }
    for option in question.options() {
        put(&mut help, format_args!("\n- {}: {}", option.id, option.label));
    }
    put(&mut help, format_args!("\n[accepted: {}]", accepted(question)));
    if let Some(assumed) = question.assume {
        put(&mut help, format_args!("\n[assumed: {}]", assumed.shown(question)));
    }
    help
}

/// Examples first: most people want to see one.
fn template(rulebook: Option<&Rulebook>) -> String {
    let example = rulebook.map(example).unwrap_or_default();
    format!(
        "{{about-with-newline}}\nExamples:\n{example}  needlecheck --answers answers.json --json\n  \
         needlecheck --answers - < answers.json\n\n{{usage-heading}} {{usage}}\n\n\
         {{all-args}}{{after-help}}"
    )
}

/// An example that answers every question that has to be answered for a verdict.
pub(super) fn example(rulebook: &Rulebook) -> String {
    let mut line = "  needlecheck".to_owned();
    for question in rulebook.questions().iter().filter(|q| q.assume.is_none()).take(8) {
        let value = match &question.kind {
            Kind::YesNo => "no".to_owned(),
            Kind::Choice(options) => options[0].id.clone(),
            Kind::Number { min, .. } => min.to_string(),
            Kind::Date => "never".to_owned(),
        };
        put(&mut line, format_args!(" --{} {value}", question.flag()));
    }
    line.push('\n');
    line
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rulebook::RESERVED_QUESTION_IDS;

    #[test]
    fn every_flag_of_the_programs_own_is_reserved() {
        let mut command = command(None);
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
        command(Some(&Rulebook::built_in())).debug_assert();
    }
}
