//! A writer that several threads share, and that writes the chunks in the order of their numbers.

use std::collections::BTreeMap;
use std::io::Write;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::{mem, thread};

use super::Run;
use super::counts::Counts;
use super::failure::BatchFailure;
use crate::rulebook::Rulebook;

/// Lines to be written, and the counts of their records.
#[derive(Clone)]
pub(super) struct Lines {
    pub(super) bytes: Vec<u8>,
    pub(super) counts: Counts,
}

impl Lines {
    pub(super) fn none(rulebook: &Rulebook) -> Self {
        Self { bytes: Vec::new(), counts: Counts::of(rulebook) }
    }
}

/// Writes the lines of chunks in the order of the chunks' numbers. The last lines of a chunk are kept
/// until all earlier chunks are written, as many as there are threads; otherwise a thread waits for
/// that.
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
    /// The last lines of later chunks.
    kept: BTreeMap<u64, Lines>,
    /// Room for more of them.
    room: Vec<Lines>,
}

impl<'a> OrderedWriter<'a> {
    pub(super) fn new(
        out: &'a mut (dyn Write + Send),
        watch: &'a (dyn Fn(&Counts) + Sync),
        rulebook: &Rulebook,
        threads: usize,
    ) -> Self {
        let state = Mutex::new(WriterState {
            next: 0,
            out,
            counts: Counts::of(rulebook),
            failure: None,
            kept: BTreeMap::new(),
            room: vec![Lines::none(rulebook); threads],
        });
        Self { state, turn_changed: Condvar::new(), over: AtomicBool::new(false), watch }
    }

    /// Whether the batch has failed, so that nothing more will be written.
    pub(super) fn is_over(&self) -> bool {
        self.over.load(Ordering::Relaxed)
    }

    /// Waits for the chunk's turn and writes some of its lines, which are gone then.
    pub(super) fn write(&self, chunk: u64, lines: &mut Lines) {
        if let Some(mut state) = self.wait(chunk) {
            self.put(&mut state, lines);
        }
    }

    /// Ends the chunk with these lines, which are gone then: writes them if it is its turn, together
    /// with those kept that come next, and keeps them otherwise.
    pub(super) fn end_chunk(&self, chunk: u64, lines: &mut Lines) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if state.next != chunk {
            if let Some(empty) = state.room.pop() {
                state.kept.insert(chunk, mem::replace(lines, empty));
                return;
            }
            drop(state);
            let Some(in_turn) = self.wait(chunk) else { return };
            state = in_turn;
        }
        self.put(&mut state, lines);
        state.next += 1;
        while let Some(mut lines) = state.next_kept() {
            self.put(&mut state, &mut lines);
            state.room.push(lines);
            state.next += 1;
        }
        drop(state);
        self.turn_changed.notify_all();
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

    /// Writes lines, unless the batch is over.
    fn put(&self, state: &mut WriterState<'_>, lines: &mut Lines) {
        if self.is_over() {
            return;
        }
        let written = state.out.write_all(&lines.bytes).and_then(|()| state.out.flush());
        state.counts.take(&mut lines.counts);
        lines.bytes.clear();
        match written {
            Ok(()) => (self.watch)(&state.counts),
            Err(error) => self.end(state, BatchFailure::Write(error)),
        }
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

impl WriterState<'_> {
    /// The lines kept for the chunk whose turn it is.
    fn next_kept(&mut self) -> Option<Lines> {
        self.kept.remove(&self.next)
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
