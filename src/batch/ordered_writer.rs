//! A writer that several threads share, and that writes the chunks in the order of their numbers.

use std::io::Write;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use super::Run;
use super::counts::Counts;
use super::failure::BatchFailure;

/// Writes the lines of chunks in the order of the chunks' numbers: a thread waits until all earlier
/// chunks are written.
pub(super) struct OrderedWriter<'a> {
    state: Mutex<WriterState<'a>>,
    turn_changed: Condvar,
    /// Whether the batch has failed, so that nothing more will be written.
    over: AtomicBool,
    watch: &'a (dyn Fn(&Counts) + Sync),
}

struct WriterState<'a> {
    /// The number of the chunk that may be written now.
    next: u64,
    out: &'a mut (dyn Write + Send),
    counts: Counts,
    failure: Option<BatchFailure>,
}

impl<'a> OrderedWriter<'a> {
    pub(super) fn new(
        out: &'a mut (dyn Write + Send),
        watch: &'a (dyn Fn(&Counts) + Sync),
        counts: Counts,
    ) -> Self {
        let state = Mutex::new(WriterState { next: 0, out, counts, failure: None });
        Self { state, turn_changed: Condvar::new(), over: AtomicBool::new(false), watch }
    }

    /// Whether the batch has failed, so that nothing more will be written.
    pub(super) fn is_over(&self) -> bool {
        self.over.load(Ordering::Relaxed)
    }

    /// Waits for the chunk's turn and writes some of its lines, which `counts` counts. Moves these
    /// counts to those of the batch.
    pub(super) fn write(&self, chunk: u64, lines: &[u8], counts: &mut Counts) {
        let Some(mut state) = self.wait(chunk) else { return };
        let written = state.out.write_all(lines).and_then(|()| state.out.flush());
        state.counts.take(counts);
        match written {
            Ok(()) => (self.watch)(&state.counts),
            Err(error) => self.end(&mut state, BatchFailure::Write(error)),
        }
    }

    /// Ends the chunk: the turn goes to the next one.
    pub(super) fn next(&self, chunk: u64) {
        if let Some(mut state) = self.wait(chunk) {
            state.next += 1;
            drop(state);
            self.turn_changed.notify_all();
        }
    }

    /// Waits for the chunk's turn and ends the batch with a failure.
    pub(super) fn fail(&self, chunk: u64, failure: BatchFailure) {
        if let Some(mut state) = self.wait(chunk) {
            self.end(&mut state, failure);
        }
    }

    /// The result of the batch.
    pub(super) fn finish(self) -> Run {
        let state = self.state.into_inner().unwrap_or_else(PoisonError::into_inner);
        Run { counts: state.counts, failure: state.failure }
    }

    /// A guard that ends the batch if this thread panics. Without it the other threads would wait
    /// for ever.
    pub(super) fn abort_on_panic(&self) -> AbortOnPanic<'_, 'a> {
        AbortOnPanic(self)
    }

    fn end(&self, state: &mut WriterState<'_>, failure: BatchFailure) {
        state.failure = Some(failure);
        self.give_up();
    }

    fn give_up(&self) {
        self.over.store(true, Ordering::Relaxed);
        self.turn_changed.notify_all();
    }

    /// Waits for the chunk's turn; `None` if the batch fails before that.
    fn wait(&self, chunk: u64) -> Option<MutexGuard<'_, WriterState<'a>>> {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let others = |state: &mut WriterState<'_>| state.next != chunk && !self.is_over();
        let state =
            self.turn_changed.wait_while(state, others).unwrap_or_else(PoisonError::into_inner);
        (!self.is_over()).then_some(state)
    }
}

/// Ends the batch if its thread panics.
pub(super) struct AbortOnPanic<'t, 'a>(&'t OrderedWriter<'a>);

impl Drop for AbortOnPanic<'_, '_> {
    fn drop(&mut self) {
        if thread::panicking() {
            let _state = self.0.state.lock().unwrap_or_else(PoisonError::into_inner);
            self.0.give_up();
        }
    }
}
