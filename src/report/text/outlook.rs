//! What would change the verdict: time, or changes that a person can make.

use super::verdict::word as verdict_word;
use crate::layout::{COLUMN_GAP, Printer, TableCell, Width};
use crate::report::view::{self, ReportView};
use crate::screening::Step;
use crate::text::long_date;

/// How the verdict changes as time passes, and how each finding that stands in the way ends.
pub(super) fn waiting(view: &ReportView<'_>, printer: &mut Printer) {
    let waiting = &view.outlook;
    if waiting.is_idle() {
        return;
    }
    printer.spaced_heading(view::WAITING);
    if let [_] = waiting.steps {
        printer.paragraph("", view::NO_STEP);
    } else {
        timeline(waiting.steps, printer);
    }
    for (says, titles) in &waiting.ends {
        printer.paragraph("- ", &format!("{says}: {}.", titles.join("; ")));
    }
}

/// A line for each step: its first day, its verdict, and a bar that shows how long it lasts.
fn timeline(steps: &[Step], printer: &mut Printer) {
    let page = printer.page();
    let from = |step: &Step| format!("  from {}", long_date(step.from));
    let days = steps.iter().map(|step| from(step).len()).max().unwrap_or(0);
    let words = steps.iter().map(|step| step.verdict.as_str().len()).max().unwrap_or(0);
    let before = days + words + 2 * COLUMN_GAP.len();
    let cells = match page.width {
        Width::Unlimited => MAX_CELLS,
        Width::Columns(columns) => columns.saturating_sub(before).min(MAX_CELLS),
    };
    let bars = bars(steps, cells);
    for (index, step) in steps.iter().enumerate() {
        let word = verdict_word(step.verdict, page);
        match bars.get(index) {
            None => printer.paragraph("- ", &format!("{}: {word}", from(step).trim_start())),
            Some(bar) => printer.row(&[
                TableCell::left(vec![from(step)], days),
                TableCell::left(vec![word], words),
                TableCell::left(vec![bar.clone()], 0),
            ]),
        }
    }
}

/// What could be done to come to a better verdict.
pub(super) fn changes(view: &ReportView<'_>, printer: &mut Printer) {
    let changes = &view.changes;
    if changes.shown.is_empty() {
        return;
    }
    printer.spaced_heading(view::CHANGES);
    for (index, change) in changes.shown.iter().enumerate() {
        let word = verdict_word(change.verdict, printer.page());
        let text = format!("{word}, {}:", change.condition());
        printer.hanging(&format!("{}. ", index + 1), "   ", &text);
        for how in &change.how {
            printer.paragraph("   - ", how);
        }
        if let Some(withdrawn) = &change.withdrawn {
            printer.paragraph("   ", withdrawn);
        }
    }
    if let Some(more) = &changes.more {
        printer.paragraph("", more);
    }
}

/// The length of a bar, in characters.
const MAX_CELLS: usize = 30;
const MIN_CELLS: usize = 10;

/// The bar of each step: the days that it lasts, marked on one line of time that goes on after the
/// last step. Empty if that many cells cannot show every step.
///
/// Even the shortest step has a cell of its own.
fn bars(steps: &[Step], cells: usize) -> Vec<String> {
    let (Some(first), Some(last)) = (steps.first(), steps.last()) else { return Vec::new() };
    let tail = cells / 5;
    if cells < MIN_CELLS || steps.len() > cells - tail {
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
