//! Verdicts as a shape and a word. Their colour comes from the style; they can be told apart without
//! it.

use askama::Template;
use askama::filters::HtmlSafe;

use crate::rulebook::Level;
use crate::screening::Verdict;
use crate::text::capitalised;

/// The shape of a verdict.
#[derive(Template)]
#[template(path = "report/html/shape.html", config = "src/askama.toml")]
pub(super) struct Shape {
    pub(super) verdict: Verdict,
}

/// A verdict as a small label.
#[derive(Template)]
#[template(path = "report/html/tag.html", config = "src/askama.toml")]
pub(super) struct Tag {
    /// The class that gives it its colours.
    pub(super) paint: &'static str,
    pub(super) shape: Shape,
    pub(super) word: String,
}

/// Numbers of sources, from 1, as links to the list of sources.
#[derive(Template)]
#[template(path = "report/html/cited.html", config = "src/askama.toml")]
pub(super) struct Cited {
    pub(super) numbers: Vec<usize>,
}

// Their templates have escaped what they show.
impl HtmlSafe for Shape {}
impl HtmlSafe for Tag {}
impl HtmlSafe for Cited {}

impl Tag {
    /// The label of `verdict` on a page about the verdict `page`. Where that is incomplete, nothing
    /// is green: it would read as a go.
    pub(super) fn new(verdict: Verdict, page: Verdict) -> Self {
        let is_go = verdict == Verdict::Level(Level::Suitable) && page == Verdict::Incomplete;
        let paint = if is_go { "plain" } else { verdict.as_str() };
        Self { paint, shape: Shape { verdict }, word: capitalised(verdict.as_str()) }
    }
}
