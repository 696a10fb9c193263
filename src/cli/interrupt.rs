//! Signals that end the program: one line is printed, unfinished files are removed, and then the
//! signal does what it would have done.

use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use super::signals::{self, Signal};

/// How long the write in progress is waited for, so that lines are whole. It never ends if nobody
/// reads.
const PATIENCE: Duration = Duration::from_secs(1);

/// Handles signals: holds the write to wait for and the temporary files to remove. Clones share
/// their state.
#[derive(Clone, Debug, Default)]
pub struct Interrupt {
    raised: Arc<AtomicBool>,
    /// Whether a colour has to be ended on the terminal.
    in_colour: Arc<AtomicBool>,
    held: Arc<Mutex<InProgress>>,
    /// Temporary files, to be removed.
    unfinished: Arc<Mutex<Vec<PathBuf>>>,
    /// Whether a page was kept on the way.
    has_kept: Arc<AtomicBool>,
}

/// The output in progress. It is waited for while this is locked.
#[derive(Debug, Default)]
pub(super) struct InProgress {
    /// Whether some results were written, but not all.
    partly_written: bool,
}

impl InProgress {
    pub(super) fn partly_written(&mut self) {
        self.partly_written = true;
    }
}

impl Interrupt {
    /// Postpones the end of the program until the returned guard is dropped, but not for longer
    /// than [`PATIENCE`].
    pub(super) fn hold(&self) -> MutexGuard<'_, InProgress> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The temporary files to remove, should a signal come now.
    pub(super) fn unfinished(&self) -> MutexGuard<'_, Vec<PathBuf>> {
        self.unfinished.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes whether a colour has to be ended on the terminal, should a signal come now.
    pub(super) fn set_end_of_colour(&self, is_needed: bool) {
        self.in_colour.store(is_needed, Ordering::Relaxed);
    }

    /// Notes that a page was kept because the person wanted it.
    pub(super) fn note_kept(&self) {
        self.has_kept.store(true, Ordering::Relaxed);
    }

    /// What is left of a session that was not finished.
    pub(super) fn kept(&self) -> &'static str {
        if self.has_kept.load(Ordering::Relaxed) {
            "nothing was kept but the pages that you named"
        } else {
            "nothing was kept"
        }
    }

    /// Called on a signal: waits a little for the write in progress, then ends the program by that
    /// signal. A second one ends it at once.
    pub fn raise(&self, signal: Signal) {
        if self.raised.swap(true, Ordering::Relaxed) {
            self.end(signal);
        }
        let interrupt = self.clone();
        // The thread that calls this waits for the second signal.
        let ends = thread::Builder::new().spawn(move || {
            let held = interrupt.hold_in_time();
            interrupt.remove_unfinished();
            let kept = match &held {
                None => "the output is incomplete, and its last line may be cut off",
                Some(held) if held.partly_written => {
                    "the output is incomplete, but every line in it is whole"
                }
                Some(_) => interrupt.kept(),
            };
            let in_colour = interrupt.in_colour.load(Ordering::Relaxed);
            let reset = if in_colour { anstyle::Reset.to_string() } else { String::new() };
            say_in_time(format!("{reset}\n{}: {kept}.\n", signal.past()));
            interrupt.end(signal);
        });
        if ends.is_err() {
            self.end(signal);
        }
    }

    /// As [`Interrupt::hold`], but waits no longer than [`PATIENCE`].
    fn hold_in_time(&self) -> Option<MutexGuard<'_, InProgress>> {
        let start = Instant::now();
        loop {
            match self.held.try_lock() {
                Ok(held) => return Some(held),
                Err(std::sync::TryLockError::Poisoned(held)) => return Some(held.into_inner()),
                Err(std::sync::TryLockError::WouldBlock) if start.elapsed() > PATIENCE => {
                    return None;
                }
                Err(std::sync::TryLockError::WouldBlock) => {
                    thread::sleep(Duration::from_millis(5));
                }
            }
        }
    }

    fn remove_unfinished(&self) {
        for path in self.unfinished().drain(..) {
            let _ = std::fs::remove_file(path);
        }
    }

    fn end(&self, signal: Signal) -> ! {
        self.remove_unfinished();
        signals::end_by(signal)
    }
}

/// Writes to standard error, but waits no longer than [`PATIENCE`]: the terminal may be stopped or
/// gone.
fn say_in_time(text: String) {
    let (said, is_said) = mpsc::channel();
    let says = thread::Builder::new().spawn(move || {
        let _ = io::stderr().write_all(text.as_bytes());
        let _ = said.send(());
    });
    if says.is_ok() {
        let _ = is_said.recv_timeout(PATIENCE);
    }
}
