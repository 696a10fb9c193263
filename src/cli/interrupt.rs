//! Ctrl-C: prints one line, removes unfinished files, and ends with exit status 130.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::status::Status;

/// Handles Ctrl-C: holds the write to wait for and the temporary files to remove. Clones share
/// their state.
#[derive(Clone, Debug, Default)]
pub struct Interrupt {
    raised: Arc<AtomicBool>,
    /// Whether a colour has to be ended on the terminal.
    in_colour: Arc<AtomicBool>,
    held: Arc<Mutex<InProgress>>,
    /// Whether a page was kept on the way.
    has_kept: Arc<AtomicBool>,
}

/// The output in progress. It is not interrupted while this is locked.
#[derive(Debug, Default)]
pub(super) struct InProgress {
    /// Temporary files, to be removed.
    unfinished: Vec<PathBuf>,
    /// Whether some results were written, but not all.
    partly_written: bool,
}

impl InProgress {
    pub(super) fn unfinished(&mut self, path: &Path) {
        self.unfinished.push(path.to_owned());
    }

    pub(super) fn finished(&mut self, path: &Path) {
        self.unfinished.retain(|unfinished| unfinished != path);
    }

    pub(super) fn partly_written(&mut self) {
        self.partly_written = true;
    }
}

impl Interrupt {
    /// Postpones an interruption until the returned guard is dropped.
    pub(super) fn hold(&self) -> MutexGuard<'_, InProgress> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes whether a colour has to be ended on the terminal, should Ctrl-C come now.
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

    /// Called on Ctrl-C: finishes the write in progress, then ends the program with exit status
    /// 130. A second Ctrl-C does not wait for that write, which never ends if nobody reads.
    pub fn raise(&self) {
        if self.in_colour.swap(false, Ordering::Relaxed) {
            let _ = io::stderr().write_all(anstyle::Reset.to_string().as_bytes());
        }
        if self.raised.swap(true, Ordering::Relaxed) {
            exit();
        }
        let interrupt = self.clone();
        // This thread waits for the second Ctrl-C.
        std::thread::spawn(move || {
            let held = interrupt.hold();
            for path in &held.unfinished {
                let _ = std::fs::remove_file(path);
            }
            let kept = if held.partly_written {
                "the output is incomplete, but every line in it is whole"
            } else {
                interrupt.kept()
            };
            // The terminal may be gone as well; then nobody can read this.
            let _ = io::stderr().write_all(format!("\nInterrupted: {kept}.\n").as_bytes());
            exit();
        });
    }
}

#[expect(clippy::exit, reason = "the thread that is interrupted cannot be asked to return")]
fn exit() -> ! {
    std::process::exit(Status::Interrupted.code().into())
}
