//! Where rules and questions stand in the rule file.

use toml::de::DeTable;

use crate::diagnostic::Bag;
use crate::rulebook::Rulebook;
use crate::rulebook::table::Table;
use crate::text::place::Lines;

/// The lines of every rule and question, and of their keys.
#[derive(Debug)]
pub(super) struct Places {
    /// For each rule and each question: its line, and the line of each of its keys.
    rules: Vec<(usize, Vec<(String, usize)>)>,
    questions: Vec<(usize, Vec<(String, usize)>)>,
}

impl Places {
    /// Reads the rule file's text once more, as a checked rulebook keeps no places.
    pub(super) fn of(rulebook: &Rulebook) -> Self {
        let text = rulebook.text();
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let lines = Lines::of(text);
        let bag = Bag::default();
        let (document, _) = DeTable::parse_recoverable(text);
        let root = Table::root(&bag, document.get_ref());
        let line = |offset: usize| lines.place(offset).line;
        let section = |key| {
            let table = root.get(key).and_then(|entry| entry.table_if_any());
            let entries = table.map(|table| table.entries()).unwrap_or_default();
            let place = |entry: &crate::rulebook::table::Entry<'_>| {
                let keys = entry.table_if_any().map(|table| table.entries()).unwrap_or_default();
                let keys = keys.iter().map(|key| (key.key.to_owned(), line(key.key_span.start)));
                (line(entry.key_span.start), keys.collect())
            };
            entries.iter().map(place).collect()
        };
        Self { rules: section("rule"), questions: section("question") }
    }

    /// The line of a rule's key, or of the rule itself.
    pub(super) fn rule(&self, at: usize, key: Option<&str>) -> usize {
        line(&self.rules, at, key)
    }

    /// The line of a question's key, or of the question itself.
    pub(super) fn question(&self, at: usize, key: Option<&str>) -> usize {
        line(&self.questions, at, key)
    }
}

fn line(section: &[(usize, Vec<(String, usize)>)], at: usize, key: Option<&str>) -> usize {
    let Some((line, keys)) = section.get(at) else { return 1 };
    let found = keys.iter().find(|(known, _)| Some(known.as_str()) == key);
    found.map_or(*line, |(_, line)| *line)
}
