//! Colours and bold type. Every colour is legible on dark and on light backgrounds, and no meaning
//! is carried by colour alone.
//!
//! Yellow and orange are of the 256 colours, as the yellow of the 16 cannot be read on white, and
//! there is no orange among them. A terminal with only 16 takes the nearest that it has.

use anstyle::{Ansi256Color, AnsiColor, Style};

use crate::rulebook::Level;

pub(crate) const BOLD: Style = Style::new().bold();
pub(crate) const GREEN: Style = AnsiColor::Green.on_default().bold();
pub(crate) const YELLOW: Style = Ansi256Color(136).on_default().bold();
pub(crate) const ORANGE: Style = Ansi256Color(166).on_default().bold();
pub(crate) const BLUE: Style = AnsiColor::Blue.on_default().bold();
pub(crate) const CYAN: Style = AnsiColor::Cyan.on_default().bold();
pub(crate) const RED: Style = AnsiColor::Red.on_default().bold();

/// The style of a level: the same colours as in a handout.
pub(crate) fn level_style(level: Level) -> Style {
    match level {
        Level::Suitable => GREEN,
        Level::Caution => YELLOW,
        Level::Defer => ORANGE,
        Level::Avoid => RED,
    }
}
