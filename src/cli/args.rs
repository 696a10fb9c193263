//! Arguments as typed -> what is asked for. The answer flags are made from the rulebook.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::styling::{AnsiColor, Styles};
use clap::builder::{PossibleValue, PossibleValuesParser, ValueParser};
use clap::parser::ValueSource;
use clap::{Arg, ArgAction, ArgMatches, ValueHint, value_parser};
use clap_complete::Shell;

use super::rules::RulesRequest;
use super::world::Color;
use crate::answers::accepted;
use crate::rulebook::{Kind, Level, Question, QuestionId, Rulebook};
use crate::text::list;
use crate::text::put;
use crate::text::word::{Word, words};

/// What the program is asked to do.
pub(super) enum Command {
    Screen(ScreenRequest),
    Rules(RulesRequest),
    Schema(SchemaOf),
    Completions(Shell),
    Man,
}

/// What holds for every command.
pub(super) struct Common {
    format: Format,
    pub(super) color: Color,
    pub(super) quiet: bool,
}

impl Common {
    /// The format, if a command can write it.
    pub(super) fn format_of(&self, command: &str, known: &[Format]) -> anyhow::Result<Format> {
        if known.contains(&self.format) {
            return Ok(self.format);
        }
        let (known, format) = (list::one_of(known), self.format);
        anyhow::bail!("{command} cannot be written as `{format}`\n  accepted: {known}")
    }
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
    pub(super) ask: Ask,
    pub(super) accessible: bool,
    /// A file to keep the answers in.
    pub(super) save: Option<PathBuf>,
}

words! {
    /// How results are written.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub(super) enum Format {
        /// For a person.
        Text = "text",
        /// For a tool.
        Json = "json",
        /// For notes and tickets.
        Markdown = "markdown",
        /// A page to print.
        Html = "html",
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

/// When to ask in the terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ask {
    /// When there are no answers at all and somebody is there.
    IfNothingElse,
    /// For whatever is not answered yet.
    Always,
    /// Never.
    Never,
}

/// The level from which a screening counts as failed; nothing for never.
pub(super) type FailOn = Option<Level>;

/// How help is laid out.
pub(super) struct HelpLook {
    pub(super) columns: usize,
    pub(super) color: bool,
    /// Whether help was asked for.
    pub(super) wanted: bool,
}

/// Parses the arguments; without a rulebook there are no answer flags.
pub(super) fn parse(
    args: &[OsString],
    rulebook: Option<&Rulebook>,
    look: &HelpLook,
) -> Result<(Common, Command), clap::Error> {
    let mut command = command(rulebook, look.wanted).term_width(look.columns);
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
            let message = format!("`{name}` takes no answers and none of the flags of a screening");
            return Err(command.error(clap::error::ErrorKind::ArgumentConflict, message));
        }
        Some(("rules", rules)) => Command::Rules(rules_request(rules)),
        Some(("schema", schema)) => Command::Schema(word(schema, "of")),
        Some(("completions", shell)) => {
            Command::Completions(shell.get_one("shell").copied().unwrap_or(Shell::Bash))
        }
        Some(_) => Command::Man,
    };
    Ok((common, wanted))
}

fn rules_request(matches: &ArgMatches) -> RulesRequest {
    // INVARIANT: clap requires a subcommand of `rules`, and knows only these.
    let (name, matches) = matches.subcommand().expect("`rules` has a subcommand");
    let path = |id| matches.get_one::<PathBuf>(id).cloned();
    match name {
        "test" => RulesRequest::Test {
            file: path("file"),
            cases: path("cases"),
            coverage: matches.get_flag("coverage"),
        },
        "verify" => RulesRequest::Verify { file: path("file") },
        "show" => RulesRequest::Show { what: matches.get_one("what").cloned() },
        "chart" => RulesRequest::Chart { file: path("file") },
        _ => RulesRequest::Check {
            file: path("file"),
            deny_warnings: matches.get_flag("deny-warnings"),
        },
    }
}

/// Whether anything was typed that only a screening takes.
fn answers_given(matches: &ArgMatches, rulebook: Option<&Rulebook>) -> bool {
    let typed = |id: &str| matches.value_source(id) == Some(ValueSource::CommandLine);
    let questions = rulebook.map(Rulebook::questions).unwrap_or_default();
    questions.iter().any(|question| typed(&question.id))
        || screen_args().iter().any(|arg| typed(arg.get_id().as_str()))
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
        ask: match (matches.get_flag("ask"), matches.get_flag("no_input")) {
            (true, _) => Ask::Always,
            (false, true) => Ask::Never,
            (false, false) => Ask::IfNothingElse,
        },
        accessible: matches.get_flag("accessible"),
        save: matches.get_one("save").cloned(),
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

/// The whole command line, with the answer flags of a rulebook; with their help only if it is
/// going to be shown, as it takes longer to write than to screen a person.
pub(super) fn command(rulebook: Option<&Rulebook>, helpful: bool) -> clap::Command {
    let mut command = clap::Command::new("needlecheck")
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
        .help_template(template(rulebook))
        .override_usage("needlecheck [OPTIONS] [ANSWERS]\n       needlecheck [OPTIONS] <COMMAND>")
        .after_help(after_help(rulebook))
        .subcommand_help_heading("Commands")
        .args(global_args())
        .args(screen_args())
        .subcommands(subcommands());
    if let Some(rulebook) = rulebook {
        command = command.args(rulebook.questions().iter().map(|question| {
            let arg = answer_arg(question);
            if helpful { with_help(arg, rulebook, question) } else { arg }
        }));
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

fn screen_args() -> [Arg; 8] {
    [
        Arg::new("answers")
            .long("answers")
            .value_name("FILE")
            .help("Read the answers from a JSON object in this file, or in standard input for `-`")
            .value_parser(value_parser!(PathBuf))
            .value_hint(ValueHint::FilePath),
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
    [
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

/// What the help says of a question, under the heading of its group.
fn with_help(arg: Arg, rulebook: &Rulebook, question: &Question) -> Arg {
    let heading = match (question.group, question.assume) {
        (Some(group), _) => rulebook[group].ask.trim_end_matches(['?', ':', '.']),
        (None, None) => "Needed for a verdict",
        (None, Some(_)) => "More answers",
    };
    arg.help(question.ask.clone()).long_help(long_help(question)).help_heading(heading.to_owned())
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

fn after_help(rulebook: Option<&Rulebook>) -> String {
    let answers = match rulebook {
        None => "The rule file in use cannot be used, so its answer flags are not shown; \
                 `needlecheck rules check` says what is wrong with it."
            .to_owned(),
        Some(rulebook) => {
            let needed = rulebook.questions().iter().filter(|question| question.assume.is_none());
            let needed = needed.map(|question| format!("--{}", question.flag()));
            format!(
                "A verdict needs {}. Whatever else is not answered is assumed, and the report \
                 says so.",
                list::join(needed, "and")
            )
        }
    };
    format!(
        "{answers}\n\nAnswers given as flags stay in the shell's history and show in the list of \
         processes. To keep them private, give them with `--answers -` instead, or type \
         `needlecheck` alone in a terminal to be asked.\n\nExit status: 0 below --fail-on, 1 at or above it, 2 \
         nothing was screened, 3 open questions could still reach it."
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
        let mut command = command(None, true);
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
        command(Some(&Rulebook::built_in()), true).debug_assert();
    }
}
