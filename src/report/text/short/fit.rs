//! Makes the report as long as a screen allows: parts are shortened, the least important first.

use std::cell::OnceCell;

use super::parts::{self, Short};
use crate::layout::{Page, Printer, Width};
use crate::report::Report;

/// Maximum number of lines, at 80 columns: a common terminal has 24, and there is a prompt below.
const MAX_LINES: usize = 22;
/// The columns for which the content is chosen where lines are not limited, so that a file has the
/// same words as a terminal.
const COLUMNS: usize = 80;
/// The fewest columns for which the content is chosen; on a narrower terminal there are more lines.
const MIN_COLUMNS: usize = 60;

/// A part of the report.
struct Part {
    write: fn(&Short<'_>, usize, &mut Printer),
    /// How much it tells: at 0 the least.
    detail: usize,
    /// Whether an empty line stands before it.
    is_apart: bool,
}

/// All parts in their order, each with as much as it can tell.
const PARTS: [Part; 8] = [
    Part { write: parts::verdict, detail: 1, is_apart: false },
    Part { write: parts::reasons, detail: parts::MAX_NUMBERED, is_apart: true },
    Part { write: parts::others, detail: 0, is_apart: false },
    Part { write: parts::in_favour, detail: 1, is_apart: true },
    Part { write: parts::changes, detail: 2, is_apart: true },
    Part { write: parts::warnings, detail: 1, is_apart: true },
    Part { write: parts::taken_for_granted, detail: 3, is_apart: true },
    Part { write: parts::notice, detail: 0, is_apart: true },
];
const VERDICT: usize = 0;
const REASONS: usize = 1;
const IN_FAVOUR: usize = 3;
const CHANGES: usize = 4;
const WARNINGS: usize = 5;
const GRANTED: usize = 6;

/// The parts to shorten, one step each, until the report fits.
const SHORTEN: [usize; 12] = [
    GRANTED, GRANTED, WARNINGS, GRANTED, CHANGES, IN_FAVOUR, VERDICT, REASONS, REASONS, CHANGES,
    REASONS, REASONS,
];

impl Part {
    /// How many lines it has, with the empty one before it.
    fn lines(&self, short: &Short<'_>) -> usize {
        let width = Width::Columns(short.columns);
        let mut printer = Printer::new(Page { width, color: false });
        (self.write)(short, self.detail, &mut printer);
        let lines = printer.finish().lines().count();
        lines + usize::from(self.is_apart && lines > 0)
    }
}

/// The report, laid out for `page`.
pub(in crate::report) fn short(report: &Report<'_>, page: Page) -> String {
    let columns = match page.width {
        Width::Unlimited => COLUMNS,
        Width::Columns(columns) => columns.max(MIN_COLUMNS),
    };
    let short = Short { report, columns, examples: OnceCell::new() };
    let mut parts = PARTS;
    let mut lines = parts.each_ref().map(|part| part.lines(&short));
    for at in SHORTEN {
        if lines.iter().sum::<usize>() <= MAX_LINES {
            break;
        }
        parts[at].detail -= 1;
        lines[at] = parts[at].lines(&short);
    }
    let mut printer = Printer::new(page);
    for (part, lines) in parts.iter().zip(lines) {
        if part.is_apart && lines > 0 {
            printer.gap();
        }
        (part.write)(&short, part.detail, &mut printer);
    }
    printer.finish()
}
