//! `needlecheck schema`: the JSON Schema of the answers, of a report, of a line of a batch, of an
//! exported rulebook, or of rule files.

use std::path::PathBuf;

use anyhow::bail;
use clap::ValueHint;

use super::common::word;
use super::output::quoted;
use super::rule_file::RuleFile;
use super::session::Session;
use super::status::Status;
use crate::authoring::export::Export;
use crate::authoring::rule_schema;
use crate::report::{Format, schema};
use crate::text::problem::Problem;
use crate::text::word::words;

/// Prints the JSON Schema of what is read or written as JSON
#[derive(clap::Args)]
#[group(skip)]
pub(super) struct SchemaArgs {
    /// What to describe
    #[arg(value_parser = word::<SchemaOf>())]
    of: SchemaOf,
    #[arg(
        value_name = "FILE", value_hint = ValueHint::FilePath,
        help = "For `rulebook`: the rule file whose ids it knows [default: any rule file]"
    )]
    file: Option<PathBuf>,
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
        /// Rule files, for editors.
        Rulebook = "rulebook",
    }
}

pub(super) fn run(
    args: &SchemaArgs,
    in_use: anyhow::Result<RuleFile>,
    session: &mut Session<'_, '_>,
) -> anyhow::Result<Status> {
    let schema = match (args.of, &args.file) {
        // Any rule file, whatever is wrong with the one in use.
        (SchemaOf::Rulebook, None) => rule_schema(None),
        (SchemaOf::Rulebook, Some(file)) => {
            session.files.read("the rule file", file)?;
            rule_schema(Some(&RuleFile::read(Some(file))?.rulebook))
        }
        (SchemaOf::Answers, None) => schema::answers(&in_use?.rulebook),
        (SchemaOf::Report, None) => schema::report(&in_use?.rulebook),
        (SchemaOf::Batch, None) => schema::batch(&in_use?.rulebook),
        (SchemaOf::Export, None) => Export::schema(&in_use?.rulebook),
        (of, Some(file)) => {
            let problem = Problem::new(format!("`schema {of}` takes no file"));
            let file = quoted(file.as_os_str());
            bail!(
                problem
                    .expected(format!("`schema {of} --rules {file}`, or `schema rulebook {file}`"))
            )
        }
    };
    session.world.print_as(Format::Json, format!("{schema:#}\n"))?;
    Ok(Status::Passed)
}
