//! The command line: arguments in, text and an exit status out.
//!
//! Everything that a command reads or writes goes through a [`World`], so a test can hold two
//! buffers where a person has a terminal.

mod args;
mod batch;
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
mod rules;
mod screen;
mod status;
mod world;

use std::ffi::OsString;

use clap::error::ErrorKind;

pub use interrupt::Interrupt;
pub use status::Status;
pub use world::{Environment, Stream, World};

use self::early::Early;
use self::request::{Color, Command};
use crate::diagnostic;
use crate::rulebook::Rulebook;
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
    let result = match files::rulebook(early.rules.as_deref()) {
        Ok(rulebook) => with_rulebook(&args, &early, &rulebook, world),
        Err(broken) => without_rulebook(&args, &early, broken, world),
    };
    result.unwrap_or_else(|error| report_error(&error, &early, world))
}

fn with_rulebook(
    args: &[OsString],
    early: &Early,
    rulebook: &Rulebook,
    world: &mut World<'_>,
) -> anyhow::Result<Status> {
    match args::parse(args, Some(rulebook), &early.help(world)) {
        Err(stop) => Ok(stopped(&stop, early.color, world)),
        Ok((common, command)) => match command {
            Command::Screen(request) => screen::run(&request, &common, early, rulebook, world),
            Command::Batch(request) => batch::run(&request, &common, rulebook, world),
            Command::Explain(request) => explain::run(&request, &common, rulebook, world),
            Command::Rules(request) => rules::run(&request, early, &common, world),
            Command::Schema(which) => documents::schema(which, rulebook, world),
            Command::Completions(shell) => documents::completions(shell, rulebook, world),
            Command::Man => documents::man(rulebook, world),
        },
    }
}

/// What still works while the rule file in use is broken: help, the version, and `rules check`.
fn without_rulebook(
    args: &[OsString],
    early: &Early,
    broken: anyhow::Error,
    world: &mut World<'_>,
) -> anyhow::Result<Status> {
    match args::parse(args, None, &early.help(world)) {
        Err(stop) if !stop.use_stderr() => Ok(stopped(&stop, early.color, world)),
        Ok((common, Command::Rules(request))) => rules::run(&request, early, &common, world),
        _ => Err(broken),
    }
}

fn report_error(error: &anyhow::Error, early: &Early, world: &mut World<'_>) -> Status {
    match error.downcast_ref::<diagnostic::Faults>() {
        Some(faults) => {
            let look = world.look(early.color);
            world.complain(&faults.to_text(look));
        }
        None => world.complain_of(&format!("{error:#}"), early.color),
    }
    Status::Unusable
}

/// Shows help, the version or a usage error as clap words it.
fn stopped(stop: &clap::Error, color: Color, world: &mut World<'_>) -> Status {
    let text = stop.render();
    if stop.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        world.complain(&text.to_string());
        return Status::Unusable;
    }
    if stop.use_stderr() {
        let text = text.to_string();
        let message = text.strip_prefix("error: ").unwrap_or(&text).trim_end();
        world.complain_of(message, color);
        return Status::Unusable;
    }
    let painted = world.paints_out(color);
    let text = if painted { text.ansi().to_string() } else { text.to_string() };
    match world.print(&text) {
        Ok(()) => Status::Passed,
        Err(error) => {
            world.complain_of(&format!("{error:#}"), color);
            Status::Unusable
        }
    }
}
