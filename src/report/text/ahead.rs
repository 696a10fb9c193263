//! What would change the verdict: time, or what a person can do.

use super::{Writer, verdict_style};
use crate::report::Ending;
use crate::rulebook::Level;
use crate::screening::{Finding, Step, Verdict};
use crate::text::list::count;
use crate::text::put;
use crate::text::wrap::Width;

/// How many ways to a better verdict are shown: people stop reading.
const MOST_SHOWN: usize = 5;

impl Writer<'_> {
    /// How the verdict changes as time passes, and how what stands in the way ends.
    pub(super) fn outlook(&mut self) {
        let report = self.report;
        let steps = &report.outlook().steps;
        let least = match report.verdict() {
            Verdict::Level(level) if level.is_stop() => Level::Defer,
            _ => Level::Caution,
        };
        let findings = report.outcome().findings.iter();
        let mut reasons: Vec<&Finding> =
            findings.filter(|finding| finding.level >= least).collect();
        reasons.sort_by_key(|finding| finding.ends);
        if steps.len() == 1 && reasons.is_empty() {
            return;
        }
        self.heading("If you wait, and nothing else changes");
        if steps.len() == 1 {
            self.paragraph("", "Waiting alone does not change the verdict.");
        } else {
            self.timeline(steps);
        }
        let mut ends = [const { Vec::new() }; 4];
        for finding in reasons {
            let title = &report.rulebook()[finding.rule].title;
            match report.ending(finding) {
                Ending::On(day) => ends[0].push(format!("{title} ({day})")),
                // What the event is stands with the finding.
                Ending::Until(_) => ends[1].push(title.clone()),
                Ending::Never => ends[2].push(title.clone()),
                Ending::Unsure => ends[3].push(title.clone()),
            }
        }
        let says = [
            "Ends by the calendar",
            "Ends with an event",
            "Does not end by itself",
            "Ends by the calendar, unless an open question keeps it",
        ];
        for (says, titles) in says.into_iter().zip(ends) {
            if !titles.is_empty() {
                self.paragraph("- ", &format!("{says}: {}.", titles.join("; ")));
            }
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
        let report = self.report;
        let changes = report.changes();
        if changes.is_empty() {
            return;
        }
        self.heading("What you could change");
        for (index, change) in changes.iter().take(MOST_SHOWN).enumerate() {
            let word = change.verdict.as_str().to_uppercase();
            let painted = self.paint(verdict_style(change.verdict), &word);
            let wait = change.wait_until.map(|day| format!(" wait until {day} and"));
            let text = format!("{painted}, if you{}:", wait.unwrap_or_default());
            self.hanging(&format!("{}. ", index + 1), "   ", &text);
            for how in change.how(report.rulebook()) {
                self.hanging("   - ", "     ", how);
            }
        }
        if let Some(more @ 1..) = changes.len().checked_sub(MOST_SHOWN) {
            let more = count(more, "other way", "other ways");
            self.paragraph("", &format!("There are {more}; --json lists them all."));
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
