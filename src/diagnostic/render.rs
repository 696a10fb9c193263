//! Diagnostics drawn for a person, as rustc draws them.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::{Diagnostic, Faults, Severity};
use crate::text::escape;
use crate::text::place::{FloorCharBoundary, Lines};
use crate::text::put;

/// How diagnostics may be drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// With ANSI colours.
    pub color: bool,
    /// With line-drawing characters beyond ASCII.
    pub unicode: bool,
    /// The width to which source lines are cut.
    pub width: usize,
}

impl Look {
    /// ASCII without colours, for files and pipes.
    pub const PLAIN: Self = Self { color: false, unicode: false, width: 140 };
}

pub(super) fn text(faults: &Faults, look: Look) -> String {
    let renderer = if look.color { Renderer::styled() } else { Renderer::plain() }
        .decor_style(if look.unicode { DecorStyle::Unicode } else { DecorStyle::Ascii })
        .term_width(look.width.max(40));
    let lines = faults.lines();
    let mut out = String::new();
    for diagnostic in faults.diagnostics() {
        out.push_str(&draw(&renderer, faults, &lines, diagnostic));
        out.push_str("\n\n");
    }
    if faults.more() > 0 {
        put(&mut out, format_args!("... and {} more, not shown\n", faults.more()));
    }
    put(&mut out, format_args!("{}: {}\n", escape::line(faults.file()), faults.total()));
    out
}

fn draw(renderer: &Renderer, faults: &Faults, lines: &Lines<'_>, fault: &Diagnostic) -> String {
    let excerpt = Excerpt::of(lines, fault);
    let path = escape::line(faults.file());
    let title = match fault.severity {
        Severity::Error => Level::ERROR,
    }
    .primary_title(fault.message.as_str())
    .id(fault.code.as_str());
    let mut annotation = AnnotationKind::Primary.span(excerpt.span.clone());
    if let Some(expected) = &fault.expected {
        annotation = annotation.label(expected.as_str());
    }
    let mut group: Group<'_> = title.element(
        Snippet::source(excerpt.text)
            .line_start(excerpt.first_line)
            .path(path.as_ref())
            .annotation(annotation),
    );
    if let Some(note) = &fault.note {
        group = group.element(Level::NOTE.message(note.as_str()));
    }
    let help = fault.suggestion.as_ref().map(|meant| format!("did you mean `{meant}`?"));
    if let Some(help) = &help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    renderer.render(&[group])
}

/// The lines around a fault, small enough to draw however long the file's lines are.
struct Excerpt<'a> {
    text: &'a str,
    span: std::ops::Range<usize>,
    first_line: usize,
}

impl<'a> Excerpt<'a> {
    /// A line longer than this is cut to a window around the fault.
    const LONGEST: usize = 2_000;
    const WINDOW: usize = 200;

    fn of(lines: &Lines<'a>, fault: &Diagnostic) -> Self {
        let (text, start, first_line) = lines.around(&fault.span);
        let mut from = fault.span.start.saturating_sub(start).min(text.len());
        let mut to = fault.span.end.saturating_sub(start).clamp(from, text.len());
        let mut text = text;
        if text.len() > Self::LONGEST {
            let cut = text.floor_char_boundary_at(from.saturating_sub(Self::WINDOW));
            let end = text.floor_char_boundary_at(from + Self::WINDOW);
            text = &text[cut..end.max(cut)];
            from = (from - cut).min(text.len());
            to = to.saturating_sub(cut).clamp(from, text.len());
        }
        Self { text, span: from..to, first_line }
    }
}
