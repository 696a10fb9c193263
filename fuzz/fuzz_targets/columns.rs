//! Any bytes as a columns file end in faults that can be shown, or in a form; by a form any bytes as
//! a table give a line for each record. The file ends at the first NUL, where the table begins.

#![no_main]

use std::sync::{Arc, LazyLock};

use libfuzzer_sys::fuzz_target;
use needlecheck::answers::Form;
use needlecheck::batch::{self, InputFormat, RecordSource, ReportLines, Settings};
use needlecheck::diagnostic::Look;
use needlecheck::{Rulebook, Screener};

static RULEBOOK: LazyLock<Rulebook> = LazyLock::new(|| {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/rulebooks/ear-piercing.toml");
    Rulebook::from_bytes(path, std::fs::read(path).unwrap()).unwrap()
});

fuzz_target!(|bytes: &[u8]| {
    let (file, table) = match bytes.iter().position(|byte| *byte == 0) {
        Some(end) => (&bytes[..end], &bytes[end + 1..]),
        None => (bytes, &b""[..]),
    };
    match Form::from_bytes(&RULEBOOK, "fuzz.toml", file.to_vec()) {
        Err(faults) => {
            assert!(!faults.diagnostics().is_empty());
            assert!(!faults.to_text(Look::PLAIN).is_empty());
        }
        Ok(form) => {
            let settings = Settings {
                lines: ReportLines::Brief,
                form: Some(Arc::new(form)),
                ..Settings::new("2026-11-22".parse().unwrap())
            };
            for format in [InputFormat::Csv, InputFormat::Ndjson] {
                let source = RecordSource::new("table", table).in_format(format);
                let mut out = Vec::new();
                let screener = Screener::new(&RULEBOOK);
                let run = batch::run(&screener, &settings, vec![source], &mut out, &|_| ());
                let lines = out.iter().filter(|byte| **byte == b'\n').count() as u64;
                assert_eq!(lines, run.counts.records);
            }
        }
    }
});
