//! Layout of text for people: coloured and wrapped for a terminal or a text file, or framed as an
//! HTML page.
//!
//! A [`Page`] has the width of lines, and whether colours are used. A [`Printer`] lays out a text
//! for it, paragraph by paragraph. [`html_page`] makes an HTML page with a given body.

mod html;
mod page;
mod printer;
pub(crate) mod style;
mod table;
mod wrap;

pub(crate) use html::{html_page, html_source};
pub use page::Page;
pub(crate) use printer::Printer;
pub(crate) use table::{COLUMN_GAP, TableCell};
pub use wrap::Width;
pub(crate) use wrap::wrapped;
