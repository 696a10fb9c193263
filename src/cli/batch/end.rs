//! The end of a batch: what is kept, what is said, and the exit status.

use std::io;
use std::path::Path;

use anyhow::Context as _;

use super::super::atomic_file::AtomicFile;
use super::super::common::FailOn;
use super::super::failure::{self, ErrorCode, Failure};
use super::super::session::Session;
use super::super::status::Status;
use super::super::world::World;
use crate::batch::{BatchFailure, Counts, Run};
use crate::rulebook::Rulebook;
use crate::text::escape;

/// The files that a batch writes.
pub(super) struct Outputs<'a> {
    /// `None` if the reports go to standard output.
    pub(super) reports: Option<AtomicFile<'a>>,
    pub(super) summary: Option<AtomicFile<'a>>,
    /// Why the file of reports could not be written, so that standard output has them.
    pub(super) failure: Option<io::Error>,
}

impl<'a> Outputs<'a> {
    /// Fails for a file that cannot be written, before any record is read.
    pub(super) fn new(
        reports: Option<&'a Path>,
        summary: Option<&'a Path>,
        session: &mut Session<'_, '_>,
    ) -> anyhow::Result<Self> {
        let mut create = |flag, what, path| session.create(flag, what, path);
        Ok(Self {
            reports: reports.map(|path| create("`--output`", "the reports", path)).transpose()?,
            summary: summary.map(|path| create("`--summary`", "the summary", path)).transpose()?,
            failure: None,
        })
    }

    /// Keeps the reports if they are whole, and the summary if the reports that it counts are
    /// there. Gives everything that went wrong.
    pub(super) fn keep(
        self,
        run: Run,
        rulebook: &Rulebook,
        world: &mut World<'_>,
    ) -> Vec<anyhow::Error> {
        let Self { reports, summary, failure: unwritten } = self;
        let instead = "they are on standard output instead";
        let unsaved = |why: String| Failure::new(ErrorCode::File, format!("{why}; {instead}"));
        let Run { counts, failure } = run;
        let mut faults = Vec::new();
        if counts.rejected() > 0 {
            let (rejected, all) = (counts.rejected(), counts.records);
            let message = format!("{rejected} of {all} records could not be screened");
            faults.push(Failure::new(ErrorCode::Records, message).into());
        }
        let are_kept = match &failure {
            None => true,
            // Standard output has them as far as it went.
            Some(failure) => {
                (reports.is_none() || unwritten.is_some())
                    && !matches!(failure, BatchFailure::Write(_))
            }
        };
        faults.extend(failure.map(failure::of_batch));
        match (reports, unwritten) {
            (Some(file), Some(error)) => faults.push(unsaved(file.cannot(&error)).into()),
            (Some(mut file), None) if are_kept => {
                if let Err(error) = file.keep() {
                    faults.push(unsaved(format!("{error:#}")).into());
                    let contents = file.contents();
                    let copied =
                        contents.and_then(|mut file| io::copy(&mut file, world.out.writer));
                    faults.extend(copied.context("cannot write the reports").err());
                }
            }
            _ => {}
        }
        match summary {
            Some(file) if are_kept => {
                let text = serde_json::to_string(&counts.summary(rulebook));
                let saved = text.map_err(anyhow::Error::from);
                let saved = saved.and_then(|text| file.save(&(escape::json(text) + "\n")));
                faults.extend(saved.err());
            }
            Some(_) => world.complain("Note: no summary was written, as the reports were not.\n"),
            None => {}
        }
        faults
    }
}

/// Says that there were no records; gives that as a fault if they had to be judged.
pub(super) fn say_none(fail_on: FailOn, is_said: bool, world: &mut World<'_>) -> Option<Failure> {
    if fail_on.is_some() {
        let message = "there were no records, so `--fail-on` had nothing to judge";
        return Some(Failure::new(ErrorCode::Records, message));
    }
    if !is_said {
        world.complain("Note: there were no records.\n");
    }
    None
}

/// The exit status of a batch without other faults.
pub(super) fn status(counts: &Counts, fail_on: FailOn) -> Status {
    match fail_on {
        _ if counts.rejected() > 0 => Status::Unusable,
        Some(level) if counts.any_reaches(level) => Status::Failed,
        Some(level) if counts.any_may_reach(level) => Status::Incomplete,
        _ => Status::Passed,
    }
}
