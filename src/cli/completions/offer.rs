//! What can stand at the cursor of a command line.

use clap::{Arg, ArgAction, Command, ValueHint};

use super::super::common::MOVABLE;
use super::super::help;
use crate::answers::UNSURE;
use crate::rulebook::{Kind, Question, Rulebook};
use crate::text::escape::is_unprintable;

/// What is offered.
pub(super) enum Offer {
    /// Files, which the shell knows best.
    Files,
    /// These words; none where any text can stand.
    Words(Vec<Candidate>),
}

/// A word that is offered.
pub(super) struct Candidate {
    pub(super) word: String,
    /// What it means, on one line; empty if the word says it.
    pub(super) about: String,
}

impl Candidate {
    fn new(word: impl Into<String>, about: &str) -> Self {
        const MAX_CHARS: usize = 72;
        let line = about.lines().next().unwrap_or_default().replace(is_unprintable, " ");
        let about = match line.char_indices().nth(MAX_CHARS) {
            Some((cut, _)) => {
                let kept = line[..cut].rsplit_once(' ').map_or(&line[..cut], |(kept, _)| kept);
                format!("{kept}...")
            }
            None => line,
        };
        Self { word: word.into(), about }
    }
}

/// What can stand in place of the last word, after the others. The first is the program's name.
pub(super) fn offer(whole: &Command, rulebook: Option<&Rulebook>, words: &[String]) -> Offer {
    let [_, before @ .., typed] = words else { return Offer::Words(Vec::new()) };
    // Zsh and Fish know themselves what a redirection takes.
    let redirects = |word: &str| word.ends_with(['<', '>']);
    if before.last().is_some_and(|word| redirects(word)) || typed.starts_with(['<', '>']) {
        return Offer::Files;
    }
    let place = Place::after(whole, before);
    if place.is_strange && !typed.starts_with('-') {
        return Offer::Words(Vec::new());
    }
    let joined = typed.split_once('=').filter(|_| typed.starts_with("--"));
    if let Some((name, _)) = joined {
        let Some(flag) = place.flag(name) else { return Offer::Words(Vec::new()) };
        return match place.values(flag, whole, rulebook) {
            Offer::Words(mut candidates) => {
                for candidate in &mut candidates {
                    candidate.word.insert_str(0, &format!("{name}="));
                }
                Offer::Words(candidates)
            }
            Offer::Files => Offer::Files,
        };
    }
    if typed.starts_with('-') && !place.only_values {
        return Offer::Words(place.flags(typed));
    }
    if let Some(taker) = place.open.or_else(|| place.positional()) {
        return place.values(taker, whole, rulebook);
    }
    match place.commands() {
        // Some shells offer what has the typed letters anywhere.
        commands if commands.is_empty() && typed.is_empty() => Offer::Words(place.flags(typed)),
        commands => Offer::Words(commands),
    }
}

/// A place in a command line, behind some words.
struct Place<'a> {
    /// The command that the words call.
    command: &'a Command,
    /// The flag just before this place that takes a value.
    open: Option<&'a Arg>,
    /// Whether a flag is just before this place that the command does not have.
    is_strange: bool,
    /// The flags before this place; `None` for one that the command does not have.
    typed: Vec<Option<&'a Arg>>,
    /// The words that belong to the command itself.
    words: Vec<&'a str>,
    /// Whether `--` was typed.
    only_values: bool,
}

impl<'a> Place<'a> {
    fn after(whole: &'a Command, before: &'a [String]) -> Self {
        let mut place = Self {
            command: whole,
            open: None,
            is_strange: false,
            typed: Vec::new(),
            words: Vec::new(),
            only_values: false,
        };
        for word in before {
            place.is_strange = false;
            if place.only_values {
                place.words.push(word);
            } else if word == "--" {
                (place.only_values, place.open) = (true, None);
            } else if word.starts_with('-') && word != "-" {
                let name = word.split_once('=').map_or(word.as_str(), |(name, _)| name);
                let flag = place.flag(name);
                place.typed.push(flag);
                place.is_strange = flag.is_none();
                place.open = flag.filter(|flag| name == word && flag.get_action().takes_values());
            } else if place.open.take().is_some() {
                // The value of the flag before it.
            } else if let Some(inner) = place.command.find_subcommand(word) {
                place.command = inner;
            } else {
                place.words.push(word);
            }
        }
        place
    }

    /// The flag with this name, dashes included; of several short ones in a word, the last.
    fn flag(&self, name: &str) -> Option<&'a Arg> {
        let mut args = self.command.get_arguments();
        match name.strip_prefix("--") {
            Some(long) => args.find(|arg| arg.get_long() == Some(long)),
            None => args.find(|arg| arg.get_short() == name.chars().next_back()),
        }
    }

    /// The argument of the command that takes the next word, if there is one.
    fn positional(&self) -> Option<&'a Arg> {
        let mut last = None;
        for (at, arg) in self.command.get_positionals().enumerate() {
            if at == self.words.len() {
                return Some(arg);
            }
            last = Some(arg);
        }
        last.filter(|arg| arg.get_num_args().is_some_and(|number| number.max_values() > 1))
    }

    /// The commands that can follow: none behind a word that is no command, or a flag that has to
    /// stand after its command.
    fn commands(&self) -> Vec<Candidate> {
        let stays = |arg: &&Arg| arg.is_global_set() || MOVABLE.contains(&arg.get_id().as_str());
        if self.only_values
            || !self.words.is_empty()
            || !self.typed.iter().all(|flag| flag.as_ref().is_some_and(stays))
        {
            return Vec::new();
        }
        subcommands(self.command)
    }

    /// The flags that can follow: not one again that was typed; short ones only behind one dash.
    fn flags(&self, typed: &str) -> Vec<Candidate> {
        let again = |arg: &Arg| {
            matches!(arg.get_action(), ArgAction::Append)
                || !self.typed.iter().flatten().any(|typed| typed.get_id() == arg.get_id())
        };
        let mut candidates = Vec::new();
        for arg in self.command.get_arguments().filter(|arg| !arg.is_hide_set() && again(arg)) {
            let about = arg.get_help().or(arg.get_long_help());
            let about = about.map(ToString::to_string).unwrap_or_default();
            let short = arg.get_short().filter(|_| typed == "-").map(|short| format!("-{short}"));
            let long = arg.get_long().map(|long| format!("--{long}"));
            candidates
                .extend(long.into_iter().chain(short).map(|flag| Candidate::new(flag, &about)));
        }
        candidates
    }

    /// The values of an argument.
    fn values(&self, arg: &Arg, whole: &Command, rulebook: Option<&Rulebook>) -> Offer {
        if let ValueHint::FilePath = arg.get_value_hint() {
            return Offer::Files;
        }
        let id = arg.get_id().as_str();
        let question = rulebook.and_then(|rulebook| Some(&rulebook[rulebook.find_question(id)?]));
        Offer::Words(match (question, id, rulebook) {
            (Some(question), ..) => answers(question),
            (_, "rule", Some(rulebook)) => rules(rulebook),
            (_, "what", Some(rulebook)) => {
                rules(rulebook).into_iter().chain(questions(rulebook)).collect()
            }
            (_, help::OF, _) => {
                let named = self.words.iter().try_fold(whole, |at, name| at.find_subcommand(name));
                named.map(subcommands).unwrap_or_default()
            }
            _ => {
                let known = arg.get_possible_values();
                let about = |help: Option<&clap::builder::StyledStr>| {
                    help.map(ToString::to_string).unwrap_or_default()
                };
                known
                    .iter()
                    .map(|value| Candidate::new(value.get_name(), &about(value.get_help())))
                    .collect()
            }
        })
    }
}

fn subcommands(command: &Command) -> Vec<Candidate> {
    let about =
        |command: &Command| command.get_about().map(ToString::to_string).unwrap_or_default();
    command
        .get_subcommands()
        .map(|command| Candidate::new(command.get_name(), &about(command)))
        .collect()
}

/// The answers to a question that can be listed; a number and a day are typed.
fn answers(question: &Question) -> Vec<Candidate> {
    let known = match &question.kind {
        Kind::YesNo => vec![("yes", ""), ("no", "")],
        Kind::Choice(options) => {
            options.iter().map(|option| (option.id.as_str(), option.label.as_str())).collect()
        }
        Kind::Number { .. } => Vec::new(),
        Kind::Date => vec![("never", ""), ("today", "")],
    };
    let known = known.into_iter().chain([(UNSURE, "")]);
    known.map(|(word, about)| Candidate::new(word, about)).collect()
}

fn rules(rulebook: &Rulebook) -> Vec<Candidate> {
    rulebook.rules().iter().map(|rule| Candidate::new(&rule.id, &rule.title)).collect()
}

fn questions(rulebook: &Rulebook) -> Vec<Candidate> {
    rulebook
        .questions()
        .iter()
        .map(|question| Candidate::new(&question.id, &question.ask))
        .collect()
}
