//! The flags that several commands have, and the parsing of their values.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::parser::ValueSource;
use clap::{Arg, ArgAction, ArgMatches, ValueHint, value_parser};

use super::terminal::Color;
use crate::report::Format;
use crate::rulebook::Level;
use crate::text::list::join;
use crate::text::word::Word;

/// The ids of the flags that may also stand before the command that has them.
pub(super) const MOVABLE: [&str; 4] = ["format", "json", "color", "quiet"];

/// What the flags say that several commands have.
pub(super) struct Common {
    /// The format that was typed; `None` if none was.
    pub(super) typed_format: Option<Format>,
    /// When to colour.
    pub(super) color: Color,
    /// Whether hints are left out.
    pub(super) quiet: bool,
}

impl Common {
    /// The flags of a command, and those before it: `levels` are the matches of the whole command
    /// line first, of the command last. What stands nearer to the command's end wins.
    pub(super) fn of(levels: &[&ArgMatches]) -> Self {
        let format = |matches: &&ArgMatches| {
            if is_typed(matches, "json") {
                return Some(Format::Json);
            }
            typed(matches, "format")
        };
        let inner_first = || levels.iter().rev();
        Self {
            typed_format: inner_first().find_map(format),
            color: inner_first().find_map(|at| typed(at, "color")).unwrap_or(Color::Auto),
            quiet: levels.iter().any(|matches| is_typed(matches, "quiet")),
        }
    }

    /// The format of the result: text, unless another was typed.
    pub(super) fn format(&self) -> Format {
        self.typed_format.unwrap_or(Format::Text)
    }
}

/// Whether an argument was typed; not if the command does not have it.
pub(super) fn is_typed(matches: &ArgMatches, id: &str) -> bool {
    matches.try_contains_id(id).is_ok()
        && matches.value_source(id) == Some(ValueSource::CommandLine)
}

fn typed<T: Copy + Send + Sync + 'static>(matches: &ArgMatches, id: &str) -> Option<T> {
    is_typed(matches, id).then(|| matches.try_get_one(id).ok().flatten().copied()).flatten()
}

/// The message for a flag of the program that this command does not have.
pub(super) fn not_for(flag: &Arg, command: &clap::Command) -> String {
    let name = command.get_bin_name().unwrap_or(command.get_name());
    let long = flag.get_long().unwrap_or_default();
    match flag.get_id().as_str() {
        "format" | "json" => format!("`{name}` has no `--{long}`: it writes one format only"),
        _ => format!("`{name}` has no `--{long}`"),
    }
}

/// `--rules`, which every command has. The file is read before the arguments can be parsed: see
/// `PreParse`.
pub(super) fn rules() -> Arg {
    Arg::new("rules")
        .long("rules")
        .value_name("FILE")
        .value_hint(ValueHint::FilePath)
        .value_parser(value_parser!(PathBuf))
        .global(true)
        .help("Use this rule file [env: NEEDLECHECK_RULES]")
        .long_help("Use this rule file [env: NEEDLECHECK_RULES] [default: the built-in one]")
}

/// `--format` and `--json`, for a command that writes text or JSON.
pub(super) fn text_or_json() -> [Arg; 2] {
    formats(&[Format::Text, Format::Json])
}

/// `--format` and `--json`, for a command that writes text, JSON or Markdown.
pub(super) fn text_json_or_markdown() -> [Arg; 2] {
    formats(&[Format::Text, Format::Json, Format::Markdown])
}

/// `--format` and `--json`, for a command that writes every format.
pub(super) fn any_format() -> [Arg; 2] {
    formats(&[Format::Text, Format::Json, Format::Markdown, Format::Html])
}

/// The first is the default.
fn formats(known: &'static [Format]) -> [Arg; 2] {
    let format = Arg::new("format")
        .long("format")
        .value_name("FORMAT")
        .value_parser(word_of(known))
        .default_value(known[0].as_str())
        .hide_possible_values(true)
        .help(format!("Format: {}", join(known.iter().map(Format::to_string), "or")));
    let json = Arg::new("json")
        .long("json")
        .action(ArgAction::SetTrue)
        .overrides_with_all(["format", "json"])
        .help("Short for --format json");
    [format, json]
}

/// `--color`, for a command whose result or messages have colours.
pub(super) fn color() -> Arg {
    Arg::new("color")
        .long("color")
        .value_name("WHEN")
        .value_parser(word::<Color>())
        .default_value(Color::Auto.as_str())
        .help("When to use colours")
}

/// `--quiet`, for a command that prints hints.
pub(super) fn quiet() -> Arg {
    Arg::new("quiet")
        .long("quiet")
        .short('q')
        .action(ArgAction::SetTrue)
        .overrides_with("quiet")
        .help("Print no hints")
}

/// Accepts the words of `W` and nothing else.
pub(super) fn word<W: Word + Send + Sync>() -> impl TypedValueParser<Value = W> {
    PossibleValuesParser::new(W::words()).try_map(|word| W::from_word(&word).ok_or("no such word"))
}

/// Accepts these formats and nothing else.
fn word_of(known: &'static [Format]) -> impl TypedValueParser<Value = Format> {
    PossibleValuesParser::new(known.iter().map(|format| format.as_str()))
        .try_map(|word| Format::from_word(&word).ok_or("no such word"))
}

/// The level from which a screening counts as failed; `None` for never.
pub(super) type FailOn = Option<Level>;

/// Accepts a level, or `never`.
pub(super) fn fail_on() -> impl TypedValueParser<Value = FailOn> {
    PossibleValuesParser::new(Level::words().chain(["never"])).map(|word| Level::from_word(&word))
}
