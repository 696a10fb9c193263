//! A small whole rulebook with its cases, to start from.

use jiff::civil::Date;

use crate::rulebook::is_id;

/// A rule file and its cases, which are good and whole as they stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Starter {
    /// The text of the rule file.
    pub rulebook: String,
    /// The text of the case file beside it.
    pub cases: String,
}

impl Starter {
    /// A rulebook for a file with this name without `.toml`, reviewed on the day `today`. `path` is
    /// how commands name the file, `schema` how they name its schema beside it.
    #[must_use]
    pub fn new(stem: &str, path: &str, schema: &str, today: Date) -> Self {
        let is_id = is_id(stem, |c| c == '-');
        let today = today.to_string();
        let filled = |text: &str| {
            [
                ("{id}", if is_id { stem } else { "my-rules" }),
                ("{today}", &today),
                ("{stem}", stem),
                ("{path}", path),
                ("{schema}", schema),
            ]
            .iter()
            .fold(text.to_owned(), |text, (name, value)| text.replace(name, value))
        };
        Self {
            rulebook: filled(include_str!("rulebook.toml")),
            cases: filled(include_str!("cases.toml")),
        }
    }
}
