//! Readers that give a few bytes at a time, and runs of the library on them.

use std::io::{self, Read};
use std::num::NonZeroUsize;

use needlecheck::Screener;
use needlecheck::batch::{self, InputFormat, RecordSource, Settings};
use proptest::prelude::*;

/// How a batch is run: it must make no difference.
#[derive(Clone, Debug)]
pub(crate) struct RunSettings {
    threads: usize,
    chunk: usize,
    /// How many bytes each read gives, over and over.
    reads: Vec<usize>,
}

/// Any settings for a batch.
pub(crate) fn run_settings() -> impl Strategy<Value = RunSettings> {
    let chunk = prop_oneof![1..40_usize, 40..4097_usize];
    let reads = prop::collection::vec(prop_oneof![1..4_usize, 1..5_000_usize], 1..6);
    (1..5_usize, chunk, reads).prop_map(|(threads, chunk, reads)| RunSettings {
        threads,
        chunk,
        reads,
    })
}

/// Gives at most as many bytes with each read as its list says.
struct SlowReader<'a> {
    bytes: &'a [u8],
    reads: std::iter::Cycle<std::slice::Iter<'a, usize>>,
}

impl Read for SlowReader<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let most = self.reads.next().copied().unwrap_or(1).min(buffer.len());
        self.bytes.read(&mut buffer[..most])
    }
}

impl RunSettings {
    /// What is written for an input, and how many lines were counted.
    pub(crate) fn run(
        &self,
        screener: &Screener<'_>,
        settings: Settings,
        format: InputFormat,
        input: &[u8],
    ) -> String {
        let settings = Settings {
            threads: NonZeroUsize::new(self.threads).unwrap(),
            chunk: NonZeroUsize::new(self.chunk).unwrap(),
            ..settings
        };
        let source = RecordSource::new(
            "input",
            SlowReader { bytes: input, reads: self.reads.iter().cycle() },
        );
        let mut out = Vec::new();
        let run =
            batch::run(screener, &settings, vec![source.in_format(format)], &mut out, &|_| ());
        assert!(run.failure.is_none(), "{:?}", run.failure);
        let out = String::from_utf8(out).unwrap();
        assert_eq!(run.counts.records, out.lines().count() as u64, "every line is counted");
        out
    }
}
