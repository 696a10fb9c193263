//! `needlecheck man`: a manual page for the program and for each command.

mod page;
mod roff;

use clap::Command;

use self::page::Page;
use super::help;
use super::session::Session;
use super::status::Status;
use crate::rulebook::Rulebook;
use crate::text::escape;
use crate::text::nearest::nearest;
use crate::text::problem::Problem;

/// Prints the manual page of the program or of a command
#[derive(clap::Args)]
#[group(skip)]
pub(super) struct ManArgs {
    /// The command, such as `batch` or `rules check` [default: the program]
    #[arg(id = help::OF, value_name = "COMMAND")]
    command: Vec<String>,
}

/// Prints a manual page.
pub(super) fn run(
    args: &ManArgs,
    mut whole: Command,
    rulebook: &Rulebook,
    session: &mut Session<'_, '_>,
) -> anyhow::Result<Status> {
    whole.build();
    let name = args.command.join("-");
    let pages = Page::all(&whole);
    let page = pages.iter().find(|page| page.is_called(&name));
    let Some(page) = page else {
        let asked = args.command.join(" ");
        let known = pages.iter().map(Page::words);
        let known: Vec<String> = known.filter(|words| !words.is_empty()).collect();
        let meant = nearest(&asked, known.iter().map(String::as_str)).map(str::to_owned);
        return Err(Problem::new(format!("{} has no manual page", escape::quoted(&asked)))
            .expected("a command, such as `batch` or `rules check`, or none for the program")
            .suggestion(meant)
            .into());
    };
    session.world.print(&page.to_roff(rulebook))?;
    Ok(Status::Passed)
}
