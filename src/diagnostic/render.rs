//! Diagnostics as text for people, drawn like those of the Rust compiler.

use std::borrow::Cow;
use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::{Diagnostic, Diagnostics, Severity};
use crate::text::append;
use crate::text::escape;
use crate::text::list::join;
use crate::text::position::{FloorCharBoundary, Lines, Position};

/// The appearance of diagnostics as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// Whether ANSI colours are used.
    pub color: bool,
    /// Whether lines are drawn with Unicode characters instead of ASCII.
    pub unicode: bool,
    /// The width in columns to which lines of the file are cut; at least 40 are used.
    pub width: usize,
}

impl Look {
    /// ASCII without colours, for files and pipes.
    pub const PLAIN: Self = Self { color: false, unicode: false, width: 140 };
}

pub(super) fn text(faults: &Diagnostics, look: Look) -> String {
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
        append(&mut out, format_args!("... and {} more, not shown\n", faults.more()));
    }
    append(&mut out, format_args!("{}: {}\n", escape::line(faults.file()), faults.total()));
    out
}

fn draw(
    renderer: &Renderer,
    faults: &Diagnostics,
    lines: &Lines<'_>,
    fault: &Diagnostic,
) -> String {
    let excerpt = Excerpt::of(lines, fault);
    let path = escape::line(faults.file());
    let message = escape::line(&fault.problem.message);
    let title = match fault.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    }
    .primary_title(&*message)
    .id(fault.code.as_str());
    let expected = fault.problem.expected.as_deref().map(escape::line);
    let mut annotation = AnnotationKind::Primary.span(excerpt.span.clone());
    if let Some(expected) = &expected {
        annotation = annotation.label(&**expected);
    }
    let snippet = Snippet::source(&*excerpt.text).line_start(excerpt.start.line);
    let mut group = Group::with_title(title);
    if excerpt.cut {
        // The renderer would count columns from where the line was cut.
        let Position { line, column } = excerpt.start;
        group = group.element(Origin::path(&*path).line(line).char_column(column));
        group = group.element(snippet.annotation(annotation));
    } else {
        group = group.element(snippet.path(&*path).annotation(annotation));
    }
    let note = fault.note.as_deref().map(escape::line);
    if let Some(note) = &note {
        group = group.element(Level::NOTE.message(&**note));
    }
    let answers = fault.answers.as_ref().map(shown);
    if let Some(answers) = &answers {
        group = group.element(Level::NOTE.message(answers.as_str()));
    }
    let help = fault.problem.suggestion.as_deref().map(escape::line);
    let help = help.map(|meant| format!("did you mean `{meant}`?"));
    if let Some(help) = &help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    renderer.render(&[group])
}

/// Answers as a sentence.
fn shown(answers: &serde_json::Map<String, serde_json::Value>) -> String {
    if answers.is_empty() {
        return "no answers are needed to show it".to_owned();
    }
    let word = |value: &serde_json::Value| match value {
        serde_json::Value::String(word) => word.clone(),
        serde_json::Value::Bool(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        other => other.to_string(),
    };
    let each = answers.iter().map(|(question, value)| format!("`{question} = {}`", word(value)));
    escape::line(&format!("these answers show it: {}", join(each, "and"))).into_owned()
}

/// The lines around a fault, without unprintable characters and cut if they are long.
struct Excerpt<'a> {
    text: Cow<'a, str>,
    span: Range<usize>,
    /// The position of the fault in the file.
    start: Position,
    /// Whether the beginning of the first line was cut off.
    cut: bool,
}

impl<'a> Excerpt<'a> {
    /// If the lines have more bytes together, only a window around the fault is shown.
    const MAX_BYTES: usize = 2_000;
    /// The number of bytes shown before the start of the fault, and after it.
    const WINDOW: usize = 200;

    fn of(lines: &Lines<'a>, fault: &Diagnostic) -> Self {
        let (mut text, start, _) = lines.around(&fault.span);
        let mut from = text.floor_char_boundary_at(fault.span.start.saturating_sub(start));
        let mut to = text.floor_char_boundary_at(fault.span.end.saturating_sub(start)).max(from);
        let mut cut = 0;
        if text.len() > Self::MAX_BYTES {
            cut = text.floor_char_boundary_at(from.saturating_sub(Self::WINDOW));
            text = &text[cut..text.floor_char_boundary_at(from + Self::WINDOW)];
            from -= cut;
            to = (to - cut).min(text.len());
        }
        let start = lines.position(fault.span.start);
        let (text, span) = Self::harmless(text, from..to);
        Self { text, span, start, cut: cut > 0 }
    }

    /// Replaces unprintable characters beyond ASCII, of which the renderer leaves some; adjusts
    /// the span to the new text.
    fn harmless(text: &str, span: Range<usize>) -> (Cow<'_, str>, Range<usize>) {
        let bad = |c: char| !c.is_ascii() && escape::is_unprintable(c);
        if !text.contains(bad) {
            return (Cow::Borrowed(text), span);
        }
        let replace = |part: &str| part.replace(bad, "\u{fffd}");
        let (before, within) = (replace(&text[..span.start]), replace(&text[span.clone()]));
        let after = replace(&text[span.end..]);
        let span = before.len()..before.len() + within.len();
        (Cow::Owned(before + &within + &after), span)
    }
}
