//! The chart as a page of HTML, for a screen of any width and for paper.

use super::{Chart, Row, RowGroup};
use crate::authoring::guide::facts::letter;
use crate::layout::{html_page, html_source};
use crate::rulebook::Level;
use crate::text::append;
use crate::text::list::count;
use crate::text::markup::html as escaped;
use crate::text::word::Word as _;

/// The style of the chart, beside that of every page.
const STYLE: &str = include_str!("chart.css");

pub(super) fn html(chart: &Chart<'_>) -> String {
    let mut out = String::new();
    let title = chart.rulebook.title;
    append(
        &mut out,
        format_args!(
            "<header>\n<h1>{}</h1>\n<p>{} {}.</p>\n<p class=\"notice\">{}</p>\n</header>\n\
             <main>\n",
            escaped(title),
            escaped(&chart.rulebook.sentence()),
            count(chart.rows().count(), "rule", "rules"),
            escaped(chart.notice),
        ),
    );
    legend(chart, &mut out);
    table(chart, &mut out);
    sources(chart, &mut out);
    out.push_str("</main>\n");
    html_page(&format!("{title}: all rules on one page"), STYLE, &out)
}

/// What letters, columns and words mean.
fn legend(chart: &Chart<'_>, out: &mut String) {
    out.push_str("<section class=\"legend\" aria-label=\"Legend\">\n<ul class=\"levels\">\n");
    for (level, word) in Level::ALL {
        let says = level.meaning();
        append(out, format_args!("<li>{} <b>{word}</b> {says}</li>\n", mark(Some(*level))));
    }
    if chart.has_empty_cells() {
        append(out, format_args!("<li>{} the rule does not apply there</li>\n", mark(None)));
    }
    out.push_str("</ul>\n");
    if let Some(ask) = chart.levels_by {
        append(out, format_args!("<p class=\"key\">{}", escaped(ask)));
        for column in &chart.columns {
            let (id, label) = (escaped(column.id), escaped(column.label));
            append(out, format_args!(" <span><b>{id}</b> {label}</span>"));
        }
        out.push_str("</p>\n");
    }
    out.push_str("<p class=\"key\">What a rule rests on:");
    for grade in chart.grades() {
        append(out, format_args!(" <span><b>{grade}</b> {}</span>", grade.meaning()));
    }
    out.push_str("</p>\n</section>\n");
}

// The roles say again what the elements are: on a narrow screen the style lays the rows out as
// blocks, and some browsers then no longer tell a screen reader that this is a table.
fn table(chart: &Chart<'_>, out: &mut String) {
    out.push_str(
        "<table role=\"table\">\n<caption>Every rule, and how strongly it speaks against \
         treatment</caption>\n<thead role=\"rowgroup\">\n<tr role=\"row\">\
         <th scope=\"col\" role=\"columnheader\">Condition</th>",
    );
    for column in &chart.columns {
        append(
            out,
            format_args!(
                "<th scope=\"col\" role=\"columnheader\" class=\"level\">{}</th>",
                escaped(column.id)
            ),
        );
    }
    for name in ["Wait, or until", "Rests on", "Sources"] {
        append(out, format_args!("<th scope=\"col\" role=\"columnheader\">{name}</th>"));
    }
    out.push_str("</tr>\n</thead>\n");
    for group in &chart.groups {
        body(chart, group, out);
    }
    out.push_str("</table>\n");
}

fn body(chart: &Chart<'_>, group: &RowGroup<'_>, out: &mut String) {
    append(
        out,
        format_args!(
            "<tbody role=\"rowgroup\">\n<tr role=\"row\" class=\"group\">\
             <th scope=\"rowgroup\" role=\"rowheader\" colspan=\"{}\">{}</th></tr>\n",
            chart.columns.len() + 4,
            escaped(group.topic.heading())
        ),
    );
    for rule in &group.rows {
        row(chart, rule, out);
    }
    out.push_str("</tbody>\n");
}

fn row(chart: &Chart<'_>, row: &Row<'_>, out: &mut String) {
    append(
        out,
        format_args!(
            "<tr role=\"row\"><th scope=\"row\" role=\"rowheader\">{}</th>",
            escaped(row.title)
        ),
    );
    for (column, &level) in chart.columns.iter().zip(&row.levels) {
        // The name shows on narrow screens only, where the heads of the columns do not.
        append(
            out,
            format_args!(
                "<td role=\"cell\" class=\"level\"><span class=\"name\" aria-hidden=\"true\">{}\
                 </span>{}</td>",
                escaped(column.id),
                mark(level)
            ),
        );
    }
    let cited = row.cited.iter().map(|number| format!("<a href=\"#s{number}\">{number}</a>"));
    append(
        out,
        format_args!(
            "<td role=\"cell\" class=\"ends\">{}</td><td role=\"cell\" class=\"grade\">{}</td>\
             <td role=\"cell\" class=\"cited\">{}</td></tr>\n",
            escaped(&row.ends()),
            row.evidence,
            cited.collect::<Vec<_>>().join(" ")
        ),
    );
}

/// A level by letter, colour and pattern; read aloud it is a word.
fn mark(level: Option<Level>) -> String {
    let (class, letter, says) = match level {
        Some(level) => (level.as_str(), letter(level), level.as_str()),
        None => ("none", '-', "does not apply"),
    };
    format!("<span class=\"mark {class}\" role=\"img\" aria-label=\"{says}\">{letter}</span>")
}

fn sources(chart: &Chart<'_>, out: &mut String) {
    if chart.sources.is_empty() {
        return;
    }
    out.push_str("<section class=\"sources\" aria-labelledby=\"sources\">\n<h2 id=\"sources\">Sources</h2>\n<ol>\n");
    for (at, source) in chart.sources.iter().enumerate() {
        let entry = html_source(source.title, &source.imprint, source.link.as_deref());
        append(out, format_args!("<li id=\"s{}\">{entry}</li>\n", at + 1));
    }
    out.push_str("</ol>\n</section>\n");
}
