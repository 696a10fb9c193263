//! `needlecheck batch`: a record a line in, a report a line out.

mod args;
mod end;
mod input;

use std::io::ErrorKind;
use std::path::Path;

pub(super) use self::args::{BatchArgs, delimiter};
use self::end::{Outputs, say_none, status};
use self::input::InputMetadata;
use super::failure::Failures;
use super::output;
use super::progress::Progress;
use super::session::Session;
use super::status::Status;
use super::whole_lines::{FileOrOutput, WholeLines};
use crate::batch::{self, BatchFailure};
use crate::rulebook::Rulebook;
use crate::screening::Screener;

pub(super) fn run(
    args: &BatchArgs,
    rulebook: &Rulebook,
    session: &mut Session<'_, '_>,
) -> anyhow::Result<Status> {
    let file = args.output.as_deref().filter(|path| *path != Path::new("-"));
    output::check_json_lines("`--output`", file)?;
    output::check_json("`--summary`", args.summary.as_deref())?;
    args.note_inputs(&mut session.files)?;
    let settings = args.settings(rulebook, session.world)?;
    let screener = Screener::new(rulebook).strict(args.strict);
    let input = InputMetadata::of(args, session.world)?;
    let mut outputs = Outputs::new(file, args.summary.as_deref(), session)?;
    if input.is_typed {
        session.hint(
            "Waiting for records, one JSON object a line. End them with Ctrl-D on a line of its \
             own (Ctrl-Z and Enter on Windows).\n",
        );
    }
    let Session { world, common, .. } = session;
    let watched = world.err.is_terminal && !common.quiet;
    let goes_to_terminal = file.is_none() && world.out.is_terminal;
    let draws = watched && !input.is_typed && !goes_to_terminal && !world.is_plain();
    let progress = Progress::new(draws, input.bytes);
    (world.widen_pipes)();
    let run = {
        let sources = input::sources(args, &mut *world.input);
        let out = &mut *world.out.writer;
        let failure = &mut outputs.failure;
        let mut file =
            outputs.reports.as_mut().map(|file| FileOrOutput { file, out, written: 0, failure });
        let mut out = match &mut file {
            Some(file) => WholeLines::new(file, &world.interrupt, false),
            None => WholeLines::new(&mut *world.out.writer, &world.interrupt, true),
        };
        batch::run(&screener, &settings, sources, &mut out, &|counts| progress.show(counts))
    };
    let summed_up = progress.end(&run.counts);
    let fail_on = args.fail_on.flatten();
    if let Some(BatchFailure::Write(error)) = &run.failure
        && error.kind() == ErrorKind::BrokenPipe
    {
        if outputs.summary.is_some() {
            world.complain(
                "Note: no summary was written, as nobody read the reports to their end.\n",
            );
        }
        return Ok(match status(&run.counts, fail_on) {
            known @ (Status::Unusable | Status::Failed) => known,
            _ => Status::PipeClosed,
        });
    }
    if watched {
        world.complain(&summed_up);
    }
    let mut faults = Vec::new();
    if run.counts.records == 0 && run.failure.is_none() {
        let is_said = watched || common.quiet;
        faults.extend(say_none(fail_on, is_said, world).map(anyhow::Error::from));
    }
    let status = status(&run.counts, fail_on);
    faults.extend(outputs.keep(run, rulebook, world));
    if faults.is_empty() { Ok(status) } else { Err(Failures(faults).into()) }
}
