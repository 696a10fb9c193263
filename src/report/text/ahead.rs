//! What would change the verdict: time, or what a person can do.

use super::{Writer, verdict_style};
use crate::layout::Width;
use crate::report::facts;
use crate::screening::Step;
use crate::text::put;

impl Writer<'_> {
    /// How the verdict changes as time passes, and how what stands in the way ends.
    pub(super) fn waiting(&mut self) {
        let waiting = &self.facts.waiting;
        if waiting.is_idle() {
            return;
        }
        self.heading(facts::WAITING);
        if let [_] = waiting.steps {
            self.paragraph("", facts::NO_STEP);
        } else {
            self.timeline(waiting.steps);
        }
        for (says, titles) in &waiting.ends {
            self.paragraph("- ", &format!("{says}: {}.", titles.join("; ")));
        }
    }

    /// A line for each step: its first day, its verdict, and where it lies on the way to the last.
    fn timeline(&mut self, steps: &[Step]) {
        let longest = steps.iter().map(|step| step.verdict.as_str().len()).max().unwrap_or(0);
        let before = "  from 2026-11-22  ".len() + longest + 2;
        let cells = match self.page.width {
            Width::Unlimited => MOST_CELLS,
            Width::Columns(columns) => columns.saturating_sub(before).min(MOST_CELLS),
        };
        let bars = bars(steps, cells);
        for (index, step) in steps.iter().enumerate() {
            let word = step.verdict.as_str().to_uppercase();
            let painted = self.paint(verdict_style(step.verdict), &word);
            match bars.get(index) {
                None => self.paragraph("- ", &format!("from {}: {painted}", step.from)),
                Some(bar) => {
                    let gap = " ".repeat(longest - word.len());
                    put(
                        &mut self.out,
                        format_args!("  from {}  {painted}{gap}  {bar}\n", step.from),
                    );
                }
            }
        }
    }

    /// What could be done to come to a better verdict.
    pub(super) fn changes(&mut self) {
        let changes = &self.facts.changes;
        if changes.shown.is_empty() {
            return;
        }
        self.heading(facts::CHANGES);
        for (index, change) in changes.shown.iter().enumerate() {
            let word = change.verdict.as_str().to_uppercase();
            let painted = self.paint(verdict_style(change.verdict), &word);
            let text = format!("{painted}, {}:", change.condition());
            self.hanging(&format!("{}. ", index + 1), "   ", &text);
            for how in &change.how {
                self.hanging("   - ", "     ", how);
            }
            if let Some(withdrawn) = &change.withdrawn {
                self.hanging("   ", "   ", withdrawn);
            }
        }
        if let Some(more) = &changes.more {
            self.paragraph("", more);
        }
    }
}

/// How long the line of time is, and how short it may be.
const MOST_CELLS: usize = 30;
const FEWEST_CELLS: usize = 10;

/// Where each step lies on one line of time, which goes on after the last; nothing if there is no
/// room for it. A step that is too short to be seen still has a cell of its own.
fn bars(steps: &[Step], cells: usize) -> Vec<String> {
    let (Some(first), Some(last)) = (steps.first(), steps.last()) else { return Vec::new() };
    let tail = cells / 5;
    if cells < FEWEST_CELLS || steps.len() > cells - tail {
        return Vec::new();
    }
    let days = |step: &Step| usize::try_from((step.from - first.from).get_days()).unwrap_or(0);
    let mut starts: Vec<usize> = Vec::with_capacity(steps.len());
    for (index, step) in steps.iter().enumerate() {
        let place = days(step) * (cells - tail) / days(last).max(1);
        let free = starts.last().map_or(0, |start| start + 1);
        // There has to be a cell left for each step that follows.
        starts.push(place.max(free).min(cells - tail + index + 1 - steps.len()));
    }
    let ends = starts.iter().skip(1).copied().chain([cells]);
    let bar = |(&start, end): (&usize, usize)| {
        let after = if end == cells { ">".to_owned() } else { ".".repeat(cells - end) };
        let inside = "#".repeat(end - start - usize::from(end == cells));
        format!("{}{inside}{after}", ".".repeat(start))
    };
    starts.iter().zip(ends).map(bar).collect()
}
