//! Any bytes as a CSV table: every record gives one line, in order, however they are cut into pieces
//! and over threads.

#![no_main]

use std::num::NonZeroUsize;
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use needlecheck::batch::{self, InputFormat, RecordSource, ReportLines, Settings};
use needlecheck::{Rulebook, Screener};

static RULEBOOK: LazyLock<Rulebook> = LazyLock::new(|| {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/rulebooks/ear-piercing.toml");
    Rulebook::from_bytes(path, std::fs::read(path).unwrap()).unwrap()
});

/// What is written of a table that is read in pieces of this length.
fn written(table: &[u8], lines: ReportLines, piece: usize) -> (Vec<u8>, u64) {
    let chunk = NonZeroUsize::new(piece).unwrap();
    let settings = Settings { lines, chunk, ..Settings::new("2026-11-22".parse().unwrap()) };
    let source = RecordSource::new("table", table).in_format(InputFormat::Csv);
    let mut out = Vec::new();
    let run = batch::run(&Screener::new(&RULEBOOK), &settings, vec![source], &mut out, &|_| ());
    (out, run.counts.records)
}

fuzz_target!(|bytes: &[u8]| {
    let table = [b"id,age,place,sore_ear\n", bytes].concat();
    let (whole, records) = written(&table, ReportLines::Brief, 1 << 17);
    let lines = whole.iter().filter(|byte| **byte == b'\n').count() as u64;
    assert_eq!(lines, records);
    assert_eq!(written(&table, ReportLines::Brief, 1).0, whole, "in single bytes");
    // The table of reports is a table itself, with as many rows, whatever the ids are.
    let (rows, _) = written(&table, ReportLines::Csv, 1 << 17);
    let again = RecordSource::new("rows", &rows[..]).in_format(InputFormat::Csv);
    let settings = Settings {
        ignored: ["verdict", "floor", "at_worst", "valid_until", "summary", "rules", "open", "error"]
            .map(str::to_owned)
            .to_vec(),
        ..Settings::new("2026-11-22".parse().unwrap())
    };
    let run = batch::run(&Screener::new(&RULEBOOK), &settings, vec![again], &mut Vec::new(), &|_| ());
    assert_eq!((run.counts.records, run.counts.rejected()), (records, 0));
});
