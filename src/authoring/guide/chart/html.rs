//! The chart as a page of HTML, for a screen of any width and for paper.

use askama::Template;
use askama::filters::HtmlSafe;

use super::Chart;
use crate::authoring::guide::facts::letter;
use crate::layout::ListedSource;
use crate::rulebook::Level;
use crate::text::list::count;
use crate::text::word::Word as _;

#[derive(Template)]
#[template(path = "authoring/guide/chart/chart.html", config = "src/askama.toml")]
struct ChartPage<'a> {
    chart: &'a Chart<'a>,
    /// How many rules there are, in words.
    rules: String,
    sources: Vec<ListedSource<'a>>,
}

/// A level by letter, colour and pattern; read aloud it is a word.
#[derive(Template)]
#[template(path = "authoring/guide/chart/mark.html", config = "src/askama.toml")]
struct Mark {
    class: &'static str,
    letter: char,
    says: &'static str,
}

/// Its template has escaped what it shows.
impl HtmlSafe for Mark {}

impl Mark {
    /// The mark of a level; of `None` where the rule does not apply.
    fn new(level: Option<&Level>) -> Self {
        let level = level.copied();
        let word = level.map(Level::as_str);
        Self {
            class: word.unwrap_or("none"),
            letter: level.map_or('-', letter),
            says: word.unwrap_or("does not apply"),
        }
    }
}

pub(super) fn html(chart: &Chart<'_>) -> String {
    let sources = chart
        .sources
        .iter()
        .map(|source| ListedSource::new(source.title, source.imprint.clone(), source.link.clone()));
    let rules = count(chart.rows().count(), "rule", "rules");
    let page = ChartPage { chart, rules, sources: sources.collect() };
    page.render().expect("writing into a string cannot fail")
}
