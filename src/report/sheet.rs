//! A page of HTML that needs nothing from elsewhere: nothing is loaded, nothing runs, nothing is
//! sent, and it prints on A4 and Letter.

use crate::text::markup;

/// What all pages look like.
const STYLE: &str = include_str!("sheet.css");

/// A whole page. The title is foreign text; `style` and `body` stand as they are.
///
/// INVARIANT: `style` is the program's own, and whatever is foreign in `body` has been escaped.
pub(crate) fn page(title: &str, style: &str, body: &str) -> String {
    let title = markup::html(title);
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
