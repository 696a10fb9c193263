//! What would change the verdict: time, drawn as a picture with words beside it, or changes that a
//! person can make.

use super::super::view::{self, OutlookView, ReportView};
use super::{mark, section};
use crate::rulebook::Level;
use crate::screening::{Step, Verdict};
use crate::text::markup::html as escaped;
use crate::text::{append, capitalised, long_date, short_date};

pub(super) fn waiting(view: &ReportView<'_>, out: &mut String) {
    let waiting = &view.outlook;
    if waiting.is_idle() {
        return;
    }
    section("waiting", view::WAITING, out);
    if waiting.steps.len() > 1 {
        out.push_str("<div class=\"ahead\">\n");
        picture(waiting, out);
        out.push_str("<ol class=\"steps\">\n");
        for Step { from, verdict } in waiting.steps {
            append(
                out,
                format_args!("<li>From {}: {}</li>\n", long_date(*from), mark::tag(*verdict)),
            );
        }
        out.push_str("</ol>\n</div>\n");
    } else {
        append(out, format_args!("<p>{}</p>\n", view::NO_STEP));
    }
    if !waiting.ends.is_empty() {
        out.push_str("<ul class=\"ends\">\n");
        for (says, titles) in &waiting.ends {
            let titles = escaped(&titles.join("; "));
            append(out, format_args!("<li>{says}: <b>{titles}</b>.</li>\n"));
        }
        out.push_str("</ul>\n");
    }
    out.push_str("</section>\n");
}

pub(super) fn changes(view: &ReportView<'_>, out: &mut String) {
    let changes = &view.changes;
    if changes.shown.is_empty() {
        return;
    }
    section("changes", view::CHANGES, out);
    out.push_str("<ol>\n");
    for change in &changes.shown {
        let (tag, condition) = (mark::tag(change.verdict), change.condition());
        append(out, format_args!("<li>{tag} {condition}:\n<ul>\n"));
        for how in &change.how {
            append(out, format_args!("<li>{}</li>\n", escaped(how)));
        }
        out.push_str("</ul>\n");
        if let Some(withdrawn) = &change.withdrawn {
            append(out, format_args!("<p>{}</p>\n", escaped(withdrawn)));
        }
        out.push_str("</li>\n");
    }
    out.push_str("</ol>\n");
    if let Some(more) = &changes.more {
        append(out, format_args!("<p>{more}</p>\n"));
    }
    out.push_str("</section>\n");
}

/// A picture of stairs that lead down from a worse verdict to a better one: a block for each step,
/// the higher the worse its verdict, with the verdict's shape and word and the step's first day.
/// The blocks are equally wide, so that a week can be seen beside a year.
fn picture(waiting: &OutlookView<'_>, out: &mut String) {
    let count = waiting.steps.len();
    let floor = waiting.steps.iter().map(|step| height(step.verdict)).max().unwrap_or_default();
    append(
        out,
        format_args!(
            "<svg class=\"stairs of-{count}\" width=\"100%\" height=\"{}\" \
             role=\"img\" aria-label=\"{}\">\n",
            floor + 22,
            escaped(&waiting.sentence()),
        ),
    );
    for (at, Step { from, verdict }) in waiting.steps.iter().enumerate() {
        let edge = |at: usize| format!("{}.{:02}%", 100 * at / count, 10_000 * at / count % 100);
        let (left, width, height) = (edge(at), edge(1), height(*verdict));
        append(
            out,
            format_args!(
                "<svg class=\"{verdict}\" x=\"{left}\" y=\"{}\" width=\"{width}\" \
                 height=\"{height}\">\n<rect width=\"100%\" height=\"100%\"/>\n\
                 <g class=\"shape\" transform=\"translate(8 6) scale(0.75)\">{}</g>\n\
                 <text x=\"8\" y=\"39\">{}</text>\n</svg>\n\
                 <text class=\"day\" x=\"{left}\" y=\"{}\">{}</text>\n",
                floor - height,
                mark::drawn(*verdict),
                capitalised(verdict.as_str()),
                floor + 17,
                short_date(*from),
            ),
        );
    }
    out.push_str("</svg>\n");
}

/// The height of a verdict's block, in pixels.
fn height(verdict: Verdict) -> u32 {
    match verdict {
        Verdict::Level(Level::Suitable) => 48,
        Verdict::Level(Level::Caution) => 56,
        Verdict::Incomplete => 64,
        Verdict::Level(Level::Defer) => 72,
        Verdict::Level(Level::Avoid) => 80,
    }
}
