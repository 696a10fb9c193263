//! How text looks for people: painted and wrapped for a terminal or a text file, or framed as a
//! page of HTML.
//!
//! A [`Page`] says how wide lines are and whether there is colour. A [`Printer`] lays a text out
//! on it, paragraph by paragraph. [`html_page`] puts a body into a whole page of HTML.

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
