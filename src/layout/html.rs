//! HTML pages in one file, to keep, send and print.

use crate::text::markup::{address, html as escaped};

/// The style of every page.
const STYLE: &str = include_str!("page.css");

/// A whole page that loads nothing, runs nothing and sends nothing, and prints on A4 and Letter.
/// `title` is escaped here; `style` and `body` are taken as they are.
///
/// INVARIANT: `style` is the program's own, and every text in `body` that is not has been escaped.
pub(crate) fn html_page(title: &str, style: &str, body: &str) -> String {
    let title = escaped(title);
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
         style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<style>\n{STYLE}{style}</style>\n</head>\n\
         <body>\n{body}</body>\n</html>\n"
    )
}

/// A source as it stands in a list: its title, which leads to `link`, and its imprint; then the
/// address to be read on paper. All of it is escaped here.
pub(crate) fn html_source(title: &str, imprint: &str, link: Option<&str>) -> String {
    let (title, imprint) = (escaped(title), escaped(imprint));
    let Some(link) = link else { return format!("{title}. {imprint}") };
    let (target, link) = (escaped(&address(link)), escaped(link));
    format!(
        "<a href=\"{target}\" rel=\"noreferrer\">{title}</a>. {imprint} \
         <span class=\"address\">{link}</span>"
    )
}
