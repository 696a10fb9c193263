//! The command line: arguments in, text and an exit status out. It needs the feature `cli`, which
//! is on by default.
//!
//! Everything that a command reads or writes goes through a [`World`], so a test can hold two
//! buffers where a person has a terminal.

mod args;
mod batch;
mod command_line;
mod console;
mod documents;
mod draft;
mod early;
mod explain;
mod files;
mod flags;
mod given;
mod help;
mod interrupt;
mod output;
mod progress;
mod questionnaire;
mod request;
mod rule_file;
mod rules;
mod screen;
mod session;
mod status;
mod subcommands;
mod world;

use std::ffi::OsString;
use std::path::Path;

use clap::error::ErrorKind;

pub use interrupt::Interrupt;
pub use status::Status;
pub use world::{Environment, Stream, World};

use self::early::Early;
use self::request::{Color, Command};
use self::rule_file::RuleFile;
use self::session::Session;
use crate::diagnostic;
use crate::text::escape::{self, is_unprintable};

/// Runs the program: `args` starts with the program's own name.
pub fn run(args: impl IntoIterator<Item = OsString>, world: &mut World<'_>) -> Status {
    let args: Vec<OsString> = args.into_iter().collect();
    let early = Early::scan(&args, world);
    if let Some(arg) = args.iter().find(|arg| arg.to_string_lossy().contains(is_unprintable)) {
        let arg = escape::quoted(&arg.to_string_lossy());
        world.complain_of(&format!("the argument {arg} holds a control character"), early.color);
        return Status::Unusable;
    }
    let done = carry_out(&args, &early, world);
    done.unwrap_or_else(|error| report_error(&error, early.color, world))
}

fn carry_out(args: &[OsString], early: &Early, world: &mut World<'_>) -> anyhow::Result<Status> {
    let in_use = RuleFile::read(early.rules.as_deref().map(Path::new));
    let rulebook = in_use.as_ref().ok().map(|rules| &rules.rulebook);
    let (common, command) = match args::parse(args, rulebook, &early.help(world)) {
        Ok(parsed) => parsed,
        Err(stop) => {
            // Without the rulebook its flags are unknown, too. Help does without them.
            if stop.use_stderr() {
                in_use?;
            }
            return stopped(&stop, early.color, world);
        }
    };
    let session = &mut Session { world, common };
    match command {
        Command::Screen(request) => screen::run(&request, &in_use?, session),
        Command::Batch(request) => batch::run(&request, &in_use?.rulebook, session),
        Command::Explain(request) => explain::run(&request, &in_use?.rulebook, session),
        Command::Rules(request) => rules::run(&request, in_use, session),
        Command::Schema(which) => documents::schema(which, &in_use?.rulebook, session.world),
        Command::Completions(shell) => {
            documents::completions(shell, &in_use?.rulebook, session.world)
        }
        Command::Man => documents::man(&in_use?.rulebook, session.world),
    }
}

fn report_error(error: &anyhow::Error, color: Color, world: &mut World<'_>) -> Status {
    match error.downcast_ref::<diagnostic::Faults>() {
        Some(faults) => {
            let look = world.look(color);
            world.complain(&faults.to_text(look));
        }
        None => world.complain_of(&format!("{error:#}"), color),
    }
    Status::Unusable
}

/// Shows help, the version or a usage error as clap words it.
fn stopped(stop: &clap::Error, color: Color, world: &mut World<'_>) -> anyhow::Result<Status> {
    let text = stop.render();
    if stop.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        world.complain(&text.to_string());
        return Ok(Status::Unusable);
    }
    if stop.use_stderr() {
        let text = text.to_string();
        let message = text.strip_prefix("error: ").unwrap_or(&text).trim_end();
        world.complain_of(message, color);
        return Ok(Status::Unusable);
    }
    let painted = world.paints_out(color);
    world.print(&if painted { text.ansi().to_string() } else { text.to_string() })?;
    Ok(Status::Passed)
}
