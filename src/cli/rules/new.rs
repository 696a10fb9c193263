//! `rules new`: a small whole rulebook with its cases, to start from.

use std::path::{Path, PathBuf};

use anyhow::bail;
use clap::ValueHint;

use super::super::common;
use super::super::output::{check_toml, quoted};
use super::super::session::Session;
use super::super::status::Status;
use super::test::beside;
use crate::authoring::starter::Starter;
use crate::text::problem::Problem;

/// Writes a small whole rulebook and its cases, to start from
#[derive(clap::Args)]
#[group(skip)]
#[command(
    arg = common::quiet(),
    after_help = "The cases stand beside the rule file: skin.cases.toml beside skin.toml. Nothing is \
    written if either exists."
)]
pub(crate) struct NewArgs {
    /// The new rule file
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    file: PathBuf,
}

pub(super) fn run(args: &NewArgs, session: &mut Session<'_, '_>) -> anyhow::Result<Status> {
    let file = &args.file;
    check_toml("`rules new`", file)?;
    let cases = beside(file);
    for path in [file, &cases] {
        if path.symlink_metadata().is_ok() {
            let problem = Problem::new(format!("`{}` exists", path.display()));
            bail!(problem.expected("the name of a new file"));
        }
    }
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    let [path, schema] =
        [file, &file.with_extension("schema.json")].map(|path| quoted(path.as_os_str()));
    let starter = Starter::new(&stem, &path, &schema, session.world.today()?);
    let rulebook_file = session.create("`rules new`", "the rule file", file)?;
    let case_file = session.create("`rules new`", "the cases", &cases)?;
    rulebook_file.save(&starter.rulebook)?;
    case_file.save(&starter.cases)?;
    session.hint(&told(file, &cases, &path));
    Ok(Status::Passed)
}

fn told(file: &Path, cases: &Path, path: &str) -> String {
    let (file, cases) = (file.display(), cases.display());
    format!(
        "{file} is a rulebook, {cases} has its cases. Change them, then: needlecheck rules check {path}\n"
    )
}
