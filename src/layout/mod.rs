//! Layout of text for people: coloured and wrapped for a terminal or a text file, or framed as an
//! HTML page.
//!
//! A [`Page`] has the width of lines, and whether colours are used. A [`Printer`] lays out a text
//! for it, paragraph by paragraph. `page.html` is the frame of every HTML page.

mod html;
mod page;
mod printer;
pub(crate) mod style;
mod table;
mod wrap;

pub(crate) use html::ListedSource;
pub use page::Page;
pub(crate) use printer::Printer;
pub(crate) use table::{COLUMN_GAP, TableCell};
pub use wrap::Width;
pub(crate) use wrap::wrapped;
