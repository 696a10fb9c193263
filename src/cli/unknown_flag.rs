//! What is said of a flag that a command does not have: which one was likely meant.

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Command};
use jiff::civil::{Date, date};

use super::common;
use crate::answers;
use crate::authoring::guide::search;
use crate::rulebook::Rulebook;

/// The maximum number of flags that are suggested for one.
const MAX_SUGGESTIONS: usize = 3;

/// The error, with a better suggestion if it is about an unknown flag.
pub(super) fn explained(
    mut error: clap::Error,
    args: &[OsString],
    whole: &Command,
    rulebook: Option<&Rulebook>,
) -> clap::Error {
    let unknown = match error.get(ContextKind::InvalidArg) {
        Some(ContextValue::String(flag)) if error.kind() == ErrorKind::UnknownArgument => flag,
        _ => return error,
    };
    let Some(typed) = Typed::find(unknown, args, whole) else { return error };
    if let Some(elsewhere) = typed.elsewhere(whole) {
        let message = common::not_for(elsewhere, typed.command);
        return typed.command.clone().error(ErrorKind::UnknownArgument, message);
    }
    let Some(name) = unknown.strip_prefix("--") else { return error };
    let has_answers =
        |rulebook: &&Rulebook| rulebook.questions().iter().any(|question| typed.has(&question.id));
    let rulebook = rulebook.filter(has_answers);
    let tip = tip(name, &typed, rulebook);
    error.remove(ContextKind::SuggestedArg);
    error.remove(ContextKind::Suggested);
    match tip {
        Tip::None => {}
        Tip::Flags(flags) => {
            let flags = match flags.as_slice() {
                [only] => ContextValue::String(only.clone()),
                _ => ContextValue::Strings(flags),
            };
            error.insert(ContextKind::SuggestedArg, flags);
        }
        Tip::Text(text) => {
            error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![text.into()]));
        }
    }
    error
}

/// What is suggested in place of an unknown flag.
enum Tip {
    None,
    /// At least one flag.
    Flags(Vec<String>),
    Text(String),
}

fn tip(name: &str, typed: &Typed<'_>, rulebook: Option<&Rulebook>) -> Tip {
    let near = near(name, typed, rulebook);
    let flags = |near: &[Near<'_>]| {
        Tip::Flags(near.iter().map(|near| format!("--{}", near.flag)).collect())
    };
    if !near.is_empty() && near.len() <= MAX_SUGGESTIONS {
        return flags(&near);
    }
    let Some(rulebook) = rulebook else { return Tip::None };
    let words = name.replace(['-', '_'], " ");
    // A shorter word is part of too many others.
    let is_word = words.split(' ').any(|word| word.len() >= 3);
    let found = if is_word { search::with_words(rulebook, &words) } else { Vec::new() };
    match found.len() {
        0 => Tip::Text(
            "`needlecheck questions` lists what can be answered, and `--help` every flag"
                .to_owned(),
        ),
        1..=MAX_SUGGESTIONS => {
            Tip::Flags(found.iter().map(|&id| format!("--{}", rulebook[id].flag())).collect())
        }
        n => Tip::Text(format!("`needlecheck questions {words}` lists {n} questions that have it")),
    }
}

/// An unknown flag as it was typed.
struct Typed<'a> {
    flag: &'a str,
    /// The value after it, or after its `=`.
    value: Option<&'a str>,
    /// The command that it was typed for.
    command: &'a Command,
}

impl<'a> Typed<'a> {
    /// Finds it among the arguments; `None` if it is not there.
    fn find(flag: &'a str, args: &'a [OsString], whole: &'a Command) -> Option<Self> {
        let mut command = whole;
        let mut args = args.iter().skip(1);
        while let Some(arg) = args.next() {
            let arg = arg.to_str().unwrap_or_default();
            let rest = arg.strip_prefix(flag);
            if let Some(value) = rest.and_then(|rest| rest.strip_prefix('=')) {
                return Some(Self { flag, value: Some(value), command });
            }
            if rest == Some("") || (!flag.starts_with("--") && is_among(flag, arg)) {
                let value = args.next().and_then(|value| value.to_str());
                let value = value.filter(|value| !value.starts_with('-'));
                return Some(Self { flag, value, command });
            }
            command = command.find_subcommand(arg).unwrap_or(command);
        }
        None
    }

    /// The flag of the whole command line with this name, if the command has none.
    fn elsewhere(&self, whole: &'a Command) -> Option<&'a Arg> {
        let is_it = |arg: &&Arg| {
            let long = arg.get_long().map(|long| format!("--{long}"));
            let short = arg.get_short().map(|short| format!("-{short}"));
            [long, short].into_iter().flatten().any(|name| name == self.flag)
        };
        whole.get_arguments().find(is_it)
    }

    fn has(&self, id: &str) -> bool {
        self.command.get_arguments().any(|arg| arg.get_id() == id)
    }
}

/// Whether a short flag is one of those that an argument has: `-o` is in `-qo`.
fn is_among(flag: &str, arg: &str) -> bool {
    arg.starts_with('-') && !arg.starts_with("--") && arg.contains(&flag[1..])
}

/// A flag with a similar name.
struct Near<'a> {
    flag: &'a str,
    /// Up to 1 for the same name.
    nearness: f64,
    /// Whether it accepts the value that was typed; so does every flag if none was.
    fits: bool,
}

/// The flags that were most likely meant: of those with a similar name, the ones that accept the
/// value if any does, and of these the nearest.
fn near<'a>(name: &str, typed: &Typed<'a>, rulebook: Option<&Rulebook>) -> Vec<Near<'a>> {
    const MIN_NEARNESS: f64 = 0.5;
    let mut near: Vec<_> = typed
        .command
        .get_arguments()
        .filter(|arg| !arg.is_hide_set())
        .filter_map(|arg| {
            let flag = arg.get_long()?;
            let nearness = nearness(&name.to_lowercase().replace('_', "-"), flag);
            (nearness >= MIN_NEARNESS).then(|| Near {
                flag,
                nearness,
                fits: typed.value.is_none_or(|value| accepts(arg, value, rulebook)),
            })
        })
        .collect();
    if near.iter().any(|near| near.fits) {
        near.retain(|near| near.fits);
    }
    let best = near.iter().map(|near| near.nearness).fold(0.0, f64::max);
    near.retain(|near| near.nearness >= best);
    near
}

/// How similar two names are, from 0 to 1: by their letters or by the words that they share,
/// whichever is more.
fn nearness(written: &str, flag: &str) -> f64 {
    const MIN_LETTERS: f64 = 0.7;
    const MIN_WORD: f64 = 0.75;
    let similarity = strsim::normalized_damerau_levenshtein;
    let words = |text: &str| text.split('-').filter(|word| !word.is_empty()).count();
    let is_in = |word: &&str| {
        flag.split('-').any(|known| {
            (word.len() >= 3 && known.starts_with(word)) || similarity(word, known) >= MIN_WORD
        })
    };
    let shared = written.split('-').filter(|word| !word.is_empty()).filter(is_in).count();
    #[expect(clippy::cast_precision_loss, reason = "a flag has few words")]
    let by_words = 2.0 * shared as f64 / (words(written) + words(flag)).max(1) as f64;
    let by_letters = similarity(written, flag);
    let by_letters = if by_letters < MIN_LETTERS { 0.0 } else { by_letters };
    by_letters.max(by_words.min(1.0))
}

/// Whether a flag accepts a value.
fn accepts(arg: &Arg, value: &str, rulebook: Option<&Rulebook>) -> bool {
    /// A day on which no date that a person types is still to come.
    const LATE: Date = date(2199, 12, 31);
    let question = rulebook
        .and_then(|rulebook| rulebook.find_question(arg.get_id().as_str()).map(|id| &rulebook[id]));
    if let Some(question) = question {
        return answers::read(question, value, LATE).is_ok();
    }
    let known = arg.get_possible_values();
    arg.get_action().takes_values()
        && (known.is_empty() || known.iter().any(|known| known.matches(value, false)))
}
