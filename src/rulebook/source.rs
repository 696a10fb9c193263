//! The published sources that rules rest on.

use std::fmt;

use crate::text::word::words;

/// A published source.
#[derive(Clone, Debug)]
pub struct Source {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Who published it.
    pub by: String,
    /// The year of publication, if known.
    pub year: Option<u16>,
    /// The link to it, if known.
    pub link: Option<Link>,
    /// How much of it the author of the rulebook has read.
    pub read: Read,
}

impl Source {
    /// Who published it and when, and what was read of it.
    pub(crate) fn imprint(&self) -> String {
        let year = self.year.map(|year| format!(", {year}")).unwrap_or_default();
        format!("{}{year} ({}).", self.by, self.read.meaning())
    }
}

/// The link to a source. `Display` writes it as a web address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Link {
    /// An `https` or `http` address.
    Url(String),
    /// A digital object identifier, such as `10.1001/jamadermatol.2017.2077`.
    Doi(String),
}

impl fmt::Display for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Url(url) => f.write_str(url),
            Self::Doi(doi) => write!(f, "https://doi.org/{doi}"),
        }
    }
}

words! {
    /// How much of a source the author of the rulebook has read.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Read {
        /// The full text.
        Full = "full",
        /// One page, or a part.
        Page = "page",
        /// Its abstract.
        Abstract = "abstract",
        /// Its beginning.
        Opening = "opening",
        /// Nothing of the source itself, only what others report of it.
        SecondHand = "second-hand",
    }
}

impl Read {
    /// The same as a phrase for people.
    #[must_use]
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Full => "read in full",
            Self::Page => "one page or part read",
            Self::Abstract => "abstract read",
            Self::Opening => "opening read",
            Self::SecondHand => "read second-hand",
        }
    }
}
