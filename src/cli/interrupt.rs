//! Ctrl-C: one line, exit status 130, and nothing left half done.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::status::Status;

/// What an interruption waits for, and what it cleans up. Clones are about the same thing.
#[derive(Clone, Debug, Default)]
pub struct Interrupt {
    raised: Arc<AtomicBool>,
    held: Arc<Mutex<Held>>,
}

/// What is not to be cut through while it is held.
#[derive(Debug, Default)]
pub(super) struct Held {
    /// Files that are not whole yet.
    unfinished: Vec<PathBuf>,
    /// Whether results have gone out that are not all.
    partly_written: bool,
}

impl Held {
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
    /// Puts an interruption off until what is returned is dropped.
    pub(super) fn hold(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What happens on Ctrl-C: what is being written is finished, and then the program ends
    /// with exit status 130. A second Ctrl-C does not wait for that, as it may take for ever
    /// where nobody reads.
    pub fn raise(&self) {
        if self.raised.swap(true, Ordering::Relaxed) {
            exit();
        }
        let interrupt = self.clone();
        // The thread that waits for signals goes on waiting for the second.
        std::thread::spawn(move || {
            let held = interrupt.hold();
            for path in &held.unfinished {
                let _ = std::fs::remove_file(path);
            }
            let kept = if held.partly_written {
                "not all is written, but all that is are whole lines"
            } else {
                "nothing was kept"
            };
            // The terminal may be gone, too; then there is nobody to tell.
            let _ = io::stderr().write_all(format!("\nInterrupted: {kept}.\n").as_bytes());
            exit();
        });
    }
}

#[expect(clippy::exit, reason = "the thread that is interrupted cannot be asked to return")]
fn exit() -> ! {
    std::process::exit(Status::Interrupted.code().into())
}
