//! How the verdict changes as time passes, drawn as stairs with words below.

use askama::Template;
use askama::filters::HtmlSafe;

use super::super::view::ReportView;
use super::mark::Tag;
use crate::rulebook::Level;
use crate::screening::Verdict;
use crate::text::{long_date, short_date};

/// Every step, from the treatment date on.
#[derive(Template)]
#[template(path = "report/html/stairs.html", config = "src/askama.toml")]
pub(super) struct Stairs {
    pub(super) steps: Vec<Stair>,
    /// The width of a step, as a share of the picture.
    width: String,
    /// The height of the picture, in pixels.
    height: u32,
    has_ends: bool,
}

/// Its template has escaped what it shows.
impl HtmlSafe for Stairs {}

/// A step, drawn as a block.
pub(super) struct Stair {
    tag: Tag,
    left: String,
    top: u32,
    height: u32,
    day: String,
    from: String,
}

impl Stairs {
    pub(super) fn of(view: &ReportView<'_>) -> Self {
        /// The space below the blocks, for the days.
        const BELOW: u32 = 22;
        let steps = view.outlook.steps;
        let count = steps.len();
        let share = |at: usize| format!("{}.{:02}%", 100 * at / count, 10_000 * at / count % 100);
        let floor = steps.iter().map(|step| height(step.verdict)).max().unwrap_or_default();
        let stairs = steps.iter().enumerate().map(|(at, step)| Stair {
            tag: Tag::new(step.verdict, view.verdict),
            left: share(at),
            top: floor - height(step.verdict),
            height: height(step.verdict),
            day: short_date(step.from),
            from: long_date(step.from),
        });
        let has_ends = !view.outlook.ends.is_empty();
        Self { steps: stairs.collect(), width: share(1), height: floor + BELOW, has_ends }
    }

    /// Whether time changes nothing, and no finding that could end stands in the way.
    pub(super) fn is_idle(&self) -> bool {
        self.steps.len() == 1 && !self.has_ends
    }
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
