//! Parts of HTML pages. A page is a template that fills in `page.html`: one file, which loads
//! nothing, runs nothing and sends nothing. Templates escape every text that they show.

use askama::Template;
use askama::filters::HtmlSafe;

use crate::text::markup::address;

/// A source as it stands in a list: its title, which leads to its link, and its imprint; then the
/// address to be read on paper.
#[derive(Template)]
#[template(path = "layout/source.html", config = "src/askama.toml")]
pub(crate) struct ListedSource<'a> {
    title: &'a str,
    imprint: String,
    link: Option<String>,
    target: String,
}

/// Its template has escaped what it shows.
impl HtmlSafe for ListedSource<'_> {}

impl<'a> ListedSource<'a> {
    pub(crate) fn new(title: &'a str, imprint: String, link: Option<String>) -> Self {
        let target = link.as_deref().map(address).unwrap_or_default();
        Self { title, imprint, link, target }
    }
}
