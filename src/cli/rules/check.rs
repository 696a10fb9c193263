//! `rules check`: reports every error in rule files, and warnings.

use std::borrow::Cow;
use std::collections::HashSet;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::ValueHint;

use super::super::common;
use super::super::error_report;
use super::super::files;
use super::super::rule_file::RuleFile;
use super::super::session::Session;
use super::super::status::Status;
use crate::authoring::review;
use crate::diagnostic::Diagnostics;
use crate::report::Format;
use crate::rulebook::{LONGEST_RULE_FILE, Rulebook};
use crate::text::problem::Problem;

/// Lists every error and warning in rule files, or says that there are none
#[derive(clap::Args)]
#[group(skip)]
#[command(
    args = common::text_or_json(), arg = common::color(), arg = common::quiet(),
    after_help = "Every file is checked, whatever is wrong with the others; one that is named twice, \
    once. Files of cases, *.cases.toml, are passed over: `rules test` runs them."
)]
pub(crate) struct CheckArgs {
    #[arg(
        value_name = "FILE", value_hint = ValueHint::FilePath,
        help = "Rule files; `-`: standard input [default: the one that --rules selects]"
    )]
    files: Vec<PathBuf>,
    /// Exit with 2 for a warning, too
    #[arg(long)]
    deny_warnings: bool,
}

/// Errors and warnings are the result, so they go to standard output.
pub(super) fn run(
    args: &CheckArgs,
    in_use: anyhow::Result<RuleFile>,
    session: &mut Session<'_, '_>,
) -> anyhow::Result<Status> {
    if args.files.is_empty() {
        return check(in_use, args, session);
    }
    let mut seen = HashSet::new();
    let is_new =
        |file: &&PathBuf| seen.insert(file.canonicalize().unwrap_or_else(|_| (*file).clone()));
    let named: Vec<_> = args.files.iter().filter(is_new).collect();
    for file in &named {
        session.files.read("the rule file", file)?;
    }
    let mut status = Status::Passed;
    for file in named {
        if file.to_string_lossy().ends_with(".cases.toml") {
            let name = file.display();
            session
                .hint(&format!("{name}: not checked, as it has cases: `rules test` runs them\n"));
            continue;
        }
        let rules = read(file, session);
        if check(rules, args, session)? != Status::Passed {
            status = Status::Unusable;
        }
    }
    Ok(status)
}

fn read(file: &Path, session: &mut Session<'_, '_>) -> anyhow::Result<RuleFile> {
    const STDIN: &str = "standard input";
    if file.is_dir() {
        let name = file.display();
        return Err(Problem::new(format!("`{name}` is a folder"))
            .expected(format!("rule files, such as `{}`", file.join("*.toml").display()))
            .into());
    }
    if file != Path::new("-") {
        return RuleFile::read(Some(file));
    }
    if session.world.input_is_terminal {
        session.hint(
            "Waiting for a rule file. End it with Ctrl-D on a line of its own (Ctrl-Z and Enter on \
             Windows).\n",
        );
    }
    let bytes = files::at_most(&mut *session.world.input, LONGEST_RULE_FILE)
        .context("cannot read a rule file from standard input")?;
    let rulebook = Cow::Owned(Rulebook::from_bytes(STDIN, bytes)?);
    Ok(RuleFile { path: Some(STDIN.into()), rulebook })
}

/// Reports on one rule file, or why it cannot be read.
fn check(
    rules: anyhow::Result<RuleFile>,
    args: &CheckArgs,
    session: &mut Session<'_, '_>,
) -> anyhow::Result<Status> {
    let format = session.common.format();
    let rules = match rules.map_err(anyhow::Error::downcast) {
        Ok(rules) => rules,
        Err(Ok(faults)) => {
            print(&faults, format, session)?;
            return Ok(Status::Unusable);
        }
        Err(Err(error)) => {
            let json = format == Format::Json;
            return Ok(error_report::write(&error, session.common.color, json, session.world));
        }
    };
    let (name, rulebook) = (rules.name(), &rules.rulebook);
    // A review is overdue on the same day everywhere. Where the clock is clearly wrong, the file is
    // not passed as good: nobody can tell what is overdue.
    let warnings = review::review(&name, rulebook, session.world.utc_today()?);
    if !warnings.is_empty() {
        print(&warnings, format, session)?;
        if args.deny_warnings {
            return Ok(Status::Unusable);
        }
    }
    if format == Format::Text && !session.common.quiet {
        session.world.print(&review::good(&name, rulebook))?;
    }
    Ok(Status::Passed)
}

fn print(found: &Diagnostics, format: Format, session: &mut Session<'_, '_>) -> anyhow::Result<()> {
    let text = match format {
        Format::Json => found.to_json_lines(),
        _ => found.to_text(session.world.look_out(session.common.color)),
    };
    session.world.print_as(format, text)
}
