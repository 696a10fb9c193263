//! Verdicts as a shape and a word. Their colour comes from the style; they can be told apart without
//! it.

use crate::rulebook::Level;
use crate::screening::Verdict;
use crate::text::capitalised;

/// A verdict as a small label.
pub(super) fn tag(verdict: Verdict) -> String {
    let (shape, word) = (shape(verdict), capitalised(verdict.as_str()));
    format!("<span class=\"tag {verdict}\">{shape}{word}</span>")
}

/// The shape of a verdict: a ring, a triangle, an hourglass, an octagon, or a dashed square with a
/// question mark. The word beside it says what it means, so it is not read aloud.
pub(super) fn shape(verdict: Verdict) -> String {
    format!(
        "<svg class=\"shape\" viewBox=\"0 0 24 24\" width=\"24\" height=\"24\" \
         aria-hidden=\"true\">{}</svg>",
        drawn(verdict)
    )
}

/// The SVG elements of a verdict's shape, in a square of 24 by 24.
pub(super) fn drawn(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Level(Level::Suitable) => r#"<circle cx="12" cy="12" r="8.5"/>"#,
        Verdict::Level(Level::Caution) => {
            r#"<path d="M12 3.5 21.5 20H2.5zM12 10v4.5M12 17.2v.1"/>"#
        }
        Verdict::Level(Level::Defer) => {
            r#"<path d="M5 3h14M5 21h14M7 3v3.5l10 11V21M17 3v3.5L7 17.5V21"/>"#
        }
        Verdict::Level(Level::Avoid) => {
            r#"<path d="M8.3 3h7.4L21 8.3v7.4L15.7 21H8.3L3 15.7V8.3zM7.5 12h9"/>"#
        }
        Verdict::Incomplete => {
            r#"<path stroke-dasharray="3 2.2" d="M3.5 3.5h17v17h-17z"/><path d="M9.3 9.5a2.7 2.7 0 1 1 4 2.4c-.9.5-1.3 1.1-1.3 2M12 17.2v.1"/>"#
        }
    }
}
