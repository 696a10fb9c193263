//! `[source.*]` tables, and the lists that cite them.

use super::condition::Scope;
use super::table::{Entry, Table};
use crate::bits::Set;
use crate::diagnostic::Code;
use crate::rulebook::{Evidence, Link, Source, SourceId};
use crate::text::escape;

pub(super) fn source(id: &str, table: &Table<'_>) -> Option<Source> {
    let title = table.required("title", Entry::verbatim);
    let by = table.required("by", Entry::verbatim);
    let year = table.optional("year", year);
    let url = table.get("url");
    let doi = table.get("doi");
    if let (Some(_), Some(doi)) = (&url, &doi) {
        doi.push(
            doi.fault(Code::MisplacedKey, "a source has a `url` or a `doi`, not both")
                .expected("keep the one that leads to the publisher"),
        );
    }
    let link = match (url, doi) {
        (Some(entry), _) => url_link(&entry).map(Some),
        (None, Some(entry)) => doi_link(&entry).map(Some),
        (None, None) => Some(None),
    };
    let read = table.required("read", Entry::word);
    table.finish();
    Some(Source {
        id: id.to_owned(),
        title: title?,
        by: by?,
        year: year?,
        link: link?,
        read: read?,
    })
}

fn year(entry: &Entry<'_>) -> Option<u16> {
    let number = entry.number()?.get();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked before")]
    let year =
        (number.fract() == 0.0 && (1500.0..=2200.0).contains(&number)).then_some(number as u16);
    if year.is_none() {
        entry.push(
            entry
                .fault(Code::OutOfRange, format!("{number} is not a year"))
                .expected("expected a year such as 2019"),
        );
    }
    year
}

fn url_link(entry: &Entry<'_>) -> Option<Link> {
    let url = entry.verbatim()?;
    let address = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    let host = address.map(|rest| rest.split(['/', '?', '#']).next().unwrap_or_default());
    let fine = host.is_some_and(|host| host.contains('.'))
        && !url.contains(|c: char| c.is_whitespace() || is_unfit_for_link(c));
    if !fine {
        entry.push(
            entry
                .fault(Code::BadLink, format!("{} is not a web address", escape::quoted(&url)))
                .expected("expected an address such as `https://example.org/page`"),
        );
    }
    fine.then_some(Link::Url(url))
}

/// Whether a link has to escape this character.
fn is_unfit_for_link(c: char) -> bool {
    matches!(c, '<' | '>' | '"' | '\'' | '`' | '{' | '}' | '|' | '\\' | '^')
}

fn doi_link(entry: &Entry<'_>) -> Option<Link> {
    let doi = entry.verbatim()?;
    let fine = doi.starts_with("10.")
        && doi.split_once('/').is_some_and(|(_, suffix)| !suffix.is_empty())
        && doi.chars().all(|c| c.is_ascii_graphic() && !is_unfit_for_link(c));
    if !fine {
        let bare = doi.find("10.").map(|at| &doi[at..]);
        let bare = bare.filter(|bare| *bare != doi && bare.len() <= 100);
        entry.push(
            entry
                .fault(Code::BadLink, format!("{} is not a DOI", escape::quoted(&doi)))
                .expected("expected a bare DOI such as `10.1001/jamadermatol.2017.2077`")
                .suggestion(bare),
        );
    }
    fine.then_some(Link::Doi(doi))
}

/// The sources that a rule or an aftercare entry cites; empty only for `evidence = "editorial"`.
pub(super) fn cited(
    table: &Table<'_>,
    scope: &Scope<'_, '_>,
    evidence: Option<Evidence>,
) -> Option<Vec<SourceId>> {
    let list = table.need("sources")?;
    let items = list.items()?;
    if items.is_empty() && evidence != Some(Evidence::Editorial) {
        list.push(
            list.fault(Code::MissingSource, "no source is given")
                .expected("expected the id of at least one source")
                .note("the list may be empty only with `evidence = \"editorial\"`"),
        );
    }
    let mut sources = Vec::with_capacity(items.len());
    let mut seen = Set::none(scope.names.sources.len());
    let mut whole = true;
    for item in items {
        let found = item.string().and_then(|name| {
            scope.names.sources.resolve(scope.bag, name, item.span(), Code::UnknownSource)
        });
        match found {
            None => whole = false,
            Some(index) if seen.insert(index) => sources.push(SourceId::new(index)),
            Some(_) => {
                item.push(
                    item.fault(Code::Repeated, "this source is repeated").expected("remove one"),
                );
            }
        }
    }
    whole.then_some(sources)
}
