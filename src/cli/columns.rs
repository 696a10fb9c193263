//! `needlecheck columns`: drafts what the columns of a table mean.

use std::fs::File;
use std::path::{Path, PathBuf};

use clap::ValueHint;

use super::batch::delimiter;
use super::common;
use super::failure;
use super::output::{check_toml, quoted};
use super::session::Session;
use super::status::Status;
use crate::answers::draft;
use crate::batch;
use crate::rulebook::Rulebook;
use crate::text::list::count;

/// Drafts a columns file for a table, for `batch --columns`
#[derive(clap::Args)]
#[group(skip)]
#[command(
    arg = common::color(), arg = common::quiet(),
    after_help = "The draft has a table for each column, with the values seen in the first 200 records \
    where these are few, short and repeated. Names, dates, addresses, numbers and free text are not \
    written down. What is only likely stands in comments."
)]
pub(super) struct ColumnsArgs {
    #[arg(
        value_name = "TABLE", value_hint = ValueHint::FilePath,
        help = "A CSV table, or `-` for standard input"
    )]
    table: PathBuf,
    #[arg(
        long, value_name = "CHARACTER", value_parser = delimiter,
        help = "What is between the cells, such as `;` or tab [default: `,`, `;` or tab]"
    )]
    delimiter: Option<u8>,
    /// Write the draft to this file
    #[arg(long, short, value_name = "FILE", value_hint = ValueHint::FilePath)]
    output: Option<PathBuf>,
}

pub(super) fn run(
    args: &ColumnsArgs,
    rulebook: &Rulebook,
    session: &mut Session<'_, '_>,
) -> anyhow::Result<Status> {
    let output = args.output.as_deref().filter(|path| *path != Path::new("-"));
    if let Some(file) = output {
        check_toml("`--output`", file)?;
    }
    session.files.read("the table", &args.table)?;
    let written = output.map(|path| session.create("`--output`", "the draft", path)).transpose()?;
    let sample = if args.table == Path::new("-") {
        batch::sample("standard input", &mut *session.world.input, args.delimiter, rulebook)
    } else {
        let name = args.table.display().to_string();
        let open = File::open(&args.table);
        let file = open.map_err(|error| batch::BatchFailure::Read { name: name.clone(), error });
        file.and_then(|file| batch::sample(&name, file, args.delimiter, rulebook))
    };
    let sample = sample.map_err(failure::of_batch)?;
    let draft = draft(rulebook, &sample);
    match written {
        Some(file) => {
            if let Err(error) = file.save(&draft.text) {
                session.world.print(&draft.text)?;
                return Err(error);
            }
        }
        None => session.world.print(&draft.text)?,
    }
    let columns = count(draft.columns, "column", "columns");
    let next = if draft.open == 0 {
        format!("{columns}, all of them named like questions.")
    } else {
        format!("{columns}; say what {} of them mean or that they are ignored.", draft.open)
    };
    let file = output.map_or("FILE".into(), |file| quoted(file.as_os_str()));
    let table = quoted(args.table.as_os_str());
    let delimiter = args.delimiter.map(|byte| match byte {
        b'\t' => " --delimiter tab".to_owned(),
        _ => format!(" --delimiter '{}'", char::from(byte)),
    });
    let delimiter = delimiter.unwrap_or_default();
    session.hint(&format!(
        "{next} Then: needlecheck batch --input csv{delimiter} --columns {file} {table}\n"
    ));
    Ok(Status::Passed)
}
