//! Arguments as typed -> what is asked for.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::ArgMatches;
use clap::parser::ValueSource;
use clap_complete::Shell;

use super::command_line::command;
use super::flags::screen_args;
use super::help::{HelpLook, STYLES};
use super::request::{
    Ask, BatchRequest, Command, Common, ExplainRequest, FailOn, Format, Given, RulesCommand,
    RulesRequest, ScreenRequest,
};
use crate::batch::InputFormat;
use crate::rulebook::{Level, Question, QuestionId, Rulebook};
use crate::text::word::Word;

/// Parses the arguments; without a rulebook there are no answer flags.
pub(super) fn parse(
    args: &[OsString],
    rulebook: Option<&Rulebook>,
    look: &HelpLook,
) -> Result<(Common, Command), clap::Error> {
    let explains = args.iter().any(|arg| arg == "explain");
    let mut command = command(rulebook, look.wanted, explains).term_width(look.columns);
    if look.color {
        command = command.styles(STYLES);
    }
    let matches = command.try_get_matches_from_mut(args)?;
    let named = matches.value_source("format") == Some(ValueSource::CommandLine);
    let format = if matches.get_flag("json") {
        Some(Format::Json)
    } else {
        named.then(|| word(&matches, "format"))
    };
    let common = Common::new(format, word(&matches, "color"), matches.get_flag("quiet"));
    let wanted = match matches.subcommand() {
        None => Command::Screen(screen_request(&matches, rulebook)),
        Some((name, _)) if answers_given(&matches, rulebook) => {
            let message = if name == "explain" {
                format!("`{name}` takes its answers after it, not before")
            } else {
                format!("`{name}` takes no answers and none of the flags of a screening")
            };
            return Err(command.error(clap::error::ErrorKind::ArgumentConflict, message));
        }
        Some(("batch", batch)) => Command::Batch(batch_request(batch)),
        Some(("explain", explain)) => Command::Explain(explain_request(explain, rulebook)),
        Some(("rules", rules)) => Command::Rules(rules_request(rules)),
        Some(("schema", schema)) => Command::Schema(word(schema, "of")),
        Some(("completions", shell)) => {
            Command::Completions(shell.get_one("shell").copied().unwrap_or(Shell::Bash))
        }
        Some(_) => Command::Man,
    };
    Ok((common, wanted))
}

fn batch_request(matches: &ArgMatches) -> BatchRequest {
    BatchRequest {
        files: all(matches, "files"),
        input: matches.get_one::<String>("input").and_then(|word| InputFormat::from_word(word)),
        ignored: all(matches, "ignore-columns"),
        brief: matches.get_flag("brief"),
        on: matches.get_one("on").cloned(),
        strict: matches.get_flag("strict"),
        fail_on: fail_on(matches, None),
        stop_on_error: matches.get_flag("stop-on-error"),
        threads: matches.get_one("threads").copied(),
        output: matches.get_one("output").cloned(),
        summary: matches.get_one("summary").cloned(),
    }
}

/// Every value of an argument.
fn all<T: Clone + Send + Sync + 'static>(matches: &ArgMatches, id: &str) -> Vec<T> {
    matches.get_many(id).into_iter().flatten().cloned().collect()
}

/// The level named by `--fail-on`.
fn fail_on(matches: &ArgMatches, otherwise: FailOn) -> FailOn {
    match matches.get_one::<String>("fail_on") {
        None => otherwise,
        Some(word) => Level::from_word(word),
    }
}

fn rules_request(matches: &ArgMatches) -> RulesRequest {
    // INVARIANT: clap requires a subcommand of `rules`, and knows only these.
    let (name, matches) = matches.subcommand().expect("`rules` has a subcommand");
    let command = match name {
        "test" => RulesCommand::Test {
            cases: matches.get_one("cases").cloned(),
            coverage: matches.get_flag("coverage"),
        },
        "verify" => RulesCommand::Verify,
        "show" => RulesCommand::Show { what: matches.get_one("what").cloned() },
        "chart" => RulesCommand::Chart,
        _ => RulesCommand::Check { deny_warnings: matches.get_flag("deny-warnings") },
    };
    // `show` has no such argument.
    let file = matches.try_get_one::<PathBuf>("file").ok().flatten().cloned();
    RulesRequest { file, command }
}

/// Whether anything was typed that only a screening takes.
fn answers_given(matches: &ArgMatches, rulebook: Option<&Rulebook>) -> bool {
    let typed = |id: &str| matches.value_source(id) == Some(ValueSource::CommandLine);
    let questions = rulebook.map(Rulebook::questions).unwrap_or_default();
    questions.iter().any(|question| typed(&question.id))
        || screen_args().iter().any(|arg| typed(arg.get_id().as_str()))
}

fn explain_request(matches: &ArgMatches, rulebook: Option<&Rulebook>) -> ExplainRequest {
    ExplainRequest {
        given: given(matches, rulebook),
        // INVARIANT: clap requires it.
        rule: matches.get_one::<String>("rule").cloned().unwrap_or_default(),
    }
}

/// What was said of a person.
fn given(matches: &ArgMatches, rulebook: Option<&Rulebook>) -> Given {
    let given = |(at, question): (usize, &Question)| {
        let text = matches.get_one::<String>(&question.id)?;
        Some((QuestionId::new(at), text.clone()))
    };
    let questions = rulebook.map(Rulebook::questions).unwrap_or_default();
    Given {
        flags: questions.iter().enumerate().filter_map(given).collect(),
        answers: matches.get_one("answers").cloned(),
        on: matches.get_one("on").cloned(),
        strict: matches.get_flag("strict"),
    }
}

fn screen_request(matches: &ArgMatches, rulebook: Option<&Rulebook>) -> ScreenRequest {
    ScreenRequest {
        given: given(matches, rulebook),
        ask: match (matches.get_flag("ask"), matches.get_flag("no_input")) {
            (true, _) => Ask::Always,
            (false, true) => Ask::Never,
            (false, false) => Ask::IfNothingElse,
        },
        accessible: matches.get_flag("accessible"),
        save: matches.get_one("save").cloned(),
        output: matches.get_one("output").cloned(),
        fail_on: fail_on(matches, Some(Level::Defer)),
    }
}

/// A word of a closed set, which the parser has checked.
fn word<W: Word>(matches: &ArgMatches, id: &str) -> W {
    let word = matches.get_one::<String>(id).and_then(|word| W::from_word(word));
    // INVARIANT: the argument has a default or is required, and takes only the words of `W`.
    word.expect("the parser lets only known words through")
}
