//! Arguments as typed -> what is asked for.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::ArgMatches;
use clap::parser::ValueSource;
use clap_complete::Shell;

use super::flags::{command, screen_args};
use super::help::{HelpLook, STYLES};
use super::request::{Ask, Command, Common, Format, ScreenRequest};
use super::rules::RulesRequest;
use crate::rulebook::{Level, Question, QuestionId, Rulebook};
use crate::text::word::Word;

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
        output: matches.get_one("output").cloned(),
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
