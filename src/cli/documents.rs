//! Documents that are made from the rulebook in use: schemas, completions, the manual page.

use clap_complete::Shell;

use super::command_line::command;
use super::request::{Format, SchemaOf};
use super::status::Status;
use super::world::World;
use crate::report::schema;
use crate::rulebook::Rulebook;

pub(super) fn schema(
    of: SchemaOf,
    rulebook: &Rulebook,
    world: &mut World<'_>,
) -> anyhow::Result<Status> {
    let schema = match of {
        SchemaOf::Answers => schema::answers(rulebook),
        SchemaOf::Report => schema::report(rulebook),
    };
    world.print_as(Format::Json, format!("{schema:#}\n"))?;
    Ok(Status::Passed)
}

pub(super) fn completions(
    shell: Shell,
    rulebook: &Rulebook,
    world: &mut World<'_>,
) -> anyhow::Result<Status> {
    let mut script = Vec::new();
    clap_complete::generate(
        shell,
        &mut command(Some(rulebook), true, true),
        "needlecheck",
        &mut script,
    );
    world.print(&String::from_utf8(script)?)?;
    Ok(Status::Passed)
}

pub(super) fn man(rulebook: &Rulebook, world: &mut World<'_>) -> anyhow::Result<Status> {
    let mut page = Vec::new();
    clap_mangen::Man::new(command(Some(rulebook), true, true)).render(&mut page)?;
    world.print(&String::from_utf8(page)?)?;
    Ok(Status::Passed)
}
