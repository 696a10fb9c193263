//! `needlecheck batch`: a record a line in, a report a line out.

use std::fs::{self, File};
use std::io::{self, BufRead, Write};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;

use anyhow::{Context as _, bail};
use clap::ValueHint;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use super::answer_args::treatment_date;
use super::atomic_file::AtomicFile;
use super::common::{self, FailOn, fail_on, word};
use super::files;
use super::interrupt::Interrupt;
use super::output::{self, keep_apart};
use super::progress::Progress;
use super::session::Session;
use super::status::{self, Status};
use super::world::World;
use crate::answers::{self, Fault, Form, Key};
use crate::batch::{self, BatchFailure, InputFormat, RecordSource, ReportLines, Settings};
use crate::rulebook::{LONGEST_RULE_FILE, Rulebook};
use crate::screening::Screener;
use crate::text::escape;
use crate::text::list::join;
use crate::text::problem::Problem;
use crate::text::word::{Word as _, words};

/// The maximum number of threads unless `--threads` names another: each needs a megabyte.
const MAX_DEFAULT_THREADS: NonZeroUsize = NonZeroUsize::new(8).unwrap();

/// Screens many people: a record a line in, a report a line out
#[derive(clap::Args)]
#[group(skip)]
#[command(
    arg = common::color(), arg = common::quiet(),
    after_help = format!(
        "A record is a JSON object of answers on a line, or one of a CSV table (RFC 4180) whose first \
         record names the questions. A record that cannot be screened gives an error line in its \
         place.\n\n{}",
        status::sentence(status::meanings(&["batch"]))
    )
)]
#[expect(clippy::struct_excessive_bools, reason = "each is one flag, given or not")]
pub(super) struct BatchArgs {
    #[arg(
        value_name = "FILE", num_args = 0.., value_hint = ValueHint::FilePath,
        help = "Files of records [default: standard input, which is also `-`]"
    )]
    files: Vec<PathBuf>,
    #[arg(
        long, value_name = "FORM", value_parser = word::<InputFormat>(),
        help = "The format of the records [default: csv for *.csv and *.tsv, otherwise ndjson]"
    )]
    input: Option<InputFormat>,
    #[arg(
        long, value_name = "CHARACTER", value_parser = delimiter,
        help = "What is between the cells of a table, such as `;` or tab [default: `,`, `;` or tab, \
                as its first record shows]"
    )]
    delimiter: Option<u8>,
    #[arg(
        long, value_name = "NAMES", value_parser = names,
        help = "Ignore these columns or keys, as a line of CSV; answers, `id` and `on` are always \
                read"
    )]
    ignore_columns: Vec<Vec<String>>,
    #[arg(
        long, value_name = "FILE", value_hint = ValueHint::FilePath,
        conflicts_with = "ignore_columns",
        help = "Read keys and columns as this file says, which `needlecheck columns` drafts"
    )]
    columns: Option<PathBuf>,
    #[arg(
        long, value_name = "FORMAT", value_parser = line_format(),
        help = "The format of the reports [default: csv for an --output *.csv, otherwise ndjson]",
        long_help = "The format of the reports: a JSON object a line, or a CSV table with id, \
            verdict, floor, at_worst, valid_until, summary, rules, open and error. A cell that a \
            spreadsheet could take for a formula, such as =1+1, has a ' before it \
            [default: csv for an --output *.csv, otherwise ndjson]"
    )]
    format: Option<LineFormat>,
    #[arg(long, conflicts_with = "format", help = "Short for --format ndjson")]
    json: bool,
    #[arg(long, help = "Report only id, verdict, at_worst, rules, open and unasked")]
    brief: bool,
    #[arg(
        long,
        value_name = "DATE",
        help = "The treatment date of records without one [default: today, when the batch starts]"
    )]
    on: Option<String>,
    /// Assume nothing: leave unanswered questions open
    #[arg(long)]
    strict: bool,
    #[arg(
        long, value_name = "LEVEL", value_parser = fail_on(),
        help = "Exit with 1 if any record reaches this level [default: never]"
    )]
    fail_on: Option<FailOn>,
    /// Stop at the first record that cannot be screened
    #[arg(long)]
    stop_on_error: bool,
    /// Write the reports to this file, all of them or none
    #[arg(long, short, value_name = "FILE", value_hint = ValueHint::FilePath)]
    output: Option<PathBuf>,
    /// Write the counts to this file, as JSON
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    summary: Option<PathBuf>,
    #[arg(
        long,
        value_name = "N",
        help = "The number of threads [default: one for each processor, at most 8]"
    )]
    threads: Option<NonZeroUsize>,
}

pub(super) fn run(
    args: &BatchArgs,
    rulebook: &Rulebook,
    session: &mut Session<'_, '_>,
) -> anyhow::Result<Status> {
    let settings = settings(args, rulebook, session.world)?;
    let settings = Settings { form: form(args, rulebook)?, ..settings };
    let screener = Screener::new(rulebook).strict(args.strict);
    let input = InputMetadata::of(args, session.world)?;
    let file = args.output.as_deref().filter(|path| *path != Path::new("-"));
    output::check_json_lines("`--output`", file)?;
    output::check_json("`--summary`", args.summary.as_deref())?;
    args.keep_files_apart()?;
    if input.is_typed {
        session.hint(
            "Waiting for records, one JSON object a line. End them with Ctrl-D on a line of its \
             own (Ctrl-Z and Enter on Windows).\n",
        );
    }
    let Session { world, common } = session;
    let watched = world.err.is_terminal && !common.quiet;
    let interrupt = world.interrupt.clone();
    let mut reports =
        file.map(|path| AtomicFile::new("the reports", path, &interrupt)).transpose()?;
    let summary = args.summary.as_deref();
    let summary =
        summary.map(|path| AtomicFile::new("the summary", path, &interrupt)).transpose()?;
    let goes_to_terminal = reports.is_none() && world.out.is_terminal;
    let draws = watched && !input.is_typed && !goes_to_terminal && !world.is_plain();
    let progress = Progress::new(draws, input.bytes);
    (world.widen_pipes)();
    let run = {
        let sources = sources(args, &mut *world.input);
        let mut out = match &mut reports {
            Some(file) => {
                WholeLines { inner: file, interrupt: &interrupt, is_partly_written: false }
            }
            None => WholeLines {
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
    if let Some(BatchFailure::Write(error)) = &run.failure
        && error.kind() == io::ErrorKind::BrokenPipe
    {
        // The reader of the reports has closed its pipe, which is not an error.
        return Ok(Status::Passed);
    }
    let mut faults = Vec::new();
    let has_none = run.counts.records == 0 && run.failure.is_none();
    if has_none && args.fail_on.flatten().is_some() {
        faults.push("there were no records, so `--fail-on` had nothing to judge".to_owned());
    } else if has_none && !watched && !common.quiet {
        world.complain("Note: there were no records.\n");
    }
    let rejected = run.counts.rejected();
    if rejected > 0 {
        faults.push(format!("{rejected} of {} records could not be screened", run.counts.records));
    }
    match (run.failure, reports) {
        (Some(failure), _) => faults.push(failure.to_string()),
        (None, Some(reports)) => reports.keep()?,
        (None, None) => {}
    }
    if let Some(file) = summary {
        let summary = serde_json::to_string(&run.counts.summary(rulebook))?;
        file.save(&(escape::json(summary) + "\n"))?;
    }
    for fault in &faults {
        world.complain_of(fault, common.color);
    }
    Ok(match args.fail_on.flatten() {
        _ if !faults.is_empty() => Status::Unusable,
        Some(level) if run.counts.any_reaches(level) => Status::Failed,
        Some(level) if run.counts.any_may_reach(level) => Status::Incomplete,
        _ => Status::Passed,
    })
}

fn settings(
    args: &BatchArgs,
    rulebook: &Rulebook,
    world: &mut World<'_>,
) -> anyhow::Result<Settings> {
    if args.delimiter.is_some() && args.input == Some(InputFormat::Ndjson) {
        bail!("`--delimiter` is for tables; the records are read as JSON");
    }
    let read = args.ignored().filter(|name| is_read(rulebook, name));
    let read: Vec<_> = read.map(|name| escape::quoted(name)).collect();
    if !read.is_empty() {
        let problem = Problem::new(format!(
            "`--ignore-columns` cannot name {}: answers, `id` and `on` are always read",
            join(read, "and")
        ));
        bail!(problem.expected("names of other columns"));
    }
    let on = match &args.on {
        Some(text) => treatment_date(text)?,
        None => world.today()?,
    };
    let available = thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    Ok(Settings {
        lines: args.lines()?,
        ignored: args.ignored().cloned().collect(),
        stop_on_error: args.stop_on_error,
        threads: args.threads.unwrap_or(available.min(MAX_DEFAULT_THREADS)),
        ..Settings::new(on)
    })
}

/// Parses names as a line of CSV: one with a comma in it stands in quotes.
fn names(line: &str) -> Result<Vec<String>, Fault> {
    if line.is_empty() { Ok(vec![String::new()]) } else { answers::cells(line) }
}

/// Reads the columns file.
fn form(args: &BatchArgs, rulebook: &Rulebook) -> anyhow::Result<Option<Arc<Form>>> {
    let Some(path) = &args.columns else { return Ok(None) };
    let name = path.display().to_string();
    let bytes = File::open(path)
        .and_then(|file| files::at_most(file, LONGEST_RULE_FILE))
        .with_context(|| format!("cannot read the columns file `{name}`"))?;
    Ok(Some(Arc::new(Form::from_bytes(rulebook, &name, bytes)?)))
}

/// Parses what is between the cells of a table.
pub(super) fn delimiter(text: &str) -> Result<u8, String> {
    match text {
        "tab" | "\\t" => Ok(b'\t'),
        "comma" => Ok(b','),
        "semicolon" => Ok(b';'),
        _ => match *text.as_bytes() {
            [byte] if byte.is_ascii_punctuation() && byte != b'"' || byte == b'\t' => Ok(byte),
            _ => Err("expected one character, such as `;`, or `tab`".to_owned()),
        },
    }
}

/// Whether a column is read, or would be if its name were written like the id of a question.
fn is_read(rulebook: &Rulebook, name: &str) -> bool {
    let plain = name.trim().to_lowercase().replace(['-', ' '], "_");
    Key::named(rulebook, &plain).is_some()
}

/// What is known of the input before any of it is read.
struct InputMetadata {
    /// Whether somebody types it.
    is_typed: bool,
    /// Its length in bytes; `None` if that is unknown.
    bytes: Option<u64>,
}

impl InputMetadata {
    /// Fails for a file that cannot be read, before anything is written.
    fn of(args: &BatchArgs, world: &World<'_>) -> anyhow::Result<Self> {
        let piped = args.files().filter(|path| is_standard_input(path)).count();
        if piped > 1 {
            let problem = Problem::new(format!("`-` is given {piped} times"));
            bail!(problem.expected("standard input once"));
        }
        let mut bytes = (piped == 0).then_some(0);
        for path in args.files().filter(|path| !is_standard_input(path)) {
            let size = size(path).with_context(|| format!("cannot read `{}`", path.display()))?;
            bytes = bytes.zip(size).map(|(sum, size): (u64, u64)| sum + size);
        }
        Ok(Self { is_typed: piped > 0 && world.input_is_terminal, bytes })
    }
}

/// Length of a readable regular file; `None` for a pipe or device, which may be opened only once.
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

words! {
    /// The format of the reports.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    enum LineFormat {
        /// A JSON object a line.
        Ndjson = "ndjson",
        /// A CSV table.
        Csv = "csv",
    }
}

/// Accepts the words of [`LineFormat`], and `json` for the first.
fn line_format() -> impl TypedValueParser<Value = LineFormat> {
    let words = LineFormat::ALL.iter().map(|(format, word)| match format {
        LineFormat::Ndjson => PossibleValue::new(*word).alias("json"),
        LineFormat::Csv => PossibleValue::new(*word),
    });
    PossibleValuesParser::new(words).map(|word| {
        if word == LineFormat::Csv.as_str() { LineFormat::Csv } else { LineFormat::Ndjson }
    })
}

impl BatchArgs {
    /// The columns and keys to ignore.
    fn ignored(&self) -> impl Iterator<Item = &String> {
        self.ignore_columns.iter().flatten()
    }

    /// What is written of each record.
    fn lines(&self) -> anyhow::Result<ReportLines> {
        let by_name = self.output.as_deref().and_then(Path::extension);
        let by_name = by_name.filter(|ending| ending.eq_ignore_ascii_case("csv"));
        match self.format.or(by_name.filter(|_| !self.json).map(|_| LineFormat::Csv)) {
            Some(LineFormat::Csv) if self.brief => {
                bail!("`--brief` is for JSON; a CSV table has its own columns")
            }
            Some(LineFormat::Csv) => Ok(ReportLines::Csv),
            _ if self.brief => Ok(ReportLines::Brief),
            _ => Ok(ReportLines::Full),
        }
    }

    /// Fails if an output would overwrite an input or another output.
    fn keep_files_apart(&self) -> anyhow::Result<()> {
        let inputs = self.files.iter().map(PathBuf::as_path);
        let inputs = inputs.filter(|path| !is_standard_input(path));
        let mut taken: Vec<_> = inputs.map(|path| ("an input", path)).collect();
        taken.extend(self.columns.as_deref().map(|path| ("`--columns`", path)));
        for (flag, file) in [("`--output`", &self.output), ("`--summary`", &self.summary)] {
            let Some(file) = file.as_deref().filter(|path| *path != Path::new("-")) else {
                continue;
            };
            keep_apart(flag, file, taken.iter().copied())?;
            taken.push((flag, file));
        }
        Ok(())
    }

    /// Every input: files, and `-` for standard input, which is the default.
    fn files(&self) -> impl Iterator<Item = &Path> {
        let none = self.files.is_empty().then(|| Path::new("-"));
        self.files.iter().map(PathBuf::as_path).chain(none)
    }
}

fn is_standard_input(path: &Path) -> bool {
    path == Path::new("-")
}

fn sources<'a>(args: &'a BatchArgs, input: &'a mut (dyn BufRead + Send)) -> Vec<RecordSource<'a>> {
    let mut input = Some(input);
    let source = |path: &'a Path| {
        let by_name = match path.extension() {
            Some(ending) if ending.eq_ignore_ascii_case("csv") => InputFormat::Csv,
            Some(ending) if ending.eq_ignore_ascii_case("tsv") => InputFormat::Csv,
            _ => InputFormat::Ndjson,
        };
        let source = match input.take_if(|_| is_standard_input(path)) {
            Some(input) => RecordSource::new("standard input", input),
            None => RecordSource::opened_by(path.display().to_string(), move || File::open(path)),
        };
        source.in_format(args.input.unwrap_or(by_name)).delimited_by(args.delimiter)
    };
    args.files().map(source).collect()
}

/// An output that an interruption never leaves in the middle of a line.
struct WholeLines<'w> {
    inner: &'w mut (dyn Write + Send),
    interrupt: &'w Interrupt,
    /// Whether what was written is kept where the rest is missing.
    is_partly_written: bool,
}

impl Write for WholeLines<'_> {
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
