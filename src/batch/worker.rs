//! One thread of a batch.

use std::sync::{Arc, Mutex, PoisonError};

use super::chunk::{Chunk, RawRecord};
use super::failure::BatchFailure;
use super::input::Input;
use super::ordered_writer::{Lines, OrderedWriter};
use super::{ReportLines, Settings};
use crate::answers::{Answers, Fault, FaultCode, Records, Rejected};
use crate::report::{CsvWriter, ErrorLine, Fragments, JsonWriter};
use crate::screening::{Screener, Workspace};
use crate::text::append;
use crate::text::problem::Problem;

/// The number of bytes of reports after which they are written, before the end of the chunk.
const MAX_BUFFERED_BYTES: usize = 768 << 10;

/// The state of one thread, used for one record after another.
pub(super) struct Worker<'s, 'r> {
    screener: &'s Screener<'r>,
    settings: &'s Settings,
    /// Whether faults name their source: if there is more than one.
    named: bool,
    records: Records<'r>,
    answers: Answers<'r>,
    workspace: Workspace,
    writer: JsonWriter<'s>,
    /// Writes rows in place of reports.
    rows: Option<CsvWriter<'r>>,
    lines: Lines,
}

impl<'s, 'r> Worker<'s, 'r> {
    pub(super) fn new(
        screener: &'s Screener<'r>,
        settings: &'s Settings,
        fragments: &'s Fragments<'r>,
        named: bool,
    ) -> Self {
        let mut records = Records::new(screener.rulebook(), settings.on)
            .ignoring(settings.ignored.iter().cloned());
        if let Some(form) = &settings.form {
            records = records.by_form(Arc::clone(form));
        }
        Self {
            screener,
            settings,
            named,
            answers: records.answers(),
            records,
            workspace: Workspace::default(),
            writer: JsonWriter::new(fragments).with_texts(settings.lines == ReportLines::WithTexts),
            rows: (settings.lines == ReportLines::Csv).then(|| CsvWriter::new(screener.rulebook())),
            lines: Lines::none(screener.rulebook()),
        }
    }

    /// Works on chunks until there are no more, or the batch has failed.
    pub(super) fn run(mut self, input: &Mutex<Input<'_>>, output: &OrderedWriter<'_>) {
        let _abort_on_panic = output.abort_on_panic();
        let mut chunk = Chunk::new();
        while !output.is_over() {
            let filled = {
                let mut input = input.lock().unwrap_or_else(PoisonError::into_inner);
                input.next(&mut chunk, &mut self.records)
            };
            match filled {
                Ok(true) => self.chunk(&chunk, output),
                Ok(false) => return,
                Err(failure) => return output.fail(chunk.number, failure),
            }
        }
    }

    fn chunk(&mut self, chunk: &Chunk, output: &OrderedWriter<'_>) {
        for record in chunk.records() {
            self.lines.counts.bytes += record.bytes.len() as u64;
            let fine = self.record(&record, chunk);
            if !fine && self.settings.stop_on_error {
                output.write(chunk.number, &mut self.lines);
                let (name, line) = (chunk.name.to_string(), record.line);
                return output.fail(chunk.number, BatchFailure::Rejected { name, line });
            }
            if self.lines.bytes.len() >= MAX_BUFFERED_BYTES {
                output.write(chunk.number, &mut self.lines);
            }
        }
        output.end_chunk(chunk.number, &mut self.lines);
    }

    /// Appends the line for one record; `false` if the record could not be screened.
    fn record(&mut self, record: &RawRecord<'_>, chunk: &Chunk) -> bool {
        let RawRecord { bytes, line, is_last } = *record;
        let read = match (&chunk.unclosed, &chunk.columns) {
            (Some(fault), _) if is_last => Err(Rejected { id: None, faults: fault.clone().into() }),
            (_, None) => {
                let record = bytes.strip_suffix(b"\n").unwrap_or(bytes);
                self.records.read(record, &mut self.answers)
            }
            (_, Some(columns)) => {
                let read = self.records.read_row(columns, bytes, &mut self.answers);
                read.map_err(|rejected| not_read(rejected, bytes, line))
            }
        };
        if let Err(rejected) = &read {
            self.lines.counts.reject(&rejected.faults);
            self.reject(rejected, chunk, line);
        } else if matches!(self.settings.lines, ReportLines::Full | ReportLines::WithTexts) {
            let screening = self.screener.screen_with(&mut self.workspace, &self.answers);
            self.lines.counts.screened(&screening.outcome);
            self.writer.report(&self.answers, screening, &mut self.lines.bytes);
        } else {
            let outcome = self.screener.outcome_with(&mut self.workspace, &self.answers);
            self.lines.counts.screened(outcome);
            match &mut self.rows {
                Some(rows) => rows.row(&self.answers, outcome, &mut self.lines.bytes),
                None => self.writer.brief(self.answers.id(), outcome, &mut self.lines.bytes),
            }
        }
        self.lines.bytes.push(b'\n');
        read.is_ok()
    }

    /// Appends the first fault of a record, and the number of its other faults.
    fn reject(&mut self, rejected: &Rejected, chunk: &Chunk, line: u64) {
        let out = &mut self.lines.bytes;
        if let Some(rows) = &mut self.rows {
            let mut error = String::new();
            if self.named {
                append(&mut error, format_args!("{}, ", chunk.name));
            }
            append(&mut error, format_args!("line {line}"));
            // INVARIANT: there is at least one fault.
            if let Some(Fault { code, at, problem, .. }) = rejected.faults.list().first() {
                if let Some(at) = at {
                    append(&mut error, format_args!(", {at}"));
                }
                append(&mut error, format_args!(": {code}: {}", problem.message));
            }
            return rows.rejected(rejected.id.as_ref(), &error, out);
        }
        let faults = rejected.faults.list();
        // INVARIANT: there is at least one fault.
        if let Some(fault) = faults.first() {
            let column = fault.position.map(|position| format!("column {}", position.column));
            let error = ErrorLine {
                file: self.named.then_some(&*chunk.name),
                line: Some(line),
                id: rejected.id.as_ref(),
                more: faults.len() - 1,
                ..ErrorLine::of(fault, column.as_deref())
            };
            error.write(out);
        }
    }
}

/// Says which lines were not read because of a quote that is not as it has to be: there may be
/// people among them.
fn not_read(rejected: Rejected, record: &[u8], line: u64) -> Rejected {
    let more = memchr::memchr_iter(b'\n', record.strip_suffix(b"\n").unwrap_or(record)).count();
    if more == 0 {
        return rejected;
    }
    let last = line + more as u64;
    rejected.map(|fault| match fault.code {
        FaultCode::Syntax => {
            let message =
                format!("{}; lines {line} to {last} were not read", fault.problem.message);
            Fault { problem: Problem { message: message.into(), ..fault.problem }, ..fault }
        }
        _ => fault,
    })
}
