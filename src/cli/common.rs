//! The flags that every command has, and the parsing of their values.

use std::path::{Path, PathBuf};

use clap::ValueHint;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::terminal::Color;
use crate::report::Format;
use crate::rulebook::Level;
use crate::text::list;
use crate::text::problem::Problem;
use crate::text::word::Word;

/// The flags of every command.
#[derive(clap::Args)]
#[group(skip)]
pub(super) struct Common {
    // The rule file is read before the arguments can be parsed: see `PreParse`.
    #[arg(
        long, value_name = "FILE", value_hint = ValueHint::FilePath, global = true,
        help = "Use this rule file [env: NEEDLECHECK_RULES] [default: the built-in one]"
    )]
    rules: Option<PathBuf>,
    /// The format of the result
    #[arg(
        long, value_name = "FORMAT", value_parser = word::<Format>(), global = true,
        default_value = Format::Text.as_str()
    )]
    format: Format,
    /// Whether `--format` was typed.
    #[arg(skip)]
    pub(super) is_format_typed: bool,
    /// Short for --format json
    #[arg(long, overrides_with_all = ["format", "json"], global = true)]
    json: bool,
    /// When to use colours
    #[arg(
        long, value_name = "WHEN", value_parser = word::<Color>(), global = true,
        default_value = Color::Auto.as_str()
    )]
    pub(super) color: Color,
    /// Print no hints
    #[arg(long, short, overrides_with = "quiet", global = true)]
    pub(super) quiet: bool,
}

impl Common {
    fn format(&self) -> Format {
        if self.json { Format::Json } else { self.format }
    }

    /// The format, if a command can write it.
    pub(super) fn format_of(&self, command: &str, known: &[Format]) -> anyhow::Result<Format> {
        let format = self.format();
        if known.contains(&format) {
            return Ok(format);
        }
        let problem = Problem::new(format!("{command} cannot be written as `{format}`"));
        Err(problem.expected(list::one_of(known)).into())
    }

    /// The format, for a command that writes text or JSON.
    pub(super) fn text_or_json(&self, command: &str) -> anyhow::Result<Format> {
        self.format_of(command, &[Format::Text, Format::Json])
    }

    /// The format that was typed; otherwise that of the file that is written to.
    pub(super) fn format_in(&self, file: Option<&Path>) -> Format {
        let by_name = file.filter(|_| !self.json && !self.is_format_typed);
        by_name.and_then(Format::of_file).unwrap_or(self.format())
    }
}

/// Accepts the words of `W` and nothing else.
pub(super) fn word<W: Word + Send + Sync>() -> impl TypedValueParser<Value = W> {
    PossibleValuesParser::new(W::words()).try_map(|word| W::from_word(&word).ok_or("no such word"))
}

/// The level from which a screening counts as failed; `None` for never.
pub(super) type FailOn = Option<Level>;

/// Accepts a level, or `never`.
pub(super) fn fail_on() -> impl TypedValueParser<Value = FailOn> {
    PossibleValuesParser::new(Level::words().chain(["never"])).map(|word| Level::from_word(&word))
}
