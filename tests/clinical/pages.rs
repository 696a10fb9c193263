//! The pages for clinicians beside the rulebook: what they repeat of it is what it says.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use needlecheck::Rulebook;
use serde_json::Value;
use toml::de::DeTable;

use crate::support::assert_snapshot;
use crate::{RULES, needlecheck};

const CLINICAL: &str = "rules/CLINICAL.md";

/// The entries of a table of a rule file, such as its rules: for each id, each key with its value
/// as the file has it.
fn entries(file: &str, table: &str) -> BTreeMap<String, BTreeMap<String, String>> {
    let text = std::fs::read_to_string(file).unwrap();
    let root = DeTable::parse(&text).unwrap();
    let entries = root.get_ref()[table].get_ref().as_table().unwrap();
    let keys = |entry: &DeTable<'_>| {
        let written = entry.iter().map(|(key, value)| (key, text[value.span()].to_owned()));
        written.map(|(key, value)| (key.get_ref().to_string(), value)).collect()
    };
    let ids = entries.iter().map(|(id, entry)| (id, entry.get_ref().as_table().unwrap()));
    ids.map(|(id, entry)| (id.get_ref().to_string(), keys(entry))).collect()
}

#[test]
fn the_page_for_clinicians_explains_every_grade_and_every_way_of_reading() {
    let page = std::fs::read_to_string(CLINICAL).unwrap();
    for (table, key) in [("rule", "evidence"), ("source", "read")] {
        let words: BTreeSet<_> =
            entries(RULES, table).into_values().map(|entry| entry[key].clone()).collect();
        for word in words {
            assert!(page.contains(&format!("\n| {} |", word.trim_matches('"'))), "{word}");
        }
    }
}

#[test]
fn the_page_for_clinicians_lists_the_answers_that_count_though_they_are_not_asked() {
    let run = needlecheck(["rules", "verify", "--json"]);
    let found: Value = serde_json::from_str(&run.out).unwrap();
    let stops = found["silenced"].as_array().unwrap().iter();
    let list: Vec<_> =
        stops.map(|stop| format!("- `{}`\n", stop["question"].as_str().unwrap())).collect();
    let page = std::fs::read_to_string(CLINICAL).unwrap();
    let (before, rest) = page.split_once("<!-- unasked -->\n").unwrap();
    let (_, after) = rest.split_once("<!-- end -->").unwrap();
    let page = format!("{before}<!-- unasked -->\n{}<!-- end -->{after}", list.concat());
    assert_snapshot(page, Path::new(CLINICAL));
}

#[test]
fn every_rule_that_changed_since_the_first_version_is_in_the_list_of_changes() {
    let before = entries("tests/rulebooks/microneedling-1.0.0.toml", "rule");
    let now = entries(RULES, "rule");
    let ids: BTreeSet<_> = before.keys().chain(now.keys()).collect();
    let decides = |rules: &BTreeMap<String, BTreeMap<String, String>>, id: &str| {
        rules.get(id).map(|rule| ["when", "level", "evidence"].map(|key| rule[key].clone()))
    };
    let is_changed = |id: &&&String| decides(&before, id) != decides(&now, id);
    let page = std::fs::read_to_string("rules/CHANGELOG.md").unwrap();
    let missing: Vec<_> =
        ids.iter().filter(is_changed).filter(|id| !page.contains(&format!("`{id}`"))).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn the_first_version_still_loads() {
    let text = std::fs::read("tests/rulebooks/microneedling-1.0.0.toml").unwrap();
    let rulebook = Rulebook::from_bytes("microneedling-1.0.0.toml", text).unwrap();
    assert_eq!(rulebook.rules().len(), 96);
}
