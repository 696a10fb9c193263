//! The chart for a terminal: a table where it is wide enough, otherwise a list.

use textwrap::core::display_width;

use super::{Chart, Group, Row};
use crate::guide::facts::letter;
use crate::guide::ink::Ink;
use crate::report::Page;
use crate::rulebook::Level;
use crate::text::list::count;
use crate::text::word::Word as _;
use crate::text::wrap::{self, Width};

pub(super) fn text(chart: &Chart<'_>, page: Page) -> String {
    let mut ink = Ink::new(page);
    head(chart, &mut ink);
    let table = Table::fitting(chart, page.width);
    for group in &chart.groups {
        match &table {
            Some(table) => table.group(chart, group, &mut ink),
            None => list(chart, group, &mut ink),
        }
    }
    ink.heading("Please note");
    ink.paragraph("", chart.notice);
    ink.paragraph("", "To have one row explained: needlecheck rules show RULE");
    ink.out
}

fn head(chart: &Chart<'_>, ink: &mut Ink) {
    ink.title(&format!("{}: all rules on one page", chart.rulebook.title));
    let rules = count(chart.rows().count(), "rule", "rules");
    ink.paragraph("", &format!("{} {rules}.", chart.rulebook.sentence()));
    ink.gap();
    for (level, word) in Level::ALL {
        let mark = ink.level(*level, &letter(*level).to_string());
        ink.paragraph(&format!("  {mark}  "), &format!("{word}: {}", level.meaning()));
    }
    if chart.has_empty_cells() {
        ink.paragraph("  -  ", "the rule does not apply there");
    }
    if let Some(ask) = chart.levels_by {
        ink.gap();
        ink.paragraph("", ask);
        for column in &chart.columns {
            ink.paragraph("  ", &format!("{}: {}", column.id, column.label));
        }
    }
}

/// The widths of a table's columns.
struct Table {
    title: usize,
    cells: Vec<usize>,
    ends: Width,
}

/// Between two columns.
const GAP: &str = "  ";

impl Table {
    /// A table of this width; nothing if it would be too narrow to read.
    fn fitting(chart: &Chart<'_>, width: Width) -> Option<Self> {
        const NARROWEST: usize = 44;
        let cells: Vec<usize> =
            chart.columns.iter().map(|column| display_width(column.id)).collect();
        let taken: usize = cells.iter().map(|width| width + GAP.len()).sum();
        match width {
            // One line for each row, so that a row can be found by line.
            Width::Unlimited => {
                let titles = chart.rows().map(|row| display_width(row.title));
                let title = titles.max().unwrap_or_default() + GAP.len();
                Some(Self { title, cells, ends: Width::Unlimited })
            }
            Width::Columns(width) => {
                let room = width.checked_sub(taken + GAP.len())?;
                (room >= NARROWEST).then(|| {
                    let title = room * 11 / 20;
                    Self { title, cells, ends: Width::Columns(room - title) }
                })
            }
        }
    }

    fn group(&self, chart: &Chart<'_>, group: &Group<'_>, ink: &mut Ink) {
        ink.gap();
        let headings = wrapped(Width::Columns(self.title), "", group.ask);
        for (at, heading) in headings.iter().enumerate() {
            let bold = ink.bold(heading);
            if at > 0 {
                self.line(ink, &bold, heading, &[], "");
                continue;
            }
            let ids = chart.columns.iter().zip(&self.cells);
            let ids: Vec<_> = ids.map(|(column, _)| (column.id.to_owned(), column.id)).collect();
            self.line(ink, &bold, heading, &ids, "wait, or until");
        }
        for row in &group.rows {
            self.row(row, ink);
        }
    }

    fn row(&self, row: &Row<'_>, ink: &mut Ink) {
        let title_width = match self.ends {
            Width::Unlimited => Width::Unlimited,
            Width::Columns(_) => Width::Columns(self.title),
        };
        let titles = wrapped(title_width, "  ", row.title);
        let ends = wrapped(self.ends, "", &row.ends());
        let letters: Vec<_> = row.levels.iter().map(|&level| cell(ink, level)).collect();
        let marks = letters.iter().map(|(painted, plain)| (painted.clone(), plain.as_str()));
        let marks: Vec<_> = marks.collect();
        for at in 0..titles.len().max(ends.len()) {
            let title = titles.get(at).map_or("", String::as_str);
            let end = ends.get(at).map_or("", String::as_str);
            self.line(ink, title, title, if at == 0 { &marks } else { &[] }, end);
        }
    }

    /// One line: what is painted stands beside its plain text, which says how wide it is.
    fn line(&self, ink: &mut Ink, title: &str, plain: &str, cells: &[(String, &str)], end: &str) {
        let mut line = padded(title, plain, 0, self.title);
        for (at, &width) in self.cells.iter().enumerate() {
            let (painted, plain) = cells.get(at).map_or(("", ""), |(cell, plain)| (cell, plain));
            let before = width.saturating_sub(display_width(plain)) / 2;
            line.push_str(GAP);
            line.push_str(&padded(painted, plain, before, width));
        }
        line.push_str(GAP);
        line.push_str(end);
        ink.out.push_str(line.trim_end());
        ink.out.push('\n');
    }
}

/// Where a table has no room: each row a paragraph.
fn list(chart: &Chart<'_>, group: &Group<'_>, ink: &mut Ink) {
    ink.heading(group.ask);
    for row in &group.rows {
        ink.paragraph("- ", row.title);
        let cells = chart.columns.iter().zip(&row.levels).map(|(column, &level)| {
            let (painted, _) = cell(ink, level);
            format!("{} {painted}", column.id)
        });
        let cells: Vec<_> = cells.collect();
        ink.paragraph("  ", &cells.join(", "));
        let ends = row.ends();
        match row.until {
            _ if ends.is_empty() => {}
            Some(_) => ink.paragraph("  ", &ends),
            None => ink.paragraph("  ", &format!("wait {ends}")),
        }
    }
}

/// A cell, painted and plain.
fn cell(ink: &Ink, level: Option<Level>) -> (String, String) {
    let plain = level.map_or('-', letter).to_string();
    (level.map_or_else(|| plain.clone(), |level| ink.level(level, &plain)), plain)
}

fn padded(text: &str, plain: &str, before: usize, width: usize) -> String {
    let after = width.saturating_sub(before + display_width(plain));
    format!("{}{text}{}", " ".repeat(before), " ".repeat(after))
}

fn wrapped(width: Width, indent: &str, text: &str) -> Vec<String> {
    let mut lines = String::new();
    wrap::hanging(&mut lines, width, indent, indent, text);
    lines.lines().map(str::to_owned).collect()
}
