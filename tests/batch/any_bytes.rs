//! Any bytes as input: no panic, and no line is lost, moved, or taken for what it is not.

use std::collections::HashSet;
use std::fmt;

use needlecheck::answers::Document;
use needlecheck::batch::{InputFormat, Settings};
use needlecheck::{Answers, Report, Screener};
use proptest::prelude::*;
use serde::de::{Deserialize, Deserializer, Error as _, IgnoredAny, MapAccess, Visitor};
use serde_json::Value;

use super::slow_reader::run_settings;
use super::support::TODAY;
use super::{RULEBOOK, cases};

/// An object of which no key is there twice, as `serde_json` reads it.
struct Unique;

impl<'de> Deserialize<'de> for Unique {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Object;
        impl<'de> Visitor<'de> for Object {
            type Value = Unique;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Unique, M::Error> {
                let mut seen = HashSet::new();
                while let Some((key, IgnoredAny)) = map.next_entry::<String, IgnoredAny>()? {
                    if !seen.insert(key) {
                        return Err(M::Error::custom("a key is there twice"));
                    }
                }
                Ok(Unique)
            }
        }
        deserializer.deserialize_map(Object)
    }
}

/// What one line has to give: the report of one person, or the code of what is wrong.
fn alone(line: &[u8], is_first: bool) -> Result<String, String> {
    const MARK: &[u8] = "\u{feff}".as_bytes();
    if !is_first && line.starts_with(MARK) {
        return Err("syntax".to_owned());
    }
    let answers = Document::text(line)
        .map_err(Into::into)
        .and_then(|text| Answers::from_json(&RULEBOOK, text, TODAY))
        .map_err(|faults| faults.list()[0].code.to_string());
    let bare = line.strip_prefix(MARK).unwrap_or(line);
    assert!(answers.is_err() || serde_json::from_slice::<Unique>(bare).is_ok());
    answers.map(|answers| Report::of(&answers).to_json())
}

/// JSON that is an object of answers, or nearly.
fn record() -> impl Strategy<Value = Vec<u8>> {
    let key = prop_oneof![
        8 => prop::sample::select(vec!["id", "on", "age", "place", "sore_ear", "last_piercing",
            "ring_width", "\\u0061ge", "plaice", ""]).prop_map(str::to_owned),
        1 => "[a-z_\\\\\"\u{1}é]{0,6}",
    ];
    let value = prop_oneof![
        4 => prop::sample::select(vec!["true", "false", "null", "\"unsure\"", "\"home\"", "\"studio\"",
            "\"yes\"", "\"never\"", "\"3 weeks ago\"", "\"2026-08\"", "\"2027-01-01\"", "30", "1.5",
            "-0", "3e1", "0.1e1", "[]", "{\"a\":[1]}", "\"\\u0068ome\"", "\"\\ud83d\\ude00\"",
            "\"\\ud83d\"", "1e999", "00", "1.", ".5", "\"", "tru", "NaN"]).prop_map(str::to_owned),
        1 => "-?[0-9]{1,3}(\\.[0-9]{1,2})?([eE][+-]?[0-9]{1,2})?",
    ];
    let odd = (key, "[ \t\r]?", value)
        .prop_map(|(key, space, value)| format!("\"{key}\"{space}:{space}{value}"));
    let fine = prop::sample::select(vec![
        "\"id\":1",
        "\"on\":\"2026-11-20\"",
        "\"age\":30",
        "\"place\":\"home\"",
        "\"sore_ear\":true",
        "\"last_piercing\":\"2026-10-30\"",
    ]);
    let entry = prop_oneof![2 => odd, 3 => fine.prop_map(str::to_owned)];
    (prop::collection::vec(entry, 0..5), "[ \t\r]?").prop_map(|(entries, space)| {
        format!("{space}{{{}}}{space}", entries.join(&format!("{space},"))).into_bytes()
    })
}

/// A line of any kind; only a line feed is not in it.
fn line() -> impl Strategy<Value = Vec<u8>> {
    let mutated = (record(), any::<prop::sample::Index>(), any::<u8>(), 0..3_u8).prop_map(
        |(mut bytes, at, byte, how)| {
            let at = at.index(bytes.len());
            match how {
                0 => bytes[at] = byte,
                1 => bytes.insert(at, byte),
                _ => drop(bytes.remove(at)),
            }
            bytes
        },
    );
    let any = prop::collection::vec(any::<u8>(), 0..20);
    let marked = record().prop_map(|record| ["\u{feff}".as_bytes(), &record].concat());
    prop_oneof![6 => record(), 3 => mutated, 1 => any, 1 => marked, 1 => Just(Vec::new())]
        .prop_map(|line| line.into_iter().filter(|byte| *byte != b'\n').collect())
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn every_line_gives_what_it_gives_alone(
        lines in prop::collection::vec(line(), 0..12),
        end in any::<bool>(),
        settings in run_settings(),
    ) {
        let mut input = lines.join(&b'\n');
        if end {
            input.push(b'\n');
        }
        let mut lines: Vec<_> = input.split(|byte| *byte == b'\n').collect();
        if lines.last() == Some(&&b""[..]) {
            lines.pop();
        }
        // A mark that nothing follows is nothing.
        if lines == ["\u{feff}".as_bytes()] && !input.ends_with(b"\n") {
            lines.clear();
        }
        // An array, or a record over several lines, is refused as a whole.
        let first = lines.first().copied().unwrap_or_default();
        let first = first.strip_prefix("\u{feff}".as_bytes()).unwrap_or(first).trim_ascii();
        prop_assume!(first != b"{" && !first.starts_with(b"["));
        let screener = Screener::new(&RULEBOOK);
        let written = settings.run(&screener, Settings::new(TODAY), InputFormat::Ndjson, &input);
        prop_assert_eq!(written.lines().count(), lines.len());
        for (at, (line, written)) in lines.iter().zip(written.lines()).enumerate() {
            match alone(line, at == 0) {
                Ok(report) => prop_assert_eq!(written, report),
                Err(code) => {
                    let written: Value = serde_json::from_str(written).unwrap();
                    prop_assert_eq!(&written["line"], at + 1);
                    prop_assert_eq!(&written["error"]["code"], &code, "{}", written);
                }
            }
        }
    }
}
