//! The arguments needed before all can be parsed: the rulebook makes the answer flags.

use std::ffi::OsString;

use super::help::HelpLook;
use super::terminal::Color;
use super::world::World;
use crate::layout::Width;
use crate::text::word::Word as _;

/// The few arguments that are searched for by hand; the parser reads and checks them again.
#[derive(Debug)]
pub(super) struct PreParse {
    /// The rule file in use; `None` for the built-in rulebook.
    pub(super) rules: Option<OsString>,
    /// When to colour. An unknown word counts as `auto` here; the parser reports it.
    pub(super) color: Color,
    /// Whether the result is JSON: then errors are, too.
    pub(super) json: bool,
    /// Whether help was asked for.
    help: bool,
}

impl PreParse {
    pub(super) fn scan(args: &[OsString], world: &World<'_>) -> Self {
        let color = value_of(args, "--color");
        Self {
            rules: value_of(args, "--rules").or_else(|| world.environment.rules.clone()),
            color: color.and_then(|word| Color::from_word(word.to_str()?)).unwrap_or(Color::Auto),
            json: wants_json(args),
            help: args.iter().filter_map(|arg| arg.to_str()).any(asks_for_help),
        }
    }

    /// How help is laid out.
    pub(super) fn help(&self, world: &World<'_>) -> HelpLook {
        let columns = match world.out.width() {
            Width::Unlimited => 100,
            Width::Columns(columns) => columns,
        };
        HelpLook { columns, color: world.paints_out(self.color), wanted: self.help }
    }
}

/// Whether an argument may ask for help, alone or among other short flags. Where it does not, the
/// help is prepared in vain.
fn asks_for_help(arg: &str) -> bool {
    ["--help", "help"].contains(&arg)
        || (arg.starts_with('-') && !arg.starts_with("--") && arg.contains('h'))
}

/// Whether JSON was asked for; the last word counts.
fn wants_json(args: &[OsString]) -> bool {
    let args = args.iter().take_while(|arg| *arg != "--").collect::<Vec<_>>();
    let format = |pair: &[&OsString]| match pair {
        [flag, _] if *flag == "--json" => Some(true),
        [flag, word] if *flag == "--format" => Some(*word == "json"),
        [joined, _] => joined.to_str()?.strip_prefix("--format=").map(|word| word == "json"),
        _ => None,
    };
    let none = OsString::new();
    let next = args.iter().copied().skip(1).chain([&none]);
    let pairs: Vec<_> = args.iter().copied().zip(next).map(|(arg, next)| [arg, next]).collect();
    pairs.iter().rev().find_map(|pair| format(pair)).unwrap_or(false)
}

/// The value of a flag, as `--flag VALUE` or `--flag=VALUE`. No flag takes a value that starts
/// with two dashes, so a flag found here is one.
fn value_of(args: &[OsString], flag: &str) -> Option<OsString> {
    let mut args = args.iter().skip(1).take_while(|arg| *arg != "--");
    while let Some(arg) = args.next() {
        if arg == flag {
            return args.next().cloned();
        }
        let joined = arg.as_encoded_bytes().strip_prefix(flag.as_bytes());
        if joined.is_some_and(|rest| rest.starts_with(b"=")) {
            // A name that is not UTF-8 leads to an error that no such file exists, not to another
            // rule file.
            return Some(OsString::from(&arg.to_string_lossy()[flag.len() + 1..]));
        }
    }
    None
}
