//! Colours and bold type. Every colour can be read on dark and on light backgrounds, and repeats
//! what a word says.

use anstyle::{AnsiColor, Style};

use crate::rulebook::Level;

pub(crate) const BOLD: Style = Style::new().bold();

/// The style of a level.
pub(crate) fn level_style(level: Level) -> Style {
    match level {
        Level::Suitable => AnsiColor::Green,
        Level::Caution => AnsiColor::Blue,
        Level::Defer => AnsiColor::Magenta,
        Level::Avoid => AnsiColor::Red,
    }
    .on_default()
    .bold()
}
