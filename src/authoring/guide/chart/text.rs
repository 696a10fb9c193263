//! The chart as text: a table if the lines are wide enough, otherwise a list.

use textwrap::core::display_width;

use super::{Chart, RowGroup};
use crate::authoring::guide::facts::letter;
use crate::layout::{COLUMN_GAP, Page, Printer, TableCell, Width, wrapped};
use crate::rulebook::Level;
use crate::text::list::count;
use crate::text::word::Word as _;

pub(super) fn text(chart: &Chart<'_>, page: Page) -> String {
    let mut printer = Printer::new(page);
    head(chart, &mut printer);
    let widths = ColumnWidths::fitting(chart, page.width);
    for group in &chart.groups {
        match &widths {
            Some(widths) => widths.table(chart, group, &mut printer),
            None => list(chart, group, &mut printer),
        }
    }
    printer.heading("Please note");
    printer.paragraph("", chart.notice);
    printer.paragraph("", "To have one row explained: needlecheck rules show RULE");
    printer.finish()
}

fn head(chart: &Chart<'_>, printer: &mut Printer) {
    printer.title(&format!("{}: all rules on one page", chart.rulebook.title));
    let rules = count(chart.rows().count(), "rule", "rules");
    printer.paragraph("", &format!("{} {rules}.", chart.rulebook.sentence()));
    printer.gap();
    for (level, word) in Level::ALL {
        let mark = mark(printer.page(), Some(*level));
        printer.paragraph(&format!("  {mark}  "), &format!("{word}: {}", level.meaning()));
    }
    if chart.has_empty_cells() {
        printer.paragraph("  -  ", "the rule does not apply there");
    }
    if let Some(ask) = chart.levels_by {
        printer.gap();
        printer.paragraph("", ask);
        for column in &chart.columns {
            printer.paragraph("  ", &format!("{}: {}", column.id, column.label));
        }
    }
}

/// How wide each column of the table is.
struct ColumnWidths {
    title: usize,
    levels: Vec<usize>,
    /// Of the last column, which says how a rule ends.
    ends: Width,
}

impl ColumnWidths {
    /// The columns of a table as wide as the page; `None` if that is too narrow to read.
    fn fitting(chart: &Chart<'_>, width: Width) -> Option<Self> {
        const MIN_TEXT_COLUMNS: usize = 44;
        let levels: Vec<usize> =
            chart.columns.iter().map(|column| display_width(column.id)).collect();
        let taken: usize = levels.iter().map(|width| width + COLUMN_GAP.len()).sum();
        match width {
            // One line for each row, so that a row can be found by line.
            Width::Unlimited => {
                let titles = chart.rows().map(|row| display_width(row.title));
                let title = titles.max().unwrap_or_default() + "  ".len();
                Some(Self { title, levels, ends: Width::Unlimited })
            }
            Width::Columns(width) => {
                let left = width.checked_sub(taken + COLUMN_GAP.len())?;
                (left >= MIN_TEXT_COLUMNS).then(|| {
                    let title = left * 11 / 20;
                    Self { title, levels, ends: Width::Columns(left - title) }
                })
            }
        }
    }

    fn table(&self, chart: &Chart<'_>, group: &RowGroup<'_>, printer: &mut Printer) {
        let page = printer.page();
        printer.gap();
        let heading = wrapped(Width::Columns(self.title), "", "", group.topic.heading());
        let heading = heading.iter().map(|line| page.bold(line)).collect();
        let ids = chart.columns.iter().map(|column| column.id.to_owned());
        printer.row(&self.cells(heading, ids, vec!["wait, or until".to_owned()]));
        for row in &group.rows {
            let title_width = match self.ends {
                Width::Unlimited => Width::Unlimited,
                Width::Columns(_) => Width::Columns(self.title),
            };
            let title = wrapped(title_width, "  ", "  ", row.title);
            let levels = row.levels.iter().map(|&level| mark(page, level));
            printer.row(&self.cells(title, levels, wrapped(self.ends, "", "", &row.ends())));
        }
    }

    /// The cells of a row, from its title to how it ends.
    fn cells(
        &self,
        title: Vec<String>,
        levels: impl Iterator<Item = String>,
        ends: Vec<String>,
    ) -> Vec<TableCell> {
        let mut cells = vec![TableCell::left(title, self.title)];
        cells.extend(levels.zip(&self.levels).map(|(level, &w)| TableCell::centered(level, w)));
        cells.push(TableCell::left(ends, 0));
        cells
    }
}

/// The rows of a group as paragraphs, for a page too narrow for a table.
fn list(chart: &Chart<'_>, group: &RowGroup<'_>, printer: &mut Printer) {
    printer.heading(group.topic.heading());
    for row in &group.rows {
        printer.paragraph("- ", row.title);
        let levels = chart.columns.iter().zip(&row.levels);
        let levels =
            levels.map(|(column, &level)| format!("{} {}", column.id, mark(printer.page(), level)));
        let levels: Vec<_> = levels.collect();
        printer.paragraph("  ", &levels.join(", "));
        let ends = row.ends();
        match row.until {
            _ if ends.is_empty() => {}
            Some(_) => printer.paragraph("  ", &ends),
            None => printer.paragraph("  ", &format!("wait {ends}")),
        }
    }
}

/// The letter of a level in its style, or `-` where the rule cannot apply.
fn mark(page: Page, level: Option<Level>) -> String {
    level.map_or_else(|| "-".to_owned(), |level| page.in_level(level, &letter(level).to_string()))
}
