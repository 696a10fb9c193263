//! `needlecheck man`: the manual page.

use super::session::Session;
use super::status::Status;

/// Prints the manual page
#[derive(clap::Args)]
#[group(skip)]
pub(super) struct ManArgs {}

/// Prints the manual page of a command line.
pub(super) fn run(
    command_line: clap::Command,
    session: &mut Session<'_, '_>,
) -> anyhow::Result<Status> {
    let mut page = Vec::new();
    clap_mangen::Man::new(command_line).render(&mut page)?;
    session.world.print(&String::from_utf8(page)?)?;
    Ok(Status::Passed)
}
