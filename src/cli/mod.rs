//! The command line: arguments in, text and an exit status out. It needs the feature `cli`, which
//! is on by default.
//!
//! Everything that a command reads or writes goes through a [`World`], so a test can use buffers in
//! place of a terminal.

mod answer_args;
mod atomic_file;
mod batch;
mod clock;
mod columns;
mod command_line;
mod common;
mod completions;
mod console;
mod error_report;
mod explain;
mod failure;
mod files;
mod files_in_use;
mod help;
mod identity;
mod interrupt;
mod man;
mod output;
mod pre_parse;
mod progress;
mod questionnaire;
mod questions;
mod recheck;
mod rule_file;
mod rules;
mod schema;
mod screen;
mod session;
mod signals;
mod standard_stream;
mod status;
mod terminal;
mod unknown_flag;
mod whole_lines;
mod world;

use std::ffi::OsString;
use std::path::Path;

use anyhow::anyhow;
use clap::error::ErrorKind;

pub use clock::Clock;
pub use identity::{Identity, Place};
pub use interrupt::Interrupt;
pub use signals::{Signal, end_by, handle as handle_signals};
pub use standard_stream::{Unusable, can_read_input, can_write_output};
pub use status::Status;
pub use terminal::Stream;
pub use world::{Environment, World};

use self::files_in_use::FilesInUse;
use self::pre_parse::PreParse;
use self::rule_file::RuleFile;
use self::session::Session;
use crate::rulebook::Rulebook;
use crate::text::escape::{self, is_unprintable};

/// Every command but a screening, which needs none.
#[derive(clap::Subcommand)]
enum Subcommand {
    Questions(questions::QuestionsArgs),
    Explain(explain::ExplainArgs),
    Batch(batch::BatchArgs),
    Recheck(recheck::RecheckArgs),
    Columns(columns::ColumnsArgs),
    #[command(subcommand)]
    Rules(rules::RulesCommand),
    Schema(schema::SchemaArgs),
    Completions(completions::CompletionsArgs),
    Man(man::ManArgs),
}

/// Runs the program: `args` starts with the program's own name.
pub fn run(args: impl IntoIterator<Item = OsString>, world: &mut World<'_>) -> Status {
    let args: Vec<OsString> = args.into_iter().collect();
    if let Some(request) = completions::Request::of(&args, world) {
        // A shell has no use for an error.
        return request.answer(whole, world).unwrap_or(Status::Unusable);
    }
    let pre_parse = PreParse::scan(&args, world);
    let PreParse { color, json, .. } = pre_parse;
    if let Some(arg) = args.iter().find(|arg| arg.to_string_lossy().contains(is_unprintable)) {
        let arg = escape::quoted(&arg.to_string_lossy());
        let message = format!("the argument {arg} holds a control character");
        return error_report::write(&anyhow!(message), color, json, world);
    }
    let done = carry_out(&args, &pre_parse, world);
    done.unwrap_or_else(|error| error_report::write(&error, color, json, world))
}

fn carry_out(
    args: &[OsString],
    pre_parse: &PreParse,
    world: &mut World<'_>,
) -> anyhow::Result<Status> {
    let mut files = FilesInUse::of(world);
    let rules = pre_parse.rules.as_deref().map(Path::new);
    rules.map_or(Ok(()), |path| files.read("the rule file", path))?;
    let in_use = RuleFile::read(rules);
    let rulebook = in_use.as_ref().ok().map(|rules| &*rules.rulebook);
    let parsed = match command_line::parse(args, rulebook, &pre_parse.help(world)) {
        Ok(parsed) => parsed,
        Err(stop) => {
            // Without the rulebook its flags are unknown, too. Help does without them.
            if stop.use_stderr() {
                in_use?;
            }
            return stopped(stop, pre_parse, world);
        }
    };
    let command_line::Parsed { line, common, answers } = parsed;
    let session = &mut Session { world, common, files };
    match line.subcommand {
        None => screen::run(&line.screen, &answers, &in_use?, session),
        Some(Subcommand::Questions(args)) => questions::run(&args, &in_use?.rulebook, session),
        Some(Subcommand::Explain(args)) => {
            explain::run(&args, &answers, &in_use?.rulebook, session)
        }
        Some(Subcommand::Batch(args)) => batch::run(&args, &in_use?.rulebook, session),
        Some(Subcommand::Recheck(args)) => recheck::run(&args, &in_use?.rulebook, session),
        Some(Subcommand::Columns(args)) => columns::run(&args, &in_use?.rulebook, session),
        Some(Subcommand::Rules(command)) => rules::run(&command, in_use, session),
        Some(Subcommand::Schema(args)) => schema::run(&args, in_use, session),
        Some(Subcommand::Completions(args)) => completions::run(&args, in_use, whole, session),
        Some(Subcommand::Man(args)) => {
            let RuleFile { rulebook, .. } = in_use?;
            man::run(&args, whole(Some(&rulebook)), &rulebook, session)
        }
    }
}

/// The whole command line, with its help.
fn whole(rulebook: Option<&Rulebook>) -> clap::Command {
    command_line::command(rulebook, true, true)
}

/// Shows help, the version or a usage error as clap words it.
fn stopped(
    stop: clap::Error,
    pre_parse: &PreParse,
    world: &mut World<'_>,
) -> anyhow::Result<Status> {
    if stop.use_stderr() && pre_parse.json {
        return Err(stop.into());
    }
    let text = stop.render();
    if stop.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        world.complain(&text.to_string());
        return Ok(Status::Unusable);
    }
    if stop.use_stderr() {
        let text = text.to_string();
        let message = text.strip_prefix("error: ").unwrap_or(&text).trim_end();
        world.complain_of(message, pre_parse.color);
        return Ok(Status::Unusable);
    }
    let painted = world.paints_out(pre_parse.color);
    world.print(&if painted { text.ansi().to_string() } else { text.to_string() })?;
    Ok(Status::Passed)
}
