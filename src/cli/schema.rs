//! `needlecheck schema`: the JSON Schema of the answers, of a report, of a line of a batch, or of an
//! exported rulebook.

use super::common::word;
use super::session::Session;
use super::status::Status;
use crate::authoring::export::Export;
use crate::report::{Format, schema};
use crate::rulebook::Rulebook;
use crate::text::word::words;

/// Prints the JSON Schema of what is read or written as JSON
#[derive(clap::Args)]
#[group(skip)]
pub(super) struct SchemaArgs {
    /// What to describe
    #[arg(value_parser = word::<SchemaOf>())]
    of: SchemaOf,
}

words! {
    /// What a schema describes.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub(super) enum SchemaOf {
        /// What goes in.
        Answers = "answers",
        /// What comes out.
        Report = "report",
        /// What a batch writes, line by line.
        Batch = "batch",
        /// The rulebook itself.
        Export = "export",
    }
}

pub(super) fn run(
    args: &SchemaArgs,
    rulebook: &Rulebook,
    session: &mut Session<'_, '_>,
) -> anyhow::Result<Status> {
    let schema = match args.of {
        SchemaOf::Answers => schema::answers(rulebook),
        SchemaOf::Report => schema::report(rulebook),
        SchemaOf::Batch => schema::batch(rulebook),
        SchemaOf::Export => Export::schema(rulebook),
    };
    session.world.print_as(Format::Json, format!("{schema:#}\n"))?;
    Ok(Status::Passed)
}
