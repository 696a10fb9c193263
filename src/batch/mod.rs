//! Many people, one after another: a record a line goes in, a report a line comes out, in order.
//!
//! The input is cut into chunks of whole lines. Each thread takes the next chunk while it holds
//! the input, works on it alone, and then waits for its turn to write; so the lines come out in
//! the order in which they went in, and no more is kept in memory than one chunk and its reports
//! for each thread.
//!
//! ```
//! use needlecheck::batch::{self, Settings, Source};
//! use needlecheck::{Rulebook, Screener};
//!
//! let rulebook = Rulebook::built_in();
//! let screener = Screener::new(&rulebook);
//! let records = "{\"id\": 1, \"active_acne\": true}\n{\"id\": 2, \"active_acne\": \"perhaps\"}\n";
//!
//! let mut reports = Vec::new();
//! let settings = Settings::new("2026-11-22".parse()?);
//! let sources = vec![Source::new("records", records.as_bytes())];
//! let run = batch::run(&screener, &settings, sources, &mut reports, &|_| ());
//!
//! assert!(run.failure.is_none());
//! assert_eq!((run.tally.records, run.tally.rejected()), (2, 1));
//! let reports = String::from_utf8(reports)?;
//! assert!(reports.lines().nth(1).unwrap().starts_with(r#"{"line":2,"id":2,"error":{"code":"#));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod failure;
mod input;
mod tally;
mod turn;
mod worker;

use std::io::Write;
use std::num::NonZeroUsize;
use std::sync::Mutex;
use std::thread;

use jiff::civil::Date;

pub use self::failure::Failure;
use self::input::Input;
pub use self::input::{Form, Source};
pub use self::tally::{Summary, Tally};
use self::turn::Turn;
use self::worker::Worker;
use crate::report::Fragments;
use crate::screening::Screener;

/// How a batch is run.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The treatment date of records that name none.
    pub on: Date,
    /// Reports in brief: `id`, `verdict`, `at_worst`, `rules` and `open` only.
    pub brief: bool,
    /// Keys and columns that are no questions, and are passed over. An answer is never put aside:
    /// a question, `id` and `on` are read all the same.
    pub ignored: Vec<String>,
    /// Ends with the first record that cannot be screened.
    pub stop_on_error: bool,
    /// How many threads work.
    pub threads: NonZeroUsize,
    /// How many bytes of the input a thread takes at once, at least; a line longer than that is
    /// taken whole.
    pub chunk: NonZeroUsize,
}

/// What a batch came to.
#[derive(Debug)]
pub struct Run {
    /// Everything that was written, counted.
    pub tally: Tally,
    /// What ended it before the end of the input, if anything did.
    pub failure: Option<Failure>,
}

impl Settings {
    /// The usual: whole reports, on one thread.
    #[must_use]
    pub fn new(on: Date) -> Self {
        const CHUNK: NonZeroUsize = NonZeroUsize::new(128 << 10).unwrap();
        Self {
            on,
            brief: false,
            ignored: Vec::new(),
            stop_on_error: false,
            threads: NonZeroUsize::MIN,
            chunk: CHUNK,
        }
    }
}

/// Screens every record of the sources, one source after another. `watch` is shown the tally
/// whenever lines were written.
///
/// Every line of the input gives exactly one line of the output, in the same order: a report, or
/// what is wrong with it. Only whole lines are written, with one call for many.
pub fn run(
    screener: &Screener<'_>,
    settings: &Settings,
    sources: Vec<Source<'_>>,
    out: &mut (dyn Write + Send),
    watch: &(dyn Fn(&Tally) + Sync),
) -> Run {
    let fragments = Fragments::new(screener.rulebook());
    let named = sources.len() > 1;
    let turn = Turn::new(out, watch, Tally::of(screener.rulebook()));
    let input = Mutex::new(Input::new(sources, settings.chunk.get()));
    let work = || Worker::new(screener, settings, &fragments, named).run(&input, &turn);
    thread::scope(|scope| {
        for _ in 1..settings.threads.get() {
            // Where there can be no more threads, those that there are do it all.
            if thread::Builder::new().spawn_scoped(scope, work).is_err() {
                break;
            }
        }
        work();
    });
    turn.over()
}
