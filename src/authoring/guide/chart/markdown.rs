//! The chart as Markdown, with tables in the dialect of GitHub.

use super::{Chart, Row};
use crate::authoring::guide::facts::letter;
use crate::rulebook::Level;
use crate::text::append;
use crate::text::list::count;
use crate::text::markup::{address, markdown as escaped};
use crate::text::word::Word as _;

pub(super) fn markdown(chart: &Chart<'_>) -> String {
    let mut out = String::new();
    let line = |out: &mut String, text: &str| append(out, format_args!("{text}\n"));
    line(&mut out, &format!("# {}: all rules on one page\n", escaped(chart.rulebook.title)));
    let rules = count(chart.rows().count(), "rule", "rules");
    line(&mut out, &format!("{} {rules}.\n", escaped(&chart.rulebook.sentence())));
    line(&mut out, &format!("{}\n", escaped(chart.notice)));
    for (level, word) in Level::ALL {
        line(&mut out, &format!("- **{}** {word}: {}", letter(*level), level.meaning()));
    }
    if chart.has_empty_cells() {
        line(&mut out, "- \\- the rule does not apply there");
    }
    if let Some(ask) = chart.levels_by {
        line(&mut out, &format!("\n{}\n", escaped(ask)));
        for column in &chart.columns {
            line(&mut out, &format!("- **{}**: {}", escaped(column.id), escaped(column.label)));
        }
    }
    for group in &chart.groups {
        line(&mut out, &format!("\n## {}\n", escaped(group.topic.heading())));
        let columns: Vec<_> = chart.columns.iter().map(|column| escaped(column.id)).collect();
        let columns = columns.join(" | ");
        line(&mut out, &format!("| Condition | {columns} | Wait, or until | Rests on | Sources |"));
        let rule = " :---: |".repeat(chart.columns.len());
        line(&mut out, &format!("| --- |{rule} --- | --- | --- |"));
        for row in &group.rows {
            line(&mut out, &cells(row));
        }
    }
    sources(chart, &mut out);
    out
}

fn cells(row: &Row<'_>) -> String {
    let levels = row.levels.iter().map(|level| match level {
        Some(level) => format!("**{}**", letter(*level)),
        None => "-".to_owned(),
    });
    let cited: Vec<_> = row.cited.iter().map(ToString::to_string).collect();
    format!(
        "| {} | {} | {} | {} | {} |",
        escaped(row.title),
        levels.collect::<Vec<_>>().join(" | "),
        escaped(&row.ends()),
        row.evidence,
        cited.join(", ")
    )
}

fn sources(chart: &Chart<'_>, out: &mut String) {
    append(out, format_args!("\n## What the words under \"Rests on\" mean\n\n"));
    for grade in chart.grades() {
        append(out, format_args!("- {grade}: {}\n", grade.meaning()));
    }
    if chart.sources.is_empty() {
        return;
    }
    append(out, format_args!("\n## Sources\n\n"));
    for (at, source) in chart.sources.iter().enumerate() {
        let link = source.link.as_ref().map(|link| format!(" <{}>", address(link)));
        append(
            out,
            format_args!(
                "{}. {}. {}{}\n",
                at + 1,
                escaped(source.title),
                escaped(&source.imprint),
                link.unwrap_or_default()
            ),
        );
    }
}
