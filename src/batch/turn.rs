//! Whose turn it is to write, so that what went in first comes out first.

use std::io::Write;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use super::Run;
use super::failure::Failure;
use super::tally::Tally;

/// The output, which the chunks get hold of in the order of their numbers.
pub(super) struct Turn<'a> {
    state: Mutex<State<'a>>,
    moved: Condvar,
    /// Whether nothing will be written any more.
    over: AtomicBool,
    watch: &'a (dyn Fn(&Tally) + Sync),
}

struct State<'a> {
    /// The number of the chunk whose turn it is.
    next: u64,
    out: &'a mut (dyn Write + Send),
    tally: Tally,
    failure: Option<Failure>,
}

impl<'a> Turn<'a> {
    pub(super) fn new(
        out: &'a mut (dyn Write + Send),
        watch: &'a (dyn Fn(&Tally) + Sync),
        tally: Tally,
    ) -> Self {
        let state = Mutex::new(State { next: 0, out, tally, failure: None });
        Self { state, moved: Condvar::new(), over: AtomicBool::new(false), watch }
    }

    /// Whether nothing will be written any more, so that there is nothing left to do.
    pub(super) fn is_over(&self) -> bool {
        self.over.load(Ordering::Relaxed)
    }

    /// Waits until it is this chunk's turn, and writes some of its lines, which `tally` counts.
    pub(super) fn write(&self, chunk: u64, lines: &[u8], tally: &mut Tally) {
        let Some(mut state) = self.wait(chunk) else { return };
        let written = state.out.write_all(lines).and_then(|()| state.out.flush());
        match written {
            Ok(()) => {
                state.tally.take(tally);
                (self.watch)(&state.tally);
            }
            Err(error) => self.end(&mut state, Failure::Write(error)),
        }
    }

    /// Lets the next chunk have its turn.
    pub(super) fn pass(&self, chunk: u64) {
        if let Some(mut state) = self.wait(chunk) {
            state.next += 1;
            drop(state);
            self.moved.notify_all();
        }
    }

    /// Ends the batch in the place of a chunk, when those before it are written.
    pub(super) fn fail(&self, chunk: u64, failure: Failure) {
        if let Some(mut state) = self.wait(chunk) {
            self.end(&mut state, failure);
        }
    }

    /// What the batch came to.
    pub(super) fn over(self) -> Run {
        let state = self.state.into_inner().unwrap_or_else(PoisonError::into_inner);
        Run { tally: state.tally, failure: state.failure }
    }

    /// A sign that everybody is to stop waiting if this thread panics: better a panic than a
    /// program that hangs.
    pub(super) fn watched(&self) -> Watched<'_, 'a> {
        Watched(self)
    }

    fn end(&self, state: &mut State<'_>, failure: Failure) {
        state.failure = Some(failure);
        self.give_up();
    }

    fn give_up(&self) {
        self.over.store(true, Ordering::Relaxed);
        self.moved.notify_all();
    }

    /// The output, when it is this chunk's turn; nothing when the batch is over before that.
    fn wait(&self, chunk: u64) -> Option<MutexGuard<'_, State<'a>>> {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let others = |state: &mut State<'_>| state.next != chunk && !self.is_over();
        let state = self.moved.wait_while(state, others).unwrap_or_else(PoisonError::into_inner);
        (!self.is_over()).then_some(state)
    }
}

/// Ends the batch if its thread panics.
pub(super) struct Watched<'t, 'a>(&'t Turn<'a>);

impl Drop for Watched<'_, '_> {
    fn drop(&mut self) {
        if thread::panicking() {
            let _state = self.0.state.lock().unwrap_or_else(PoisonError::into_inner);
            self.0.give_up();
        }
    }
}
