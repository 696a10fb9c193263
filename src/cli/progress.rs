//! The progress of a batch, shown in a terminal.

use std::time::{Duration, Instant};

use indicatif::{HumanCount, HumanDuration, ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::batch::Counts;
use crate::screening::Verdict;
use crate::text::list::join;
use crate::text::word::Word as _;

/// A progress bar on standard error, drawn or hidden.
pub(super) struct Progress {
    bar: ProgressBar,
    begun: Instant,
}

impl Progress {
    /// Starts the clock; `bytes` is the length of the input, `None` if that is unknown.
    pub(super) fn new(draws: bool, bytes: Option<u64>) -> Self {
        const TIMES_A_SECOND: u8 = 8;
        const OF_ALL: &str = "[{wide_bar}] {percent}%, {bytes} of {total_bytes}, {msg}, {eta} left";
        const SO_FAR: &str = "{bytes} so far, {msg}";
        let target = if draws {
            ProgressDrawTarget::stderr_with_hz(TIMES_A_SECOND)
        } else {
            ProgressDrawTarget::hidden()
        };
        let bar = ProgressBar::with_draw_target(bytes, target);
        let template = if bytes.is_some() { OF_ALL } else { SO_FAR };
        // INVARIANT: the templates are right; a wrong one would give the plain bar.
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style.progress_chars("=> "));
        }
        Self { bar, begun: Instant::now() }
    }

    pub(super) fn show(&self, totals: &Counts) {
        if !self.bar.is_hidden() {
            self.bar.set_message(self.rate(totals));
            self.bar.set_position(totals.bytes);
        }
    }

    /// Removes the bar, and returns the counts in a sentence.
    pub(super) fn end(&self, totals: &Counts) -> String {
        self.bar.finish_and_clear();
        let counts =
            Verdict::ALL.iter().map(|&(verdict, word)| (totals.with_verdict(verdict), word));
        let counts = counts.chain([(totals.rejected(), "not screened")]);
        let counts = counts.filter(|(count, _)| *count > 0);
        let counts: Vec<_> =
            counts.map(|(count, word)| format!("{} {word}", HumanCount(count))).collect();
        let of = if counts.is_empty() { "" } else { ": " };
        format!(
            "{} records in {} ({}){of}{}.\n",
            HumanCount(totals.records),
            HumanDuration(self.begun.elapsed()),
            self.rate(totals),
            join(counts, "and"),
        )
    }

    fn rate(&self, totals: &Counts) -> String {
        let elapsed = self.begun.elapsed().max(Duration::from_millis(1));
        #[expect(
            clippy::cast_precision_loss,
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a speed for a person to read"
        )]
        let rate = (totals.records as f64 / elapsed.as_secs_f64()) as u64;
        format!("{} a second", HumanCount(rate))
    }
}
