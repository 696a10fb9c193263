//! What may change the verdict, as a picture with words beside it.

use super::super::facts::{self, Ahead, Facts};
use super::{mark, section};
use crate::rulebook::Level;
use crate::screening::{Step, Verdict};
use crate::text::capitalised;
use crate::text::markup::html as escaped;
use crate::text::put;

pub(super) fn time(facts: &Facts<'_>, out: &mut String) {
    let ahead = &facts.ahead;
    if !ahead.is_worth_telling() {
        return;
    }
    section("time", facts::AHEAD, out);
    if ahead.steps.len() > 1 {
        picture(ahead, out);
        out.push_str("<ol class=\"steps\">\n");
        for Step { from, verdict } in ahead.steps {
            put(out, format_args!("<li>From {from}: {}</li>\n", mark::tag(*verdict)));
        }
        out.push_str("</ol>\n</div>\n");
    } else {
        put(out, format_args!("<p>{}</p>\n", facts::NO_STEP));
    }
    words(ahead, out);
    out.push_str("</section>\n");
}

pub(super) fn changes(facts: &Facts<'_>, out: &mut String) {
    if facts.changes.is_empty() {
        return;
    }
    section("changes", facts::CHANGES, out);
    out.push_str("<ul>\n");
    for change in &facts.changes {
        let (tag, how) = (mark::tag(change.verdict), escaped(&change.sentences()));
        put(out, format_args!("<li>{tag} <span>{how}</span></li>\n"));
    }
    out.push_str("</ul>\n</section>\n");
}

/// What no date ends.
fn words(ahead: &Ahead<'_>, out: &mut String) {
    if ahead.until.is_empty() && ahead.lasting.is_empty() {
        return;
    }
    out.push_str("<ul class=\"lasting\">\n");
    for (title, event) in &ahead.until {
        let (title, event) = (escaped(title), escaped(event));
        put(out, format_args!("<li>{}: <b>{title}</b>. Until {event}.</li>\n", facts::UNTIL));
    }
    if !ahead.lasting.is_empty() {
        let titles = ahead.lasting.iter().map(|title| format!("<b>{}</b>", escaped(title)));
        let titles = titles.collect::<Vec<_>>().join("; ");
        put(out, format_args!("<li>{}: {titles}.</li>\n", facts::LASTING));
    }
    out.push_str("</ul>\n");
}

/// Stairs that lead down from a worse verdict to a better one: a block for each, as high as it
/// speaks against treatment, with its shape, its word and the day on which it begins. The blocks
/// are equally wide: a week has to be seen beside a year.
fn picture(ahead: &Ahead<'_>, out: &mut String) {
    let count = ahead.steps.len();
    let floor = ahead.steps.iter().map(|step| height(step.verdict)).max().unwrap_or_default();
    put(
        out,
        format_args!(
            "<div class=\"ahead\">\n<svg class=\"stairs of-{count}\" width=\"100%\" height=\"{}\" \
             role=\"img\" aria-label=\"{}\">\n",
            floor + 22,
            escaped(&ahead.sentence()),
        ),
    );
    for (at, Step { from, verdict }) in ahead.steps.iter().enumerate() {
        let edge = |at: usize| format!("{}.{:02}%", 100 * at / count, 10_000 * at / count % 100);
        let (left, width, height) = (edge(at), edge(1), height(*verdict));
        put(
            out,
            format_args!(
                "<svg class=\"{verdict}\" x=\"{left}\" y=\"{}\" width=\"{width}\" \
                 height=\"{height}\">\n<rect width=\"100%\" height=\"100%\"/>\n\
                 <g class=\"shape\" transform=\"translate(8 6) scale(0.75)\">{}</g>\n\
                 <text x=\"8\" y=\"39\">{}</text>\n</svg>\n\
                 <text class=\"day\" x=\"{left}\" y=\"{}\">{from}</text>\n",
                floor - height,
                mark::drawn(*verdict),
                capitalised(verdict.as_str()),
                floor + 17,
            ),
        );
    }
    out.push_str("</svg>\n");
}

/// How high a verdict's block is.
fn height(verdict: Verdict) -> u32 {
    match verdict {
        Verdict::Level(Level::Suitable) => 48,
        Verdict::Level(Level::Caution) => 56,
        Verdict::Incomplete => 64,
        Verdict::Level(Level::Defer) => 72,
        Verdict::Level(Level::Avoid) => 80,
    }
}
