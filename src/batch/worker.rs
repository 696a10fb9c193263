//! A thread of a batch: lines in, lines out.

use std::io::Write as _;
use std::sync::{Mutex, PoisonError};

use super::Settings;
use super::failure::Failure;
use super::input::{Chunk, Input};
use super::tally::Tally;
use super::turn::Turn;
use crate::answers::{Answers, Fault, Records, Rejected};
use crate::report::{Pieces, Writer, push_id, push_text};
use crate::screening::{Screener, Workspace};

/// How many bytes of reports are held back at the most before some are written.
const MOST_HELD: usize = 768 << 10;

/// Everything that one thread needs, used for one record after another.
pub(super) struct Worker<'s, 'r> {
    screener: &'s Screener<'r>,
    settings: &'s Settings,
    /// Whether errors say which source they are in.
    named: bool,
    records: Records<'r>,
    answers: Answers<'r>,
    workspace: Workspace,
    writer: Writer<'s>,
    out: Vec<u8>,
    tally: Tally,
}

impl<'s, 'r> Worker<'s, 'r> {
    pub(super) fn new(
        screener: &'s Screener<'r>,
        settings: &'s Settings,
        pieces: &'s Pieces<'r>,
        named: bool,
    ) -> Self {
        let records = Records::new(screener.rulebook(), settings.on)
            .ignoring(settings.ignored.iter().cloned());
        Self {
            screener,
            settings,
            named,
            answers: records.answers(),
            records,
            workspace: Workspace::default(),
            writer: Writer::new(pieces),
            out: Vec::new(),
            tally: Tally::of(screener.rulebook()),
        }
    }

    /// Works on one chunk after another until there are no more.
    pub(super) fn run(mut self, input: &Mutex<Input<'_>>, turn: &Turn<'_>) {
        let _watched = turn.watched();
        let mut chunk = Chunk::new();
        while !turn.is_over() {
            let filled = {
                let mut input = input.lock().unwrap_or_else(PoisonError::into_inner);
                input.next(&mut chunk, &mut self.records)
            };
            match filled {
                Ok(true) => self.chunk(&chunk, turn),
                Ok(false) => return,
                Err(failure) => return turn.fail(chunk.number, failure),
            }
        }
    }

    fn chunk(&mut self, chunk: &Chunk, turn: &Turn<'_>) {
        let mut rest = chunk.bytes();
        let mut line = chunk.first_line;
        while !rest.is_empty() {
            let end = memchr::memchr(b'\n', rest);
            let (record, after) = rest.split_at(end.unwrap_or(rest.len()));
            rest = after.get(1..).unwrap_or_default();
            self.tally.bytes += record.len() as u64 + u64::from(end.is_some());
            let fine = self.record(record, chunk, line);
            let stop = !fine && self.settings.stop_on_error;
            if stop || rest.is_empty() || self.out.len() >= MOST_HELD {
                turn.write(chunk.number, &self.out, &mut self.tally);
                self.out.clear();
            }
            if stop {
                let name = chunk.name.to_string();
                return turn.fail(chunk.number, Failure::Rejected { name, line });
            }
            line += 1;
        }
        turn.pass(chunk.number);
    }

    /// Appends what comes of one record, and says whether it could be screened.
    fn record(&mut self, record: &[u8], chunk: &Chunk, line: u64) -> bool {
        let read = match &chunk.columns {
            None => self.records.read(record, &mut self.answers),
            Some(columns) => self.records.read_row(columns, record, &mut self.answers),
        };
        if let Err(rejected) = &read {
            self.tally.reject(&rejected.faults);
            self.reject(rejected, chunk, line);
        } else if self.settings.brief {
            let outcome = self.screener.outcome_with(&mut self.workspace, &self.answers);
            self.tally.screened(outcome);
            self.writer.brief(self.answers.id(), outcome, &mut self.out);
        } else {
            let screening = self.screener.screen_with(&mut self.workspace, &self.answers);
            self.tally.screened(&screening.outcome);
            self.writer.report(&self.answers, screening, &mut self.out);
        }
        self.out.push(b'\n');
        read.is_ok()
    }

    /// Appends what is wrong with a record: the first thing, and how many more there are.
    fn reject(&mut self, rejected: &Rejected, chunk: &Chunk, line: u64) {
        let out = &mut self.out;
        out.push(b'{');
        if self.named {
            out.extend_from_slice(b"\"file\":");
            push_text(&chunk.name, out);
            out.push(b',');
        }
        // Writing to memory cannot fail.
        let _ = write!(out, "\"line\":{line},\"id\":");
        push_id(rejected.id.as_ref(), out);
        let faults = rejected.faults.list();
        // INVARIANT: faults are never none.
        if let Some(Fault { code, at, position, problem }) = faults.first() {
            // What is no JSON has no key to name.
            let column = position.map(|position| format!("column {}", position.column));
            let _ = write!(out, ",\"error\":{{\"code\":\"{code}\"");
            let texts = [
                ("at", at.as_deref().or(column.as_deref())),
                ("message", Some(&*problem.message)),
                ("accepted", problem.expected.as_deref()),
                ("suggestion", problem.suggestion.as_deref()),
            ];
            for (name, text) in texts {
                let _ = write!(out, ",\"{name}\":");
                match text {
                    None => out.extend_from_slice(b"null"),
                    Some(text) => push_text(text, out),
                }
            }
            let _ = write!(out, ",\"more\":{}}}", faults.len() - 1);
        }
        out.push(b'}');
    }
}
