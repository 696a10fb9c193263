//! `needlecheck recheck`: earlier reports in, what has changed since out.

use std::fs::File;
use std::io::{self, BufRead, BufReader, ErrorKind, Write as _};
use std::path::PathBuf;

use anyhow::{Context as _, bail};
use clap::ValueHint;

use super::answer_args::treatment_date;
use super::common::{self, FailOn, fail_on};
use super::failure::{ErrorCode, Failure};
use super::files::is_standard_input;
use super::session::Session;
use super::status::Status;
use super::whole_lines::WholeLines;
use crate::layout::Page;
use crate::recheck::{Documents, Place, Rechecker, Refusal, RefusalCode};
use crate::report::Format;
use crate::rulebook::{Level, Rulebook};
use crate::text::list::count;
use crate::text::problem::Problem;

/// Checks earlier reports again, and says what has changed
#[derive(clap::Args)]
#[group(skip)]
#[command(
    args = common::text_or_json(), arg = common::color(), arg = common::quiet(),
    after_help = "A report is what `--json` or `batch` writes, one a file or one a line. What differs \
    comes from time, from a rule that changed, from a question that is new, or from an answer that the \
    rulebook no longer has: then the result is at best incomplete. \
    Exit status: as of a screening, the worst of all; 2 if a report could not be rechecked."
)]
pub(super) struct RecheckArgs {
    #[arg(
        value_name = "FILE", num_args = 1.., required = true, value_hint = ValueHint::FilePath,
        help = "Files of earlier JSON reports, or `-` for standard input"
    )]
    files: Vec<PathBuf>,
    #[arg(long, value_name = "DATE", help = "Treatment date, such as 2026-11-22 [default: today]")]
    on: Option<String>,
    #[arg(
        long, value_name = "LEVEL", value_parser = fail_on(),
        help = "Exit with 1 if a result reaches this level [default: defer]"
    )]
    fail_on: Option<FailOn>,
}

/// What is known of the reports so far.
struct Seen {
    reports: usize,
    refused: usize,
    status: Status,
}

pub(super) fn run(
    args: &RecheckArgs,
    rulebook: &Rulebook,
    session: &mut Session<'_, '_>,
) -> anyhow::Result<Status> {
    let piped = args.files.iter().filter(|path| is_standard_input(path)).count();
    if piped > 1 {
        let problem = Problem::new(format!("`-` is given {piped} times"));
        bail!(problem.expected("standard input once"));
    }
    args.files.iter().try_for_each(|path| session.files.read("a report", path))?;
    let on = match &args.on {
        Some(text) => treatment_date(text)?,
        None => session.world.today()?,
    };
    if piped > 0 && session.world.input_is_terminal {
        session.hint(
            "Waiting for reports as JSON. End them with Ctrl-D on a line of its own (Ctrl-Z and \
             Enter on Windows).\n",
        );
    }
    let rechecker = Rechecker::new(rulebook, on);
    let fail_on = args.fail_on.unwrap_or(Some(Level::Defer));
    let format = session.common.format();
    let page = session.page();
    let mut seen = Seen { reports: 0, refused: 0, status: Status::Passed };
    let written = {
        let world = &mut *session.world;
        let mut out = WholeLines::new(&mut *world.out.writer, &world.interrupt, true);
        let mut results =
            Results { rechecker, fail_on, format, page, out: &mut out, seen: &mut seen };
        let is_named = args.files.len() > 1;
        args.files.iter().try_for_each(|path| {
            let name = if is_standard_input(path) {
                "standard input".to_owned()
            } else {
                path.display().to_string()
            };
            let first = Place {
                name: (!is_standard_input(path)).then_some(&name),
                file: is_named.then_some(&name),
                line: 1,
            };
            if is_standard_input(path) {
                return results.all(&name, first, &mut *world.input);
            }
            match File::open(path) {
                Ok(opened) => results.all(&name, first, BufReader::new(opened)),
                Err(error) => results.unreadable(&name, first, &error),
            }
        })
    };
    match written {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => {
            return Ok(seen.status.worse(Status::PipeClosed));
        }
        written => written.context("cannot write the result to standard output")?,
    }
    if seen.refused > 0 {
        let reports = count(seen.reports, "report", "reports");
        let message = format!("{} of {reports} could not be rechecked", seen.refused);
        return Err(Failure::new(ErrorCode::Records, message).into());
    }
    Ok(seen.status)
}

/// Rechecks reports and writes the results, each in its place.
struct Results<'r, 'o> {
    rechecker: Rechecker<'r>,
    fail_on: FailOn,
    format: Format,
    page: Page,
    out: &'o mut WholeLines<'o>,
    seen: &'o mut Seen,
}

impl Results<'_, '_> {
    /// Rechecks all reports of a file. Fails only if a result cannot be written.
    fn all(&mut self, name: &str, first: Place<'_>, reader: impl BufRead) -> io::Result<()> {
        let mut documents = Documents::new(reader);
        let mut is_empty = true;
        loop {
            let place = |line| Place { line, ..first };
            match documents.read() {
                Ok(None) if is_empty => {
                    let refusal = Refusal::new(RefusalCode::NotAReport, "there is no report in it");
                    let refusal = refusal.expected("JSON reports, one a file or one a line");
                    return self.refuse(&refusal, first);
                }
                Ok(None) => return Ok(()),
                Ok(Some(written)) => self.one(&written.bytes, place(written.line))?,
                Err(error) => return self.unreadable(name, place(documents.line()), &error),
            }
            is_empty = false;
        }
    }

    fn one(&mut self, report: &[u8], place: Place<'_>) -> io::Result<()> {
        match self.rechecker.recheck(report) {
            Err(refusal) => self.refuse(&refusal, place),
            Ok(recheck) => {
                let after = &recheck.after;
                let status = Status::of(after.floor, after.at_worst, self.fail_on);
                self.write(
                    status,
                    &match self.format {
                        Format::Json => recheck.to_json(&place),
                        _ => recheck.to_text(&place, self.page),
                    },
                )
            }
        }
    }

    fn unreadable(&mut self, name: &str, place: Place<'_>, error: &io::Error) -> io::Result<()> {
        let message = format!("cannot read {name}: {error}");
        self.refuse(&Refusal::new(RefusalCode::Unreadable, message), place)
    }

    fn refuse(&mut self, refusal: &Refusal, place: Place<'_>) -> io::Result<()> {
        self.seen.refused += 1;
        self.write(
            Status::Unusable,
            &match self.format {
                Format::Json => refusal.to_json(&place),
                _ => refusal.to_text(&place, self.page),
            },
        )
    }

    fn write(&mut self, status: Status, text: &str) -> io::Result<()> {
        self.seen.reports += 1;
        self.seen.status = self.seen.status.worse(status);
        self.out.write_all(text.as_bytes())?;
        self.out.flush()
    }
}
