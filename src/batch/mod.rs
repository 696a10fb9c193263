//! Screens many people: one record a line in, one report a line out, in the same order.
//!
//! The input is read in chunks of whole records. Each thread locks the input to read the next chunk,
//! works on it alone, and then waits for its turn to write. So the reports are in the order of the
//! records, and memory holds at most one chunk and its reports for each thread.
//!
//! ```
//! use needlecheck::batch::{self, RecordSource, Settings};
//! use needlecheck::{Rulebook, Screener};
//!
//! let rulebook = Rulebook::built_in();
//! let screener = Screener::new(rulebook);
//! let records = "{\"id\": 1, \"active_acne\": true}\n{\"id\": 2, \"active_acne\": \"perhaps\"}\n";
//!
//! let mut reports = Vec::new();
//! let settings = Settings::new("2026-11-22".parse()?);
//! let sources = vec![RecordSource::new("records", records.as_bytes())];
//! let run = batch::run(&screener, &settings, sources, &mut reports, &|_| ());
//!
//! assert!(run.failure.is_none());
//! assert_eq!((run.counts.records, run.counts.rejected()), (2, 1));
//! let reports = String::from_utf8(reports)?;
//! assert!(reports.lines().nth(1).unwrap().starts_with(r#"{"line":2,"id":2,"error":{"code":"#));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod chunk;
mod counts;
mod failure;
mod input;
mod ordered_writer;
mod sample;
mod start;
mod worker;

use std::io::Write;
use std::num::NonZeroUsize;
use std::sync::{Arc, Mutex};
use std::thread;

use jiff::civil::Date;

pub use self::counts::Counts;
pub use self::failure::BatchFailure;
use self::input::Input;
pub use self::input::{InputFormat, RecordSource};
use self::ordered_writer::OrderedWriter;
pub use self::sample::sample;
use self::worker::Worker;
use crate::answers::Form;
use crate::report::{CsvWriter, Fragments};
use crate::screening::Screener;

/// What is written of each record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReportLines {
    /// A whole report, as a line of JSON.
    Full,
    /// The same with one key more: `texts`, which says what the ids in the report stand for.
    WithTexts,
    /// As a line of JSON `id`, `verdict`, `at_worst`, `rules`, `open` and `unasked`.
    Brief,
    /// A row of a CSV table, for spreadsheets. The first line names its columns. A cell that could
    /// be taken for a formula has a `'` before it.
    Csv,
}

/// The settings of a batch.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The treatment date of records without `on`.
    pub on: Date,
    /// What is written of each record.
    pub lines: ReportLines,
    /// Keys and columns to skip. Answers are never skipped: a question, `id` and `on` are read even
    /// if they are among these.
    pub ignored: Vec<String>,
    /// What keys and columns mean; `None` if they are named like the questions. It belongs to the
    /// rulebook of the screener.
    pub form: Option<Arc<Form>>,
    /// Whether the batch ends with the first record that cannot be screened.
    pub stop_on_error: bool,
    /// The maximum number of threads.
    pub threads: NonZeroUsize,
    /// The number of bytes of the input that a thread reads at once. A longer line is still read
    /// whole.
    pub chunk: NonZeroUsize,
}

/// The result of a batch.
#[derive(Debug)]
pub struct Run {
    /// The counts of all records whose lines were written, or should have been when writing failed.
    pub counts: Counts,
    /// Why the batch ended early; `None` if it reached the end of the input.
    pub failure: Option<BatchFailure>,
}

impl Settings {
    /// The defaults: full reports, on one thread.
    #[must_use]
    pub fn new(on: Date) -> Self {
        const CHUNK: NonZeroUsize = NonZeroUsize::new(16 << 10).unwrap();
        Self {
            on,
            lines: ReportLines::Full,
            ignored: Vec::new(),
            form: None,
            stop_on_error: false,
            threads: NonZeroUsize::MIN,
            chunk: CHUNK,
        }
    }
}

/// Screens every record of the sources, one source after another. `watch` is called with the
/// counts each time that lines were written.
///
/// Every record of the input gives exactly one line of the output, in the same order: a report, or
/// the fault of the record. Only whole lines are written, many with one call.
pub fn run(
    screener: &Screener<'_>,
    settings: &Settings,
    sources: Vec<RecordSource<'_>>,
    out: &mut (dyn Write + Send),
    watch: &(dyn Fn(&Counts) + Sync),
) -> Run {
    let fragments = Fragments::new(screener.rulebook());
    let named = sources.len() > 1;
    let header = match settings.lines {
        ReportLines::Csv => out.write_all(CsvWriter::header().as_bytes()),
        ReportLines::Full | ReportLines::WithTexts | ReportLines::Brief => Ok(()),
    };
    let threads = settings.threads.get();
    let writer = OrderedWriter::new(out, watch, screener.rulebook(), threads);
    if let Err(error) = header {
        writer.fail(0, BatchFailure::Write(error));
    }
    let input = Mutex::new(Input::new(sources, settings.chunk.get()));
    let work = || Worker::new(screener, settings, &fragments, named).run(&input, &writer);
    thread::scope(|scope| {
        for _ in 1..threads {
            // If the system allows no more threads, the existing ones do all the work.
            if thread::Builder::new().spawn_scoped(scope, work).is_err() {
                break;
            }
        }
        work();
    });
    writer.finish()
}
