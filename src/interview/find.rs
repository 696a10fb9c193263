//! What an entry in words refers to in a numbered list.

use super::refusal::{Meant, Refusal};
use super::words::{are_same, folded, is_filler, is_negation, is_significant, words};
use crate::text::nearest::nearest;

/// A numbered list, each entry of which has an id and a label.
pub(super) struct List<'a> {
    names: Vec<[&'a str; 2]>,
    /// Whether exactly one of the list has to be chosen, so that one with a "not" in its label can
    /// be meant by it.
    is_choice: bool,
}

impl<'a> List<'a> {
    /// The items of a checklist.
    pub(super) fn of_items(names: Vec<[&'a str; 2]>) -> Self {
        Self { names, is_choice: false }
    }

    /// The options of a choice.
    pub(super) fn of_options(names: Vec<[&'a str; 2]>) -> Self {
        Self { names, is_choice: true }
    }

    /// The greatest number of the list; the first is 1.
    pub(super) fn last(&self) -> usize {
        self.names.len()
    }

    /// The place of what has exactly this label, or of the option with this id.
    pub(super) fn named(&self, folded_entry: &str) -> Option<usize> {
        let is_named = |[id, label]: &[&str; 2]| {
            folded(label) == folded_entry || self.is_choice && *id == folded_entry
        };
        self.names.iter().position(is_named)
    }

    /// Whether a label has all the words of this text in their order, one of them of weight.
    pub(super) fn contains(&self, folded_entry: &str) -> bool {
        let said: Vec<&str> = words(folded_entry).collect();
        !self.phrased(&said).is_empty()
    }

    /// The places whose label begins with these words, or has them in this order; of weak words
    /// alone only the first.
    fn phrased(&self, said: &[&str]) -> Vec<usize> {
        let said = &said[said.iter().take_while(|word| is_filler(word)).count()..];
        if said.is_empty() {
            return Vec::new();
        }
        self.places(|[_, label]| {
            let label = folded(label);
            let label: Vec<&str> = words(&label).collect();
            label.starts_with(said)
                || said.iter().any(|word| is_significant(word))
                    && label.windows(said.len()).any(|part| part == said)
        })
    }

    /// The place of what has exactly this id.
    pub(super) fn with_id(&self, id: &str) -> Option<usize> {
        self.names.iter().position(|[known, _]| *known == id)
    }

    /// The options whose label begins with this word.
    pub(super) fn beginning(&self, word: &str) -> Vec<usize> {
        self.places(|[_, label]| words(&folded(label)).next() == Some(word))
    }

    /// The place that words name: all that matter are in its label, and in no other; or it is the
    /// only one that begins so.
    pub(super) fn place(&self, entry: &str) -> Result<usize, Refusal> {
        let wanted = folded(entry);
        if let Some(place) = self.named(&wanted) {
            return Ok(place);
        }
        let said: Vec<&str> = words(&wanted).collect();
        if said.iter().any(|word| is_negation(word)) {
            return self.negated(entry, &said);
        }
        let found = self.places(|names| {
            let [id, label] = names;
            begins(label, &wanted)
                || self.is_choice && begins(id, &wanted)
                || names.iter().any(|name| Words::of(name).have(&said))
        });
        match found[..] {
            [place] if self.is_denied(place, &said) => Err(self.unlisted(entry)),
            [place] => Ok(place),
            [] => Err(self.misspelt(entry, &said)),
            _ => Err(ambiguous(entry, &found)),
        }
    }

    /// The place of the option whose label has these words in this order; of a checklist none.
    fn negated(&self, entry: &str, said: &[&str]) -> Result<usize, Refusal> {
        match self.phrased(said)[..] {
            [place] if self.is_choice => Ok(place),
            _ => Err(Refusal::Negated { entry: entry.to_owned() }),
        }
    }

    /// Whether a label has one of these words only after a "not".
    fn is_denied(&self, place: usize, said: &[&str]) -> bool {
        let label = folded(self.names[place][1]);
        let label = Words::of(&label);
        said.iter().any(|word| label.deny(word))
    }

    /// Refuses words that no label has together, with what may be meant.
    fn misspelt(&self, entry: &str, said: &[&str]) -> Refusal {
        let names: Vec<String> = self.names.iter().flatten().map(|name| folded(name)).collect();
        let known: Vec<&str> = names.iter().flat_map(|name| words(name)).collect();
        let said: Vec<&str> = said.iter().copied().filter(|word| is_significant(word)).collect();
        let is_known = |word: &str| known.iter().any(|known| are_same(known, word));
        let with = |said: &[&str]| {
            self.places(|names| names.iter().any(|name| Words::of(name).have(said)))
        };
        let each = || (0..self.last()).filter(|at| said.iter().any(|w| with(&[w]).contains(at)));
        if said.iter().all(|word| is_known(word)) && each().count() > 1 {
            return ambiguous(entry, &each().collect::<Vec<_>>());
        }
        let near = said.iter().map(|word| {
            let long = || known.iter().copied().filter(|known| is_significant(known));
            if is_known(word) { Some(*word) } else { nearest(word, long()) }
        });
        let meant: Option<Vec<&str>> = near.collect();
        match with(&meant.unwrap_or_default())[..] {
            [place] => {
                let label = self.names[place][1].to_owned();
                let meant = Some(Meant { number: place + 1, label });
                Refusal::Unlisted { entry: entry.to_owned(), last: self.last(), meant }
            }
            _ => self.unlisted(entry),
        }
    }

    /// Refuses what names nothing in the list.
    pub(super) fn unlisted(&self, entry: &str) -> Refusal {
        Refusal::Unlisted { entry: entry.to_owned(), last: self.last(), meant: None }
    }

    fn places(&self, fits: impl Fn(&[&str; 2]) -> bool) -> Vec<usize> {
        (0..self.names.len()).filter(|&place| fits(&self.names[place])).collect()
    }
}

/// Refuses what could be several things.
pub(super) fn ambiguous(entry: &str, places: &[usize]) -> Refusal {
    let numbers = places.iter().map(|place| place + 1).collect();
    Refusal::Ambiguous { entry: entry.to_owned(), numbers }
}

/// Whether a name begins with a folded entry, as far as a person may shorten it.
fn begins(name: &str, wanted: &str) -> bool {
    const SHORTEST: usize = 3;
    let name = folded(name);
    wanted.len() >= SHORTEST
        && words(wanted).any(is_significant)
        && name.starts_with(&wanted.replace('_', " "))
}

/// The words of a label or an id.
struct Words {
    /// Each with whether it stands after a "not", as far as that reaches.
    all: Vec<(String, bool)>,
}

impl Words {
    fn of(name: &str) -> Self {
        let mut all = Vec::new();
        for part in folded(name).split([';', ':', '.', '(', ')']) {
            // A "not" is about all of its clause, and about what goes on behind a comma.
            let mut is_denied = false;
            for clause in part.split(',') {
                is_denied |= words(clause).any(is_negation);
                all.extend(words(clause).map(|word| (word.to_owned(), is_denied)));
            }
        }
        Self { all }
    }

    /// Whether all the words are here, one of which is not found everywhere.
    fn have(&self, said: &[&str]) -> bool {
        said.iter().any(|word| is_significant(word))
            && said.iter().all(|word| is_filler(word) || self.occurrences(word).next().is_some())
    }

    /// Whether a word is here, and only after a "not".
    fn deny(&self, word: &str) -> bool {
        let mut found = self.occurrences(word).peekable();
        is_significant(word) && found.peek().is_some() && found.all(|is_denied| is_denied)
    }

    fn occurrences(&self, word: &str) -> impl Iterator<Item = bool> {
        self.all.iter().filter(move |(known, _)| are_same(known, word)).map(|(_, denied)| *denied)
    }
}
