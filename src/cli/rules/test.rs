//! `rules test`: runs the cases beside a rule file, and finds changes that they would not notice.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::ValueHint;

use super::super::common;
use super::super::files;
use super::super::files_in_use::FilesInUse;
use super::super::rule_file::{RuleFile, RuleFileArg};
use super::super::session::Session;
use super::super::status::Status;
use crate::authoring::cases::Cases;
use crate::authoring::mutation::{self, Coverage};
use crate::report::Format;
use crate::rulebook::{LONGEST_RULE_FILE, Rulebook};

/// Runs the cases beside a rule file
#[derive(clap::Args)]
#[group(skip)]
#[command(args = common::text_or_json(), arg = common::color(), arg = common::quiet())]
pub(crate) struct TestArgs {
    #[command(flatten)]
    rule_file: RuleFileArg,
    /// Run the cases in this file instead
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    cases: Option<PathBuf>,
    /// List the changes to the rule file that no case would notice
    #[arg(long)]
    coverage: bool,
}

/// The result goes to standard output, even if cases fail.
pub(super) fn run(
    args: &TestArgs,
    in_use: anyhow::Result<RuleFile>,
    session: &mut Session<'_, '_>,
) -> anyhow::Result<Status> {
    let format = session.common.format();
    let rules = args.rule_file.read(in_use, &mut session.files)?;
    let rulebook = &rules.rulebook;
    let files = &mut session.files;
    let cases = match (&args.cases, &rules.path) {
        (Some(cases), _) => from_file(rulebook, cases, false, files)?,
        (None, Some(path)) => from_file(rulebook, &beside(path), true, files)?,
        (None, None) => Cases::built_in(rulebook)?,
    };
    let results = cases.run(rulebook);
    // Coverage means nothing while cases fail.
    let coverage = (args.coverage && results.all_pass()).then(|| Coverage::of(rulebook, &cases));
    let rule_file = rules.name();
    let passed = results.all_pass() && coverage.as_ref().is_none_or(Coverage::is_whole);
    let text = if format == Format::Json {
        let mut result = results.to_json();
        if let Some(coverage) = &coverage {
            result["coverage"] = mutation::to_json(&rule_file, coverage);
        }
        format!("{result}\n")
    } else if passed && session.common.quiet {
        String::new()
    } else {
        let mut text = results.to_text();
        if let Some(coverage) = &coverage {
            text.push_str(&mutation::to_text(&rule_file, coverage));
        }
        text
    };
    session.world.print_as(format, text)?;
    Ok(if passed { Status::Passed } else { Status::Unusable })
}

/// The case file that belongs to a rule file: `skin.cases.toml` to `skin.toml`.
pub(super) fn beside(rule_file: &Path) -> PathBuf {
    rule_file.with_extension("cases.toml")
}

fn from_file(
    rulebook: &Rulebook,
    path: &Path,
    guessed: bool,
    files: &mut FilesInUse,
) -> anyhow::Result<Cases> {
    files.read(if guessed { "the case file" } else { "`--cases`" }, path)?;
    let name = path.display().to_string();
    let read = files::read(path, LONGEST_RULE_FILE);
    let bytes = match read {
        Err(error) if guessed && error.kind() == ErrorKind::NotFound => {
            anyhow::bail!(
                "there are no cases beside the rule file: no `{name}`\n  \
                 write one, or name another file with `--cases`"
            )
        }
        read => read.with_context(|| format!("cannot read the case file `{name}`"))?,
    };
    Ok(Cases::from_bytes(rulebook, &name, bytes)?)
}
