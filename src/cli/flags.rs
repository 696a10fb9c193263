//! Every flag of a screening or of several commands, and the answer flags that the rulebook makes.

use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, ValueParser};
use clap::{Arg, ArgAction, ValueHint, value_parser};

use super::request::{Color, Format};
use crate::rulebook::{Kind, Level, Question};
use crate::text::word::Word;

/// An argument that names a file.
pub(super) fn file_arg(id: &'static str) -> Arg {
    Arg::new(id)
        .value_name("FILE")
        .value_parser(value_parser!(PathBuf))
        .value_hint(ValueHint::FilePath)
}

/// The flags of every command.
pub(super) fn global_args() -> [Arg; 5] {
    [
        file_arg("rules")
            .long("rules")
            .help("Use this rule file [default: the built-in one, or NEEDLECHECK_RULES]")
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

pub(super) fn answers_arg() -> Arg {
    file_arg("answers")
        .long("answers")
        .help("Read the answers from a JSON object in this file, or in standard input for `-`")
}

pub(super) fn on_arg() -> Arg {
    Arg::new("on")
        .long("on")
        .value_name("DATE")
        .help("Screen for treatment on this day, such as 2026-11-22 [default: today]")
}

pub(super) fn strict_arg() -> Arg {
    Arg::new("strict")
        .long("strict")
        .help("Assume nothing: a question that is not answered stays open")
        .action(ArgAction::SetTrue)
}

pub(super) fn fail_on_arg() -> Arg {
    Arg::new("fail_on")
        .long("fail-on")
        .value_name("LEVEL")
        .help("Exit with 1 from this level on [default: defer]")
        .value_parser(PossibleValuesParser::new(
            Level::words().chain(["never"]).map(PossibleValue::new),
        ))
}

/// The flags of a screening, without the answers.
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
        file_arg("save")
            .long("save")
            .help("Keep the answers in this file, to be read with --answers"),
        file_arg("output").long("output").short('o').help(
            "Write the report to this file, whole or not at all; its ending (.html, .md, .json \
                 or .txt) says in which format, unless --format does",
        ),
        on_arg(),
        strict_arg(),
        fail_on_arg(),
    ]
}

/// Takes the words of `W` and nothing else.
pub(super) fn one_of<W: Word>() -> ValueParser {
    PossibleValuesParser::new(W::words().map(PossibleValue::new)).into()
}

/// The flag of a question.
pub(super) fn answer_arg(question: &Question) -> Arg {
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
