//! `rules verify`: what holds for all possible answers.

use std::path::Path;

use super::super::early::Early;
use super::super::request::{Common, Format};
use super::super::status::Status;
use super::super::world::World;
use super::file;
use crate::proof::Prover;

/// What is found is the result, so it goes to standard output even where it is bad.
pub(super) fn run(
    file: Option<&Path>,
    early: &Early,
    common: &Common,
    world: &mut World<'_>,
) -> anyhow::Result<Status> {
    let format = common.format_of("the result of `rules verify`", &[Format::Text, Format::Json])?;
    let rulebook = file::rulebook(file, early)?;
    let verification = Prover::new(&rulebook).verify();
    let text = match format {
        Format::Json => format!("{:#}\n", verification.to_json()),
        _ => verification.to_text(world.page(common.color)),
    };
    world.print_as(format, text)?;
    Ok(if verification.holds() { Status::Passed } else { Status::Unusable })
}
