//! Rows of cells side by side.

use textwrap::core::display_width;

use super::printer::Printer;

/// What stands between two columns.
pub(crate) const COLUMN_GAP: &str = "  ";

/// A cell, in a column of some width; styles add nothing to the width of a line.
pub(crate) struct TableCell {
    lines: Vec<String>,
    width: usize,
    centered: bool,
}

impl TableCell {
    /// A cell of lines that start at its left edge.
    pub(crate) fn left(lines: Vec<String>, width: usize) -> Self {
        Self { lines, width, centered: false }
    }

    /// A cell of one line in its middle.
    pub(crate) fn centered(line: String, width: usize) -> Self {
        Self { lines: vec![line], width, centered: true }
    }

    /// One of its lines, as wide as its column; blank below the last.
    fn padded(&self, at: usize) -> String {
        let line = self.lines.get(at).map_or("", String::as_str);
        let free = self.width.saturating_sub(display_width(line));
        let before = if self.centered { free / 2 } else { 0 };
        format!("{}{line}{}", " ".repeat(before), " ".repeat(free - before))
    }
}

impl Printer {
    /// A row, as high as the highest of its cells.
    pub(crate) fn row(&mut self, cells: &[TableCell]) {
        let height = cells.iter().map(|cell| cell.lines.len()).max().unwrap_or_default();
        for at in 0..height {
            let line: Vec<_> = cells.iter().map(|cell| cell.padded(at)).collect();
            self.line(line.join(COLUMN_GAP).trim_end());
        }
    }
}
