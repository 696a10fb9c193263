//! `needlecheck batch`: a record a line in, a report a line out.

use std::fs::{self, File};
use std::io::{self, BufRead, Write};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::thread;

use anyhow::{Context as _, bail};

use super::draft::Draft;
use super::given::treatment_date;
use super::interrupt::Interrupt;
use super::output::keep_apart;
use super::progress::Progress;
use super::request::{BatchRequest, Format};
use super::session::Session;
use super::status::Status;
use super::world::World;
use crate::answers::Key;
use crate::batch::{self, BatchFailure, InputFormat, RecordSource, Settings};
use crate::rulebook::Rulebook;
use crate::screening::Screener;
use crate::text::escape;
use crate::text::list::join;
use crate::text::problem::Problem;

/// More threads than this are not used unasked: each needs its own megabyte.
const MOST_THREADS: NonZeroUsize = NonZeroUsize::new(8).unwrap();

pub(super) fn run(
    request: &BatchRequest,
    rulebook: &Rulebook,
    session: &mut Session<'_, '_>,
) -> anyhow::Result<Status> {
    session.common.format_of("a batch", &[Format::Text, Format::Json])?;
    let settings = settings(request, rulebook, session.world)?;
    let screener = Screener::new(rulebook).strict(request.strict);
    let input = Beforehand::of(request, session.world)?;
    request.keep_files_apart()?;
    if input.is_typed {
        session.hint(
            "Waiting for records, one JSON object a line. End them with Ctrl-D on a line of its \
             own (Ctrl-Z and Enter on Windows).\n",
        );
    }
    let Session { world, common } = session;
    let watched = world.err.is_terminal && !common.quiet;
    let interrupt = world.interrupt.clone();
    let file = request.output.as_deref().filter(|path| *path != Path::new("-"));
    let mut draft = file.map(|path| Draft::new("the reports", path, &interrupt)).transpose()?;
    let summary = request.summary.as_deref();
    let summary = summary.map(|path| Draft::new("the summary", path, &interrupt)).transpose()?;
    let goes_to_terminal = draft.is_none() && world.out.is_terminal;
    let draws = watched && !input.is_typed && !goes_to_terminal && !world.is_plain();
    let progress = Progress::new(draws, input.bytes);
    (world.widen_pipes)();
    let run = {
        let sources = sources(request, &mut *world.input);
        let mut out = match &mut draft {
            Some(draft) => Whole { inner: draft, interrupt: &interrupt, is_partly_written: false },
            None => Whole {
                inner: &mut *world.out.writer,
                interrupt: &interrupt,
                is_partly_written: true,
            },
        };
        batch::run(&screener, &settings, sources, &mut out, &|counts| progress.show(counts))
    };
    let summed_up = progress.end(&run.counts);
    if watched {
        world.complain(&summed_up);
    }
    if run.failure.as_ref().is_some_and(BatchFailure::is_closed_pipe) {
        return Ok(Status::Passed);
    }
    let mut faults = Vec::new();
    let rejected = run.counts.rejected();
    if rejected > 0 {
        faults.push(format!("{rejected} of {} records could not be screened", run.counts.records));
    }
    match (run.failure, draft) {
        (Some(failure), _) => faults.push(failure.to_string()),
        (None, Some(draft)) => draft.keep()?,
        (None, None) => {}
    }
    if let Some(draft) = summary {
        let summary = serde_json::to_string(&run.counts.summary(rulebook))?;
        draft.save(&(escape::json(summary) + "\n"))?;
    }
    for fault in &faults {
        world.complain_of(fault, common.color);
    }
    Ok(match request.fail_on {
        _ if !faults.is_empty() => Status::Unusable,
        Some(level) if run.counts.any_reaches(level) => Status::Failed,
        Some(level) if run.counts.any_may_reach(level) => Status::Incomplete,
        _ => Status::Passed,
    })
}

fn settings(
    request: &BatchRequest,
    rulebook: &Rulebook,
    world: &World<'_>,
) -> anyhow::Result<Settings> {
    let read = request.ignored.iter().filter(|name| is_read(rulebook, name));
    let read: Vec<_> = read.map(|name| escape::quoted(name)).collect();
    if !read.is_empty() {
        let problem = Problem::new(format!(
            "`--ignore-columns` cannot name {}: an answer is never put aside, nor are `id` and `on`",
            join(read, "and")
        ));
        bail!(problem.expected("names of columns that hold no answer"));
    }
    let on = match &request.on {
        Some(text) => treatment_date(text)?,
        None => (world.today)(),
    };
    let available = thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    Ok(Settings {
        brief: request.brief,
        ignored: request.ignored.clone(),
        stop_on_error: request.stop_on_error,
        threads: request.threads.unwrap_or(available.min(MOST_THREADS)),
        ..Settings::new(on)
    })
}

/// Whether a column is read, or would be if its name were written as a question's id is.
fn is_read(rulebook: &Rulebook, name: &str) -> bool {
    let plain = name.trim().to_lowercase().replace(['-', ' '], "_");
    Key::named(rulebook, &plain).is_some()
}

/// What is known of the input before any of it is read.
struct Beforehand {
    /// Whether somebody types it.
    is_typed: bool,
    /// How long it is, where that is known.
    bytes: Option<u64>,
}

impl Beforehand {
    /// A file that is missing is missed before anything is written.
    fn of(request: &BatchRequest, world: &World<'_>) -> anyhow::Result<Self> {
        let piped = request.files().filter(|path| is_standard_input(path)).count();
        if piped > 1 {
            let problem = Problem::new(format!("`-` is there {piped} times"));
            bail!(problem.expected("standard input once"));
        }
        let mut bytes = (piped == 0).then_some(0);
        for path in request.files().filter(|path| !is_standard_input(path)) {
            let size = size(path).with_context(|| format!("cannot read `{}`", path.display()))?;
            bytes = bytes.zip(size).map(|(sum, size): (u64, u64)| sum + size);
        }
        Ok(Self { is_typed: piped > 0 && world.input_is_terminal, bytes })
    }
}

/// Length of a readable regular file; none for a pipe or device, which may be opened only once.
fn size(path: &Path) -> io::Result<Option<u64>> {
    let metadata = fs::metadata(path)?;
    if metadata.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    if !metadata.is_file() {
        return Ok(None);
    }
    File::open(path).map(|_| Some(metadata.len()))
}

impl BatchRequest {
    /// What is written takes the place of no input, and neither does one output of another.
    fn keep_files_apart(&self) -> anyhow::Result<()> {
        let inputs = self.files.iter().map(PathBuf::as_path);
        let inputs = inputs.filter(|path| !is_standard_input(path));
        let mut taken: Vec<_> = inputs.map(|path| ("an input", path)).collect();
        for (flag, file) in [("`--output`", &self.output), ("`--summary`", &self.summary)] {
            let Some(file) = file.as_deref().filter(|path| *path != Path::new("-")) else {
                continue;
            };
            keep_apart(flag, file, taken.iter().copied())?;
            taken.push((flag, file));
        }
        Ok(())
    }

    /// Every input: files, and `-` for standard input, which is also what none at all means.
    fn files(&self) -> impl Iterator<Item = &Path> {
        let none = self.files.is_empty().then(|| Path::new("-"));
        self.files.iter().map(PathBuf::as_path).chain(none)
    }
}

fn is_standard_input(path: &Path) -> bool {
    path == Path::new("-")
}

fn sources<'a>(
    request: &'a BatchRequest,
    input: &'a mut (dyn BufRead + Send),
) -> Vec<RecordSource<'a>> {
    let mut input = Some(input);
    let source = |path: &'a Path| {
        let by_name = match path.extension() {
            Some(ending) if ending.eq_ignore_ascii_case("csv") => InputFormat::Csv,
            _ => InputFormat::Ndjson,
        };
        let source = match input.take_if(|_| is_standard_input(path)) {
            Some(input) => RecordSource::new("standard input", input),
            None => RecordSource::opened_by(path.display().to_string(), move || File::open(path)),
        };
        source.in_format(request.input.unwrap_or(by_name))
    };
    request.files().map(source).collect()
}

/// The output, of which whole lines are written even if the program is interrupted.
struct Whole<'w> {
    inner: &'w mut (dyn Write + Send),
    interrupt: &'w Interrupt,
    /// Whether others see what is written before it is all there.
    is_partly_written: bool,
}

impl Write for Whole<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.write_all(bytes).map(|()| bytes.len())
    }

    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        let mut held = self.interrupt.hold();
        if self.is_partly_written {
            held.partly_written();
        }
        self.inner.write_all(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}
