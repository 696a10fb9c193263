//! `needlecheck completions`: a script for a shell.

use clap_complete::Shell;

use super::session::Session;
use super::status::Status;

/// Prints a script that completes commands and flags in a shell
#[derive(clap::Args)]
#[group(skip)]
pub(super) struct CompletionsArgs {
    /// The shell
    shell: Shell,
}

/// Prints the script that completes a command line.
pub(super) fn run(
    args: &CompletionsArgs,
    mut command_line: clap::Command,
    session: &mut Session<'_, '_>,
) -> anyhow::Result<Status> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command_line, "needlecheck", &mut script);
    session.world.print(&String::from_utf8(script)?)?;
    Ok(Status::Passed)
}
