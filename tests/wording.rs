//! No text for people escapes the check of the wording.
//!
//! Nobody keeps a list of such texts: the reader is asked which keys it knows, by a key that it
//! does not know, and which strings it takes as free text, by putting one there.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, reason = "what cannot be unwrapped is a failed test")]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use needlecheck::Rulebook;
use needlecheck::authoring::review::review;
use needlecheck::diagnostic::Code;
use support::TODAY;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A rulebook that has every key.
const EVERY_KEY: &str = "tests/rulebooks/every-key.toml";

const RULEBOOKS: [&str; 9] = [
    EVERY_KEY,
    "rules/microneedling.toml",
    "tests/rulebooks/checklist.toml",
    "tests/rulebooks/ear-piercing.toml",
    "tests/rulebooks/guide.toml",
    "tests/rulebooks/hostile.toml",
    "tests/rulebooks/questionnaire.toml",
    "tests/rulebooks/screening.toml",
    "tests/rulebooks/unasked.toml",
];

/// Keys of free texts that are no wording of the author's: names, a unit, what others published.
const VERBATIM: [&str; 5] =
    ["question.*.unit", "rulebook.plain.*", "rulebook.version", "source.*.by", "source.*.title"];

/// A value of a rule file: its path with `*` for ids and places in a list, and its span.
type Found = (String, Range<usize>);

#[derive(Default)]
struct Walk {
    strings: Vec<Found>,
    /// For each table, the offset at which a key can be put into it, and whether it is inline.
    tables: Vec<(String, usize, bool)>,
    keys: BTreeSet<String>,
}

impl Walk {
    fn of(text: &str) -> Self {
        let mut walk = Self::default();
        walk.table(text, "", DeTable::parse(text).unwrap().get_ref());
        walk
    }

    fn table(&mut self, text: &str, path: &str, table: &DeTable<'_>) {
        // The ids of these are the author's own, and so are the names of answers.
        let named = ["source", "group", "question", "rule", "question.*.options"].contains(&path)
            || (path == "question.*.change" && !table.contains_key("to"));
        for (key, value) in table {
            let key = if named { "*" } else { key.get_ref() };
            let path = if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
            self.keys.insert(path.clone());
            self.value(text, path, value);
        }
        let first = table.keys().map(|key| key.span().start).min();
        if let Some(first) = first.filter(|_| !named) {
            let line = text[..first].rsplit('\n').next().unwrap();
            let inline = line.trim_end().ends_with(['{', ',']);
            if inline || line.trim().is_empty() {
                self.tables.push((path.to_owned(), first, inline));
            }
        }
    }

    fn value(&mut self, text: &str, path: String, value: &Spanned<DeValue<'_>>) {
        match value.get_ref() {
            DeValue::String(_) => self.strings.push((path, value.span())),
            DeValue::Array(items) => {
                items.iter().for_each(|item| self.value(text, format!("{path}.*"), item));
            }
            // A condition holds ids, numbers and durations.
            DeValue::Table(_) if path.ends_with("when") => {}
            DeValue::Table(table) => self.table(text, &path, table),
            _ => {}
        }
    }
}

/// The keys that the reader says it knows in a table, told that it holds another one.
fn known(text: &str, at: usize, inline: bool) -> Vec<String> {
    const OTHER: &str = "not_a_key";
    let key = if inline { format!("{OTHER} = 1, ") } else { format!("{OTHER} = 1\n") };
    let text = format!("{}{key}{}", &text[..at], &text[at..]);
    let Err(faults) = Rulebook::from_toml("test.toml", text) else { return Vec::new() };
    let unknown = faults.diagnostics().iter().find(|fault| fault.code == Code::UnknownKey);
    let expected = unknown.and_then(|fault| fault.problem.expected.as_deref()).unwrap_or_default();
    expected.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

#[test]
fn one_rulebook_has_every_key_that_the_reader_knows() {
    let text = std::fs::read_to_string(EVERY_KEY).unwrap();
    let walk = Walk::of(&text);
    let known = walk.tables.iter().flat_map(|(path, at, inline)| {
        let dot = if path.is_empty() { "" } else { "." };
        known(&text, *at, *inline).into_iter().map(move |key| format!("{path}{dot}{key}"))
    });
    let known: BTreeSet<_> = known.collect();
    assert!(known.len() > 40, "{known:?}");
    let missing: Vec<_> = known.difference(&walk.keys).collect();
    assert!(missing.is_empty(), "{EVERY_KEY} lacks {missing:?}");
}

#[test]
fn every_text_for_people_is_checked_once() {
    const UNFIT: &str = "\"It is safe.\"";
    let mut unchecked = BTreeSet::new();
    for name in RULEBOOKS {
        let text = std::fs::read_to_string(name).unwrap();
        let mut by_path: BTreeMap<String, Vec<Range<usize>>> = BTreeMap::new();
        for (path, span) in Walk::of(&text).strings {
            by_path.entry(path).or_default().push(span);
        }
        for (path, mut spans) in by_path {
            spans.sort_by_key(|span| span.start);
            let (mut spoilt, mut unfit, mut from) = (String::new(), Vec::new(), 0);
            for span in spans {
                spoilt.push_str(&text[from..span.start]);
                let at = spoilt.len() + UNFIT.find("safe").unwrap();
                unfit.push(at..at + "safe".len());
                spoilt.push_str(UNFIT);
                from = span.end;
            }
            spoilt.push_str(&text[from..]);
            match Rulebook::from_toml(name, spoilt) {
                // An id, a word, a duration or an address, and no free text.
                Err(faults) => assert!(
                    faults.diagnostics().iter().any(|fault| matches!(
                        fault.code,
                        Code::BadId
                            | Code::BadDuration
                            | Code::BadLink
                            | Code::UnknownWord
                            | Code::UnknownOption
                            | Code::UnknownQuestion
                            | Code::UnknownGroup
                            | Code::UnknownSource
                            | Code::UnfitLevelsBy
                    )),
                    "{path}: {faults}"
                ),
                Ok(rulebook) => {
                    let doubts = review(name, &rulebook, TODAY);
                    let doubts = doubts.diagnostics().iter();
                    let doubts = doubts.filter(|doubt| doubt.code == Code::UnfitWord);
                    let found: Vec<_> = doubts.map(|doubt| doubt.span.clone()).collect();
                    let once = |span| found.iter().filter(|found| *found == span).count() == 1;
                    if !unfit.iter().all(once) {
                        unchecked.insert(path);
                    }
                }
            }
        }
    }
    assert_eq!(unchecked.iter().map(String::as_str).collect::<Vec<_>>(), VERBATIM);
}
