//! `needlecheck completions`: a script for a shell, and the answers to what the script asks.
//!
//! The scripts for Bash, Zsh and Fish hold nothing of a rulebook. At each Tab they pass the line up
//! to the cursor to the hidden command `__complete`, which answers for the rulebook in use, also for
//! one that `--rules` names on that line. No shell ever reads the text of a rulebook as code.

mod offer;
mod words;

use std::ffi::OsString;
use std::path::Path;

use clap_complete::Shell;

use self::offer::{Candidate, Offer};
use super::pre_parse::PreParse;
use super::rule_file::RuleFile;
use super::session::Session;
use super::status::Status;
use super::world::World;
use crate::rulebook::Rulebook;
use crate::text::append;

/// The hidden command that the scripts call.
const COMPLETE: &str = "__complete";

/// Makes the whole command line, with the answer flags of a rulebook.
type CommandLine = fn(Option<&Rulebook>) -> clap::Command;

/// Prints a script that completes flags and answers in a shell
#[derive(clap::Args)]
#[group(skip)]
pub(super) struct CompletionsArgs {
    /// The shell
    shell: Shell,
}

/// Prints the script that completes a command line.
pub(super) fn run(
    args: &CompletionsArgs,
    in_use: anyhow::Result<RuleFile>,
    command_line: CommandLine,
    session: &mut Session<'_, '_>,
) -> anyhow::Result<Status> {
    let script = match args.shell {
        Shell::Bash => include_str!("needlecheck.bash").to_owned(),
        Shell::Fish => include_str!("needlecheck.fish").to_owned(),
        Shell::Zsh => include_str!("needlecheck.zsh").to_owned(),
        shell => {
            let mut command_line = command_line(Some(&in_use?.rulebook));
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut command_line, "needlecheck", &mut script);
            String::from_utf8(script)?
        }
    };
    session.world.print(&script)?;
    Ok(Status::Passed)
}

/// What a script asks: which words can stand at the cursor.
pub(super) struct Request {
    shell: Shell,
    /// The words up to the cursor, the program's name first. The last is the one that is typed.
    words: Vec<String>,
}

impl Request {
    /// The request that the arguments make: `__complete SHELL LINE`; `None` if they make none.
    pub(super) fn of(args: &[OsString], world: &World<'_>) -> Option<Self> {
        let [_, command, shell, line] = args else { return None };
        let shell = shell.to_str().filter(|_| command == COMPLETE)?.parse().ok()?;
        let home = world.environment.home.as_deref();
        Some(Self { shell, words: words::split(&line.to_string_lossy(), home) })
    }

    /// Prints the words that can stand at the cursor. Without a usable rule file these are all but
    /// the answers: nobody wants to read an error message in the line that they are typing.
    pub(super) fn answer(
        &self,
        command_line: CommandLine,
        world: &mut World<'_>,
    ) -> anyhow::Result<Status> {
        let before: Vec<_> =
            self.words.split_last().into_iter().flat_map(|(_, before)| before).collect();
        let before: Vec<_> = before.into_iter().map(OsString::from).collect();
        let path = PreParse::scan(&before, world).rules;
        let path = path.as_deref().map(Path::new);
        // Whoever presses Tab does not want to wait for a pipe.
        let readable = path.is_none_or(Path::is_file);
        let rules = if readable { RuleFile::read(path).ok() } else { None };
        let rulebook = rules.as_ref().map(|rules| &*rules.rulebook);
        let mut command_line = command_line(rulebook);
        command_line.build();
        let text = match offer::offer(&command_line, rulebook, &self.words) {
            Offer::Files => ":files\n".to_owned(),
            Offer::Words(candidates) => self.listed(&candidates),
        };
        world.print(&text)?;
        Ok(Status::Passed)
    }

    /// The candidates, one on a line, as the script for the shell reads them.
    fn listed(&self, candidates: &[Candidate]) -> String {
        let typed = self.words.last().map_or("", String::as_str);
        let mut text = String::new();
        for Candidate { word, about } in candidates {
            let (mark, about) = match self.shell {
                // Bash shows no descriptions, and does not choose the words that fit.
                Shell::Bash if !word.starts_with(typed) => continue,
                Shell::Bash => ("", String::new()),
                Shell::Zsh => (":", about.replace('\\', "\\\\")),
                _ => ("\t", about.clone()),
            };
            let mark = if about.is_empty() { "" } else { mark };
            append(&mut text, format_args!("{word}{mark}{about}\n"));
        }
        text
    }
}
