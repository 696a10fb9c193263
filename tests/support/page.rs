//! What every page of HTML is promised to be. Made for what the program writes, not for any HTML.

/// The elements that pages are made of; a page of others has something in it that is not ours.
const ELEMENTS: &str = "html head meta title style body header main footer section h1 h2 h3 h4 p ul \
                        ol li dl div dt dd b span code a table caption thead tbody tr th td svg g \
                        rect circle path text";

/// One tag: its name and its attributes.
struct Tag<'a> {
    name: &'a str,
    attributes: Vec<(&'a str, &'a str)>,
}

impl<'a> Tag<'a> {
    fn of(tag: &'a str) -> Self {
        let (name, mut rest) = tag.split_once(' ').unwrap_or((tag, ""));
        let mut attributes = Vec::new();
        while !rest.is_empty() {
            let (name, after) = rest.split_once("=\"").expect("an attribute has a value");
            let (value, after) = after.split_once('"').expect("a value ends");
            assert!(
                name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-:".contains(&b)),
                "{name}"
            );
            attributes.push((name, value));
            rest = after.strip_prefix(' ').unwrap_or(after);
        }
        Self { name, attributes }
    }

    fn get(&self, name: &str) -> Option<&'a str> {
        self.attributes.iter().find(|(known, _)| *known == name).map(|(_, value)| *value)
    }
}

/// Every tag that opens an element, in order, after making sure that the page is well-formed: every
/// element is closed, in the right order, and every `&` is an entity.
fn tags(html: &str) -> Vec<Tag<'_>> {
    let mut tags = Vec::new();
    let mut open: Vec<&str> = Vec::new();
    let mut rest = html.strip_prefix("<!DOCTYPE html>").expect("a doctype");
    while let Some((text, after)) = rest.split_once('<') {
        if open.last() != Some(&"style") {
            assert_entities(text);
        }
        let (tag, after) = after.split_once('>').expect("a tag ends");
        rest = after;
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "closed in order");
            continue;
        }
        assert_entities(tag);
        let whole = tag.strip_suffix('/');
        let tag = Tag::of(whole.unwrap_or(tag).trim_end());
        if whole.is_none() && tag.name != "meta" {
            open.push(tag.name);
        }
        tags.push(tag);
    }
    assert!(open.is_empty(), "{open:?} left open");
    assert_eq!(rest, "\n");
    tags
}

fn assert_entities(text: &str) {
    for (at, _) in text.match_indices('&') {
        let name = text[at + 1..].split(';').next().unwrap_or_default();
        assert!(["#34", "#38", "#39", "#60", "#62"].contains(&name), "&{name}");
    }
    assert!(!text.contains('>'), "{text}");
}

/// That a page is well-formed, that it loads, runs and sends nothing, and that a screen reader
/// finds its way: a language, landmarks, headings in order, names for regions and pictures, and
/// links that lead somewhere.
pub(crate) fn assert_page(html: &str) {
    let tags = tags(html);
    let known: Vec<&str> = ELEMENTS.split_whitespace().collect();
    let all = |name: &str| tags.iter().filter(move |tag| tag.name == name).collect::<Vec<_>>();
    let values = |name: &str| tags.iter().filter_map(|tag| tag.get(name)).collect::<Vec<_>>();
    for tag in &tags {
        assert!(known.contains(&tag.name), "<{}>", tag.name);
        for (name, value) in &tag.attributes {
            assert!(!name.starts_with("on") && *name != "src" && *name != "style", "{name}");
            assert!(
                !value.contains("javascript:") || !["href", "content"].contains(name),
                "{value}"
            );
        }
    }
    assert_eq!(all("html")[0].get("lang"), Some("en"));
    let policy = all("meta").into_iter().find_map(|tag| {
        tag.get("http-equiv").filter(|name| *name == "Content-Security-Policy")?;
        tag.get("content")
    });
    assert!(policy.expect("a policy").starts_with("default-src 'none'; style-src 'unsafe-inline'"));
    assert!(!html.contains("url(") && !html.contains("@import"));

    let mut ids = values("id");
    let links = values("href");
    assert!(links.iter().all(|to| to.strip_prefix('#').is_none_or(|to| ids.contains(&to))));
    assert!(links.iter().all(|to| ["#", "http://", "https://"].iter().any(|s| to.starts_with(s))));
    assert!(values("aria-labelledby").iter().all(|id| ids.contains(id)));
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count, "every id is there once");

    for once in ["title", "header", "main", "h1"] {
        assert_eq!(all(once).len(), 1, "one <{once}>");
    }
    let mut above = 0;
    for level in tags.iter().filter_map(|tag| tag.name.strip_prefix('h')?.parse::<u8>().ok()) {
        assert!(level <= above + 1, "h{level} after h{above}");
        above = level;
    }
    for section in all("section") {
        let name = section.get("aria-labelledby").or(section.get("aria-label"));
        assert!(name.is_some_and(|name| !name.is_empty()), "a region has a name");
    }
    for tag in tags.iter().filter(|tag| tag.get("role") == Some("img")) {
        assert!(tag.get("aria-label").is_some_and(|name| !name.is_empty()), "a picture has words");
    }
    assert!(all("th").iter().all(|th| th.get("scope").is_some()), "a table's heads have a scope");
}

/// The elements of a page in order, each with the names of its attributes, after making sure that
/// it is well-formed.
pub(crate) fn skeleton(html: &str) -> Vec<String> {
    let names = |tag: &Tag<'_>| {
        let attributes = tag.attributes.iter().map(|(name, _)| *name);
        [tag.name].into_iter().chain(attributes).collect::<Vec<_>>().join(" ")
    };
    tags(html).iter().map(names).collect()
}

/// What a page shows, as one line of plain text.
pub(crate) fn shown(html: &str) -> String {
    let (_, body) = html.split_once("<body>").expect("a page has a body");
    let text: String =
        body.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text)).collect();
    let text = text.replace("&#60;", "<").replace("&#62;", ">").replace("&#34;", "\"");
    let text = text.replace("&#39;", "'").replace("&#38;", "&");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
