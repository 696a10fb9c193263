//! What has to be known before the arguments can be parsed: the rulebook makes the flags.

use std::ffi::{OsStr, OsString};

use super::args::HelpLook;
use super::world::{Color, World};
use crate::text::word::Word as _;
use crate::text::wrap::Width;

/// The few arguments that are looked for by hand; the parser sees, and checks, them again.
#[derive(Debug)]
pub(super) struct Early {
    /// The rule file in use; nothing for the built-in rulebook.
    pub(super) rules: Option<OsString>,
    /// When to colour. A wrong word counts as `auto` here and is reported later.
    pub(super) color: Color,
}

impl Early {
    pub(super) fn scan(args: &[OsString], world: &World<'_>) -> Self {
        let color = value_of(args, "--color");
        Self {
            rules: value_of(args, "--rules").or_else(|| world.environment.rules.clone()),
            color: color.and_then(|word| Color::from_word(word.to_str()?)).unwrap_or(Color::Auto),
        }
    }

    /// How help is laid out.
    pub(super) fn help(&self, world: &World<'_>) -> HelpLook {
        let columns = match world.out.width() {
            Width::Unlimited => 100,
            Width::Columns(columns) => columns,
        };
        HelpLook { columns, color: world.paints_out(self.color) }
    }
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
            // A rule file whose name is not text cannot be joined to its flag: the parser says so.
            return arg.to_str().map(|arg| OsStr::new(&arg[flag.len() + 1..]).to_owned());
        }
    }
    None
}
