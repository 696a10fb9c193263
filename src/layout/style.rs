//! Colours and bold type. Every colour is legible on dark and on light backgrounds, and no meaning
//! is carried by colour alone.

use anstyle::{AnsiColor, Style};

use crate::rulebook::Level;

pub(crate) const BOLD: Style = Style::new().bold();
pub(crate) const GREEN: Style = AnsiColor::Green.on_default().bold();
pub(crate) const BLUE: Style = AnsiColor::Blue.on_default().bold();
pub(crate) const CYAN: Style = AnsiColor::Cyan.on_default().bold();
pub(crate) const MAGENTA: Style = AnsiColor::Magenta.on_default().bold();
pub(crate) const RED: Style = AnsiColor::Red.on_default().bold();

/// The style of a level.
pub(crate) fn level_style(level: Level) -> Style {
    match level {
        Level::Suitable => GREEN,
        Level::Caution => BLUE,
        Level::Defer => MAGENTA,
        Level::Avoid => RED,
    }
}
